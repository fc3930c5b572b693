// Pure.
import { parse } from 'yaml';
import { z } from 'zod';
import { splitBlocks } from '../normalise.ts';
import { type Block, refusal, type SeedContent } from './draft.ts';

const FRONT_MATTER = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/;
const scalar = z.union([z.string(), z.number()]).nullish();
const frontMatter = z.object({
  id: scalar,
  title: scalar,
  publisher: scalar,
  author: scalar,
  url: scalar,
  publishedAt: scalar,
  published: scalar,
  date: scalar,
  modifiedAt: scalar,
  feed: scalar,
  addedAt: scalar,
});

/**
 * Reads `.md`: one article, its facts in YAML front matter, its title there or in the first heading. Markup is
 * taken off, so that what is quoted reads as prose.
 * @throws ExpectedError `seed-refused` where the front matter is not YAML.
 */
export function readMarkdown(content: string, file: string): SeedContent {
  const text = content.replace(/\r\n?/gu, '\n').replace(/^\s+/u, '');
  const matter = FRONT_MATTER.exec(text);
  const facts = matter === null ? {} : readFrontMatter(matter[1] as string);
  const blocks = readBlocks(matter === null ? text : text.slice(matter[0].length));
  const [first] = blocks;
  const isTitled = facts.title !== undefined;
  const title = facts.title ?? (first?.kind === 'heading' ? first.text : nameOf(file));
  return {
    drafts: [
      {
        id: facts.id,
        title,
        publisher: facts.publisher ?? null,
        author: facts.author ?? null,
        url: facts.url ?? null,
        publishedAt: facts.publishedAt ?? facts.published ?? facts.date ?? null,
        modifiedAt: facts.modifiedAt ?? null,
        feed: facts.feed,
        addedAt: facts.addedAt,
        blocks: !isTitled && first?.kind === 'heading' ? blocks.slice(1) : blocks,
      },
    ],
    refused: [],
  };
}

type FrontMatter = { readonly [Key in keyof z.infer<typeof frontMatter>]?: string };

function readFrontMatter(yaml: string): FrontMatter {
  try {
    // The core schema leaves dates as they are written.
    const value: unknown = parse(yaml, { schema: 'core', logLevel: 'error' }) ?? {};
    const facts = frontMatter.parse(value);
    return Object.fromEntries(
      Object.entries(facts).flatMap(([key, fact]) =>
        fact === null || fact === undefined ? [] : [[key, String(fact)]],
      ),
    );
  } catch (cause) {
    throw refusal(`its front matter cannot be read (${(cause as Error).message.split('\n')[0]})`, cause);
  }
}

const HEADING = /^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$/;
const RULE = /^ {0,3}(?:[-*_][ \t]*){3,}$/;

function readBlocks(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: string[] = [];
  const close = () => {
    for (const text of splitBlocks(open.join('\n')))
      blocks.push({ kind: 'paragraph', text: plainText(text) });
    open = [];
  };
  for (const line of withoutComments(markdown).split('\n')) {
    const heading = HEADING.exec(line);
    if (heading) {
      close();
      blocks.push({ kind: 'heading', text: plainText(heading[1] as string) });
    } else if (/^ {0,3}(?:=+|-+)[ \t]*$/.test(line) && open.length === 1 && open[0]?.trim() !== '') {
      // A line underlined is a heading, too.
      blocks.push({ kind: 'heading', text: plainText(open.join(' ')) });
      open = [];
    } else if (RULE.test(line) || /^ {0,3}(?:```|~~~)/.test(line)) {
      open.push('');
    } else {
      if (line.trim() === '') close();
      open.push(
        line
          .replace(/^[ \t]*>[ \t]?/, '')
          .replace(/^[ \t]*[-*+][ \t]+/, '• ')
          .replace(/[ \t]{2,}$|\\$/, ''),
      );
    }
  }
  close();
  return blocks.filter(({ text }) => text !== '');
}

function withoutComments(markdown: string): string {
  return markdown.replace(/<!--[\s\S]*?(?:-->|$)/g, '').replace(/^\[[^\]]+\]:[ \t]+\S+.*$/gm, '');
}

/** Stands for an escaped character while markup is taken off: a private-use character, taken out of the text before. */
const PLACEHOLDER = '\ue000';

/** Inline markup taken off: links and images to their words, emphasis and code to their content. */
function plainText(text: string): string {
  const hidden: string[] = [];
  const escaped = text
    .replaceAll(PLACEHOLDER, '')
    .replace(/\\([!-/:-@[-`{-~])/g, (_all, character: string) => {
      hidden.push(character);
      return `${PLACEHOLDER}${hidden.length - 1}${PLACEHOLDER}`;
    });
  return escaped
    .replace(/!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])/g, '')
    .replace(/\[([^\]]+)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])/g, '$1')
    .replace(/<((?:https?|mailto):[^>\s]+)>/g, '$1')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/\[\^[^\]]+\]/g, '')
    .replace(/(`+)([\s\S]*?)\1/g, '$2')
    .replace(/(\*\*\*|\*\*|\*|~~)(?=\S)([\s\S]*?\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}])(___|__|_)(?=\S)([\s\S]*?\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/\ue000(\d+)\ue000/g, (_all, index: string) => hidden[Number(index)] ?? '')
    .trim();
}

function nameOf(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/\.[^.]+$/u, '').replace(/[_-]+/gu, ' ');
}
