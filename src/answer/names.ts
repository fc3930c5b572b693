// Pure.
import { joinInitials } from '../corpus/initials.ts';
import { foldedWords } from './words.ts';

/** Letters that two forms of one name share at least, as Sudan and Sudanese. */
const SHARED_PREFIX = 4;

/** Capitalised in questions and headlines without being anybody's name. */
const NOT_NAMES: ReadonlySet<string> = new Set(
  `i who what when where which why how whose whom is are was were did do does has have had can could will would
  should the a an in on at of for to from by and or but if as mr mrs ms dr monday tuesday wednesday thursday
  friday saturday sunday january february march april may june july august september october november december
  many much this that these those there it he she they we you tell name give list show`.split(/\s+/u),
);

/** Names, numbers and years of a question, folded: what an article must hold to be about the same thing. */
export function namesOf(question: string): readonly string[] {
  const words = question.match(/(?:\p{L}\.){2,}|[\p{L}\p{N}][\p{L}\p{N}’'.,-]*/gu) ?? [];
  const lowerCase = words.filter((word) => /^\p{Ll}/u.test(word)).length;
  // In a shouted or title-cased question capitals say nothing.
  const capitalsTell = lowerCase * 2 >= words.length;
  const names = words.flatMap((word) => {
    if (/^\p{N}/u.test(word)) return foldedWords(word);
    return capitalsTell && /^\p{Lu}/u.test(word) ? foldedWords(word).filter((part) => part.length > 1) : [];
  });
  return [...new Set(names)].filter((name) => !NOT_NAMES.has(name));
}

/**
 * The names that stand nowhere in an article's title or text, as a word or as the beginning of one (a form of
 * the same name, as Sudan and Sudanese).
 */
export function missingNames(
  names: readonly string[],
  article: { readonly title: string; readonly text: string },
): readonly string[] {
  if (names.length === 0) return [];
  const text = fold(joinInitials(`${article.title}\n${article.text}`));
  return names.filter((name) => !holdsBeginning(text, beginningOf(name), isWhole(name)));
}

/** Numbers and short names must stand there whole. */
function isWhole(name: string): boolean {
  return /^\p{N}/u.test(name) || name.length < SHARED_PREFIX;
}

function beginningOf(name: string): string {
  return isWhole(name) ? name : name.slice(0, Math.max(SHARED_PREFIX, Math.ceil(name.length * 0.7)));
}

function holdsBeginning(text: string, beginning: string, isWholeWord: boolean): boolean {
  for (let at = text.indexOf(beginning); at !== -1; at = text.indexOf(beginning, at + 1)) {
    const startsWord = !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
    const endsWord = !/[\p{L}\p{N}]/u.test(text.charAt(at + beginning.length));
    if (startsWord && (endsWord || !isWholeWord)) return true;
  }
  return false;
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}
