// Pure.
import { joinInitials } from '../corpus/initials.ts';
import { formsOf, type NameForm } from './name-forms.ts';
import type { Name, WordCase } from './names.ts';
import { foldText } from './words.ts';

/** Texts prepared to be searched for words and names together, as a title and its article. */
export interface SearchableText {
  /** With their capitals. */
  readonly plain: readonly string[];
  /** Folded when first needed: most names stand there as they are. */
  folded(): readonly string[];
}

/** The longest acronym that is looked for by its letters; longer words in capitals are shouted. */
const ACRONYM = /^\p{Lu}[\p{Lu}\p{N}]{1,5}$/u;

/** Prepares texts once for all that is looked for in them. */
export function searchable(...texts: readonly string[]): SearchableText {
  const plain = texts.map(joinInitials);
  let folded: readonly string[] | undefined;
  return {
    plain,
    folded() {
      folded ??= plain.map(foldText);
      return folded;
    },
  };
}

/** Looks for one name in texts: the share (0…1) of its words that a text does not hold, in any form. */
export type NameSearch = (text: SearchableText) => number;

/** Prepares the search for a name once for all texts. */
export function createNameSearch({ words }: Name): NameSearch {
  const holders = words.map(createWordSearch);
  return (text) => holders.filter((holds) => !holds(text)).length / holders.length;
}

/**
 * Whether a text holds a word of a name: itself, a form of it, its initials or what they stand for. Letters are looked
 * for as they are, and only what stands beside them by patterns: a pattern of each word's own would take longer to
 * make than to use.
 */
function createWordSearch(word: string): (text: SearchableText) => boolean {
  const { folded, capitals } = formsOf(foldText(word));
  // Its case tells an acronym from a word: `WHO` from `who`.
  const isAcronym = ACRONYM.test(word);
  return (text) =>
    holdsWord(text.plain, word) ||
    capitals.some((capital) => holdsWord(text.plain, capital)) ||
    (isAcronym
      ? holdsWord(text.plain, `${word}s`) || spellsOut(text.plain, word)
      : folded.some((form) => holdsForm(text.folded(), form)));
}

const GOES_ON_BEFORE = /(?:[\p{L}\p{N}]|\p{N}[.,])$/u;
const GOES_ON_AFTER = /^(?:[\p{L}\p{N}]|[.,]\p{N})/u;

/** Whether a word stands in a text as it is: the quick way to what most names need. */
function holdsWord(texts: readonly string[], word: string): boolean {
  return texts.some((text) => standsIn(text, word));
}

function standsIn(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!goesOnBefore(text, at) && !GOES_ON_AFTER.test(text.slice(at + word.length, at + word.length + 2)))
      return true;
  }
  return false;
}

function holdsForm(texts: readonly string[], { letters, ending }: NameForm): boolean {
  return texts.some((text) => {
    for (let at = text.indexOf(letters); at !== -1; at = text.indexOf(letters, at + 1)) {
      if (!goesOnBefore(text, at) && matchesAt(ending, text, at + letters.length)) return true;
    }
    return false;
  });
}

function goesOnBefore(text: string, at: number): boolean {
  return GOES_ON_BEFORE.test(text.slice(Math.max(0, at - 2), at));
}

/** Whether a sticky pattern matches at a place. */
function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** The rest of a word, and the small words that may stand between it and the next one. */
const WORD_REST = /\p{L}+/uy;
const BETWEEN_WORDS = /[ -](?:(?:of|and|the|for|on|in|to) )*/uy;

/** Whether one of some texts spells out an acronym: `WHO` as `World Health Organization`, small words between. */
function spellsOut(texts: readonly string[], acronym: string): boolean {
  const first = acronym.charAt(0);
  return texts.some((text) => {
    for (let at = text.indexOf(first); at !== -1; at = text.indexOf(first, at + 1)) {
      if (!ENDS_WITH_LETTER.test(text.slice(Math.max(0, at - 2), at)) && spellsOutAt(text, at, acronym))
        return true;
    }
    return false;
  });
}

function spellsOutAt(text: string, start: number, acronym: string): boolean {
  let at = start;
  for (const [index, letter] of [...acronym].entries()) {
    if (index > 0) {
      if (!matchesAt(BETWEEN_WORDS, text, at)) return false;
      at = BETWEEN_WORDS.lastIndex;
    }
    if (!text.startsWith(letter, at) || !matchesAt(WORD_REST, text, at + letter.length)) return false;
    at = WORD_REST.lastIndex;
  }
  return true;
}

const ENDS_WITH_LETTER = /\p{L}$/u;
const BEGINS_WITH_LETTER = /^\p{L}/u;
/** A capital behind one of these does not open a sentence. */
const WITHIN_SENTENCE = /[\p{Ll}\p{N},;] $/u;

/** Counts how texts write a word. */
export function caseIn(word: string, texts: readonly SearchableText[]): WordCase {
  const lowerCase = word.toLowerCase();
  const upperCase = lowerCase.toUpperCase();
  const capital = lowerCase.charAt(0).toUpperCase() + lowerCase.slice(1);
  const counts = { upper: 0, lower: 0 };
  const capitals = capital === upperCase ? [capital] : [capital, upperCase];
  for (const text of texts.flatMap(({ plain }) => plain)) {
    for (const form of capitals) counts.upper += timesBehind(WITHIN_SENTENCE, text, form);
    counts.lower += timesBehind(NO_LETTER, text, lowerCase);
  }
  return counts;
}

const NO_LETTER = /(?:^|\P{L})$/u;

/** How often letters stand in a text behind what a pattern allows, and before no letter. */
function timesBehind(before: RegExp, text: string, letters: string): number {
  let times = 0;
  for (let at = text.indexOf(letters); at !== -1; at = text.indexOf(letters, at + 1)) {
    const end = at + letters.length;
    const stands =
      before.test(text.slice(Math.max(0, at - 3), at)) && !BEGINS_WITH_LETTER.test(text.slice(end, end + 2));
    if (stands) times++;
  }
  return times;
}
