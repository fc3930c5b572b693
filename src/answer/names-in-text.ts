// Pure.
import { joinInitials } from '../corpus/initials.ts';
import { formsOf } from './name-forms.ts';
import type { Name, WordCase } from './names.ts';
import { foldText } from './words.ts';

/** A text prepared to be searched for words and names. */
export interface SearchableText {
  /** With its capitals. */
  readonly plain: string;
  /** Folded when first needed: most names stand there as they are. */
  folded(): string;
}

/** The longest acronym that is looked for by its letters; longer words in capitals are shouted. */
const ACRONYM = /^\p{Lu}[\p{Lu}\p{N}]{1,5}$/u;

/** Prepares a text once for all that is looked for in it. */
export function searchable(text: string): SearchableText {
  const plain = joinInitials(text);
  let folded: string | undefined;
  return {
    plain,
    folded() {
      folded ??= foldText(plain);
      return folded;
    },
  };
}

/** Looks for one name in texts: the share (0…1) of its words that a text does not hold, in any form. */
export type NameSearch = (text: SearchableText) => number;

/** Prepares the search for a name once for all texts: its patterns cost more to make than to use. */
export function createNameSearch({ words }: Name): NameSearch {
  const holders = words.map(createWordSearch);
  return (text) => holders.filter((holds) => !holds(text)).length / holders.length;
}

/** Whether a text holds a word of a name: itself, a form of it, its initials or what they stand for. */
function createWordSearch(word: string): (text: SearchableText) => boolean {
  const { folded, capitals } = formsOf(foldText(word));
  const inCapitals = capitals === null ? null : once(() => wholeWord(capitals));
  // Its case tells an acronym from a word: `WHO` from `who`.
  const isAcronym = ACRONYM.test(word);
  const spelled = once(() => `${wholeWord(`${word}s`)}|${spelledOut(word)}`);
  const form = once(() => `(?:${folded})${WHOLE_END}`, 'gu');
  return (text) =>
    holdsWord(text.plain, word) ||
    inCapitals?.().test(text.plain) === true ||
    (isAcronym ? spelled().test(text.plain) : holdsForm(text.folded(), form()));
}

/** A pattern made when it is first needed. */
function once(source: () => string, flags = 'u'): () => RegExp {
  let pattern: RegExp | undefined;
  return () => {
    pattern ??= new RegExp(source(), flags);
    return pattern;
  };
}

const GOES_ON_BEFORE = /(?:[\p{L}\p{N}]|\p{N}[.,])$/u;
const GOES_ON_AFTER = /^(?:[\p{L}\p{N}]|[.,]\p{N})/u;

/** Whether a word stands in a text as it is: the quick way to what most names need. */
function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    const isWhole =
      !GOES_ON_BEFORE.test(text.slice(Math.max(0, at - 2), at)) &&
      !GOES_ON_AFTER.test(text.slice(end, end + 2));
    if (isWhole) return true;
  }
  return false;
}

/** Whether a form of a word stands in a text: what is before it is looked at last, so that the engine can look for its letters first. */
function holdsForm(text: string, form: RegExp): boolean {
  for (const { index } of text.matchAll(form)) {
    if (!GOES_ON_BEFORE.test(text.slice(Math.max(0, index - 2), index))) return true;
  }
  return false;
}

const WHOLE_END = '(?![\\p{L}\\p{N}]|[.,]\\p{N})';

function wholeWord(forms: string): string {
  return `(?<![\\p{L}\\p{N}]|\\p{N}[.,])(?:${forms})${WHOLE_END}`;
}

/** `WHO` as `World Health Organization`, small words between. */
function spelledOut(acronym: string): string {
  const words = Array.from(acronym, (letter) => `${letter}\\p{L}+`);
  return `(?<!\\p{L})${words.join('[ -](?:(?:of|and|the|for|on|in|to) )*')}`;
}

/** Counts how texts write a word. */
export function caseIn(word: string, texts: readonly SearchableText[]): WordCase {
  const lowerCase = word.toLowerCase();
  const capital = lowerCase.charAt(0).toUpperCase() + lowerCase.slice(1);
  const withCapital = new RegExp(
    `(?<=[\\p{Ll}\\p{N},;] )(?:${capital}|${lowerCase.toUpperCase()})(?!\\p{L})`,
    'gu',
  );
  const without = new RegExp(`(?<!\\p{L})${lowerCase}(?!\\p{L})`, 'gu');
  const count = (pattern: RegExp) =>
    texts.reduce((sum, { plain }) => sum + (plain.match(pattern)?.length ?? 0), 0);
  return { upper: count(withCapital), lower: count(without) };
}
