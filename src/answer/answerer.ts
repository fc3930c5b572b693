import type { Embedder } from '../embedding/embedder.ts';
import type { ArticleKey, PassageFilter, Snapshot } from '../library/library.ts';
import type { Log } from '../log.ts';
import type { Answer } from './answer.ts';
import { chooseQuotes } from './choose-quotes.ts';
import { DEFAULT_ANSWER_THRESHOLD } from './confidence.ts';
import { findDisagreement } from './disagreement.ts';
import { explainQuotes } from './explain.ts';
import { type ExaminedPassage, findPassages } from './find-passages.ts';
import { keepReading } from './kept-reading.ts';
import { DEFAULT_QUOTES } from './lengths.ts';
import { type PreparedQuestion, prepareQuestion } from './question.ts';
import { refusalOf } from './refusal-of.ts';
import { readSince } from './since.ts';
import { smallTalkOf } from './small-talk.ts';
import { groupStories, type Stories } from './stories.ts';

/** A further quote is given with an answer only where it, too, has this share of the confidence that the first needs. */
const FURTHER_QUOTE_SHARE = 0.75;

/** What narrows or widens one question. */
export interface AskOptions {
  /** Quotes at most, each for what those before it do not say (1…10). */
  readonly quotes?: number;
  /** Only this article. */
  readonly articleKey?: ArticleKey;
  /** Only articles published at or after this ISO 8601 date or moment, or one in words (since.ts). */
  readonly since?: string;
  /** Only articles published before this ISO 8601 date or moment, and undated ones. */
  readonly before?: string;
  /** The moment that counts as now; the clock's unless told. */
  readonly now?: Date;
  /** Whether the answer tells why its quotes were chosen. */
  readonly explain?: boolean;
}

/** Answers questions by quoting; holds only what can be computed again from a snapshot. */
export interface Answerer {
  /**
   * The passages that an answer is chosen from, best first: how well they were found can be told apart from
   * what was made of them.
   * @throws ExpectedError `question-empty` or `question-too-long`.
   */
  examine(question: string, snapshot: Snapshot, options?: AskOptions): Promise<readonly ExaminedPassage[]>;
  /** @throws ExpectedError `question-empty` or `question-too-long`. */
  ask(question: string, snapshot: Snapshot, options?: AskOptions): Promise<Answer>;
}

/**
 * The way of a question: retrieve, choose sentences, quote or abstain, and check every quote against the
 * stored text once more. What fails the check is dropped and logged.
 */
export function createAnswerer(parts: {
  readonly embedder: Embedder;
  readonly log: Log;
  readonly clock: () => Date;
  /** Milliseconds from any fixed point. */
  readonly monotonicMs: () => number;
  /** From this confidence (0…1) on a quote is given as an answer. */
  readonly answerThreshold?: number;
}): Answerer {
  const { embedder, log, clock, monotonicMs, answerThreshold = DEFAULT_ANSWER_THRESHOLD } = parts;
  const storiesOf = new WeakMap<Snapshot, Promise<Stories>>();
  const stories = (snapshot: Snapshot) => {
    const known = storiesOf.get(snapshot) ?? snapshot.articles().then(groupStories);
    storiesOf.set(snapshot, known);
    return known;
  };

  const keptOf = new WeakMap<Snapshot, Snapshot>();
  const kept = (snapshot: Snapshot) => {
    const known = keptOf.get(snapshot) ?? keepReading(snapshot);
    keptOf.set(snapshot, known);
    return known;
  };

  const examine = async (question: PreparedQuestion, snapshot: Snapshot, options: AskOptions) => {
    const now = options.now ?? clock();
    return findPassages(question, kept(snapshot), {
      filter: filterOf(options, now),
      now,
      stories: await stories(snapshot),
    });
  };

  return {
    async examine(raw, snapshot, options = {}) {
      return examine(await prepareQuestion(raw, embedder, snapshot), snapshot, options);
    },

    async ask(raw, snapshot, options = {}) {
      const startedMs = monotonicMs();
      const question = await prepareQuestion(raw, embedder, snapshot);
      const talk = smallTalkOf(question.text);
      const examined = talk === null ? await examine(question, snapshot, options) : [];
      const kind = (examined[0]?.confidence ?? 0) >= answerThreshold ? 'answer' : 'no-answer';
      const quotes = await chooseQuotes(examined, {
        limit: options.quotes ?? DEFAULT_QUOTES,
        minConfidence: kind === 'answer' ? answerThreshold * FURTHER_QUOTE_SHARE : 0,
        question,
        snapshot,
        kept: kept(snapshot),
        stories: await stories(snapshot),
        log,
      });
      // A quote that had to be dropped takes its answer with it.
      const isAnswer = kind === 'answer' && quotes[0] !== undefined && quotes[0].passage === examined[0];
      const given = quotes.map(({ quote }) => quote);
      return {
        question: question.text,
        kind: isAnswer ? 'answer' : 'no-answer',
        confidence: examined[0]?.confidence ?? 0,
        generation: snapshot.info.generation,
        indexedAt: snapshot.info.indexedAt,
        quotes: given,
        disagreement: isAnswer ? findDisagreement(question.text, given) : null,
        tookMs: Math.round((monotonicMs() - startedMs) * 10) / 10,
        ...(isAnswer
          ? {}
          : {
              refusal:
                talk === null
                  ? refusalOf(question, examined, snapshot.info.passages)
                  : { reason: 'small-talk' as const, talk },
            }),
        ...(options.explain === true
          ? {
              explain: explainQuotes(
                question,
                quotes.map(({ passage }) => passage),
                { threshold: answerThreshold, tokenize: embedder.tokenize },
              ),
            }
          : {}),
      };
    },
  };
}

function filterOf({ articleKey, since, before }: AskOptions, now: Date): PassageFilter {
  return {
    ...(articleKey === undefined ? {} : { articleKey }),
    // Words that name no time are refused by the snapshot, as any other limit that is none.
    ...(since === undefined ? {} : { since: readSince(since, now) ?? since }),
    ...(before === undefined ? {} : { before }),
  };
}
