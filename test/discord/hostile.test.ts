// Articles that hold whatever a text can hold, through every command and button of the real process: Discord
// takes all that is sent, and pings nobody. That each text shows as it is, is the renderer's test.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type SeedArticle, writeSeeds } from '../support/seeds.ts';
import { textIn } from './server/exchange.ts';
import type { StoredMessage } from './server/messages.ts';
import { buttonsOf } from './server/people.ts';
import { createStages, type Stage, type Stages } from './support/stage.ts';

const HOSTILE = [
  '@everyone and @here, <@1> <@&1> <#1> <t:1700000000:R> </ask:1> <:e:1>',
  '```js\nalert(1)\n``` `code` ||spoiler|| ~~struck~~ __under__ **bold** *thin*',
  '# Heading\n\n> quoted\n\n>>> all\n\n- item\n\n1. first\n\n-# small',
  '[click](https://evil.example) <https://evil.example> https://discord.gg/invite',
  '\u202eright to left\u202c \u200bzero\u200d width\ufeff \u0000 control \u2028 line',
  '🏳️‍🌈👩‍👩‍👧‍👦🇺🇦 e\u0301 ﷽ \u0e49\u0e49\u0e49\u0e49',
  'x'.repeat(3_000),
  `${'word '.repeat(900)}end`,
  '\\* \\_ \\` \\\\ \\|\\|',
  '\ud800 lone \udc00 surrogates',
];

/** An article for each hostile text, in its title, its publisher and its sentences, and one that is long. */
const SEEDS = Object.fromEntries([
  ...HOSTILE.map((text, n): [string, SeedArticle] => [
    `hostile-${n}.json`,
    {
      id: `hostile-${n}`,
      title: `Zebra ${n} ${text}`.slice(0, 1_000),
      publisher: text.slice(0, 300),
      publishedAt: '2026-03-02',
      text: `The zebra number ${n} met the mayor of Lundvik. ${text}\n\nThe zebra ate ${n + 10} apples. ${text} It slept.`,
    },
  ]),
  [
    'long.json',
    {
      id: `long-${'i'.repeat(200)}`,
      title: 'A long report on the giraffe',
      text: Array.from(
        { length: 60 },
        (_, n) => `On day ${n} the giraffe walked ${n} miles, ${'and on and on, '.repeat(40)}until night.`,
      ).join('\n\n'),
    },
  ],
  ...Array.from({ length: 60 }, (_, n): [string, SeedArticle] => [
    `many-${n}.json`,
    { id: `many-${n}`, title: `Report ${n} on the otter`, text: `The otter number ${n} swam ${n} miles.` },
  ]),
]);

let stages: Stages;
let stage: Stage;
beforeAll(async () => {
  stages = await createStages((folder) => writeSeeds(folder, SEEDS));
  stage = await stages.open();
}, 120_000);
afterAll(() => stages.close());
afterEach(() => {
  expect(stage.server.violations).toEqual([]);
  expect(stage.bot.isAlive()).toBe(true);
});

/** Presses every button of a reply. */
async function pressAll(reply: StoredMessage, place = {}): Promise<readonly StoredMessage[]> {
  const replies = [];
  for (const { label, disabled } of buttonsOf(reply)) {
    if (!disabled) replies.push(await stage.people.reply(stage.people.press(reply, label, place)));
  }
  return replies;
}

describe('hostile articles', () => {
  it.each(HOSTILE.map((_, n) => n))('are quoted, with every button: %i', async (n) => {
    const { people } = stage;
    for (const options of [{}, { private: true }]) {
      const answer = await people.reply(
        people.slash('ask', { question: `how many apples did the zebra number ${n} eat`, ...options }),
      );
      expect(textIn(answer).length).toBeGreaterThan(0);
      for (const further of await pressAll(answer)) await pressAll(further);
    }
    const article = `hostile-${n}`;
    const summary = await people.reply(people.slash('summary', { article, sentences: 10 }));
    await pressAll(summary);
    await people.reply(people.slash('ask', { question: 'what did the zebra eat', article }));
  });

  it('are looked for and found, whatever is typed', async () => {
    const { people } = stage;
    for (const text of ['', 'zebra', ...HOSTILE]) {
      const typed = text.slice(0, 1_000);
      const choices = await people.choices(people.complete('summary', 'article', typed));
      for (const { value } of choices.slice(0, 3)) {
        await people.reply(people.slash('summary', { article: value }));
      }
      await people.reply(people.slash('sources', { query: typed || 'zebra' }));
      await people.reply(people.slash('ask', { question: `${text} zebra`.slice(0, 1_000) }));
      await people.reply(people.menu('Find sources', text));
    }
  });
});

describe('long and many articles', () => {
  it('are summed up and quoted within the limits, for a user’s own app, too', async () => {
    const { people } = stage;
    for (const place of [{}, { userInstalled: true }, { guild: null, userInstalled: true }]) {
      const question = 'how far did the giraffe walk on day 7';
      const answer = await people.reply(people.slash('ask', { question }, place));
      await pressAll(answer, place);
      const article = 'A long report on the giraffe';
      await people.reply(people.slash('summary', { article, sentences: 10 }, place));
    }
  });

  it('are listed in pages, forward and back', async () => {
    const { people } = stage;
    let page = await people.reply(people.slash('sources'));
    const seen = new Set<string>();
    for (let n = 0; n < 20; n++) {
      seen.add(textIn(page));
      const next = buttonsOf(page).findLast(({ disabled }) => !disabled);
      if (next === undefined) break;
      page = await people.reply(people.press(page, next.label));
    }
    expect(seen.size).toBeGreaterThan(1);
    const all = [...seen].join('\n');
    for (let n = 0; n < 60; n++) expect(all).toContain(`Report ${n} on the otter`);
  });

  it('come with a report of a reindex that fits', async () => {
    const { people, server, seedsFolder } = stage;
    const broken = Object.fromEntries(HOSTILE.map((text, n) => [`broken-${n}.json`, `{ "title": ${text}`]));
    await writeSeeds(seedsFolder, broken);
    const running = people.slash('reindex', {}, { by: server.world.moderator });
    const report = await people.replyWhere(running, (message) => /refused/i.test(textIn(message)));
    expect(textIn(report)).toContain('broken-0.json');
    await people.reply(people.slash('gaps', {}, { by: server.world.moderator }));
  });
});
