// Pure.
import type { Block, Fact } from '../../chat/reply.ts';
import { TRY } from '../../chat/wording.ts';
import type { Span } from '../../corpus/span.ts';
import { EMBED_DESCRIPTION_LIMIT } from '../limits.ts';
import { escapeLine, escapeText } from './escape-text.ts';
import { isUnseen } from './is-unseen.ts';
import { BULLET, DOT } from './look.ts';
import { safeLink } from './safe-link.ts';
import { articleWords, nameOf } from './source-lines.ts';
import { splitText } from './split-text.ts';
import { embedTitle, shortLine } from './title.ts';

/** The blocks that are plain text in one embed. */
export type TextBlock = Extract<
  Block,
  { readonly kind: 'paragraph' | 'facts' | 'articles' | 'actions' | 'disagreement' }
>;

/** Articles that are listed; more would be many messages, and nobody reads them. */
const LISTED_ARTICLES = 100;
/** Characters of a label, a note or an address in a list. */
const SHORT_CHARACTERS = 250;

/** The lines of a block in markdown, each short enough for a description. */
export function textPieces(block: TextBlock): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return wholeText(block.text, { draw: escapeText });
    case 'facts':
      return block.facts.flatMap(factPieces);
    case 'articles':
      return articlePieces(block.articles);
    case 'actions':
      return block.actions.flatMap(({ command }) => wholeText(command, { draw: escapeLine, before: TRY }));
    case 'disagreement':
      return block.values.flatMap(({ value, quote }) => {
        const article = block.quotes[quote]?.article;
        const source = article === undefined ? [] : [nameOf(article), ...articleWords(article).slice(-1)];
        return [
          BULLET + [bold(shortLine(value, SHORT_CHARACTERS)), source.join(', ')].filter(Boolean).join(' — '),
        ];
      });
  }
}

function factPieces({ label, value }: Fact): readonly string[] {
  const name = bold(shortLine(label, SHORT_CHARACTERS));
  return wholeText(value, { draw: escapeLine, before: name === '' ? '' : name + DOT });
}

function articlePieces(
  articles: Extract<Block, { readonly kind: 'articles' }>['articles'],
): readonly string[] {
  const lines = articles.slice(0, LISTED_ARTICLES).map(({ article, note }) => {
    const link = safeLink(article.url);
    // The label is ours: Discord shows backslashes in the label of a link, so no title may stand there.
    const open = link === null || link.length > SHORT_CHARACTERS ? [] : [`[open](<${link}>)`];
    const words = [...articleWords(article), shortLine(note, SHORT_CHARACTERS), ...open].filter(Boolean);
    return `${BULLET}${bold(embedTitle(article.title))}${DOT}${words.join(DOT)}`;
  });
  const more = articles.length - lines.length;
  const rest = `… and ${more.toLocaleString('en-US')} more, not shown here; name some words to list fewer.`;
  return more > 0 ? [...lines, rest] : lines;
}

/** Bold where there is anything to be bold: Discord would show the asterisks around nothing. */
function bold(escaped: string): string {
  return escaped === '' ? '' : `**${escaped}**`;
}

/** A text that is not cut, behind a start of ours: in several pieces where it is too long for one. */
function wholeText(
  text: string,
  { draw, before = '' }: { readonly draw: (text: string) => string; readonly before?: string },
): readonly string[] {
  if (isUnseen(text)) return before === '' ? [] : [before];
  const drawn = (span: Span) => draw(text.slice(span.start, span.end));
  const spans = splitText(text, {
    limit: EMBED_DESCRIPTION_LIMIT - before.length,
    drawnLength: (span) => drawn(span).length,
  });
  const [first = '', ...rest] = spans.map(drawn);
  return [before + first, ...rest];
}
