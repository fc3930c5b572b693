// Pure.

/** Whether there is nothing in a text that a reader could see; Discord refuses an empty title or name. */
export function isUnseen(text: string): boolean {
  return /^[\s\p{C}\p{Default_Ignorable_Code_Point}]*$/u.test(text);
}
