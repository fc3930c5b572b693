import { isIP } from 'node:net';
import fc from 'fast-check';
import robotsParser from 'robots-parser';
import { expect } from 'vitest';
import { commands } from '../../commands/index.ts';
import { readTypedOptions, splitWords } from '../../src/chat/typed-options.ts';
import { decodeMarkup } from '../../src/corpus/pages/decode-markup.ts';
import { readPageDate } from '../../src/corpus/pages/page-date.ts';
import { readPage } from '../../src/corpus/pages/read-page.ts';
import { articleFromDraft } from '../../src/corpus/seeds/draft.ts';
import { parseOwnQuestions } from '../../src/corpus/seeds/own-questions.ts';
import { readSeed } from '../../src/corpus/seeds/read-seed.ts';
import { parseSources } from '../../src/corpus/seeds/sources-file.ts';
import { parseWithdrawn } from '../../src/corpus/seeds/withdrawn.ts';
import { formatButtonId, parseButtonId } from '../../src/discord/buttons/button-id.ts';
import { readInteraction } from '../../src/discord/interactions/read-interaction.ts';
import { ExpectedError } from '../../src/errors.ts';
import { draftOfItem } from '../../src/gathering/feeds/item-draft.ts';
import { parseFeed } from '../../src/gathering/feeds/parse-feed.ts';
import { isWanted } from '../../src/gathering/feeds/wanted-items.ts';
import { isPublicAddress } from '../../src/gathering/web/addresses.ts';
import { checkWebAddress, createAllowedHosts } from '../../src/gathering/web/web-address.ts';
import { checkArticle } from './check-article.ts';
import { asBytes, mutated, samplesOf, soup } from './inputs.ts';

/** A parser of outside input: what it is given, and what must hold whatever it is given. */
export interface FuzzTarget {
  readonly name: string;
  /** Throws with the smallest input for which it does not hold. */
  readonly assert: (
    parameters: { readonly numRuns: number; readonly seed: number },
    onInput: () => void,
  ) => void;
}

const HTML = [
  '<p>',
  '</p>',
  '<div>',
  '</div>',
  '<article>',
  '<h2>',
  '<table><tr><td>',
  '<li>',
  '<ul>',
  '<br>',
  '<a href="x">',
  '</a>',
  '<script>',
  '</script>',
  '<script type="application/ld+json">',
  '{"@type":"NewsArticle","headline":"',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<meta property="og:title" content="',
  '"',
  "'",
  '>',
  '<',
  '&',
  '&amp;',
  '&#x0;',
  '&#55296;',
  '<html>',
  '<body>',
  '<head>',
  '<title>',
  '<template>',
  '<svg>',
  '<svg><p>',
  '<time datetime="2026-02-30">',
  '<base href="::">',
  '<link rel=canonical href="http://[">',
];
const XML = [
  '<?xml version="1.0"?>',
  '<rss>',
  '<channel>',
  '<item>',
  '</item>',
  '<title>',
  '</title>',
  '<link>',
  '<guid>',
  '<description>',
  '<content:encoded>',
  '<![CDATA[',
  ']]>',
  '<feed>',
  '<entry>',
  '<id>',
  '<content type="xhtml">',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '&a;',
  '&amp;',
  '__proto__',
  'constructor',
  '<__proto__>',
  '<toString>',
];
const JSONS = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ':',
  ',',
  'null',
  'true',
  '1e999',
  '-0',
  '"title":',
  '"text":',
  '"id":',
  '"url":',
  '"__proto__":',
  '"items":',
  '"version":"https://jsonfeed.org/version/1.1"',
  '"content_html":',
  '"publishedAt":"2026-02-30"',
  '\\u0000',
  '\\ud800',
];
const MARKDOWN = [
  '---\n',
  '# ',
  '## ',
  '- ',
  '1. ',
  '> ',
  '*',
  '**',
  '_',
  '`',
  '```\n',
  '~~~',
  '[a](b)',
  '![',
  '](',
  '<!--',
  '-->',
  '\\',
  '===\n',
  'title: ',
  'date: ',
  '&a',
  '*a',
  '!!js/function',
  '[^1]',
  '<b>',
  '| ',
];
const YAML = [
  'sources:\n',
  '  - feed: https://a.example/\n',
  '    every: 5 min\n',
  '    keep: ',
  'withdrawn:\n',
  '  - id: 7\n',
  '  - url: ',
  '&a ',
  '*a',
  '<<: ',
  '!!binary ',
  '? ',
  '{',
  '}',
  '[',
  ']',
  '"',
  '|',
  '>',
  '%YAML 9',
  '---',
  '- ',
  '\t',
  'include: [a',
  '__proto__: ',
];
const RAW = [
  'TT\n',
  '\n\n',
  '\n',
  'A short title\n',
  'A caption (AP Photo)\n',
  '• ',
  '- ',
  '1) ',
  'Mr. ',
  'U.S. ',
  '“',
  '”',
  '"',
  "'",
  '…',
  '...',
  '?!',
  'e.g. ',
  'No. 7 ',
  '(',
  ')',
];
const LINE = [
  '--',
  '--article ',
  '--since ',
  '--quotes ',
  '--sentences ',
  '-',
  '"',
  '=',
  ' ',
  '2026-01-01',
  '__proto__',
  '/',
  '99',
  '-1',
  '\u00a0',
  '\u2060',
  '--constructor ',
];

/** Lets expected errors of these codes pass; anything else is a bug. */
function unlessRefused<T>(codes: readonly string[], work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof ExpectedError && codes.includes(error.code)) {
      expect(error.message).not.toBe('');
      return null;
    }
    throw error;
  }
}

function target<T>(name: string, input: fc.Arbitrary<T>, check: (input: T) => void): FuzzTarget {
  return {
    name,
    assert(parameters, onInput) {
      const property = fc.property(input, (given) => {
        onInput();
        check(given);
      });
      fc.assert(property, parameters);
    },
  };
}

function seedTarget(ending: string, samples: readonly string[], tokens: readonly string[]): FuzzTarget {
  const content = asBytes(fc.oneof(soup(tokens), mutated(samples, tokens)));
  return target(`seed files: ${ending}`, content, (bytes) => {
    const { articles, refused } = readSeed(bytes, `folder/input${ending}`);
    for (const { article } of articles) checkArticle(article);
    for (const { reason } of refused) expect(reason).not.toBe('');
  });
}

const pages = samplesOf('corpus/pages/cases', /input\.html$/);
const feeds = samplesOf('gathering/feeds/cases', /\.(?:xml|json)$/);
const seeds = (ending: string) => samplesOf('corpus/seeds/cases', new RegExp(`input\\.${ending}$`));
const NOW = new Date('2026-06-02T10:00:00Z');
const SOURCE = {
  feed: 'https://feeds.example/rss',
  publisher: null,
  everyMs: 60_000,
  include: ['council', '(.*+'],
  exclude: ['İ'],
  keepMs: 1,
  text: 'auto',
} as const;

export const targets: readonly FuzzTarget[] = [
  seedTarget('.txt', seeds('txt'), RAW),
  seedTarget('.md', seeds('md'), MARKDOWN),
  seedTarget('.json', seeds('json'), JSONS),
  seedTarget('.jsonl', seeds('jsonl'), [...JSONS, '\n']),
  seedTarget('.html', [...pages, ...seeds('html')], HTML),
  target(
    'pages',
    fc.tuple(asBytes(fc.oneof(soup(HTML), mutated(pages, HTML))), fc.webUrl()),
    ([bytes, address]) => {
      const draft = unlessRefused(['seed-refused'], () => readPage(decodeMarkup(bytes, null), address));
      const article = draft && unlessRefused(['seed-refused'], () => articleFromDraft(draft, 'input'));
      if (article) checkArticle(article);
    },
  ),
  target(
    'feeds',
    fc.oneof(soup([...XML, ...HTML]), soup(JSONS), mutated(feeds, [...XML, ...JSONS])),
    (text) => {
      const feed = unlessRefused(['seed-refused'], () => parseFeed(text, SOURCE.feed));
      for (const item of feed?.items ?? []) {
        expect(item.id).not.toBe('');
        expect(item.url ?? 'https://').toMatch(/^https?:/);
        isWanted(item, SOURCE, NOW);
        const draft = unlessRefused(['seed-refused'], () => draftOfItem(item, feed as never, SOURCE));
        const article = draft && unlessRefused(['seed-refused'], () => articleFromDraft(draft, item.id));
        if (article) checkArticle(article);
      }
    },
  ),
  target(
    'sources.yaml',
    fc.oneof(
      soup(YAML),
      mutated(
        [
          'sources:\n  - feed: https://a.example/rss\n    every: 15 min\n    include: [a, b]\n    keep: 90 days\n',
        ],
        YAML,
      ),
    ),
    (text) => {
      const sources = unlessRefused(['sources-unreadable'], () => parseSources(text));
      for (const { everyMs, keepMs } of sources ?? []) {
        expect(everyMs).toBeGreaterThanOrEqual(1_000);
        expect(keepMs ?? 1).toBeGreaterThan(0);
      }
    },
  ),
  target(
    'withdrawn.yaml',
    fc.oneof(soup(YAML), mutated(['withdrawn:\n  - id: a\n    url: https://a.example/\n'], YAML)),
    (text) => {
      const list = unlessRefused(['seeds-unreadable'], () => parseWithdrawn(text));
      for (const { id, url } of list ?? []) expect(id ?? url).toBeDefined();
    },
  ),
  target(
    'questions.json',
    fc.oneof(
      soup(JSONS),
      mutated(['[{"question":"who","contains":"Ada"},{"question":"why","answerable":false}]'], JSONS),
    ),
    (text) => {
      unlessRefused(['seed-refused'], () => parseOwnQuestions(text, 'questions.json'));
    },
  ),
  target('command options', fc.tuple(fc.constantFrom(...commands), soup(LINE)), ([command, line]) => {
    const options = unlessRefused(['usage'], () => readTypedOptions(command, splitWords(line)));
    if (options === null) return;
    expect(Object.keys(options).every((name) => Object.hasOwn(command.options.shape, name))).toBe(true);
    command.options.safeParse(options);
  }),
  target(
    'web addresses',
    fc.oneof(
      soup([
        'http://',
        'https://',
        'file://',
        '127.0.0.1',
        '[::1]',
        '0x7f',
        '@',
        ':',
        '/',
        '.',
        '%2e',
        '１２７',
        'a.example',
        '#',
        '?',
        '\\',
      ]),
      fc.webUrl(),
    ),
    (text) => {
      const url = unlessRefused(['fetch-refused'], () => checkWebAddress(text, createAllowedHosts([])));
      if (url === null) return;
      expect(url.protocol).toMatch(/^https?:$/);
      expect(url.username + url.password).toBe('');
      const isLiteral = isIP(url.hostname.replace(/[[\]]/g, '')) !== 0;
      expect(!isLiteral || isPublicAddress(url.hostname)).toBe(true);
    },
  ),
  target(
    'dates of pages',
    soup([
      '2026-',
      '02-',
      '30',
      'T10:00',
      ':00',
      'Z',
      '+0200',
      '+02:00',
      'Mon, ',
      '31 ',
      'Feb ',
      'February ',
      ',',
      ' GMT',
      '99',
      '.5',
    ]),
    (text) => {
      const date = readPageDate(text);
      if (date !== null)
        expect(
          articleFromDraft(
            {
              title: 'A',
              publisher: null,
              url: null,
              publishedAt: date,
              blocks: [{ kind: 'paragraph', text: 'B' }],
            },
            'f',
          ).publishedAt,
        ).toBe(date);
    },
  ),
  target(
    'custom_id of a button',
    soup([
      '1',
      ':',
      'm',
      'c',
      's',
      'y',
      'v',
      'u',
      'h',
      'l',
      'p',
      'r',
      'good',
      'bad',
      '0',
      '999999',
      'aZ_-09',
      'x'.repeat(80),
    ]),
    (text) => {
      const id = parseButtonId(text);
      const written = id === null ? null : formatButtonId(id);
      // What does not fit into an id, or is not well-formed, was written by nobody.
      if (written !== null) expect(parseButtonId(written)).toEqual(id);
    },
  ),
  target('interaction of Discord', fc.jsonValue(), (value) => {
    const read = readInteraction(value);
    expect('problem' in read || typeof read.interaction.id === 'string').toBe(true);
  }),
  target(
    'robots.txt',
    soup([
      'User-agent: ',
      '*',
      '\n',
      'Disallow: ',
      'Allow: ',
      '/',
      '$',
      'Crawl-delay: ',
      '1e999',
      'DatelineBot',
      '#',
      'Sitemap: ',
      '%',
      '%zz',
      '**********',
    ]),
    (text) => {
      const parse = robotsParser as unknown as typeof robotsParser.default;
      parse('https://a.example/robots.txt', text).isAllowed(
        'https://a.example/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa%zz',
        'DatelineBot/0.1',
      );
    },
  ),
];
