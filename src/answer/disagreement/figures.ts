// Pure. Figures of a sentence with what they count.
import type { Span } from '../../corpus/span.ts';

/** A figure as it stands in a sentence. */
export interface Figure extends Span {
  /** The least and the most that it can mean; the same where it is exact. */
  readonly least: number;
  readonly most: number;
  /** A round or hedged figure stands for what is near to it. */
  readonly isHedged: boolean;
  /** The place of its last digit that is not a filling zero: 100 for `2,500`. */
  readonly precision: number;
  /** `$`, `%` or another sign or word for it; empty where it counts things. */
  readonly sign: string;
}

const SCALES: Readonly<Record<string, number>> = {
  hundred: 1e2,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  m: 1e6,
  bn: 1e9,
  k: 1e3,
};
const WORDS: Readonly<Record<string, number>> = Object.fromEntries(
  `one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
  nineteen twenty`
    .split(/\s+/u)
    .map((word, index) => [word, index + 1])
    .concat([
      ['thirty', 30],
      ['forty', 40],
      ['fifty', 50],
      ['sixty', 60],
      ['seventy', 70],
      ['eighty', 80],
      ['ninety', 90],
    ]),
);
const CURRENCY = '[$€£¥]';
const CURRENCY_WORD = 'dollars?|euros?|pounds?|crowns?|yen|yuan|rubles?|roubles?|rupees?';
const SIGN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^\s?(?:%|percent\b|per cent\b)/iu, '%'],
  [/^\s(?:us |american )?dollars?\b/iu, '$'],
  [/^\seuros?\b/iu, '€'],
  [/^\spounds?\b/iu, '£'],
];
const NUMBER = new RegExp(
  `(${CURRENCY}\\s?)?(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\b(?:${Object.keys(WORDS).join('|')})\\b(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)(?:[\\s-](hundred|thousand|million|billion|trillion)\\b|(m|bn|k)\\b)?`,
  'giu',
);
const ABOUT =
  /\b(?:about|around|some|roughly|approximately|an estimated|nearly|almost|close to|circa|or so)\s$/iu;
const AT_LEAST =
  /\b(?:at least|more than|over|upwards of|no fewer than|not less than|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|topped|passed)\s$/iu;
const AT_MOST = /\b(?:up to|at most|fewer than|less than|under|no more than|as many as|a maximum of)\s$/iu;
const RANGE = /^\s?(?:to|–|-|and)\s?$/u;

/** Reads the figures of a sentence, in order; two that bound a range are one. Years, dates and times of day are no figures. */
export function figuresOf(sentence: string): readonly Figure[] {
  const single = Array.from(sentence.matchAll(NUMBER)).flatMap((match) => figureAt(sentence, match) ?? []);
  return single.flatMap((figure, index) => {
    const [before, next] = [single[index - 1], single[index + 1]];
    if (before && isRange(sentence, before, figure)) return [];
    if (next === undefined || !isRange(sentence, figure, next)) return [figure];
    // `2 to 3 million`
    const scale = next.most >= 1e3 && figure.most < 1e3 ? next.most / leading(sentence, next) : 1;
    return [
      {
        ...figure,
        end: next.end,
        least: figure.least * scale,
        most: next.most,
        sign: figure.sign || next.sign,
      },
    ];
  });
}

function figureAt(sentence: string, match: RegExpMatchArray): Figure | null {
  const start = match.index as number;
  const [text, currency = '', digits = '', scaleWord, scaleLetter] = match;
  const end = start + text.length;
  const before = sentence.slice(0, start);
  const after = sentence.slice(end);
  const scale = SCALES[(scaleWord ?? scaleLetter ?? '').toLowerCase()] ?? 1;
  if (/[\p{L}\p{N}.,:/-]$/u.test(before) && !/[\s(–-]$/u.test(before)) return null;
  if (scale === 1 && isDateOrTime(digits, before, after)) return null;
  const value = numberOf(digits) * scale;
  const sign =
    currency.trim() ||
    (SIGN_WORDS.find(([words]) => words.test(after))?.[1] ??
      new RegExp(`^\\s(?:${CURRENCY_WORD})\\b`, 'iu')
        .exec(after)?.[0]
        .trim()
        .toLowerCase()
        .replace(/s$/u, '') ??
      '');
  const withSign = /^\s?%/u.test(after) ? end + (/^\s?%/u.exec(after)?.[0].length ?? 0) : end;
  return {
    start,
    end: withSign,
    least: AT_MOST.test(before) ? 0 : value,
    most: AT_LEAST.test(before) ? Number.POSITIVE_INFINITY : value,
    isHedged: ABOUT.test(before),
    precision: precisionOf(digits) * scale,
    sign,
  };
}

function numberOf(digits: string): number {
  const words = digits.toLowerCase().split('-');
  return /^\d/u.test(digits)
    ? Number(digits.replaceAll(',', ''))
    : words.reduce((sum, word) => sum + (WORDS[word] ?? 0), 0);
}

function precisionOf(digits: string): number {
  if (!/^\d/u.test(digits)) return 1;
  const [whole = '', fraction] = digits.replaceAll(',', '').split('.');
  if (fraction !== undefined) return 10 ** -fraction.length;
  return 10 ** (/0*$/u.exec(whole)?.[0].length ?? 0);
}

const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const MONTH_BEFORE = new RegExp(`\\b(?:${MONTHS})\\.?\\s$`, 'iu');
const MONTH_AFTER = new RegExp(`^(?:st|nd|rd|th)?\\s(?:of\\s)?(?:${MONTHS})\\b`, 'iu');

function isDateOrTime(digits: string, before: string, after: string): boolean {
  if (/^(?:1[5-9]|20)\d\d$/u.test(digits)) return true;
  if (MONTH_BEFORE.test(before) || MONTH_AFTER.test(after) || /^(?:st|nd|rd|th)\b/u.test(after)) return true;
  return /^:\d|^\s?(?:a\.?m|p\.?m|o’clock|o'clock)\b/iu.test(after);
}

function isRange(sentence: string, a: Figure, b: Figure): boolean {
  const between = sentence.slice(a.end, b.start);
  if (!RANGE.test(between) || a.most >= b.most) return false;
  return !/and/u.test(between) || /\bbetween\s(?:about\s)?$/iu.test(sentence.slice(0, a.start));
}

/** The number before its scale word. */
function leading(sentence: string, figure: Figure): number {
  return Number(
    /\d+(?:\.\d+)?/u.exec(sentence.slice(figure.start, figure.end).replaceAll(',', ''))?.[0] ?? figure.most,
  );
}
