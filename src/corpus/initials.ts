// Pure.

/**
 * Takes the dots out of dotted abbreviations, for words that are searched: `U.S.` and `US` are one word to a
 * reader, and two to a tokenizer that splits at dots.
 */
export function joinInitials(text: string): string {
  // Most texts have none, which is told by their dots.
  if (!mayHoldInitials(text)) return text;
  // Latin letters only: a Unicode class with a look-behind takes ten times as long.
  return text.replace(/\b(?:[a-z]\.){2,}/gi, (abbreviation) => abbreviation.replaceAll('.', ''));
}

/** Whether two dots stand a character apart. */
function mayHoldInitials(text: string): boolean {
  for (let at = text.indexOf('.'); at !== -1; at = text.indexOf('.', at + 1)) {
    if (text[at + 2] === '.') return true;
  }
  return false;
}
