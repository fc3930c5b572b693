// Pure.
import type { Quote } from '../../answer/answer.ts';
import type { Span } from '../../corpus/span.ts';
import { drawQuotation } from './draw-quotation.ts';
import { splitText } from './split-text.ts';

/**
 * A quotation, drawn in as few parts as a limit allows: of whole sentences, and with the answering words in one
 * part, wherever they fit.
 * @param how `bold`: offsets of the words in bold, empty for none
 * @returns at least one part; a text of white space alone is one with nothing in it
 */
export function quotationParts(
  { text, highlight }: Pick<Quote, 'text' | 'highlight'>,
  { limit, ...how }: { readonly limit: number; readonly bold: Span; readonly bar: 'to-end' | 'line' },
): readonly string[] {
  const draw = (span: Span) => drawQuotation(text, { span, ...how });
  const spans = splitText(text, { limit, drawnLength: (span) => draw(span).length, whole: highlight });
  return spans.length === 0 ? [draw({ start: 0, end: 0 })] : spans.map(draw);
}
