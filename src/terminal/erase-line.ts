// Pure.

/** Takes away the line that the cursor stands on; nothing for a terminal that cannot move its cursor. */
export const ERASE_LINE = '\r\u001b[2K';
