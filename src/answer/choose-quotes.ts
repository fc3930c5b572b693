import type { Snapshot } from '../library/library.ts';
import type { Log } from '../log.ts';
import type { Quote } from './answer.ts';
import type { ExaminedPassage } from './find-passages.ts';
import { otherTellings } from './other-tellings.ts';
import type { PreparedQuestion } from './question.ts';
import { quotableSentences } from './quotable-sentences.ts';
import { cutQuote, isExact } from './quote.ts';
import { quotedSpan } from './quoted-span.ts';
import type { Stories } from './stories.ts';
import { foldText } from './words.ts';

/**
 * Points of a passage's score that a further quote loses where all its names and numbers stand in those before it:
 * it answers nothing that they do not. One of three right on RealTime QA, SQuAD 2: .687, .925 without both losses;
 * .737, .929 with them.
 */
const REPEATING = 2;
/** Points that it loses where its article is quoted already: another article is another witness. */
const SAME_ARTICLE = 0.5;
/** Another place of an article that is quoted is added only where it is this nearly as sure as the first quote. */
const SAME_ARTICLE_SURENESS = 0.8;

/** A quote with the passage that it was chosen for. */
export interface ChosenQuote {
  readonly quote: Quote;
  readonly passage: ExaminedPassage;
}

/**
 * The quotes of an answer, best first: the best passage's, then those that answer best of what has not been said.
 * A story is quoted from one of its tellings, from another one only where its figures differ. What does not agree
 * with the stored text is dropped and logged.
 * @param examined best first
 */
export async function chooseQuotes(
  examined: readonly ExaminedPassage[],
  parts: {
    readonly limit: number;
    /** Passages of less confidence (0…1) are not quoted. */
    readonly minConfidence: number;
    readonly question: PreparedQuestion;
    readonly snapshot: Snapshot;
    /** The same as it was read while choosing: what is shown is compared with `snapshot`. */
    readonly kept: Snapshot;
    readonly stories: Stories;
    readonly log: Log;
  },
): Promise<readonly ChosenQuote[]> {
  const { limit, minConfidence, question, stories } = parts;
  const chosen: ChosenQuote[] = [];
  let left = examined
    .filter(({ confidence }) => confidence >= minConfidence)
    .map((passage) => ({ passage, tells: tellsOf(passage, question) }));
  const told = new Set<string>();
  while (chosen.length < limit && left.length > 0) {
    const worths = left.map((candidate) => worthOf(candidate, chosen, told));
    const next = left[worths.indexOf(Math.max(...worths))] as Candidate;
    left = left.filter((candidate) => candidate !== next);
    if (isToldAlready(next.passage, chosen, stories) || isAfterthought(next.passage, chosen)) continue;
    const quote = await quoteOf(next.passage, parts);
    if (quote === null || chosen.some((other) => overlap(other.quote, quote))) continue;
    chosen.push({ quote, passage: next.passage });
    for (const word of next.tells) told.add(word);
  }
  return chosen;
}

interface Candidate {
  readonly passage: ExaminedPassage;
  /** Names and numbers that it would be quoted for, folded; not the question's own. */
  readonly tells: ReadonlySet<string>;
}

function worthOf(
  { passage, tells }: Candidate,
  chosen: readonly ChosenQuote[],
  told: ReadonlySet<string>,
): number {
  const repeated = [...tells].filter((word) => told.has(word)).length / Math.max(1, tells.size);
  const isOfSame = chosen.some((other) => isOfSameArticle(other.passage, passage));
  return passage.score - REPEATING * repeated - (isOfSame ? SAME_ARTICLE : 0);
}

function tellsOf({ article, sentences, best }: ExaminedPassage, question: PreparedQuestion): Set<string> {
  const span = quotedSpan(article.text, sentences, best);
  const asked = foldText(question.readAs);
  const tells = new Set<string>();
  for (const { start, end, reading } of sentences) {
    if (start < span.start || end > span.end) continue;
    for (const word of reading.tells(article.text.slice(start, end)))
      if (!asked.includes(word)) tells.add(word);
  }
  return tells;
}

function isOfSameArticle(a: ExaminedPassage, b: ExaminedPassage): boolean {
  return a.article.articleKey === b.article.articleKey;
}

/** Whether an article that was quoted is less sure of its answer in this place. */
function isAfterthought(passage: ExaminedPassage, chosen: readonly ChosenQuote[]): boolean {
  const first = chosen[0]?.passage;
  return (
    first !== undefined &&
    chosen.some((other) => isOfSameArticle(other.passage, passage)) &&
    passage.confidence < first.confidence * SAME_ARTICLE_SURENESS
  );
}

/** Whether another telling of the same story was quoted for the same figures. */
function isToldAlready(passage: ExaminedPassage, chosen: readonly ChosenQuote[], stories: Stories): boolean {
  const storyOf = ({ article }: ExaminedPassage) => stories.storyOf(article.articleKey);
  return chosen.some(
    (other) =>
      !isOfSameArticle(other.passage, passage) &&
      storyOf(other.passage) === storyOf(passage) &&
      figuresOf(other.passage) === figuresOf(passage),
  );
}

function figuresOf({ article, best }: ExaminedPassage): string {
  return (article.text.slice(best.start, best.end).match(/\d+(?:[.,]\d+)*/gu) ?? []).sort().join(' ');
}

function overlap(a: Quote, b: Quote): boolean {
  return a.article.id === b.article.id && a.place.start < b.place.end && b.place.start < a.place.end;
}

async function quoteOf(
  passage: ExaminedPassage,
  parts: {
    readonly question: PreparedQuestion;
    readonly snapshot: Snapshot;
    readonly kept: Snapshot;
    readonly stories: Stories;
    readonly log: Log;
  },
): Promise<Quote | null> {
  const { question, snapshot, kept, stories, log } = parts;
  const { article, best } = passage;
  const highlight = { start: best.start, end: best.end };
  const sentences = await quotableSentences(passage, question, kept);
  const quote = cutQuote(article, quotedSpan(article.text, sentences, best), {
    highlight,
    score: passage.confidence,
    alsoIn: await otherTellings(article, highlight, { snapshot, stories }),
  });
  // Read anew: what is shown is compared with what is stored, not with what was read while choosing.
  const stored = await snapshot.article(article.articleKey);
  if (quote && stored && isExact(quote, stored)) return quote;
  log.error(
    { articleId: article.id, highlight },
    'a quote does not agree with the stored text; it was dropped',
  );
  return null;
}
