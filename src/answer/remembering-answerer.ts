import type { ArticleKey, Snapshot } from '../library/library.ts';
import { createLru, type Lru } from '../lru.ts';
import type { Answer } from './answer.ts';
import type { Answerer, AskOptions } from './answerer.ts';
import { isExact } from './quote.ts';

/** Answers remembered of one snapshot at most: some 5 kB each. */
const KEPT_ANSWERS = 500;
/**
 * How long an answer may be given again. The clock counts in it by the age of the articles alone, which decays over
 * days (recency.ts): ten minutes are a thousandth of the shortest.
 */
const KEPT_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

interface Remembered {
  readonly answer: Answer;
  /** Of its quotes, in their order. */
  readonly articleKeys: readonly ArticleKey[];
  readonly askedMs: number;
}

/**
 * Gives an answer again where the same question was asked a moment ago, word for word and with the same options: the
 * quotes are compared with the stored text once more, the rest is as it was. An answer belongs to the snapshot that
 * it was taken from, so that a new generation begins with none, and to one day in UTC: `yesterday` is another day
 * after midnight.
 */
export function createRememberingAnswerer(parts: {
  readonly answerer: Answerer;
  readonly clock: () => Date;
  /** Milliseconds from any fixed point. */
  readonly monotonicMs: () => number;
}): Answerer {
  const { answerer, clock, monotonicMs } = parts;
  const bySnapshot = new WeakMap<Snapshot, Lru<string, Remembered>>();
  const answersOf = (snapshot: Snapshot) => {
    const answers = bySnapshot.get(snapshot) ?? createLru<string, Remembered>(KEPT_ANSWERS);
    bySnapshot.set(snapshot, answers);
    return answers;
  };

  return {
    examine: answerer.examine,

    async ask(question, snapshot, options = {}) {
      // Whoever sets the clock wants the answer of that moment.
      if (options.now !== undefined) return answerer.ask(question, snapshot, options);
      const startedMs = monotonicMs();
      const answers = answersOf(snapshot);
      const key = keyOf(question, options);
      const askedMs = clock().getTime();
      const known = answers.get(key);
      if (known !== undefined && isRecent(known, askedMs) && (await areExact(known, snapshot))) {
        return { ...known.answer, tookMs: Math.round((monotonicMs() - startedMs) * 10) / 10 };
      }
      const answer = await answerer.ask(question, snapshot, options);
      answers.set(key, { answer, articleKeys: await articleKeysOf(answer, snapshot), askedMs });
      return answer;
    },
  };
}

function keyOf(question: string, { quotes, articleKey, since, before, explain }: AskOptions): string {
  return JSON.stringify([question, quotes, articleKey, since, before, explain]);
}

function isRecent({ askedMs }: Remembered, nowMs: number): boolean {
  const isSameDay = Math.floor(askedMs / DAY_MS) === Math.floor(nowMs / DAY_MS);
  return isSameDay && nowMs >= askedMs && nowMs - askedMs < KEPT_MS;
}

async function articleKeysOf({ quotes }: Answer, snapshot: Snapshot): Promise<readonly ArticleKey[]> {
  const articles = await snapshot.articles();
  return quotes.flatMap(({ article }) => articles.find(({ id }) => id === article.id)?.articleKey ?? []);
}

async function areExact({ answer, articleKeys }: Remembered, snapshot: Snapshot): Promise<boolean> {
  for (const [at, quote] of answer.quotes.entries()) {
    const articleKey = articleKeys[at];
    const stored = articleKey === undefined ? null : await snapshot.article(articleKey);
    if (stored === null || !isExact(quote, stored)) return false;
  }
  return true;
}
