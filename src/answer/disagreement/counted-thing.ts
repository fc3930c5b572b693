// Pure. Which of a sentence's figures answers a question after a number, and of what it is the number.

import { isPlace, placesAmong } from '../places.ts';
import { contentWords, foldedWords, stemOf } from '../words.ts';
import { type Figure, figuresOf } from './figures.ts';

/** What is measured, in words that stand for each other. */
const MEASURES: readonly (readonly [name: string, stems: ReadonlySet<string>])[] = [
  ['dead', stems('killed dead died deaths death toll fatalities slain lives')],
  ['injured', stems('injured wounded hurt injuries')],
  ['troops', stems('troops soldiers personnel servicemen')],
  ['refugees', stems('refugees')],
  ['displaced', stems('displaced')],
  ['candidates', stems('candidates')],
  ['people', stems('people persons residents inhabitants population')],
];

function stems(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map(stemOf));
}

/** Words that make a number one of something else: a part, a change, a loss, a rate. */
const CHANGES =
  /\b(?:another|additional|extra|further|more|by|up|down|increase of|decrease of|rise of|drop of|other|first|last|remaining)\s(?:about |some |around |over |roughly |at least |nearly |more than )?$/iu;
/** Who or what is lost is counted apart, unless that is asked. */
const LOST =
  /\b(?:lost|lose|losing|loss of)\s(?:about |some |around |over |roughly |at least |nearly |more than )?$/iu;
const COMPARED_AFTER =
  /^(?: \S+){0,2}? (?:closer|earlier|later|longer|shorter|higher|lower|faster|older|younger|taller|ahead|behind|away|apart|ago|more than|fewer than|less than)\b/iu;
/** Money for something: `$136,250 in rent`. */
const PAID_FOR =
  /^(?: (?:dollars|euros|pounds|crowns))? (?:in|of|for|worth of) (?!the end\b|total\b|all\b|cash\b)(\p{Ll}+)/u;
const PART_AFTER =
  /^\s(?:of (?:the|them|its|his|her|their|these|those|whom|which)|more|additional|extra|other|further|fewer|less|times|per cent of|percent of|% of)\b/iu;
const RATE_AFTER =
  /^(?:\s\S+){0,2}?\s(?:a|per|each|every) (?:second|minute|hour|day|night|week|month|year|head|person)\b|^(?:\s\S+){0,2}?\s(?:daily|weekly|monthly|annually|each)\b/iu;
/** What may or will be is another number than what is. */
const NOT_YET =
  /\b(?:would|could|may|might|plan(?:s|ned)?|expect(?:s|ed)?|propos\p{L}+|want(?:s|ed)?|will|promis\p{L}+|request\p{L}*|demand\p{L}*|if|until|target|goal|limit|cap|aim(?:s|ed)?|capacity)\b/iu;
const DENIED = /\b(?:not|never|no longer|denied|denies|deny|false|rejected|rejects|disputed)\b/iu;

/** What a question asks the number of. */
export interface CountedThing {
  /** A measure's name, or a stem. */
  readonly measure: string;
  /** Stems of the question's other words: where, when, of whom. */
  readonly context: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  readonly isFuture: boolean;
  readonly isNear: boolean;
  readonly isLoss: boolean;
  readonly isRate: boolean;
}

const COUNT = /\bhow (?:many|much|big|large|high) (?:is |was |are |were )?(?:the )?(.+)$/iu;

/** Reads what a question asks the number of; `null` where it does not say it plainly. */
export function countedThing(
  question: string,
  sign: 'number' | 'money' | 'share' | 'duration',
): CountedThing | null {
  const words = foldedWords(question);
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
    places: new Set(placesAmong(words).map(([first, last]) => words.slice(first, last + 1).join(' '))),
    isFuture: NOT_YET.test(question),
    isLoss: /\b(?:lost|lose|loses|losing|losses)\b/iu.test(question),
    isNear: /\b(?:near|outside|around)\b/iu.test(question),
    isRate: /\b(?:a|per|each|every) (?:second|minute|hour|day|night|week|month|year|head)\b/iu.test(question),
  };
}

function measureOf(question: string, stemmed: readonly string[], sign: string): string | null {
  if (sign === 'money') return '$';
  if (sign === 'share') return '%';
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

function measureNamed(stem: string): string | undefined {
  return MEASURES.find(([, group]) => group.has(stem))?.[0];
}

/** A figure that answers, with the names that it is said of. */
export interface AnsweringFigure {
  readonly figure: Figure;
  /** Names that the question does not say, of whom or where, folded: `french` in `400 French troops`. */
  readonly of: string;
}

/** The one figure of a sentence that answers; `null` where none does, or several could. */
export function answeringFigure(sentence: string, thing: CountedThing): AnsweringFigure | null {
  if (DENIED.test(sentence) || (!thing.isFuture && NOT_YET.test(sentence))) return null;
  const figures = figuresOf(sentence);
  const read: { readonly answering: AnsweringFigure; readonly isPlaced: boolean }[] = [];
  let former: string | null = null;
  for (const [index, figure] of figures.entries()) {
    const after = sentence.slice(figure.end, figures[index + 1]?.start);
    const before = sentence.slice(figures[index - 1]?.end ?? 0, figure.start);
    const counted = countedBy(figure, { before, after }, { former, asked: thing.measure });
    former = counted?.measure ?? null;
    if (counted === null || counted.measure !== thing.measure) continue;
    if (
      CHANGES.test(before) ||
      COMPARED_AFTER.test(after) ||
      (figure.sign === '' && !thing.isLoss && LOST.test(before)) ||
      (figure.sign === '' && PART_AFTER.test(after)) ||
      (!thing.isRate && RATE_AFTER.test(after))
    )
      continue;
    if (counted.others.some((word) => !thing.context.has(stemOf(word)))) continue;
    const paidFor = counted.measure === '$' ? PAID_FOR.exec(after) : null;
    if (paidFor && !thing.context.has(stemOf(paidFor[1] as string))) continue;
    if (/\b(?:near|outside|around|bordering) (?:the )?\p{Lu}/u.test(after) && !thing.isNear) continue;
    const places = placesIn(after);
    const isPlaced = places.some((place) => thing.places.has(place));
    if (thing.places.size > 0 && places.length > 0 && !isPlaced) continue;
    const of = [...counted.names, ...places].filter((name) => !isNamed(name, thing)).join(' ');
    read.push({ answering: { figure, of }, isPlaced });
  }
  // Of a question about two places, each figure may be that of one.
  const placed = thing.places.size > 1 ? [] : read.filter(({ isPlaced }) => isPlaced);
  const [only, second] = placed.length > 0 ? placed : read;
  return only === undefined || second !== undefined ? null : only.answering;
}

const ALIASES: Readonly<Record<string, string>> = { american: 'us', british: 'uk', usa: 'us' };

function isNamed(name: string, { context, places }: CountedThing): boolean {
  const alias = ALIASES[name] ?? name;
  return context.has(stemOf(name)) || context.has(stemOf(alias)) || places.has(alias);
}

/** What a figure counts. */
interface Counted {
  readonly measure: string;
  /** Capitalised words before the noun, folded. */
  readonly names: readonly string[];
  /** Other words before it, folded: with them it may be another thing. */
  readonly others: readonly string[];
}

const HEDGE = '(?:at least |about |some |around |more than |nearly |up to |an estimated )?$';
const DONE_BEFORE = new RegExp(
  `\\b(?:(killed|killing|kills|lives of)|(injured|injuring|wounded|wounding)|(toll)\\b(?: \\S+){0,8}? (?:(?:rose|risen|climbed|grew|grown|increased|jumped|soared) to|reached|surpassed|passed|topped|exceeded|stands at|stood at|to|of|is|was)) ${HEDGE}`,
  'iu',
);
const DONE_AFTER =
  /^((?: [\p{L}’-]+){0,3}?)(?: (?:were|was|have been|had been|are|have|has)(?: \p{L}+ly)?)? (killed|injured|wounded|died|hurt|dead)\b/iu;
/** A noun group ends before these. */
const GROUP_END =
  /^(?:[,;:]|in|on|at|of|from|for|to|and|or|but|were|was|are|is|have|has|had|who|that|which|as|with|by|after|before|since|will)$/iu;
const GROUP_WORDS = 5;

/**
 * What a figure counts, by the words around it; a further figure without a noun counts what the one before does
 * (`2,500 troops in Iraq and 900 in Syria`).
 */
function countedBy(
  figure: Figure,
  sides: { readonly before: string; readonly after: string },
  { former, asked }: { readonly former: string | null; readonly asked: string },
): Counted | null {
  const { before, after } = sides;
  if (figure.sign !== '') return { measure: figure.sign === '%' ? '%' : '$', names: [], others: [] };
  const done = DONE_AFTER.exec(after);
  if (done) {
    const group = (done[1] as string)
      .split(' ')
      .filter((word) => word !== '' && measureNamed(stemOf(word)) !== 'people');
    return { measure: measureNamed(stemOf((done[2] as string).toLowerCase())) as string, ...sorted(group) };
  }
  const doing = DONE_BEFORE.exec(before);
  if (doing) return { measure: doing[2] === undefined ? 'dead' : 'injured', names: [], others: [] };
  const group: string[] = [];
  for (const [token] of after.matchAll(/\p{L}(?:[\p{L}.’'-]*\p{L})?|[,;:]/gu)) {
    if (GROUP_END.test(token) || group.length > GROUP_WORDS) break;
    const stem = stemOf(token.toLowerCase());
    const isNoun = measureNamed(stem) !== undefined || /(?:s|children|men|women)$/u.test(token);
    // `US troops` counts troops; a name is what is counted only where it was asked for.
    if (stem === asked || (isNoun && /^\p{Ll}/u.test(token)))
      return { measure: measureNamed(stem) ?? stem, ...sorted(group) };
    group.push(token);
  }
  const isElided =
    /\b(?:and|or) (?:about |some |around )?$/iu.test(before) && /^ (?:in|at|on|from)\b/u.test(after);
  return isElided && former !== null ? { measure: former, names: [], others: [] } : null;
}

function sorted(group: readonly string[]): Pick<Counted, 'names' | 'others'> {
  const folded = (words: readonly string[]) => words.map((word) => word.replaceAll('.', '').toLowerCase());
  const isName = (word: string) => /^\p{Lu}/u.test(word);
  return { names: folded(group.filter(isName)), others: folded(group.filter((word) => !isName(word))) };
}

function placesIn(text: string): readonly string[] {
  const words = text.match(/[\p{L}.]+/gu)?.map((word) => word.replace(/\.$/u, '')) ?? [];
  return placesAmong(words)
    .map(([first, last]) =>
      words
        .slice(first, last + 1)
        .join(' ')
        .toLowerCase(),
    )
    .filter(isPlace);
}
