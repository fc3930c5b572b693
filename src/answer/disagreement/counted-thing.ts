// Pure.
import { placesAmong } from '../places.ts';
import { contentWords, foldedWords, stemOf } from '../words.ts';
import { measureNamed } from './measures.ts';

/** What may or will be is another number than what is. */
export const NOT_YET =
  /\b(?:would|could|may|might|plan(?:s|ned)?|expect(?:s|ed)?|propos\p{L}+|want(?:s|ed)?|will|promis\p{L}+|request\p{L}*|demand\p{L}*|if|until|target|goal|limit|cap|aim(?:s|ed)?|capacity)\b/iu;

/** What a question asks the number of. */
export interface CountedThing {
  /** A measure's name, or a stem. */
  readonly measure: string;
  /** Stems of the question's other words: where, when, of whom. */
  readonly context: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  /** Those of the places where it is counted, as in `in Turkey and Syria`. */
  readonly locations: ReadonlySet<string>;
  /** Whether it asks about what may be, what is near, what was lost, or how much in a time. */
  readonly isFuture: boolean;
  readonly isNear: boolean;
  readonly isLoss: boolean;
  readonly isRate: boolean;
}

const LOCATES = /^(?:in|across|at|from|near|and|or|of)$/u;
const COUNT = /\bhow (?:many|much|big|large|high) (?:is |was |are |were )?(?:the )?(.+)$/iu;

/** Reads what a question asks the number of; `null` where it does not say it plainly. */
export function countedThing(
  question: string,
  sign: 'number' | 'money' | 'share' | 'duration',
): CountedThing | null {
  const words = foldedWords(question);
  const placed = placesAmong(words).map(([first, last]) => ({
    name: words.slice(first, last + 1).join(' '),
    before: words[first - 1] ?? '',
  }));
  const stemmed = words.map(stemOf);
  const measure = measureOf(question, stemmed, sign);
  if (measure === null) return null;
  return {
    measure,
    context: new Set(
      contentWords(question)
        .map(stemOf)
        .filter((stem) => measureNamed(stem) !== measure && stem !== measure),
    ),
    places: new Set(placed.map(({ name }) => name)),
    locations: new Set(placed.filter(({ before }) => LOCATES.test(before)).map(({ name }) => name)),
    isFuture: NOT_YET.test(question),
    isLoss: /\b(?:lost|lose|loses|losing|losses)\b/iu.test(question),
    isNear: /\b(?:near|outside|around)\b/iu.test(question),
    isRate: /\b(?:a|per|each|every) (?:second|minute|hour|day|night|week|month|year|head)\b/iu.test(question),
  };
}

function measureOf(question: string, stemmed: readonly string[], sign: string): string | null {
  if (sign === 'money') return '$';
  if (sign === 'share') return '%';
  if (sign === 'duration') return /\bhow old\b|\bage\b/iu.test(question) ? null : 'time';
  const dead = stemmed.map(measureNamed).find((name) => name === 'dead' || name === 'injured');
  if (dead !== undefined) return dead;
  if (/\bpopulation\b/iu.test(question)) return 'people';
  const counted = COUNT.exec(question)?.[1]?.split(' ') ?? [];
  const end = counted.findIndex(
    (word, index) =>
      index > 0 &&
      /^(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|there|in|on|at|of|from|for|to|live|left|took|take|run|went|came|died|work|attended|voted|lost|fled|fighting|serve|signed|own)$/iu.test(
        word.replace(/[?.!]+$/u, ''),
      ),
  );
  const noun = counted[(end === -1 ? counted.length : end) - 1]?.replace(/[?.!]+$/u, '').toLowerCase();
  if (noun === undefined || !/^\p{L}+$/u.test(noun)) return null;
  return measureNamed(stemOf(noun)) ?? stemOf(noun);
}
