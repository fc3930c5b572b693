// Pure.
import { foldedWords, stemOf } from './words.ts';

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

/** The names that stand nowhere among an article's words, by word, stem or shared beginning. */
export function missingNames(names: readonly string[], articleWords: ReadonlySet<string>): readonly string[] {
  return names.filter((name) => {
    if (articleWords.has(name) || articleWords.has(stemOf(name))) return false;
    if (/^\p{N}/u.test(name) || name.length < SHARED_PREFIX) return true;
    const prefix = name.slice(0, Math.max(SHARED_PREFIX, Math.ceil(name.length * 0.7)));
    for (const word of articleWords) if (word.startsWith(prefix)) return false;
    return true;
  });
}

/** Words and stems of an article's title and text, for `missingNames`. */
export function articleWords(article: {
  readonly title: string;
  readonly text: string;
}): ReadonlySet<string> {
  const words = foldedWords(`${article.title}\n${article.text}`);
  return new Set([...words, ...words.map(stemOf)]);
}
