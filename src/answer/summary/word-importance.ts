// Pure. Which words of an article its summary will hold (Hong & Nenkova 2014, https://aclanthology.org/E14-1075).
import { carriesMeaning, foldedWords, stemOf } from '../words.ts';

/** Sentences after which a mention counts half as much: news says what matters first. */
const HALF_LIFE_SENTENCES = 8;
/** Keeps the logarithm of a single late mention in bounds. */
const LEAST_WEIGHT = 0.2;

/** Weights of one logistic regression, by the name of what speaks for it. */
export type Weights = Readonly<Record<string, number>>;

/** Weights of the regressions for a word that means something, one that does not, and a pair of words. */
export interface ImportanceWeights {
  readonly word: Weights;
  readonly commonWord: Weights;
  readonly pair: Weights;
}

/**
 * Fitted on REALSumm's 50 CNN/DailyMail articles by eval/fit-summary.ts: does a summary written by a person
 * hold it? Articles left out are summarised better than by their first three sentences by 3.2, 2.7 and 3.2 points of
 * ROUGE-1, -2 and -L (ten folds; five ways of dividing them differ by 0.2).
 */
const WEIGHTS: ImportanceWeights = {
  word: { bias: -1.5, mentions: 1.84, once: -0.65, number: 0.46 },
  commonWord: { bias: -1.81, mentions: 1.51 },
  pair: { bias: -1.91, words: 0.17, mentions: 1.59, commonWords: -0.4 },
};

/** A sentence as its words and pairs of neighbouring words, each once. */
export interface CountedSentence {
  /** Words with repetitions. */
  readonly length: number;
  readonly words: ReadonlySet<string>;
  readonly pairs: ReadonlySet<string>;
}

/** Counts a sentence's stems and pairs of them. */
export function countSentence(text: string): CountedSentence {
  const folded = foldedWords(text);
  const stems = folded.map((word) => (carriesMeaning(word) ? stemOf(word) : `${COMMON}${word}`));
  return {
    length: stems.length,
    words: new Set(stems),
    pairs: new Set(stems.slice(1).map((stem, index) => `${stems[index]} ${stem}`)),
  };
}

/** Marks words without meaning of their own; it stands in no word. */
const COMMON = '·';
const isCommonWord = (stem: string) => stem.startsWith(COMMON);

/**
 * Estimates how likely (0…1) a summary of an article holds each of its words and pairs (two words and a space
 * between them).
 * @param sentences in text order
 */
export function likelihoodsOf(
  sentences: readonly CountedSentence[],
  weights = WEIGHTS,
): ReadonlyMap<string, number> {
  const words = mapValues(wordSignals(sentences), ({ isCommon, signals }) =>
    logistic(signals, isCommon ? weights.commonWord : weights.word),
  );
  const pairs = mapValues(pairSignals(sentences, words), (signals) => logistic(signals, weights.pair));
  return new Map([...words, ...pairs]);
}

/** Words of a sentence of a written summary. */
export const WRITTEN_SENTENCE_WORDS = 20;

/**
 * What each sentence is worth by itself: the expected F1 of its words and pairs against a written sentence.
 * @param texts every sentence of one article, in order
 */
export function sentenceImportance(texts: readonly string[]): readonly number[] {
  const sentences = texts.map(countSentence);
  const likelihoods = likelihoodsOf(sentences);
  return sentences.map(({ words, pairs, length }) => {
    const hits = [...words, ...pairs].reduce((sum, item) => sum + (likelihoods.get(item) ?? 0), 0);
    return hits / (length + WRITTEN_SENTENCE_WORDS);
  });
}

/** What speaks for each word; each belongs to one of two regressions. */
export function wordSignals(sentences: readonly CountedSentence[]) {
  const counts = new Map<string, number>();
  for (const { words } of sentences) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return mapValues(mentions(sentences.map(({ words }) => words)), (weight, word) => {
    const isCommon = isCommonWord(word);
    return {
      isCommon,
      signals: {
        bias: 1,
        mentions: Math.log(LEAST_WEIGHT + weight),
        once: isCommon || counts.get(word) !== 1 ? 0 : 1,
        number: /^\p{N}/u.test(word) ? 1 : 0,
      },
    };
  });
}

/** What speaks for each pair, given how likely its words are. */
export function pairSignals(sentences: readonly CountedSentence[], likelihoods: ReadonlyMap<string, number>) {
  const logit = (word: string) => {
    const likelihood = likelihoods.get(word) ?? 0.5;
    return Math.log(likelihood / (1 - likelihood));
  };
  return mapValues(mentions(sentences.map(({ pairs }) => pairs)), (weight, pair) => {
    const parts = pair.split(' ');
    return {
      bias: 1,
      words: parts.reduce((sum, word) => sum + logit(word), 0),
      mentions: Math.log(LEAST_WEIGHT + weight),
      commonWords: parts.filter(isCommonWord).length,
    };
  });
}

/** In how many sentences each item stands, early ones counted more. */
function mentions(sentences: readonly ReadonlySet<string>[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const [index, items] of sentences.entries()) {
    const weight = 2 ** (-index / HALF_LIFE_SENTENCES);
    for (const item of items) weights.set(item, (weights.get(item) ?? 0) + weight);
  }
  return weights;
}

/** Probability (0…1) by a logistic regression. */
function logistic(signals: Weights, weights: Weights): number {
  let logit = 0;
  for (const [name, weight] of Object.entries(weights)) logit += weight * (signals[name] ?? 0);
  return 1 / (1 + Math.exp(-logit));
}

function mapValues<A, B>(map: ReadonlyMap<string, A>, change: (value: A, key: string) => B): Map<string, B> {
  return new Map(Array.from(map, ([key, value]) => [key, change(value, key)]));
}
