// Pure: which passages a search looks at.

/** A word that is searched for. */
export interface WeighedWord {
  /** Passages that hold it, above 0. */
  readonly frequency: number;
  /** Its inverse frequency, above 0: about what it adds to a passage's score. */
  readonly idf: number;
  /** What a passage must hold for it, as a tsquery. */
  readonly query: string;
}

/** What a passage must hold to be looked at. */
export interface CandidateQuery {
  /** As a tsquery. */
  readonly query: string;
  /** Whether every passage with any of the words is among them. */
  readonly isEveryMatch: boolean;
}

/** Sums of inverse frequencies are told apart by so much. */
const STEP = 0.25;
/** Words that are asked for together at most: with these, whatever the others weigh, a passage is looked at. */
const MOST_TOGETHER = 3;

/**
 * Asks for the passages whose words weigh most together: a rare one alone, commoner ones in twos and threes. The GIN
 * index joins the words' lists before a passage is read, and looks into the longest only where the others lead it
 * there, so that what is passed over costs little: the idea of MaxScore (Turtle & Flood 1995).
 * @param words at least one
 * @param passages of the collection
 * @param wanted passages expected if words stood there independently; those of one subject stand together, so that
 * about twice as many are found
 */
export function candidateQuery(
  words: readonly WeighedWord[],
  passages: number,
  wanted: number,
): CandidateQuery {
  const rarestFirst = words.toSorted((a, b) => b.idf - a.idf);
  const least = leastWeight(words, passages, wanted);
  return {
    query: heavierThan(rarestFirst, least, 1),
    isEveryMatch: words.length === 1 || (rarestFirst.at(-1)?.idf ?? 0) >= least,
  };
}

/** The sum of inverse frequencies that about `wanted` passages reach; 0 where fewer have any of the words. */
function leastWeight(words: readonly WeighedWord[], passages: number, wanted: number): number {
  const steps = words.map(({ idf }) => Math.floor(idf / STEP));
  const most = steps.reduce((sum, step) => sum + step, 0);
  let shares = new Float64Array(most + 1);
  shares[0] = 1;
  for (const [at, { frequency }] of words.entries()) {
    const step = steps[at] as number;
    const share = Math.min(1, frequency / passages);
    const next = shares.map((held) => held * (1 - share));
    for (let sum = most; sum >= step; sum--)
      next[sum] = (next[sum] as number) + (shares[sum - step] as number) * share;
    shares = next;
  }
  let expected = 0;
  for (let sum = most; sum > 0; sum--) {
    expected += (shares[sum] as number) * passages;
    if (expected > wanted) return (sum + 1) * STEP;
  }
  return 0;
}

/** @param words rarest first */
function heavierThan(words: readonly WeighedWord[], least: number, together: number): string {
  const choices: string[] = [];
  let left = words.reduce((sum, { idf }) => sum + idf, 0);
  for (const [at, { idf, query }] of words.entries()) {
    if (left < least && choices.length > 0) break;
    left -= idf;
    if (idf >= least || together === MOST_TOGETHER || at === words.length - 1) choices.push(query);
    else choices.push(`${query} & (${heavierThan(words.slice(at + 1), least - idf, together + 1)})`);
  }
  return choices.join(' | ');
}
