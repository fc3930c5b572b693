import type { PassageFilter, Snapshot, StoredArticle, StoredPassage } from '../library/library.ts';
import { type AnswerSignals, gatherSignals } from './answer-signals.ts';
import { askedTime } from './asked-time.ts';
import { confidenceOf } from './confidence.ts';
import type { PreparedQuestion } from './question.ts';
import { recencies } from './recency.ts';
import { retrieve } from './retrieve.ts';
import { type ScoredSentence, scoreSentences } from './score-sentences.ts';
import type { Stories } from './stories.ts';

/** Passages whose sentences are looked at: more find hardly more answers (.86 of the ten first at 20 and at 25), and each costs about 0.2 ms. */
const EXAMINED_PASSAGES = 20;

/** Passages that may be quoted, and whose confidence is worth its time. */
const QUOTED_PASSAGES = 10;

/** What speaks for a passage beside its best sentence; shares 0…1. */
interface PassageSignals {
  /** How near its article is to the time asked about, by the week … */
  readonly week: number;
  /** … and by the season. */
  readonly season: number;
  /** 1 for the first passage of its article, which tells what matters most, else 0. */
  readonly lead: number;
}

/** Fitted with `SENTENCE_WEIGHTS`, in their scale; the news of today has 3.9 over that of another year. */
export const PASSAGE_WEIGHTS: PassageSignals = { week: 1.3, season: 2.6, lead: 0.5 };

const WEEK_DAYS = 7;
const SEASON_DAYS = 120;

/** A passage looked into: its sentences, the best of them, and how sure it makes. */
export interface ExaminedPassage {
  readonly passage: StoredPassage;
  readonly article: StoredArticle;
  /** In text order; at least one. */
  readonly sentences: readonly ScoredSentence[];
  readonly best: ScoredSentence;
  /** Orders the passages of one question: the best sentence's score and the passage's own signals. */
  readonly score: number;
  /** What each of its own signals adds to the score, by its name. */
  readonly signals: Readonly<Record<string, number>>;
  /** Estimated probability (0…1) that it answers; 0 for those too far behind to be quoted. */
  readonly confidence: number;
  /** What the confidence is made of; `null` for those too far behind. */
  readonly answerSignals: AnswerSignals | null;
}

/** The passages that answer a question best, best first, after a look at their sentences. */
export async function findPassages(
  question: PreparedQuestion,
  snapshot: Snapshot,
  options: { readonly filter: PassageFilter; readonly now: Date; readonly stories: Stories },
): Promise<readonly ExaminedPassage[]> {
  const { filter, now, stories } = options;
  const time = { now, asked: askedTime(question.readAs, now) };
  const candidates = await retrieve(question, snapshot, {
    limit: EXAMINED_PASSAGES,
    filter,
    time,
    publishedMs: stories.publishedMs,
  });
  const passages = await snapshot.passages(candidates.map(({ passageKey }) => passageKey));
  const articles = await articlesOf(passages, snapshot);
  const dates = passages.map(({ articleKey }) => stories.publishedMs(articleKey));
  const week = recencies(dates, time, WEEK_DAYS);
  const season = recencies(dates, time, SEASON_DAYS);

  const ranked = passages
    .flatMap((passage, index) => {
      const article = articles.get(passage.articleKey);
      if (article === undefined) return [];
      const sentences = scoreSentences(question, passage, article);
      const [first, ...others] = sentences;
      if (first === undefined) return [];
      const best = others.reduce((most, sentence) => (sentence.score > most.score ? sentence : most), first);
      const nearness = { week: week[index] as number, season: season[index] as number };
      const signals = weighSignals({ ...nearness, lead: passage.ordinal === 0 ? 1 : 0 });
      return [
        {
          passage,
          article,
          sentences,
          best,
          score: best.score + signals.week + signals.season + signals.lead,
          signals,
          nearness,
        },
      ];
    })
    .sort((a, b) => b.score - a.score || a.passage.passageKey - b.passage.passageKey);
  const signals = gatherSignals(question, ranked.slice(0, QUOTED_PASSAGES));
  return ranked.map(({ nearness: _, ...passage }, index): ExaminedPassage => {
    const answerSignals = signals[index] ?? null;
    return {
      ...passage,
      answerSignals,
      confidence: answerSignals === null ? 0 : confidenceOf(answerSignals),
    };
  });
}

function weighSignals(signals: PassageSignals): PassageSignals & Readonly<Record<string, number>> {
  return {
    week: PASSAGE_WEIGHTS.week * signals.week,
    season: PASSAGE_WEIGHTS.season * signals.season,
    lead: PASSAGE_WEIGHTS.lead * signals.lead,
  };
}

async function articlesOf(
  passages: readonly StoredPassage[],
  snapshot: Snapshot,
): Promise<ReadonlyMap<number, StoredArticle>> {
  const keys = [...new Set(passages.map(({ articleKey }) => articleKey))];
  // All at once: a library on a server reads them in one go.
  const articles = await Promise.all(keys.map((key) => snapshot.article(key)));
  return new Map(articles.flatMap((article) => (article ? [[article.articleKey, article] as const] : [])));
}
