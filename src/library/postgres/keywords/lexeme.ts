// Pure.

/** A stem as a tsvector and a tsquery name it: nothing in it is syntax. */
export function toLexeme(stem: string): string {
  return `'${stem.replace(/['\\]/g, '$&$&')}'`;
}
