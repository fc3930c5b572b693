// Pure.
import { BULLET } from '../../corpus/sentences/stop.ts';
import type { Span } from '../../corpus/span.ts';
import type { Unit } from './choose-sentences.ts';
import { beginsWithPerson, leansOnBefore, maySayWho } from './leaning.ts';

/** Shorter sentences say too little, as `He declined.` */
const LEAST_CHARACTERS = 40;
/** Lines around an article that are none of its sentences. */
const NOT_TOLD =
  /^(?:\(?(?:additional |with )?reporting by|editing by|writing by|read more|more:|related:|editor[’']s note|a version of this (?:story|article)|photo(?:graph)?s?[:\s]+by|image:|watch[:\s]|listen[:\s]|click here|sign up|subscribe|follow us|copyright|©|all rights reserved)|\bcan be reached at\b|\bnewsletter\b.*\b(?:inbox|sign|subscrib\w+|click\w*)\b|\bthis (?:story|article) (?:is part of|was (?:first|originally)|has been updated)\b|\S@\S+\.\S|\bcontributed to this (?:report|story|article)\b/iu;
/** `LATEST UPDATES: …` */
const LABEL = /^[\p{Lu} ]{6,}:/u;

/**
 * What of an article may be quoted without anything dangling: each sentence that says something, with the
 * sentences before it that it leans on and the rest of a quotation that it stands in.
 * @param sentences spans of the text, ascending, disjoint
 */
export function standAloneUnits(text: string, sentences: readonly Span[]): readonly Unit[] {
  const links = linksOf(text, sentences);
  const told = sentences.flatMap((sentence, index): readonly Unit[] => {
    const words = text.slice(sentence.start, sentence.end);
    if (words.length < LEAST_CHARACTERS || ASKS.test(words) || isAside(words, text)) return [];
    const unit = wholeUnit(index, links);
    return unit === null ? [] : [unit];
  });
  if (told.length > 0) return told;
  return sentences.flatMap((_, index) => wholeUnit(index, links) ?? []);
}

const ASKS = /\?[”"’'»)]*$/u;

/** Whether a line is none of an article's sentences, or only the end of one; case tells where there is any. */
function isAside(words: string, text: string): boolean {
  return NOT_TOLD.test(words) || LABEL.test(words) || (/^\p{Ll}/u.test(words) && /\p{Lu}/u.test(text));
}

/** How a sentence hangs together with the one before it. */
interface Link {
  /** Neither is whole without the other: one quotation, or one sentence in two parts. */
  readonly isJoined: boolean;
  /** It is not understood without the one before. */
  readonly leans: boolean;
  /** Something stands between them that is not quoted, as a subhead. */
  readonly isCut: boolean;
  /** It speaks of a person whom a sentence before it names. */
  readonly needsPerson: boolean;
  readonly namesPerson: boolean;
}

function linksOf(text: string, sentences: readonly Span[]): readonly Link[] {
  let isQuoting = false;
  return sentences.map((sentence, index) => {
    const words = text.slice(sentence.start, sentence.end);
    const before = sentences[index - 1];
    const between = before === undefined ? '' : text.slice(before.end, sentence.start);
    const isSameBlock = before !== undefined && !between.includes('\n');
    const goesOnQuoting = isSameBlock && isQuoting && !CLOSES_FIRST.test(words);
    isQuoting = isQuotingAfter(words, isSameBlock && isQuoting);
    const isPart = isSameBlock && !ENDS.test(text.slice(before.start, before.end)) && !BULLET.test(words);
    return {
      isJoined: goesOnQuoting || isPart,
      leans: before !== undefined && leansOnBefore(words),
      isCut: between.trim() !== '',
      needsPerson: beginsWithPerson(words),
      namesPerson: maySayWho(words),
    };
  });
}

/** What ends a sentence; one that is too long for a passage is stored in parts. */
const ENDS = /[.?!…。．！？｡؟۔।]['"”’)\]}›»*†‡\d]*$/u;
/** Tokenised texts put the closing marks of a quotation before the next sentence. */
const CLOSES_FIRST = /^(?:''|[”"’])/u;

/** Whether a quotation is open after a text, given whether one was before it. */
function isQuotingAfter(text: string, wasQuoting: boolean): boolean {
  let isQuoting = wasQuoting;
  for (const [mark] of text.matchAll(/[“”"]|``|''/gu)) {
    if (mark === '"') isQuoting = !isQuoting;
    else isQuoting = mark === '“' || mark === '``';
  }
  return isQuoting;
}

/** The sentence with those that it needs, or `null` where one of them is out of reach. */
function wholeUnit(index: number, links: readonly Link[]): Unit | null {
  let first = index;
  let needsPerson = false;
  for (let link = links[first]; link !== undefined && first > 0; link = links[first]) {
    needsPerson = link.needsPerson || (needsPerson && !link.namesPerson);
    if (!link.leans && !link.isJoined && !needsPerson) break;
    if (link.isCut) return null;
    first--;
  }
  let last = index;
  while (links[last + 1]?.isJoined) last++;
  return { first, last };
}
