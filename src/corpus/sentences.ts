// Pure.
import { endsSentence } from './sentences/ends-sentence.ts';
import { BULLET, stopsOf } from './sentences/stop.ts';
import type { Span } from './span.ts';

/** Far more than the rules look back; a longer slice for every stop would cost quadratic time. */
const LOOK_BACK = 512;

/**
 * Splits one block of news text into sentences, with English abbreviations, quotations and datelines in mind;
 * other scripts split at their own full stops. A quotation with several sentences is split within; a speaker
 * after a question stays with it (`“Why?” she asked.`). Where `U.S.` or `Inc.` stands before a capital that may
 * be a name's, the sentence goes on: better two sentences in a quotation than half of one.
 *
 * `Intl.Segmenter` is not used: it ends sentences at `Gen.` and `J.`, and its answer changes with the ICU data of
 * the Node release, which would move the borders of a stored corpus.
 * @param block one paragraph or bullet without line breaks, NFC
 * @returns ascending, disjoint spans without white space at either end; every other character is in one of them
 */
export function sentenceSpans(block: string): Span[] {
  const spans: Span[] = [];
  const contentEnd = block.trimEnd().length;
  let start = skipSpace(block, 0);
  let content = contentAfter(block, start);
  const close = (at: number) => {
    spans.push({ start, end: at });
    start = skipSpace(block, at);
    content = contentAfter(block, start);
  };
  for (const stop of stopsOf(block)) {
    // Marks before the first letter or digit, as a leading ellipsis, end nothing.
    if (content >= stop.start || stop.end >= contentEnd) continue;
    const sentence = block.slice(Math.max(start, stop.start - LOOK_BACK), stop.start);
    // Items in one line have no marks between them: they end where the first one's bullet comes again.
    const ends = stop.marks === '' ? BULLET.test(block.charAt(start)) : endsSentence(stop, sentence);
    if (ends) close(stop.end);
  }
  if (start < contentEnd) spans.push({ start, end: contentEnd });
  return spans;
}

function skipSpace(text: string, at: number): number {
  let index = at;
  while (index < text.length && /\s/u.test(text.charAt(index))) index++;
  return index;
}

/** Index of the first letter or digit from `at` on. */
function contentAfter(text: string, at: number): number {
  const content = /[\p{L}\p{N}]/gu;
  content.lastIndex = at;
  return content.exec(text)?.index ?? text.length;
}
