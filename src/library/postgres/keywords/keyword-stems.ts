// Pure.
import { stemmer } from 'stemmer';
import { joinInitials } from '../../../corpus/initials.ts';

/** Runs of letters and numbers, marks within them included: as SQLite's `unicode61` splits a text. */
const TOKEN = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\p{M}]*/gu;
/** Numbers with separators, which a question asks for as one word: `2,500`. */
const COMPOUND = /\p{N}+(?:[.,]\p{N}+)+/gu;
/** Longer runs are no words: they are not stemmed, as in SQLite. */
const LONGEST_STEMMED = 64;
/** Longer runs are looked up by their beginning: a lexeme of PostgreSQL has less than 2,048 bytes. */
const LONGEST_KEPT = 200;

/** The words of a text as the keyword index holds them. */
export interface KeywordStems {
  /** Porter stems, case and diacritics folded, in order; a dotted abbreviation is one word. */
  readonly stems: readonly string[];
  /** Numbers with their separators; each stands in `stems` too, in parts. */
  readonly compounds: readonly string[];
}

/** Makes words of a text, remembering the stems of those that it has seen. */
export function createKeywordStems(): (text: string) => KeywordStems {
  const known = new Map<string, string>();
  const stemOf = (token: string): string => {
    const remembered = known.get(token);
    if (remembered !== undefined) return remembered;
    const stem = foldedStem(token);
    known.set(token, stem);
    return stem;
  };
  return (text) => {
    const joined = joinInitials(text);
    return {
      stems: (joined.match(TOKEN) ?? []).map(stemOf),
      compounds: (joined.match(COMPOUND) ?? []).map(beginningOf),
    };
  };
}

/** How often each stands there. */
export function countsOf({ stems, compounds }: KeywordStems): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  for (const compound of compounds) counts.set(compound, (counts.get(compound) ?? 0) + 1);
  return counts;
}

function foldedStem(token: string): string {
  const folded = beginningOf(
    token.slice(0, LONGEST_KEPT).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase(),
  );
  return folded.length > LONGEST_STEMMED ? folded : stemmer(folded);
}

const beginningOf = (text: string): string => text.slice(0, LONGEST_KEPT).toWellFormed();
