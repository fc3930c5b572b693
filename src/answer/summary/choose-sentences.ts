// Pure.
import {
  type CountedSentence,
  countSentence,
  type ImportanceWeights,
  likelihoodsOf,
  WRITTEN_SENTENCE_WORDS,
} from './word-importance.ts';

/** Consecutive sentences that are only understood together: indexes, first and last included. */
export interface Unit {
  readonly first: number;
  readonly last: number;
}

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
  const grow = growthOver(sentences, likelihoodsOf(sentences, weights));
  const worth = ({ hits, words }: Choice) => hits / (words + count * WRITTEN_SENTENCE_WORDS);
  const byWorth = (a: Choice, b: Choice) => worth(b) - worth(a);

  const fitting = units
    .filter(({ first, last }) => last - first < count)
    .map((unit) => ({ unit, growth: grow(NOTHING, unit) }))
    .sort((a, b) => byWorth(a.growth, b.growth))
    .slice(0, MOST_UNITS)
    .map(({ unit }) => unit);
  let best: Choice = NOTHING;
  for (let beam: readonly Choice[] = [NOTHING]; beam.length > 0; ) {
    const grown = new Map<string, Growth>();
    for (const choice of beam) {
      for (const unit of fitting) {
        const one = grow(choice, unit);
        const { length } = one.indexes;
        if (length > choice.indexes.length && length <= count) grown.set(one.indexes.join(), one);
      }
    }
    const ranked = [...grown.values()].sort(byWorth);
    best = ranked.reduce<Choice>((a, b) => {
      const longer = b.indexes.length - a.indexes.length;
      return longer > 0 || (longer === 0 && worth(b) > worth(a)) ? b : a;
    }, best);
    beam = ranked.slice(0, BEAM).map((one) => ({ ...one, said: new Set([...one.said, ...one.added]) }));
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

/** A choice with a further unit; what it says beyond `said` is kept apart, since most growths are dropped. */
interface Growth extends Choice {
  readonly added: readonly string[];
}

const NOTHING: Choice = { indexes: [], said: new Set(), hits: 0, words: 0 };

function growthOver(sentences: readonly CountedSentence[], likelihoods: ReadonlyMap<string, number>) {
  const items = sentences.map(({ words, pairs }) => [...words, ...pairs]);
  return ({ indexes, said, hits, words }: Choice, { first, last }: Unit): Growth => {
    const added = new Set<string>();
    const joined = [...indexes];
    let length = words;
    for (let index = first; index <= last; index++) {
      if (indexes.includes(index)) continue;
      joined.push(index);
      length += sentences[index]?.length ?? 0;
      for (const item of items[index] ?? []) if (!said.has(item)) added.add(item);
    }
    let allHits = hits;
    for (const item of added) allHits += likelihoods.get(item) ?? 0;
    return { indexes: joined.sort((a, b) => a - b), said, hits: allHits, words: length, added: [...added] };
  };
}
