import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleFromDraft, type Block } from '../../../src/corpus/seeds/draft.ts';
import { readMarkdown } from '../../../src/corpus/seeds/markdown.ts';
import {
  articleFileName,
  fileEnding,
  writeArticleFile,
} from '../../../src/gathering/articles/article-file.ts';

const MARKUP = [
  '*',
  '_',
  '`',
  '~',
  '[a](b)',
  '![x](y)',
  '<b>',
  '<!--',
  '-->',
  '# ',
  '## ',
  ' #',
  '- ',
  '> ',
  '---',
  '===',
  '***',
  '1. ',
  '\\',
  '[^1]',
  '[a]: b',
  '```',
  '| ',
  '…',
  '“',
  '\n',
  '&amp;',
  '• ',
  ':',
];
const text = fc
  .array(
    fc.oneof(fc.constantFrom(...MARKUP), fc.string({ unit: 'grapheme', maxLength: 6 }), fc.constant('word ')),
    { maxLength: 12 },
  )
  // A private-use character that the Markdown reader keeps for itself.
  .map((parts) => parts.join('').replaceAll('\ue000', ''));
const block = fc.record({ kind: fc.constantFrom('paragraph', 'heading'), text }) as fc.Arbitrary<Block>;
const draft = fc.record({
  title: text,
  publisher: fc.option(text),
  url: fc.option(fc.webUrl()),
  publishedAt: fc.option(fc.constantFrom('2026-03-02', '2026-03-02T10:00:00+02:00')),
  blocks: fc.array(block, { minLength: 1, maxLength: 6 }),
});
const FACTS = {
  author: 'Ada Nilsen',
  modifiedAt: null,
  feed: 'https://news.example/rss',
  addedAt: '2026-03-02T10:00:00.000Z',
};

describe('the file of a gathered article', () => {
  it('is read back as the very same article', () => {
    fc.assert(
      fc.property(draft, (given) => {
        let article: ReturnType<typeof articleFromDraft>;
        try {
          article = articleFromDraft(given, 'f.md');
        } catch {
          return;
        }
        const { drafts } = readMarkdown(writeArticleFile(article, FACTS), 'other.md');
        expect(articleFromDraft(drafts[0] as never, 'other.md')).toEqual(article);
        expect(drafts[0]).toMatchObject({ author: 'Ada Nilsen', feed: FACTS.feed, addedAt: FACTS.addedAt });
      }),
    );
  });

  it('can be read by people', () => {
    const article = articleFromDraft(
      {
        title: 'Ferry harbour: opens',
        publisher: 'Lundvik Courier',
        url: 'https://courier.example/harbour',
        publishedAt: '2026-03-02',
        blocks: [
          { kind: 'paragraph', text: 'The harbour (48 million) opened. It rained!' },
          { kind: 'heading', text: 'What comes next' },
          { kind: 'paragraph', text: '- A list_item, 3 * 4 = 12.' },
        ],
      },
      'f.md',
    );
    expect(writeArticleFile(article, { ...FACTS, feed: null })).toBe(
      [
        '---',
        'id: ferry-harbour-opens-9c43dd73',
        'title: "Ferry harbour: opens"',
        'publisher: Lundvik Courier',
        'author: Ada Nilsen',
        'url: https://courier.example/harbour',
        'publishedAt: 2026-03-02',
        'addedAt: 2026-03-02T10:00:00.000Z',
        '---',
        '',
        'The harbour (48 million) opened. It rained!',
        '',
        '## What comes next',
        '',
        '\\- A list\\_item, 3 \\* 4 = 12.',
        '',
      ].join('\n'),
    );
  });

  it('is named by date, title and address', () => {
    const named = (url: string | null, title: string) =>
      articleFileName(
        articleFromDraft(
          { title, publisher: null, url, publishedAt: null, blocks: [{ kind: 'paragraph', text: 'Text.' }] },
          'f',
        ),
        FACTS.addedAt,
        url ?? title,
      );
    const first = named('https://a.example/1', 'Über the hill / ../..');
    expect(first).toMatch(/^2026-03-02-uber-the-hill-[0-9a-f]{12}\.md$/);
    expect(first.endsWith(fileEnding('https://a.example/1'))).toBe(true);
    expect(named('https://a.example/2', 'Another title').endsWith(fileEnding('https://a.example/1'))).toBe(
      false,
    );
    expect(named(null, '…')).toMatch(/^2026-03-02-[0-9a-f]{12}\.md$/);
  });
});
