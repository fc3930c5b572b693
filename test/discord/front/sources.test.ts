import { describe, expect, it, onTestFinished } from 'vitest';
import { commands } from '../../../commands/index.ts';
import type { Services } from '../../../commands/services.ts';
import { createFormerQuestions } from '../../../src/chat/former-questions.ts';
import { createArticleIndexes } from '../../../src/discord/article-index.ts';
import type { Bot } from '../../../src/discord/bot.ts';
import { buttonAction } from '../../../src/discord/buttons/button-actions.ts';
import { parseButtonId } from '../../../src/discord/buttons/button-id.ts';
import type { Call } from '../../../src/discord/commands/front-command.ts';
import { frontCommands } from '../../../src/discord/commands/front-commands.ts';
import { renderReply } from '../../../src/discord/render/render-reply.ts';
import { createSqliteLibrary } from '../../../src/library/sqlite/sqlite-library.ts';
import { entryOf, publish } from '../../library/contract.ts';
import { DIMENSIONS } from '../../library/dimensions.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const front = frontCommands(commands);

/** A library of numbered articles, and `/sources` used on it, or a button below it. */
async function open(count: number) {
  const library = await createSqliteLibrary({ folder: await temporaryFolder(), dimensions: DIMENSIONS });
  onTestFinished(() => library.close());
  const entries = Array.from({ length: count }, (_, i) =>
    entryOf(`article-${i}`, [`Text ${i}.`], { title: `Report ${i} of ${count}`, seed: i }),
  );
  const { snapshot } = await publish(library, entries);
  const bot = {
    services: { snapshot: async () => snapshot, feeds: async () => [] } as unknown as Services,
    served: async () => snapshot,
    shardCount: 1,
    articlesOf: createArticleIndexes(),
    formerQuestions: createFormerQuestions(() => new Date()),
    draw: ({ blocks }, rows) =>
      renderReply(
        { blocks, json: null },
        { now: new Date(), staleAfterDays: 30, ...(rows === undefined ? {} : { components: rows }) },
      ),
  } as Bot;
  const caller = { userId: '1', channelIds: ['2'] };
  const call = { bot, caller, options: {}, isPrivate: true, onProgress: () => {} } as unknown as Call;
  return {
    list: async (options: Call['options'] = {}) =>
      (await front.get('sources')?.run({ ...call, options })) ?? [],
    press: async (customId: string) => {
      const id = parseButtonId(customId);
      if (id === null) throw new Error(`no button of ours: ${customId}`);
      return buttonAction(id).run({ ...call, id, values: [], commands: front });
    },
  };
}

type Messages = Awaited<ReturnType<Awaited<ReturnType<typeof open>>['list']>>;
const titlesIn = (messages: Messages) =>
  JSON.stringify(messages)
    .match(/Report \d+/g)
    ?.map((title) => Number(title.slice(7))) ?? [];
const buttonsIn = (messages: Messages) =>
  messages.flatMap(({ components }) => components ?? []).flatMap((row) => row.components) as {
    label: string;
    custom_id: string;
    disabled?: boolean;
  }[];

describe('/sources', () => {
  it('has no buttons where all articles stand on a page', async () => {
    const { list } = await open(15);
    const messages = await list();
    expect(titlesIn(messages)).toHaveLength(15);
    expect(buttonsIn(messages)).toEqual([]);
  });

  it('turns pages until every article was shown once', async () => {
    const { list, press } = await open(40);
    const seen: number[] = [];
    let messages = await list();
    for (let page = 0; page < 3; page++) {
      expect(messages).toHaveLength(1);
      seen.push(...titlesIn(messages));
      const [newer, older] = buttonsIn(messages);
      expect(newer?.disabled === true).toBe(page === 0);
      expect(older?.disabled === true).toBe(page === 2);
      if (page < 2) messages = await press(older?.custom_id ?? '');
    }
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i));
  });

  it('keeps its words on every page, and the last page where there are fewer now', async () => {
    const { list, press } = await open(200);
    const first = await list({ query: 'report 1' });
    const second = await press(buttonsIn(first)[1]?.custom_id ?? '');
    for (const number of [...titlesIn(first), ...titlesIn(second)]) expect(String(number)).toContain('1');
    const last = await press('1:l:999:report 1');
    expect(titlesIn(last).length).toBeGreaterThan(0);
    expect(buttonsIn(last)[1]?.disabled).toBe(true);
  });

  it('asks for shorter words where they do not fit into a button', async () => {
    const { list } = await open(40);
    const messages = await list({ query: Array(30).fill('of 40').join(' ') });
    expect(buttonsIn(messages)).toEqual([]);
    expect(JSON.stringify(messages)).toContain('shorter query');
  });
});
