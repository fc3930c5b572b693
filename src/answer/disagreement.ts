// Pure.
import { sentenceSpans } from '../corpus/sentences.ts';
import type { Span } from '../corpus/span.ts';
import type { DisagreementValue, Quote } from './answer.ts';
import { type AnsweringFigure, answeringFigure } from './disagreement/answering-figure.ts';
import { countedThing } from './disagreement/counted-thing.ts';
import { mayBeSameDate, onlyDate, type ToldDate } from './disagreement/dates.ts';
import { askedDeed, doerOf } from './disagreement/doer.ts';
import { mayAgree } from './disagreement/may-agree.ts';
import { askedOffice, holderOf, mayBeSamePerson, type ToldName } from './disagreement/office-holder.ts';
import { isOfOtherYear } from './disagreement/other-year.ts';
import { isOfSameSubject } from './disagreement/same-subject.ts';
import { expectedKind } from './expected-kind.ts';
import { contentWords, stemOf, stemSet } from './words.ts';

/** How one kind of answer is read in a sentence and compared with another. */
interface Reading<Told> {
  /** What the sentence tells; `null` where it tells nothing of the kind, or not plainly. */
  read(sentence: string): Told | null;
  /** Where the value stands in the sentence. */
  spanOf(told: Told): Span;
  mayAgree(a: Told, b: Told): boolean;
  /** Whether a year is what it reads, and not when something else was. */
  readonly tellsDates?: true;
}

/**
 * Lines up what dated quotes tell, where they give different figures, dates or names for the same thing: newest
 * first, and drawing no conclusion. Precision before recall: where it is not plain that the same thing is meant,
 * there is no disagreement. Undated quotes take no part.
 * @param quotes of one answer
 * @returns values as they stand in the quotes, or `null`
 */
export function findDisagreement(
  question: string,
  quotes: readonly Quote[],
): readonly DisagreementValue[] | null {
  const kind = expectedKind(question);
  switch (kind) {
    case 'number':
    case 'money':
    case 'share':
    case 'duration': {
      const thing = countedThing(question, kind);
      if (thing === null) return null;
      // Of two events years apart, each has its own dead.
      const isOfEvent = thing.measure === 'dead' || thing.measure === 'injured';
      return lineUp(
        question,
        isOfEvent ? within(EVENT_DAYS, quotes) : quotes,
        figureReading((sentence) =>
          kind === 'number' || isOfSameEvent(question, sentence) ? answeringFigure(sentence, thing) : null,
        ),
      );
    }
    case 'date':
    case 'year':
      return lineUp(question, quotes, dateReading(question));
    default: {
      const office = askedOffice(question);
      if (office !== null)
        return lineUp(
          question,
          quotes,
          nameReading((sentence) => holderOf(office, sentence, question)),
        );
      const deed = askedDeed(question);
      return deed === null
        ? null
        : lineUp(
            question,
            quotes,
            nameReading((sentence) => doerOf(deed, sentence)),
          );
    }
  }
}

/** Reports of one event lie no further apart. */
const EVENT_DAYS = 60;
const DAY_MS = 86_400_000;

/** The quotes, those further from the first dated one than some days without their date, so that they take no part. */
function within(days: number, quotes: readonly Quote[]): readonly Quote[] {
  const dates = quotes.map(({ article }) => Date.parse(article.publishedAt ?? ''));
  const first = dates.find((date) => !Number.isNaN(date)) ?? 0;
  return quotes.map((quote, index) =>
    Math.abs((dates[index] as number) - first) <= days * DAY_MS
      ? quote
      : { ...quote, article: { ...quote.article, publishedAt: null } },
  );
}

function lineUp<Told>(
  question: string,
  quotes: readonly Quote[],
  { read, spanOf, mayAgree: agree, tellsDates }: Reading<Told>,
): readonly DisagreementValue[] | null {
  const dated = quotes.flatMap((quote, index) => {
    // An article does not disagree with itself: its first quote speaks for it.
    if (quotes.findIndex(({ article }) => article.id === quote.article.id) < index) return [];
    const dateMs = Date.parse(quote.article.publishedAt ?? '');
    return Number.isNaN(dateMs) ? [] : [{ quote, index, dateMs }];
  });
  // Nobody else to disagree with.
  if (dated.length < 2) return null;
  const told = dated.flatMap(({ quote, index, dateMs }) => {
    if (!isOfSameSubject(question, `${quote.article.title}\n${quote.text}`)) return [];
    const sentence = answeringSentence(quote);
    const value = read(sentence);
    if (value === null) return [];
    const { start, end } = spanOf(value);
    if (!tellsDates && isOfOtherYear(question, { sentence, start, end, dateMs })) return [];
    return [{ value, dateMs, line: { value: sentence.slice(start, end), quote: index } }];
  });
  const disagree = told.some((a) => told.some((b) => !agree(a.value, b.value)));
  if (!disagree) return null;
  return told.sort((a, b) => b.dateMs - a.dateMs || a.line.quote - b.line.quote).map(({ line }) => line);
}

/** The sentence of a quote in which the highlight begins. */
function answeringSentence({ text, highlight }: Quote): string {
  let start = 0;
  for (const block of text.split('\n\n')) {
    const found = sentenceSpans(block).find((span) => highlight.start < start + span.end);
    if (found) return block.slice(found.start, found.end);
    start += block.length + 2;
  }
  return text;
}

function figureReading(read: (sentence: string) => AnsweringFigure | null): Reading<AnsweringFigure> {
  return {
    read,
    spanOf: ({ figure }) => figure,
    // Figures of different things are no disagreement.
    mayAgree: (a, b) => a.of !== b.of || a.figure.sign !== b.figure.sign || mayAgree(a.figure, b.figure),
  };
}

/** Share of the question's words that a sentence must hold to tell of the same event. */
const SAME_EVENT_SHARE = 0.6;

/** Words that ask for a kind of answer, and stand in none. */
const KIND_WORDS =
  /\bhow long\b|\b(?:what|which) (?:percent|percentage|share|proportion|fraction|year|month|day|date)\b/giu;

/** Dates, times and sums are told of anything: only a sentence with the question's words is about the same event. */
function isOfSameEvent(question: string, sentence: string): boolean {
  const stems = contentWords(question.replace(KIND_WORDS, '')).map(stemOf);
  const held = stemSet(sentence);
  return stems.filter((stem) => held.has(stem)).length >= SAME_EVENT_SHARE * stems.length;
}

function dateReading(question: string): Reading<ToldDate> {
  return {
    read: (sentence) => (isOfSameEvent(question, sentence) ? onlyDate(sentence) : null),
    spanOf: (date) => date,
    mayAgree: mayBeSameDate,
    tellsDates: true,
  };
}

function nameReading(read: (sentence: string) => ToldName | null): Reading<ToldName> {
  return { read, spanOf: (name) => name, mayAgree: mayBeSamePerson };
}
