// Pure.

const MAX_SLUG_CHARACTERS = 60;

/** A title's letters and digits for a name that people can read; empty where it has none. */
export function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, MAX_SLUG_CHARACTERS)
    .normalize('NFC')
    .toWellFormed()
    .replace(/^-+|-+$|\ufffd/gu, '');
}
