// Pure.

/** A number with its noun, as `1 article` or `2 articles`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
