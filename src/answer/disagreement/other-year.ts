// Pure.
import type { Span } from '../../corpus/span.ts';

/**
 * Whether a value is told of a year that is neither the question's nor that of its article: what was, or will be.
 * `start` and `end` are those of the value in the sentence; `dateMs` is when its article was published.
 */
export function isOfOtherYear(
  question: string,
  { sentence, start, end, dateMs }: { readonly sentence: string; readonly dateMs: number } & Span,
): boolean {
  const asked: readonly string[] = question.match(YEAR) ?? [];
  const year = String(new Date(dateMs).getUTCFullYear());
  const told = clauseAround(sentence, { start, end }).match(YEAR) ?? [];
  return told.some((one) => (asked.length > 0 ? !asked.includes(one) : one !== year));
}
const YEAR = /\b(?:19|20)\d\d\b/gu;

/** The words around a value that may date it: `In 2019 the US had`, but not `the coalition formed in 2014`. */
function clauseAround(sentence: string, { start, end }: Span): string {
  const before = /[^,;:—]*$/u.exec(sentence.slice(0, start))?.[0] ?? '';
  const after = CLAUSE.exec(sentence.slice(end))?.[0] ?? '';
  return `${before} ${after}`;
}
const CLAUSE =
  /^[^,;:—]*?(?=[,;:—]|$| (?:as|formed|founded|created|established|set|built|signed|which|that|who|whom|whose|after|before|since|until|when|where|while|because)\b)/u;
