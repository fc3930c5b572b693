// Fits the weights of src/answer/summary/word-importance.ts: node --import ./src/typescript.mjs eval/fit-summary.ts REALSUMM_FILE

import { DEFAULT_SUMMARY_SENTENCES } from '../src/answer/lengths.ts';
import { chooseSentences } from '../src/answer/summary/choose-sentences.ts';
import { standAloneUnits } from '../src/answer/summary/stand-alone.ts';
import {
  type CountedSentence,
  countSentence,
  type ImportanceWeights,
  likelihoodsOf,
  pairSignals,
  wordSignals,
} from '../src/answer/summary/word-importance.ts';
import { type Example, fitLogistic } from './fit-logistic.ts';
import { readSummarySet, type SummaryArticle } from './realsumm-articles.ts';
import { rouge } from './rouge.ts';
import { createRandom } from './statistics/random.ts';

const FOLDS = 10;
/** Different ways to leave articles out: one alone moves the figure by half a point. */
const SEEDS = [1, 2, 3, 4, 5];

interface CountedArticle extends SummaryArticle {
  readonly counted: readonly CountedSentence[];
  readonly written: { readonly words: ReadonlySet<string>; readonly pairs: ReadonlySet<string> };
}

function countArticle(article: SummaryArticle): CountedArticle {
  const written = article.highlights.map(countSentence);
  return {
    ...article,
    counted: article.sentences.map(countSentence),
    written: {
      words: new Set(written.flatMap(({ words }) => [...words])),
      pairs: new Set(written.flatMap(({ pairs }) => [...pairs])),
    },
  };
}

function fitWeights(articles: readonly CountedArticle[]): ImportanceWeights {
  const words = articles.flatMap(({ counted, written }) =>
    Array.from(wordSignals(counted), ([word, { isCommon, signals }]) => ({
      isCommon,
      example: { signals, holds: written.words.has(word) } satisfies Example,
    })),
  );
  const common = words.filter(({ isCommon }) => isCommon).map(({ example }) => example);
  const weights = {
    word: fitLogistic(words.filter(({ isCommon }) => !isCommon).map(({ example }) => example)),
    commonWord: fitLogistic(
      common.map(({ signals: { bias, mentions }, holds }) => ({ signals: { bias, mentions }, holds })),
    ),
    pair: {},
  };
  const pairs = articles.flatMap(({ counted, written }) =>
    Array.from(pairSignals(counted, likelihoodsOf(counted, weights)), ([pair, signals]) => ({
      signals,
      holds: written.pairs.has(pair),
    })),
  );
  return { ...weights, pair: fitLogistic(pairs) };
}

/** What a choice gains over the first sentences. */
function gain({ text, spans, sentences, highlights }: CountedArticle, weights: ImportanceWeights) {
  const chosen = chooseSentences(sentences, standAloneUnits(text, spans), DEFAULT_SUMMARY_SENTENCES, weights);
  const ours = rouge(
    chosen.map((index) => sentences[index] as string),
    highlights,
  );
  const lead = rouge(sentences.slice(0, DEFAULT_SUMMARY_SENTENCES), highlights);
  return [ours.rouge1 - lead.rouge1, ours.rouge2 - lead.rouge2, ours.rougeL - lead.rougeL];
}

const file = process.argv[2];
if (file === undefined) throw new Error('Name the file of the set, as: eval/fit-summary.ts cnndm50.jsonl');
const articles = (await readSummarySet(file)).map(countArticle);
for (const seed of SEEDS) {
  const random = createRandom(seed);
  const shuffled = articles
    .map((article) => ({ article, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ article }) => article);
  const gains = Array.from({ length: FOLDS }, (_, fold) => {
    const weights = fitWeights(shuffled.filter((_article, index) => index % FOLDS !== fold));
    return shuffled
      .filter((_article, index) => index % FOLDS === fold)
      .map((article) => gain(article, weights));
  }).flat();
  const means = [0, 1, 2].map(
    (i) => (100 * gains.reduce((sum, one) => sum + (one[i] as number), 0)) / gains.length,
  );
  console.log(`left out (seed ${seed}): ${means.map((mean) => mean.toFixed(2)).join(' / ')} over lead-3`);
}
console.log(
  JSON.stringify(
    fitWeights(articles),
    (_key, value) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value),
    2,
  ),
);
