// Pure.

/** Sets text in a weight or colour; without colour it gives the text back. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
}

/** The only place that makes SGR sequences. */
export function createPaint(colour: boolean): Paint {
  const between = (on: number, off: number) => (text: string) =>
    colour && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return { bold: between(1, 22), dim: between(2, 22), red: between(31, 39) };
}
