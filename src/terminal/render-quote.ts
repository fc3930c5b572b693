// Pure.
import type { Quote } from '../answer/answer.ts';
import type { Block } from '../chat/reply.ts';
import { placeWords } from '../chat/wording.ts';
import type { Layout } from './layout.ts';
import { renderSource } from './render-source.ts';
import { graphemeStart } from './text-width.ts';
import { visibleText } from './visible-text.ts';
import { type StyledRun, wrap } from './wrap.ts';

type Standing = Extract<Block, { readonly kind: 'quote' }>['standing'];

const MARGINS: Readonly<Record<Standing, string>> = { answer: '│', summary: '│', nearest: '┆' };

/**
 * A quote behind a margin, with its source below: a firm margin and a bold highlight for what answers, a broken
 * margin and dim text for what is merely near. Nothing is added to its words; paragraphs are kept apart.
 */
export function renderQuote(quote: Quote, standing: Standing, layout: Layout): readonly string[] {
  const { columns, paint } = layout;
  const margin = standing === 'nearest' ? paint.dim(MARGINS[standing]) : MARGINS[standing];
  const plain = standing === 'nearest' ? paint.dim : (text: string) => text;
  const paragraphs = paragraphsOf(quote, standing)
    .map((runs) => wrap(runs, columns - 2))
    .filter((lines) => lines.length > 0)
    .map((lines) =>
      lines.map((runs) => {
        const words = runs.map(({ text, bold }) => (bold ? paint.bold(text) : plain(text)));
        return `${margin} ${words.join('')}`;
      }),
    );
  const lines = paragraphs.flatMap((one, index) => (index === 0 ? one : [margin, ...one]));
  return standing === 'summary'
    ? [...lines, paint.dim(`  ${placeWords(quote.place)}`)]
    : [...lines, ...renderSource(quote, layout)];
}

/** The paragraphs of a quote, each cut at the borders of the highlight. */
function paragraphsOf({ text, highlight }: Quote, standing: Standing): readonly (readonly StyledRun[])[] {
  const marked = standing === 'nearest' ? { start: 0, end: 0 } : highlight;
  let start = 0;
  return text.split('\n\n').map((paragraph) => {
    const cutAt = (offset: number) =>
      graphemeStart(paragraph, Math.min(Math.max(offset - start, 0), paragraph.length));
    const from = cutAt(marked.start);
    const to = cutAt(marked.end);
    start += paragraph.length + 2;
    return [
      { text: visibleText(paragraph.slice(0, from)), bold: false },
      { text: visibleText(paragraph.slice(from, to)), bold: true },
      { text: visibleText(paragraph.slice(to)), bold: false },
    ];
  });
}
