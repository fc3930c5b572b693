// Pure.
import { sentenceSpans } from '../corpus/sentences.ts';
import type { Span } from '../corpus/span.ts';
import type { DisagreementValue, Quote } from './answer.ts';
import { type AnsweringFigure, answeringFigure, countedThing } from './disagreement/counted-thing.ts';
import { mayBeSameDate, onlyDate, type ToldDate } from './disagreement/dates.ts';
import { mayAgree } from './disagreement/figures.ts';
import { askedOffice, holderOf, mayBeSamePerson, type ToldName } from './disagreement/office-holder.ts';
import { expectedKind } from './expected-kind.ts';
import { missingNames, namesOf } from './names.ts';
import { placesAmong } from './places.ts';
import { contentWords, foldedWords, stemOf, stemSet } from './words.ts';

/** How one kind of answer is read in a sentence and compared with another. */
interface Reading<Told> {
  /** What the sentence tells; `null` where it tells nothing of the kind, or not plainly. */
  read(sentence: string): Told | null;
  /** Where the value stands in the sentence. */
  spanOf(told: Told): Span;
  mayAgree(a: Told, b: Told): boolean;
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
    case 'share': {
      const thing = countedThing(question, kind);
      if (thing === null) return null;
      // Of two events years apart, each has its own dead.
      const isOfEvent = thing.measure === 'dead' || thing.measure === 'injured';
      return lineUp(
        question,
        isOfEvent ? within(EVENT_DAYS, quotes) : quotes,
        figureReading((sentence) => answeringFigure(sentence, thing)),
      );
    }
    case 'date':
      return lineUp(question, quotes, dateReading(question));
    default: {
      const office = askedOffice(question);
      return office === null ? null : lineUp(question, quotes, officeReading(office));
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
  { read, spanOf, mayAgree: agree }: Reading<Told>,
): readonly DisagreementValue[] | null {
  const told = quotes.flatMap((quote, index) => {
    const dateMs = Date.parse(quote.article.publishedAt ?? '');
    const sentence = answeringSentence(quote);
    if (
      Number.isNaN(dateMs) ||
      !isAboutTheSame(question, quote) ||
      speaksOfOtherYear(question, sentence, dateMs)
    )
      return [];
    const value = read(sentence);
    if (value === null) return [];
    const { start, end } = spanOf(value);
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

/** Every name and place of the question stands in the quote or in its article's title. */
function isAboutTheSame(question: string, { text, article }: Quote): boolean {
  const words = foldedWords(question);
  const places = placesAmong(words).flatMap(([first, last]) => words.slice(first, last + 1));
  const isAlias = (name: string) =>
    /^(?:us|usa|uk)$/u.test(name) &&
    /\b(?:U\.?S\.?|America|United States|Washington|U\.?K\.?|Brit|United Kingdom|London)/u.test(
      `${article.title}\n${text}`,
    );
  return missingNames([...new Set([...namesOf(question), ...places])], { title: article.title, text }).every(
    isAlias,
  );
}

/** A year that is neither the question's nor that of the article: the sentence looks back, or ahead. */
function speaksOfOtherYear(question: string, sentence: string, dateMs: number): boolean {
  if (expectedKind(question) === 'date') return false;
  const asked: readonly string[] = question.match(YEAR) ?? [];
  const year = String(new Date(dateMs).getUTCFullYear());
  const told = sentence.match(YEAR) ?? [];
  return told.some((one) => (asked.length > 0 ? !asked.includes(one) : one !== year));
}
const YEAR = /\b(?:19|20)\d\d\b/gu;

function figureReading(read: (sentence: string) => AnsweringFigure | null): Reading<AnsweringFigure> {
  return {
    read,
    spanOf: ({ figure }) => figure,
    // Figures of different things are no disagreement.
    mayAgree: (a, b) => a.of !== b.of || a.figure.sign !== b.figure.sign || mayAgree(a.figure, b.figure),
  };
}

/** Share of the question's words that a sentence must hold for its date to be that of the same event. */
const SAME_EVENT_SHARE = 0.6;

function dateReading(question: string): Reading<ToldDate> {
  const stems = contentWords(question).map(stemOf);
  return {
    read(sentence) {
      const held = stemSet(sentence);
      const share = stems.filter((stem) => held.has(stem)).length / stems.length;
      return share >= SAME_EVENT_SHARE ? onlyDate(sentence) : null;
    },
    spanOf: (date) => date,
    mayAgree: mayBeSameDate,
  };
}

function officeReading(office: string): Reading<ToldName> {
  return {
    read: (sentence) => holderOf(office, sentence),
    spanOf: (name) => name,
    mayAgree: mayBeSamePerson,
  };
}
