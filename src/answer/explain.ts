// Pure. Why a quote was chosen: what each signal weighed, and which words matched.
import { alikeWords } from './alike-words.ts';
import type { Explanation, QuoteExplanation, WordPlace } from './answer.ts';
import type { ExaminedPassage } from './find-passages.ts';
import type { PreparedQuestion } from './question.ts';
import { stemSet } from './words.ts';

/**
 * Explains the quotes of an answer by what their choice was made of. Signals are taken as the scorer reports
 * them, whichever they are.
 * @param passages of the quotes, in their order
 * @param options `threshold`: confidence (0…1) from which on a quote is given as an answer; `tokenize`: word
 *   pieces of a text, without special tokens
 */
export function explainQuotes(
  question: PreparedQuestion,
  passages: readonly ExaminedPassage[],
  { threshold, tokenize }: { readonly threshold: number; readonly tokenize: Tokenize },
): Explanation {
  return {
    threshold,
    expects: question.kind === 'any' ? null : question.kind,
    quotes: passages.map((passage) => explainQuote(question, passage, tokenize)),
  };
}

type Tokenize = (text: string) => readonly number[];

function explainQuote(
  question: PreparedQuestion,
  passage: ExaminedPassage,
  tokenize: Tokenize,
): QuoteExplanation {
  const { best, confidence } = passage;
  const parts = { ...best.signals, ...passage.signals };
  const sum = Object.values(parts).reduce((total, points) => total + Math.max(0, points), 0) || 1;
  return {
    confidence,
    signals: Object.entries(parts)
      .map(([name, points]) => ({ name, points: round(points), share: round(Math.max(0, points) / sum) }))
      .sort((a, b) => b.points - a.points),
    words: matchedWords(question, passage, tokenize),
  };
}

/** Where each word of the question stands, in any of its forms: as near to the answering sentence as it does. */
function matchedWords(
  question: PreparedQuestion,
  examined: ExaminedPassage,
  tokenize: Tokenize,
): QuoteExplanation['words'] {
  const { article, passage, best } = examined;
  const places: readonly (readonly [WordPlace, ReadonlySet<string>])[] = [
    ['sentence', stemSet(article.text.slice(best.start, best.end))],
    ['title', stemSet(article.title)],
    ['passage', stemSet(article.text.slice(passage.span.start, passage.span.end))],
    ['article', stemSet(article.text)],
  ];
  const alike = alikeWords(question, examined, tokenize);
  return question.terms.map(({ word, stem }) => ({
    word,
    foundIn: places.find(([, stems]) => stems.has(stem))?.[0] ?? null,
    alike: alike.get(stem) ?? null,
  }));
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
