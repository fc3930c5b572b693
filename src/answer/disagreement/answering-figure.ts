// Pure.
import { isPlace, placesAmong } from '../places.ts';
import { stemOf } from '../words.ts';
import { type Counted, countedBy } from './counted-by.ts';
import { type CountedThing, NOT_YET } from './counted-thing.ts';
import { type Figure, figuresOf } from './figures.ts';

/** Words that make a number one of something else: a part, a change, a loss, a rate. */
const CHANGES =
  /\b(?:another|additional|extra|further|more|by|up|down|increase of|decrease of|rise of|drop of|other|(?:the|its|his|her|their|these|those) (?:first|last|past|remaining))\s(?:about |some |around |over |roughly |at least |nearly |more than )?$/iu;
/** Who or what is lost is counted apart, unless that is asked. */
const LOST =
  /\b(?:lost|lose|losing|loss of)\s(?:about |some |around |over |roughly |at least |nearly |more than )?$/iu;
const COMPARED_AFTER =
  /^(?: \S+){0,2}? (?:closer|earlier|later|longer|shorter|higher|lower|faster|older|younger|taller|ahead|behind|away|apart|ago|more than|fewer than|less than)\b/iu;
/** `a $150,000 deposit` is no price. */
const OF_SOME = /\b(?:an?|the|his|her|its|their|this|that|another)\s$/iu;
const USE_AFTER = /^ (\p{L}+)/u;
/** Money for something: `$136,250 in rent`. */
const PAID_FOR =
  /^(?: (?:dollars|euros|pounds|crowns))? (?:in|of|for|worth of) (?!the end\b|total\b|all\b|cash\b)(\p{Ll}+)/u;
const PART_AFTER =
  /^\s(?:of (?:the|them|its|his|her|their|these|those|whom|which)|more|additional|extra|other|further|fewer|less|times|per cent of|percent of|% of)\b/iu;
const RATE_AFTER =
  /^(?:\s\S+){0,2}?\s(?:a|per|each|every) (?:second|minute|hour|day|night|week|month|year|head|person)\b|^(?:\s\S+){0,2}?\s(?:daily|weekly|monthly|annually|each)\b/iu;
const DENIED = /\b(?:not|never|no longer|denied|denies|deny|false|rejected|rejects|disputed)\b/iu;

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
    if (isOfPart(before, after, thing) || counted.others.some((word) => !isAsked(word, thing))) continue;
    if (counted.measure === '$' && isForOther(before, after, thing)) continue;
    const places = placesIn(after);
    const isPlaced = places.some((place) => thing.places.has(place));
    if (isElsewhere(before, after, thing) || (thing.places.size > 0 && places.length > 0 && !isPlaced))
      continue;
    const of = [...counted.names, ...places].filter((name) => !isNamed(name, thing)).join(' ');
    read.push({ answering: { figure: inDays(figure, counted.unit), of }, isPlaced });
  }
  // Of a question about two places, each figure may be that of one.
  const placed = thing.locations.size > 1 ? [] : read.filter(({ isPlaced }) => isPlaced);
  const [only, second] = placed.length > 0 ? placed : read;
  return only === undefined || second !== undefined ? null : only.answering;
}

/** A figure of time with its unit, counted in days; any other as it is. */
function inDays(figure: Figure, unit: Counted['unit']): Figure {
  if (unit === undefined) return figure;
  const { written, days } = unit;
  const { end, least, most, precision } = figure;
  return {
    ...figure,
    end: end + written.length,
    least: least * days,
    most: most * days,
    precision: precision * days,
  };
}

/** Whether a number is one of a part, a change, a loss or a rate of the thing. */
function isOfPart(before: string, after: string, { measure, isLoss, isRate }: CountedThing): boolean {
  const isCount = measure !== '$' && measure !== '%';
  return (
    CHANGES.test(before) ||
    COMPARED_AFTER.test(after) ||
    (isCount && !isLoss && LOST.test(before)) ||
    (isCount && PART_AFTER.test(after)) ||
    (!isRate && RATE_AFTER.test(after))
  );
}

/** Whether money is for something that the question does not name. */
function isForOther(before: string, after: string, thing: CountedThing): boolean {
  const paidFor = PAID_FOR.exec(after)?.[1];
  const used = OF_SOME.test(before) ? USE_AFTER.exec(after)?.[1] : undefined;
  return [paidFor, used].some((word) => word !== undefined && !isAsked(word, thing));
}

/** Whether a number is told of a place beside the one asked about, or of one of two. */
function isElsewhere(before: string, after: string, { isNear, locations }: CountedThing): boolean {
  const clause = `${before} ${/^[^,;]*/u.exec(after)?.[0] ?? ''}`;
  return (!isNear && BESIDE.test(after)) || namesPartOf(locations, clause);
}

const BESIDE = /\b(?:near|outside|around|bordering) (?:the )?\p{Lu}/u;

function isAsked(word: string, { context }: CountedThing): boolean {
  return context.has(stemOf(word.toLowerCase()));
}

const ALIASES: Readonly<Record<string, string>> = { american: 'us', british: 'uk', usa: 'us' };

function isNamed(name: string, { context, places }: CountedThing): boolean {
  const alias = ALIASES[name] ?? name;
  return context.has(stemOf(name)) || context.has(stemOf(alias)) || places.has(alias);
}

/** Whether words name some, but not all, of several places. */
function namesPartOf(places: ReadonlySet<string>, words: string): boolean {
  const named = new Set(placesIn(words).filter((place) => places.has(place)));
  return places.size > 1 && named.size > 0 && named.size < places.size;
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
