// Pure. Who a sentence says did something.
import { STARTERS, SUBJECTS } from '../../corpus/sentences/starters.ts';
import { contentWords, stemOf, stemSet } from '../words.ts';
import { NAME_PART, type ToldName } from './office-holder.ts';

/** What somebody did, as a question puts it. */
export interface Deed {
  /** Stem of the verb. */
  readonly verb: string;
  /** Stems of the question's words. */
  readonly stems: readonly string[];
}

/** Share of the question's words that a sentence must hold to tell of the same deed. */
const SAME_DEED_SHARE = 0.75;
/** A deed told in fewer words may be another one: `who won`. */
const LEAST_WORDS = 2;

/** Reads `who won the election in Onna`; `null` where a question asks something else. */
export function askedDeed(question: string): Deed | null {
  const asked =
    /^\s*who (?!(?:is|are|was|were|will|would|can|could|has|have|had|do|does|did|should)\b)(\p{L}+) /iu.exec(
      question,
    );
  const stems = contentWords(question).map(stemOf);
  return asked === null || stems.length < LEAST_WORDS
    ? null
    : { verb: stemOf((asked[1] as string).toLowerCase()), stems };
}

/** The name directly before the verb of a deed; `null` where there is none, or the sentence tells of something else. */
export function doerOf({ verb, stems }: Deed, sentence: string): ToldName | null {
  const held = stemSet(sentence);
  if (stems.filter((stem) => held.has(stem)).length < SAME_DEED_SHARE * stems.length) return null;
  if (/\b(?:not|never|denied|denies|if|would|could|might|may)\b/iu.test(sentence)) return null;
  const found = Array.from(
    sentence.matchAll(
      new RegExp(
        `(?<!\\p{L})(${NAME_PART}(?: (?:al-|bin |de |van |von )?${NAME_PART})*)(?: has| have| had)? (\\p{Ll}+)`,
        'gu',
      ),
    ),
  ).filter(([, , word]) => stemOf(word as string) === verb);
  const [match, second] = found;
  const name = match?.[1] ?? '';
  // `Police arrested`: a word that is large because the sentence begins with it.
  const isName = name.includes(' ') || (!STARTERS.has(name) && !SUBJECTS.has(name));
  if (match === undefined || second !== undefined || !isName) return null;
  return { name, start: match.index, end: match.index + name.length };
}
