import type { Refusal } from './answer.ts';
import type { ExaminedPassage } from './find-passages.ts';
import { namesOf } from './names.ts';
import { caseIn, createNameSearch } from './names-in-text.ts';
import { readArticle } from './passage-reading.ts';
import type { PreparedQuestion } from './question.ts';
import { foldedWords } from './words.ts';

/** In so many passages every common word stands somewhere: one that does not, even without a capital, is a name. */
const MANY_PASSAGES = 5_000;
/** Shorter words that stand nowhere are slips of the keyboard more often than names. */
const LEAST_LETTERS = 4;

/**
 * What a refusal can say: which names of the question stand in no article, or in none of the nearest.
 * @param passages of the generation
 */
export function refusalOf(
  question: PreparedQuestion,
  examined: readonly ExaminedPassage[],
  passages: number,
): Refusal {
  const texts = [...new Set(examined.map(({ article }) => readArticle(article).searchable))];
  const names = namesOf(question.readAs, (word) => caseIn(word, texts));
  const parts = new Set(names.flatMap(({ words }) => words.flatMap(foldedWords)));
  const nowhere = question.terms.filter(
    ({ frequency, word }) =>
      frequency === 0 && (parts.has(word) || (passages >= MANY_PASSAGES && word.length >= LEAST_LETTERS)),
  );
  if (nowhere.length > 0) {
    const words = new Set(nowhere.map(({ word }) => word));
    return { reason: 'not-mentioned', names: asWritten(question.readAs, words), in: 'all' };
  }
  const missing = names.filter((name) => {
    const missingShare = createNameSearch(name);
    return texts.every((text) => missingShare(text) === 1);
  });
  return missing.length > 0 && texts.length > 0
    ? { reason: 'not-mentioned', names: [...new Set(missing.map(({ text }) => text))], in: 'nearest' }
    : { reason: 'not-answered' };
}

/** The words of a question that fold to some others, with its capitals. */
function asWritten(question: string, folded: ReadonlySet<string>): readonly string[] {
  const words = question.match(/[\p{L}\p{M}\p{N}]+(?:[.,]\p{N}+)*/gu) ?? [];
  return [...new Set(words.filter((word) => folded.has(foldedWords(word)[0] ?? '')))];
}
