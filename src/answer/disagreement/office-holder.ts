// Pure. Who a sentence says holds an office.
import type { Span } from '../../corpus/span.ts';

/** A person's name where it stands in a sentence. */
export interface ToldName extends Span {
  readonly name: string;
}

/** One capitalised part of a name, as the source of a pattern. */
export const NAME_PART = "\\p{Lu}[\\p{L}’'-]+";
const PERSON = `${NAME_PART}(?: (?:al-|el-|bin |de |van |von |der )?${NAME_PART})+`;
/** One who does not hold the office. */
const NOT_HOLDER =
  /\b(?:[Ff]ormer|[Ee]x|[Oo]utgoing|then|[Ll]ate|[Dd]eputy|[Vv]ice|[Aa]cting|[Ii]nterim|[Aa]ssistant|[Ss]hadow)[\s-](?:\p{Lu}\S+\s){0,2}$/u;

/** The office that a question asks the holder of, as `governor`; `null` where it asks something else. */
export function askedOffice(question: string): string | null {
  const asked =
    /^\s*who(?:[’']s| is| was)(?: currently| now)? (?:the |[\p{L}]+[’']s )?((?:[\p{L}-]+ ){0,2}?[\p{L}-]+)(?: (?:of|in|for|at|to)\b.*)?[?\s]*$/iu.exec(
      question,
    );
  const office = asked?.[1] ?? '';
  // A name is no office.
  return /^\p{Ll}/u.test(office) && office.length > 3 ? office : null;
}

/** The one person whom a sentence gives an office to; `null` where there is none, or several. */
export function holderOf(office: string, sentence: string, question: string): ToldName | null {
  const role = office
    .replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
    .replace(
      /\p{L}+/gu,
      (word) => `[${word.charAt(0).toLowerCase()}${word.charAt(0).toUpperCase()}]${word.slice(1)}`,
    );
  const patterns = [
    `(?<role>${role})(?: (?:of|in|for|to) (?:the )?(?<of>${NAME_PART}(?: ${NAME_PART})*),?)?,? (?<name>${PERSON})`,
    `(?<name>${PERSON}), (?:[^,.;]{0,60}? )?(?<role>${role})\\b(?: (?:of|in|for|to) (?:the )?(?<of>${NAME_PART}))?`,
    `(?<name>${PERSON}) (?:is|was named|was elected|was appointed|has been named|became|took over as|was sworn in as) (?:[^,.;]{0,40}? )?(?<role>${role})\\b(?: (?:of|in|for|to) (?:the )?(?<of>${NAME_PART}))?`,
  ];
  const found = new Map<string, ToldName>();
  for (const pattern of patterns) {
    for (const match of sentence.matchAll(new RegExp(pattern, 'gu'))) {
      const { name = '', role: told = '', of = '' } = match.groups ?? {};
      if (!question.toLowerCase().includes(of.toLowerCase())) continue;
      const roleAt = match.index + match[0].indexOf(told);
      if (NOT_HOLDER.test(sentence.slice(0, roleAt))) continue;
      const start = match.index + match[0].indexOf(name);
      found.set(name, { name, start, end: start + name.length });
    }
  }
  const [only, second] = found.values();
  return only === undefined || second !== undefined ? null : only;
}

/** Letters in which two spellings of one name may differ. */
const SPELLING_LETTERS = 2;

/** Whether two names may be one person's: their last parts are alike, or one holds the other. */
export function mayBeSamePerson(a: ToldName, b: ToldName): boolean {
  const [left, right] = [fold(a.name), fold(b.name)];
  if (left.includes(right) || right.includes(left)) return true;
  const parts = left.split(' ');
  return right
    .split(' ')
    .some(
      (part) =>
        part.length > 3 &&
        parts.some((other) => distance(part, other) <= (part.length > 5 ? SPELLING_LETTERS : 0)),
    );
}

function fold(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('-', ' ').toLowerCase();
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
