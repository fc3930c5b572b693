// Pure: draws a reply for a terminal; the only place where it becomes text.
import { freshnessLine } from '../chat/freshness-line.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { sourceName, TRY } from '../chat/wording.ts';
import { indented, type Layout } from './layout.ts';
import { createPaint } from './paint.ts';
import { renderFacts } from './render-facts.ts';
import { renderQuote } from './render-quote.ts';
import { articleLine, dateLine } from './render-source.ts';

/** Lines longer than this are hard to read; narrower than the least, nothing can be laid out. */
const MOST_COLUMNS = 96;
const LEAST_COLUMNS = 20;

/**
 * Draws a reply for a terminal of `columns` cells, with a blank line between blocks and none at the end; no
 * line is wider than the terminal or 96 cells, save an address, which is never broken. Without `colour` the
 * text holds no escape sequence.
 */
export function renderReply(
  reply: Reply,
  options: { readonly columns: number; readonly colour: boolean; readonly now: Date },
): string {
  const columns = Math.max(LEAST_COLUMNS, Math.min(MOST_COLUMNS, options.columns || MOST_COLUMNS));
  const layout = { columns, paint: createPaint(options.colour), now: options.now };
  return reply.blocks
    .map((block) => renderBlock(block, layout).join('\n'))
    .filter((text) => text !== '')
    .join('\n\n');
}

function renderBlock(block: Block, layout: Layout): readonly string[] {
  const { columns, paint, now } = layout;
  switch (block.kind) {
    case 'heading':
      return indented(block.text, { columns, indent: '' }).map(paint.bold);
    case 'paragraph':
      return indented(block.text, { columns, indent: '' });
    case 'quote':
      return renderQuote(block.quote, block.standing, layout);
    case 'disagreement':
      return renderDisagreement(block, layout);
    case 'articles':
      return block.articles.flatMap(({ article, note }) =>
        item(`${articleLine(article, now)}${note === '' ? '' : ` · ${note}`}`, columns),
      );
    case 'facts':
      return renderFacts(block.facts, layout);
    case 'actions':
      return block.actions.flatMap(({ command }) =>
        indented(command, { columns, indent: ' '.repeat(TRY.length), first: TRY }),
      );
    case 'freshness':
      return indented(freshnessLine(block, now), { columns, indent: '' }).map(paint.dim);
  }
}

function renderDisagreement(
  { values, quotes }: Extract<Block, { readonly kind: 'disagreement' }>,
  { columns, paint, now }: Layout,
): readonly string[] {
  const lines = values.flatMap(({ value, quote }) => {
    const article = quotes[quote]?.article;
    if (article === undefined) return item(value, columns);
    return item(`${value} — ${sourceName(article)}, ${dateLine(article, now)}`, columns);
  });
  return [...indented('These articles differ:', { columns, indent: '' }).map(paint.bold), ...lines];
}

function item(text: string, columns: number): readonly string[] {
  return indented(text, { columns, indent: '  ', first: '• ' });
}
