// Pure.
import {
  type CountedSentence,
  countSentence,
  type ImportanceWeights,
  likelihoodsOf,
} from './word-importance.ts';

/** Consecutive sentences that are only understood together: indexes, first and last included. */
export interface Unit {
  readonly first: number;
  readonly last: number;
}

/** Words of a summary's sentence as people write them: a longer choice must say more to be worth it. */
const WRITTEN_SENTENCE_WORDS = 20;
/** Choices that are carried on from one step to the next. */
const BEAM = 8;
/** Units that a long article is chosen from: more would change nothing and take time. */
const MOST_UNITS = 200;

/**
 * Chooses the sentences that a summary written by a person would have most words and pairs of words in common
 * with, by the expected F1 (ROUGE-1 and -2) of the choice: what is said once need not be said again, and what
 * is said at length is worth less.
 * @param texts every sentence of the article, in order
 * @param units what may be chosen, each whole
 * @param count sentences in all
 * @param weights the fitted ones unless told
 * @returns indexes of the chosen sentences, ascending; `count` of them where the units allow it, never more
 */
export function chooseSentences(
  texts: readonly string[],
  units: readonly Unit[],
  count: number,
  weights?: ImportanceWeights,
): readonly number[] {
  const sentences = texts.map(countSentence);
  const likelihoods = likelihoodsOf(sentences, weights);
  const start: Choice = { indexes: [], said: new Set(), hits: 0, words: 0 };
  const worth = ({ hits, words }: Choice) => hits / (words + count * WRITTEN_SENTENCE_WORDS);
  const byWorth = (a: Choice, b: Choice) => worth(b) - worth(a);
  const extended = (choice: Choice, { first, last }: Unit) => {
    let grown = choice;
    for (let index = first; index <= last; index++)
      grown = withSentence(grown, index, sentences, likelihoods);
    return grown;
  };

  const fitting = units
    .filter(({ first, last }) => last - first < count)
    .map((unit) => ({ unit, choice: extended(start, unit) }))
    .sort((a, b) => byWorth(a.choice, b.choice))
    .slice(0, MOST_UNITS)
    .map(({ unit }) => unit);
  let best = start;
  for (let beam: readonly Choice[] = [start]; beam.length > 0; ) {
    const grown = new Map<string, Choice>();
    for (const choice of beam) {
      for (const unit of fitting) {
        const one = extended(choice, unit);
        const { length } = one.indexes;
        if (length > choice.indexes.length && length <= count) grown.set(one.indexes.join(), one);
      }
    }
    const ranked = [...grown.values()].sort(byWorth);
    best = ranked.reduce((a, b) => {
      const longer = b.indexes.length - a.indexes.length;
      return longer > 0 || (longer === 0 && worth(b) > worth(a)) ? b : a;
    }, best);
    beam = ranked.slice(0, BEAM);
  }
  return best.indexes;
}

/** Sentences chosen so far, and what they say together. */
interface Choice {
  /** Ascending. */
  readonly indexes: readonly number[];
  /** Words and pairs. */
  readonly said: ReadonlySet<string>;
  /** Expected number of these in a summary. */
  readonly hits: number;
  readonly words: number;
}

function withSentence(
  choice: Choice,
  index: number,
  sentences: readonly CountedSentence[],
  likelihoods: ReadonlyMap<string, number>,
): Choice {
  const sentence = sentences[index];
  if (sentence === undefined || choice.indexes.includes(index)) return choice;
  const said = new Set(choice.said);
  let hits = choice.hits;
  for (const item of [...sentence.words, ...sentence.pairs]) {
    if (!said.has(item)) hits += likelihoods.get(item) ?? 0;
    said.add(item);
  }
  const indexes = [...choice.indexes, index].sort((a, b) => a - b);
  return { indexes, said, hits, words: choice.words + sentence.length };
}
