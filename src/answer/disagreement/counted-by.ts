// Pure.
import { stemOf } from '../words.ts';
import type { Figure } from './figures.ts';
import { measureNamed } from './measures.ts';

/** What a figure counts. */
export interface Counted {
  readonly measure: string;
  /** Capitalised words before the noun, folded. */
  readonly names: readonly string[];
  /** Other words before it, folded: with them it may be another thing. */
  readonly others: readonly string[];
  /** Of a time: its unit as it is written behind the figure, and the days in it. */
  readonly unit?: { readonly written: string; readonly days: number };
}

const DAYS: Readonly<Record<string, number>> = {
  minute: 1 / 1440,
  hour: 1 / 24,
  day: 1,
  night: 1,
  week: 7,
  month: 30.4375,
  year: 365.25,
  decade: 3652.5,
};
const TIME_UNIT = new RegExp(`^[ -](${Object.keys(DAYS).join('|')})s?\\b(?!-)`, 'iu');

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
export function countedBy(
  figure: Figure,
  sides: { readonly before: string; readonly after: string },
  { former, asked }: { readonly former: string | null; readonly asked: string },
): Counted | null {
  const { before, after } = sides;
  if (asked === 'time') {
    const [written, unit = ''] = TIME_UNIT.exec(after) ?? [];
    const days = DAYS[unit.toLowerCase()];
    return written === undefined || days === undefined
      ? null
      : { measure: 'time', names: [], others: [], unit: { written, days } };
  }
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
