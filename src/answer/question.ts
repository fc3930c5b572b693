import { sentenceSpans } from '../corpus/sentences.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { prepareQuestionTokens, type QuestionTokens } from '../embedding/token-codes.ts';
import { ExpectedError } from '../errors.ts';
import type { Snapshot } from '../library/library.ts';
import { type ExpectedKind, expectedKind } from './expected-kind.ts';
import { mendSpelling } from './mend-spelling.ts';
import { withoutGreeting } from './small-talk.ts';
import { contentWords, heldStems, isAcronym, stemOf } from './words.ts';

/** Characters of a question at most: far above any real one, and within one pass of the model. */
const MAX_QUESTION_CHARACTERS = 1_000;

/** An acronym that is a common word in small letters is taken to stand in so many of the passages at most. */
const ACRONYM_SHARE = 0.01;

/** A word of a question that carries meaning. */
export interface QuestionTerm {
  /** Porter stem. */
  readonly stem: string;
  /** Folded, as it is searched for. */
  readonly word: string;
  /** Passages that hold it. */
  readonly frequency: number;
  /** Inverse passage frequency, above 0. */
  readonly idf: number;
}

/** A word that carries meaning, at its place in the question. */
export interface QuestionWord {
  readonly stem: string;
  readonly idf: number;
  /** Its tokens, half-open. */
  readonly tokenStart: number;
  readonly tokenEnd: number;
}

/** A question, prepared once for all the passages it is compared with. */
export interface PreparedQuestion {
  /** As asked, white space aside. */
  readonly text: string;
  /** As it was read: without a greeting, and with words that stand nowhere in the index mended where they are slips of words that do. */
  readonly readAs: string;
  readonly vector: Float32Array;
  readonly tokens: QuestionTokens;
  /** A weight for each of its tokens, by the inverse frequency of its word; they sum to 1, or are all 0. */
  readonly tokenWeights: Float32Array;
  /** Equal weights for the tokens of the sentence that asks, 0 for those of sentences that only lead up to it; they sum to 1. */
  readonly askingWeights: Float32Array;
  readonly terms: readonly QuestionTerm[];
  /** Its words that carry meaning, in order; a word may come twice. */
  readonly words: readonly QuestionWord[];
  readonly kind: ExpectedKind;
}

/**
 * Checks, embeds and weighs a question.
 * @throws ExpectedError `question-empty` or `question-too-long`.
 */
export async function prepareQuestion(
  raw: string,
  embedder: Embedder,
  snapshot: Snapshot,
): Promise<PreparedQuestion> {
  const text = checkQuestion(raw);
  const readAs = await mendSpelling(withoutGreeting(text), snapshot);
  const pieces = embedder.tokenize(readAs);
  if (pieces.length > embedder.maxPieces) throw tooLong(text, `${embedder.maxPieces} word pieces`);
  const { vector, states } = await embedder.encode(pieces);
  const wordOf = new Map(contentWords(readAs).map((word) => [stemOf(word), word]));
  const frequencies = await snapshot.documentFrequencies([...wordOf.keys()]);
  const terms = [...wordOf].map(([stem, word], index): QuestionTerm => {
    const frequency = frequencies[index] ?? 0;
    // The index knows no capitals: how often it holds `who` says nothing of the WHO.
    const own = isAcronym(word) ? Math.min(frequency, ACRONYM_SHARE * snapshot.info.passages) : frequency;
    return { stem, word, frequency, idf: inverseFrequency(own, snapshot.info.passages) };
  });
  const words = placeWords(readAs, terms, embedder);
  return {
    text,
    readAs,
    vector,
    tokens: prepareQuestionTokens(states, embedder.meanState),
    tokenWeights: weighTokens(words, pieces.length),
    askingWeights: weighAsking(readAs, embedder, pieces.length),
    terms,
    words,
    kind: expectedKind(readAs),
  };
}

/** Where the words of a question stand among its tokens; of one with several stems, as `state-run`, the rarest. */
function placeWords(
  text: string,
  terms: readonly QuestionTerm[],
  embedder: Embedder,
): readonly QuestionWord[] {
  const termOf = new Map(terms.map((term) => [term.stem, term]));
  let tokenStart = 0;
  return text.split(' ').flatMap((word): readonly QuestionWord[] => {
    const tokenEnd = tokenStart + embedder.tokenize(word).length;
    const place = { tokenStart, tokenEnd };
    tokenStart = tokenEnd;
    const known = [...heldStems(word, [...termOf.keys()])].flatMap((stem) => termOf.get(stem) ?? []);
    const rarest = known.toSorted((a, b) => b.idf - a.idf)[0];
    if (rarest === undefined || place.tokenEnd === place.tokenStart) return [];
    return [{ stem: rarest.stem, idf: rarest.idf, ...place }];
  });
}

/** A word's inverse frequency, shared out among its pieces; words without meaning weigh nothing. */
function weighTokens(words: readonly QuestionWord[], tokens: number): Float32Array {
  const weights = new Float32Array(tokens);
  const sum = words.reduce((total, { idf }) => total + idf, 0) || 1;
  for (const { idf, tokenStart, tokenEnd } of words) {
    weights.fill(idf / sum / (tokenEnd - tokenStart), tokenStart, tokenEnd);
  }
  return weights;
}

/** Of several sentences the last one with a question mark asks, or the last one. */
function weighAsking(text: string, embedder: Embedder, tokens: number): Float32Array {
  const sentences = sentenceSpans(text);
  const asks =
    sentences.findLast(({ start, end }) => text.slice(start, end).trimEnd().endsWith('?')) ??
    sentences.at(-1);
  const start = embedder.tokenize(text.slice(0, asks?.start ?? 0)).length;
  const end = embedder.tokenize(text.slice(0, asks?.end ?? text.length)).length;
  const weights = new Float32Array(tokens);
  return end > start ? weights.fill(1 / (end - start), start, end) : weights.fill(1 / Math.max(1, tokens));
}

/** The question on one line. @throws ExpectedError `question-empty` or `question-too-long`. */
function checkQuestion(raw: string): string {
  const text = raw
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw new ExpectedError(
      'question-empty',
      'There is no question; ask one in words, as: /ask who won the vote',
    );
  }
  if (text.length > MAX_QUESTION_CHARACTERS) throw tooLong(text, `${MAX_QUESTION_CHARACTERS} characters`);
  return text;
}

function tooLong(text: string, limit: string): ExpectedError {
  return new ExpectedError(
    'question-too-long',
    `The question is too long (${text.length} characters; at most ${limit}); ask it in a sentence or two.`,
    { facts: { characters: text.length } },
  );
}

/** BM25's idf (Robertson & Zaragoza 2009), kept above 0 by the added 1. */
function inverseFrequency(frequency: number, passages: number): number {
  return Math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5));
}
