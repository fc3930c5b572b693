// Pure.

/** Whether a typed line ends the chat: `/quit` or `/exit`. */
export function isLeaving(line: string): boolean {
  return /^\s*\/(?:quit|exit)\s*$/iu.test(line);
}
