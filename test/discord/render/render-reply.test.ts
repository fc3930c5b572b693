import type { APIEmbed } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quote } from '../../../src/answer/answer.ts';
import type { Block } from '../../../src/chat/reply.ts';
import * as limits from '../../../src/discord/limits.ts';
import { COLOURS, NOT_AN_ANSWER } from '../../../src/discord/render/look.ts';
import type { ActionRow } from '../../../src/discord/render/message.ts';
import { renderReply } from '../../../src/discord/render/render-reply.ts';
import { constructs, type MarkdownNode, parseDiscord, seenText } from './discord-markdown.ts';
import { expectedText, withoutGuards } from './expected-text.ts';
import { quote, reply } from './generated-reply.ts';
import { parseOther } from './other-parser.ts';

const CONTEXT = { now: new Date('2026-11-26T12:00:00.000Z'), staleAfterDays: 30 };
/** What the renderer itself makes of markdown. */
const OWN = new Set(['quote', 'strong', 'subtext', 'timestamp', 'link']);

describe('renderReply', () => {
  it('keeps to every limit of Discord after escaping', () => {
    fc.assert(
      fc.property(reply, (one) => {
        const messages = renderReply(one, CONTEXT);
        expect(messages.length).toBeGreaterThan(0);
        for (const { embeds } of messages) {
          expect(embeds.length).toBeGreaterThan(0);
          expect(embeds.length).toBeLessThanOrEqual(limits.EMBEDS_LIMIT);
          expect(embeds.map(characters).reduce((sum, count) => sum + count)).toBeLessThanOrEqual(
            limits.EMBEDS_TOTAL_LIMIT,
          );
          for (const embed of embeds) checkEmbed(embed);
        }
      }),
    );
  });

  it('can be sent as JSON in UTF-8, and pings nobody', () => {
    fc.assert(
      fc.property(reply, (one) => {
        for (const message of renderReply(one, CONTEXT)) {
          expect(message.allowed_mentions).toEqual({ parse: [] });
          expect(Object.keys(message).sort()).toEqual(['allowed_mentions', 'embeds']);
          expect(strings(message).filter((text) => !text.isWellFormed())).toEqual([]);
        }
      }),
    );
  });

  it('makes nothing of what an article holds but text', () => {
    fc.assert(
      fc.property(reply, (one) => {
        for (const embed of renderReply(one, CONTEXT).flatMap(({ embeds }) => embeds)) {
          expect(constructs(parseDiscord(embed.title ?? ''))).toEqual([]);
          const nodes = parseDiscord(embed.description ?? '');
          expect(constructs(nodes).filter((type) => !OWN.has(type))).toEqual([]);
          for (const link of all(nodes, 'link')) expect(seenText([link])).toBe('open');
          for (const link of all(nodes, 'timestamp')) expect(seenText([link])).toMatch(/^<t:-?\d+:[DR]>$/u);
          const others = parseOther(embed.description ?? '');
          expect(constructs(others).filter((type) => !OWN.has(type) && type !== 'blockQuote')).toEqual([]);
        }
      }),
    );
  });

  it.each(['answer', 'nearest', 'summary'] as const)(
    'shows every quotation whole and in order: %s',
    (standing) => {
      fc.assert(
        fc.property(fc.array(quote, { minLength: 1, maxLength: 3 }), (quotes) => {
          const blocks = quotes.map((one): Block => ({ kind: 'quote', quote: one, standing }));
          const nodes = descriptions(blocks).flatMap(parseDiscord);
          const shown = all(nodes, 'quote').map((one) => seenText([one]));
          const expected = quotes.map(({ text }) => expectedText(text));
          expect(inked(shown.join(''))).toBe(inked(expected.join('')));
        }),
      );
    },
  );

  it('quotes a text that fits in one embed character for character', () => {
    fc.assert(
      fc.property(quote, (one) => {
        const [description, ...more] = descriptions([{ kind: 'quote', quote: one, standing: 'answer' }]);
        if (more.length > 0 || one.text.trim() === '') return;
        const [shown] = all(parseDiscord(description ?? ''), 'quote');
        const expected = expectedText(one.text.trim());
        expect(withoutGuards(seenText([shown ?? { type: 'text' }]), expected)).toBe(expected);
      }),
    );
  });

  it('keeps the lines of a quotation as they are, for whoever copies it', () => {
    const text = 'Polls opened at dawn.\n\nNearly half a million people registered.\n\n“We voted,” she said.';
    const one: Quote = {
      text,
      highlight: { start: text.indexOf('Nearly'), end: text.indexOf('\n\n“') },
      article: { id: 'a', title: 'A title', publisher: 'AP', url: null, publishedAt: null },
      place: { start: 0, end: text.length, paragraph: 2 },
      score: 1,
      alsoIn: [],
    };
    expect(descriptions([{ kind: 'quote', quote: one, standing: 'answer' }])).toEqual([
      `-# AP · date not known · paragraph 2\n>>> ${text.replace('Nearly half a million people registered.', '**$&**')}`,
    ]);
  });

  it('sets the words that answer in bold, and no others', () => {
    fc.assert(
      fc.property(quote, (one) => {
        const shown = descriptions([{ kind: 'quote', quote: one, standing: 'answer' }]).flatMap(parseDiscord);
        const bold = all(all(shown, 'quote'), 'strong').map((node) => seenText([node]));
        const { start, end } = wholeCharacters(one);
        expect(inked(bold.join(''))).toBe(inked(expectedText(one.text.slice(start, end))));
      }),
    );
  });

  it('never parts the words that answer where they fit in one embed', () => {
    const sentence = fc.stringMatching(/^[A-Z][a-z ]{0,200}[a-z]\.$/u);
    fc.assert(
      fc.property(
        quote,
        fc.array(sentence, { minLength: 30, maxLength: 120 }),
        fc.nat(),
        (some, sentences, at) => {
          const first = at % sentences.length;
          const start = sentences.slice(0, first).join(' ').length + (first === 0 ? 0 : 1);
          const words = sentences.slice(first, first + 3).join(' ');
          const one = { ...some, text: sentences.join(' '), highlight: { start, end: start + words.length } };
          const shown = descriptions([{ kind: 'quote', quote: one, standing: 'answer' }]).flatMap(
            parseDiscord,
          );
          expect(all(shown, 'strong').map((node) => seenText([node]))).toEqual([words]);
          for (const part of all(shown, 'quote')) expect(seenText([part]).trim()).toMatch(/\.$/u);
        },
      ),
    );
  });

  it('says over every embed of what is merely near that it is no answer, in grey and without bold', () => {
    fc.assert(
      fc.property(quote, (one) => {
        const blocks: Block[] = [{ kind: 'quote', quote: one, standing: 'nearest' }];
        for (const embed of renderReply({ blocks, json: null }, CONTEXT).flatMap(({ embeds }) => embeds)) {
          expect(embed.author?.name).toContain(NOT_AN_ANSWER);
          expect(embed.color).toBe(COLOURS.nearest);
          expect(constructs(parseDiscord(embed.description ?? ''))).not.toContain('strong');
        }
      }),
    );
  });

  it('links a title only to an http address', () => {
    fc.assert(
      fc.property(quote, (one) => {
        const blocks: Block[] = [{ kind: 'quote', quote: one, standing: 'answer' }];
        const [first] = renderReply({ blocks, json: null }, CONTEXT)[0]?.embeds ?? [];
        const isShort = one.article.url !== null && one.article.url.length < limits.URL_LIMIT;
        expect(first?.url !== undefined).toBe(isShort && /^https:/u.test(one.article.url ?? ''));
      }),
    );
  });

  it('puts rows of buttons below the last message alone', () => {
    const rows: ActionRow[] = [
      { type: 1, components: [{ type: 2, style: 2, custom_id: 'x', label: 'More' }] },
    ];
    const text = 'Some words of one sentence. '.repeat(600);
    const messages = renderReply(
      { blocks: [{ kind: 'paragraph', text }], json: null },
      { ...CONTEXT, components: rows },
    );
    expect(messages.length).toBeGreaterThan(1);
    expect(messages.map(({ components }) => components)).toEqual([
      ...messages.slice(1).map(() => undefined),
      rows,
    ]);
  });

  it('warns of old articles below the last embed', () => {
    const footer = (newestPublishedAt: string | null) =>
      renderReply(
        {
          blocks: [
            { kind: 'paragraph', text: 'Words.' },
            {
              kind: 'freshness',
              articles: 2,
              indexedAt: '2026-11-26T09:00:00.000Z',
              newestPublishedAt,
              generation: 7,
            },
          ],
          json: null,
        },
        CONTEXT,
      )[0]?.embeds.at(-1)?.footer?.text;
    expect(footer('2026-11-01')).toBe(
      '2 articles, index built 3 hours ago (generation 7), newest article of 1 Nov 2026',
    );
    expect(footer('2026-10-01')).toContain('⚠ The newest article is 56 days old.');
    expect(footer(null)).toBe('2 articles, index built 3 hours ago (generation 7)');
  });

  it.each([[[]], [['']], [['\u0085']], [[' \u200b', '\u202e']]])(
    'says so where %j is all there is to show',
    (texts) => {
      const blocks = texts.map((text): Block => ({ kind: 'paragraph', text }));
      expect(descriptions(blocks)).toEqual(['There is nothing to show.']);
    },
  );

  it('says how many articles it does not list', () => {
    const one = { id: 'a', title: 'A title', publisher: null, url: null, publishedAt: null };
    const articles = Array.from({ length: 1_250 }, () => ({ article: one, note: '2 passages' }));
    const shown = descriptions([{ kind: 'articles', articles }]).join('\n');
    expect(shown.match(/A title/gu)).toHaveLength(100);
    expect(shown).toContain('… and 1,150 more');
  });
});

function checkEmbed({ title, description, author, footer, fields }: APIEmbed): void {
  expect(`${title ?? ''}${description ?? ''}`.trim()).not.toBe('');
  expect(title?.trim()).not.toBe('');
  expect(description?.trim()).not.toBe('');
  expect(title?.length ?? 0).toBeLessThanOrEqual(limits.EMBED_TITLE_LIMIT);
  expect(description?.length ?? 0).toBeLessThanOrEqual(limits.EMBED_DESCRIPTION_LIMIT);
  expect(author?.name.length ?? 0).toBeLessThanOrEqual(limits.EMBED_AUTHOR_LIMIT);
  expect(footer?.text.length ?? 0).toBeLessThanOrEqual(limits.EMBED_FOOTER_LIMIT);
  expect(fields?.length ?? 0).toBeLessThanOrEqual(limits.EMBED_FIELDS_LIMIT);
  for (const { name, value } of fields ?? []) {
    expect(name.length).toBeLessThanOrEqual(limits.EMBED_FIELD_NAME_LIMIT);
    expect(value.length).toBeLessThanOrEqual(limits.EMBED_FIELD_VALUE_LIMIT);
  }
}

function characters(embed: APIEmbed): number {
  const { title, description, author, footer, fields = [] } = embed;
  const texts = [
    title,
    description,
    author?.name,
    footer?.text,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

function descriptions(blocks: readonly Block[]): readonly string[] {
  return renderReply({ blocks, json: null }, CONTEXT)
    .flatMap(({ embeds }) => embeds)
    .map(({ description = '' }) => description);
}

/** The nodes of one type, at every depth. */
function all(nodes: readonly MarkdownNode[], type: string): readonly MarkdownNode[] {
  return nodes.flatMap((node) => [...(node.type === type ? [node] : []), ...all(node.children ?? [], type)]);
}

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

/** What is left to see: without white space, and without the controls that parts may have between them. */
function inked(text: string): string {
  return text.replace(/[\s\u2068\u2069\u202c]/gu, '');
}

/** The highlight, widened to whole characters. */
function wholeCharacters({ text, highlight: { start, end } }: Quote) {
  if (start === end) return { start, end };
  const isInside = (at: number) => (text.codePointAt(at - 1) ?? 0) > 0xffff;
  return { start: isInside(start) ? start - 1 : start, end: isInside(end) ? end + 1 : end };
}
