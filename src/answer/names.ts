// Pure.
import { joinInitials } from '../corpus/initials.ts';
import { contentWords, foldText } from './words.ts';

/** A name, number or year of a question: what an article must hold to be about the same thing. */
export interface Name {
  /** As written in the question, dots of initials aside, as `Joe Biden`. */
  readonly text: string;
  /** Folded where the question's capitals say nothing. */
  readonly words: readonly string[];
  readonly kind: 'name' | 'number';
}

/** Capitalised in questions and headlines without being anybody's name. */
const NOT_NAMES: ReadonlySet<string> = new Set(
  `i who what when where which why how whose whom is are was were do does did has have had can could will would
  should the a an in on at of for to from by and or but if as monday tuesday wednesday thursday friday saturday
  sunday january february march april may june july august september october november december jan feb mar apr
  aug sept oct nov dec many much this that these those there it its he she they we you his her their tell name
  give list show true false after before following since during despite according about around over under with
  without no not new first last some most more other both each every several hundreds thousands`.split(
    /\s+/u,
  ),
);

/** Said before a name or left out as one likes, and a country that its own news seldom names. */
const LEFT_OUT: ReadonlySet<string> = new Set(
  `mr mrs ms dr sir lord lady dame president minister sen senator rep representative gov governor gen general col
  capt lt sgt prof professor judge justice king queen prince princess pope us usa america american
  americans`.split(/\s+/u),
);

/** How often some texts write a word with a capital within a sentence, and how often without. */
export interface WordCase {
  readonly upper: number;
  readonly lower: number;
}

/** So many times as often with a capital as without is a word written that is always a name. */
const NAME_RATIO = 4;

/**
 * The names and numbers of a question, in order: capitalised words that follow each other are one name. A
 * capital that opens a sentence says little, and where most words have one or none has, capitals say nothing:
 * then a word is a name as the articles write it.
 * @param caseOf how the articles that were found write a word
 */
export function namesOf(question: string, caseOf: (word: string) => WordCase): readonly Name[] {
  const text = joinInitials(question);
  const capitalsTell = doCapitalsTell(text);
  const content = new Set(contentWords(text));
  const isName = (word: string, index: number): boolean => {
    const folded = foldText(word);
    if (word.length < 2 || LEFT_OUT.has(folded)) return false;
    if (NOT_NAMES.has(folded) && !(capitalsTell && /^\p{Lu}{3,}$/u.test(word))) return false;
    if (capitalsTell && /^\p{Lu}/u.test(word)) {
      if (!opensSentence(text, index) || isNameAhead(text, index + word.length)) return true;
      const { upper, lower } = caseOf(word);
      return upper >= lower && !word.endsWith('ly');
    }
    if (capitalsTell || !content.has(folded)) return false;
    const { upper, lower } = caseOf(word);
    return upper > NAME_RATIO * lower;
  };

  const names: Name[] = [];
  let end = Number.NaN;
  for (const { 0: word, index } of text.matchAll(/\p{L}[\p{L}\p{M}\p{N}]*|\p{N}+(?:[.,]\p{N}+)*/gu)) {
    if (/^\p{N}/u.test(word)) names.push({ text: word, words: [word], kind: 'number' });
    else if (isName(word, index)) {
      const before = names.at(-1);
      const name: Name = { text: word, words: [capitalsTell ? word : foldText(word)], kind: 'name' };
      if (before?.kind === 'name' && index - end <= 1) names[names.length - 1] = joined(before, name);
      else names.push(name);
      end = index + word.length;
    }
  }
  return names;
}

/** Whether some of the words behind the first have a capital, and not most. */
function doCapitalsTell(text: string): boolean {
  const words = text.match(/\p{L}[\p{L}\p{M}\p{N}]*/gu) ?? [];
  const capitals = words.filter((word, index) => index > 0 && /^\p{Lu}/u.test(word)).length;
  return capitals > 0 && capitals * 2 <= words.length;
}

function joined(a: Name, b: Name): Name {
  return { ...a, text: `${a.text} ${b.text}`, words: [...a.words, ...b.words] };
}

function opensSentence(text: string, index: number): boolean {
  const before = /(?:^|(\p{L}*)[.?!:]\s+)["“”'‘(]*$/u.exec(text.slice(0, index));
  // `Dr.` and `Gov.` end no sentence.
  return before !== null && !LEFT_OUT.has(foldText(before[1] ?? ''));
}

/** Two capitalised words in a row are a name, even where a sentence begins. */
function isNameAhead(text: string, end: number): boolean {
  const next = /^ (\p{Lu}\p{L}+)/u.exec(text.slice(end))?.[1];
  return next !== undefined && !NOT_NAMES.has(foldText(next));
}
