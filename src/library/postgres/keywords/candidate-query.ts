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
/**
 * Words of a long question that candidates are asked for by: the rarest, at least so many, and as many as stand in so
 * many passages together. All of them are weighed afterwards.
 */
const LEAST_ASKED = 12;
const MOST_READ = 30_000;
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
  const asked = wanted < passages ? askedWords(rarestFirst) : rarestFirst;
  const least = leastWeight(asked, passages, wanted);
  return {
    query: weighing(asked, least, MOST_TOGETHER),
    isEveryMatch: words.length === 1 || (asked.length === words.length && (asked.at(-1)?.idf ?? 0) >= least),
  };
}

/** @param words rarest first */
function askedWords(words: readonly WeighedWord[]): readonly WeighedWord[] {
  let read = 0;
  return words.filter(({ frequency }, at) => {
    read += frequency;
    return at < LEAST_ASKED || read <= MOST_READ;
  });
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

/**
 * Passages whose words weigh so much together. A list of the index is gone through once for each time that its word is
 * named, so the words are taken by twos, whose common rest is named once.
 * @param words at least one, rarest first
 * @param together words that may be asked for together
 */
function weighing(words: readonly WeighedWord[], least: number, together: number): string {
  if (together === 1) return anyOf(words);
  const commoner = words.filter(({ idf }) => idf < least);
  const choices = words.filter(({ idf }) => idf >= least).map(({ query }) => query);
  for (let at = 0; at < commoner.length; at += 2) {
    const two = commoner.slice(at, at + 2);
    const rest = commoner.slice(at + 2);
    const leastBeside = least - (two[0]?.idf ?? 0);
    const leastBesideBoth = least - weightOf(two);
    if (rest.length > 0 && weightOf(rest) >= leastBeside) {
      choices.push(`(${anyOf(two)}) & (${weighing(rest, leastBeside, together - 1)})`);
    }
    if (two.length < 2) continue;
    const both = two.map(({ query }) => query).join(' & ');
    if (leastBesideBoth <= 0 || together === 2) choices.push(both);
    else if (rest.length > 0 && weightOf(rest) >= leastBesideBoth) {
      choices.push(`${both} & (${weighing(rest, leastBesideBoth, together - 2)})`);
    }
  }
  return choices.length > 0 ? choices.join(' | ') : words.map(({ query }) => query).join(' & ');
}

const anyOf = (words: readonly WeighedWord[]): string => words.map(({ query }) => query).join(' | ');
const weightOf = (words: readonly WeighedWord[]): number => words.reduce((sum, { idf }) => sum + idf, 0);
