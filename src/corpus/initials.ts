// Pure.

/**
 * Takes the dots out of dotted abbreviations, for words that are searched: `U.S.` and `US` are one word to a
 * reader, and two to a tokenizer that splits at dots.
 */
export function joinInitials(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}/gu, (abbreviation) =>
    abbreviation.replaceAll('.', ''),
  );
}
