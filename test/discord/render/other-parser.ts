import { parse } from 'discord-markdown-parser';
import type { MarkdownNode } from './discord-markdown.ts';

interface OtherNode {
  readonly type: string;
  readonly content?: string | readonly OtherNode[];
  readonly name?: string;
}

/** What another library makes of Discord's markdown, in the form of our own parser. */
export function parseOther(source: string): readonly MarkdownNode[] {
  return parse(source, 'extended').map((node) => converted(node as OtherNode));
}

/** Line breaks and emoji that are characters are text. */
function converted({ type, content, name }: OtherNode): MarkdownNode {
  if (type === 'br') return { type: 'text', text: '\n' };
  if (type === 'twemoji') return { type: 'text', text: name ?? '' };
  if (typeof content === 'object') return { type, children: content.map(converted) };
  return { type, text: content ?? '' };
}
