// What members and moderators see of the real process, from its login on. One process for the whole file, but
// for what needs a new one.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runDateline } from '../support/run-dateline.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { textIn } from './server/exchange.ts';
import { buttonsOf } from './server/people.ts';
import { createPerson } from './server/world.ts';
import { createStages, type Stage, type Stages } from './support/stage.ts';
import { startServer } from './support/start-server.ts';

const QUESTION = 'how many US troops are in Syria';
const QUOTED = 'The United States keeps about 2,500 troops in Iraq and 900 in Syria, next door.';
const TITLE = 'US-Led Coalition to Leave Iraq but Carry On in Syria';
const EPHEMERAL = 64;

let stages: Stages;
let stage: Stage;
beforeAll(async () => {
  stages = await createStages();
  stage = await stages.open({ server: { guilds: 2 } });
});
afterAll(() => stages.close());
afterEach(() => {
  expect(stage.server.violations).toEqual([]);
  expect(stage.bot.isAlive()).toBe(true);
});

/** Text without the marks of Discord's markdown. */
const plain = (text: string) => text.replace(/[\\*_]/g, '');
const moderator = () => ({ by: stage.server.world.moderator });
const ask = async (question: string, options = {}, place = {}) =>
  stage.people.reply(stage.people.slash('ask', { question, ...options }, place));

describe('start-up', () => {
  it('registers its commands once, and asks for no more than the Guilds intent', async () => {
    const { server } = stage;
    const commands = server.commandsOf(null);
    const names = commands.list().map(({ name }) => name);
    for (const name of ['ask', 'summary', 'sources', 'reindex', 'rollback', 'help', 'gaps', 'settings']) {
      expect(names).toContain(name);
    }
    expect(commands.find('Find sources')).toMatchObject({ type: 3, description: '' });
    expect(commands.find('ask')).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2] });
    for (const name of ['reindex', 'rollback', 'gaps', 'settings']) {
      expect(commands.find(name)?.default_member_permissions).toMatch(/^[1-9]\d*$/);
    }
    for (const { intents } of server.gateway.identifies) expect([0, 1]).toContain(intents);
    const { writes } = commands;
    stage = await stage.restart();
    await ask(QUESTION);
    expect(commands.writes).toBe(writes);
  });

  it('registers in one guild where it is told to, and does not write there twice', async () => {
    let one = await stages.open({
      environment: ({ world }) => ({ DISCORD_GUILD_ID: world.guilds[0]?.id ?? '' }),
    });
    const commands = one.server.commandsOf(one.server.world.guilds[0]?.id ?? '');
    expect(commands.find('ask')).toBeDefined();
    expect(one.server.commandsOf(null).list()).toEqual([]);
    const { writes } = commands;
    one = await one.restart();
    expect((await one.people.reply(one.people.slash('help'))).flags & 128).toBe(0);
    expect(commands.writes).toBe(writes);
    expect(one.server.violations).toEqual([]);
  });

  it('writes again what somebody has changed', async () => {
    const commands = stage.server.commandsOf(null);
    commands.change(String(commands.find('ask')?.id), { description: 'Changed by somebody' });
    const { writes } = commands;
    stage = await stage.restart();
    await stage.server.watched.until('commands to be written', () => commands.writes > writes);
    expect(commands.find('ask')?.description).not.toBe('Changed by somebody');
  });

  it('opens as many connections as Discord advises, and answers on each', async () => {
    const { server, people } = await stages.open({ server: { guilds: 2, shards: 2 } });
    await server.watched.until('both', () => server.gateway.readyShards() === 2);
    for (const guild of server.world.guilds) {
      expect(textIn(await people.reply(people.slash('ask', { question: QUESTION }, { guild })))).toContain(
        '900',
      );
    }
    expect(server.gateway.identifies.map(({ shard }) => shard)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(server.violations).toEqual([]);
  });

  it('writes its commands without logging in where that is asked', async () => {
    const { server } = await startServer();
    const cwd = await temporaryFolder();
    const environment = { DISCORD_TOKEN: server.world.token, DISCORD_API_URL: server.apiUrl };
    const register = () => runDateline(['register', '--json'], { cwd, environment });
    const first = await register();
    expect([first.code, JSON.parse(first.stdout)]).toEqual([0, expect.objectContaining({ changed: true })]);
    expect(JSON.parse((await register()).stdout)).toMatchObject({ changed: false });
    expect(server.commandsOf(null).writes).toBe(1);
    expect(server.gateway.identifies).toEqual([]);
    expect(server.violations).toEqual([]);
    server.faults.always('commands', { kind: 'status', status: 401 });
    const refused = await register();
    expect([refused.code, refused.stderr.trim().split('\n').length]).toEqual([1, 1]);
  });

  it('leaves a reindex when it is told to, and serves what was there at the next start', async () => {
    const stopped = await stages.open();
    const by = stopped.server.world.moderator;
    await stopped.people.acknowledged(stopped.people.slash('reindex', {}, { by }));
    const again = await stopped.restart();
    const reply = await again.people.reply(again.people.slash('ask', { question: QUESTION }));
    expect(textIn(reply)).toContain('900');
    expect(again.server.violations).toEqual([]);
  });

  it('leaves cleanly when it is told to, with what it has in hand finished', async () => {
    const leaving = await stages.open();
    const exchanges = Array.from({ length: 10 }, () => leaving.people.slash('ask', { question: QUESTION }));
    await Promise.all(exchanges.map((exchange) => leaving.people.acknowledged(exchange)));
    expect(await leaving.bot.stop('SIGTERM')).toBe(0);
    for (const exchange of exchanges) expect(textIn(await leaving.people.reply(exchange))).toContain('900');
    expect(leaving.server.gateway.readyShards()).toBe(0);
    expect(leaving.server.violations).toEqual([]);
  });
});

describe('/ask', () => {
  it('answers with the quoted sentence and its source', async () => {
    const reply = await ask(QUESTION);
    expect(plain(textIn(reply))).toContain(QUOTED);
    expect(plain(textIn(reply))).toContain(TITLE);
    expect(textIn(reply)).toMatch(/6 articles/);
    expect(reply.visibleTo).toBeNull();
  });

  it('is answered in a guild, in a private chat and for a user who brought the app along', async () => {
    for (const place of [
      {},
      { guild: null },
      { userInstalled: true },
      { guild: null, userInstalled: true },
      { guild: stage.server.world.guilds[1] },
    ]) {
      expect(plain(textIn(await ask(QUESTION, {}, place)))).toContain(QUOTED);
    }
  });

  it('is private on request, and can be shared then', async () => {
    const reply = await ask(QUESTION, { private: true });
    expect(reply.flags & EPHEMERAL).toBe(EPHEMERAL);
    const shared = await stage.people.reply(stage.people.press(reply, 'Share'));
    expect(shared.visibleTo).toBeNull();
    expect(plain(textIn(shared))).toContain(QUOTED);
  });

  it('takes a short question for one that goes on from the one before, of this person in this channel', async () => {
    const by = createPerson(stage.server.nextId, 'noor');
    await ask('how many US troops are in Iraq', {}, { by });
    const reply = await ask('and in Syria?', {}, { by });
    expect(plain(textIn(reply))).toContain('Read as: how many US troops are in Syria');
    const other = await ask('and in Syria?', {}, { by: createPerson(stage.server.nextId, 'kim') });
    expect(textIn(other)).not.toContain('Read as');
  });

  it('says that these articles do not answer, and never draws what is near as an answer', async () => {
    const reply = await ask('who won the chess olympiad in Chennai in 2022');
    expect(textIn(reply)).toMatch(/do not answer/);
  });

  it('takes an article, a date, and text that is hostile', async () => {
    const inArticle = await ask(QUESTION, { article: TITLE });
    expect(plain(textIn(inArticle))).toContain(QUOTED);
    expect(textIn(await ask(QUESTION, { article: 'No such title' }))).toMatch(/No such title/);
    expect((await ask(QUESTION, { since: 'once upon a time' })).visibleTo).toBe(stage.server.world.member.id);
    const hostile = [
      '@everyone',
      '```',
      '||',
      '\u202e',
      '<@1>',
      '[a](javascript:x)',
      '\ud800',
      'x'.repeat(6_000),
    ];
    for (const question of hostile) expect(textIn(await ask(question)).length).toBeGreaterThan(0);
  });
});

describe('the buttons of an answer', () => {
  it('show more, show the context, sum up and take votes, also after a restart', async () => {
    const asked = await ask('who is fighting whom', {});
    const answered = await ask(QUESTION);
    for (let round = 0; round < 2; round++) {
      const { people } = stage;
      const member = stage.server.world.member.id;
      const context = await people.reply(people.press(answered, 'In context'));
      expect(context.visibleTo).toBe(member);
      expect(plain(textIn(context))).toContain(QUOTED);
      const [summary] = buttonsOf(answered).filter(({ label }) => label.startsWith('Summary'));
      const summed = await people.reply(people.press(answered, summary?.label ?? 'Summary'));
      expect(textIn(summed).length).toBeGreaterThan(100);
      const why = await people.reply(people.press(answered, 'Why this quote'));
      expect(why.visibleTo).toBe(member);
      expect(plain(textIn(why))).toMatch(/words in the sentence.*troops/);
      for (const vote of ['👍', '👎']) {
        expect((await people.reply(people.press(answered, vote))).visibleTo).toBe(member);
      }
      const withMore = [asked, answered].find((reply) =>
        buttonsOf(reply).some(({ label }) => label === 'More quotes'),
      );
      if (withMore) await people.reply(people.press(withMore, 'More quotes'));
      if (round === 0) stage = await stage.restart();
    }
  });

  it('can be pressed by everybody who sees them', async () => {
    const answered = await ask(QUESTION);
    const by = createPerson(stage.server.nextId, 'lea');
    const context = await stage.people.reply(stage.people.press(answered, 'In context', { by }));
    expect(context.visibleTo).toBe(by.id);
  });
});

describe('/summary, /sources, /help and Find sources', () => {
  it('sums an article up that autocomplete has found', async () => {
    const { people } = stage;
    const choices = await people.choices(people.complete('summary', 'article', 'coalition'));
    expect(choices.length).toBeGreaterThan(0);
    expect(choices.length).toBeLessThanOrEqual(25);
    const reply = await people.reply(people.slash('summary', { article: choices[0]?.value ?? '' }));
    expect(plain(textIn(reply))).toContain(TITLE);
    const two = await people.reply(people.slash('summary', { article: TITLE, sentences: 2 }));
    expect(textIn(two).length).toBeGreaterThan(50);
    const about = await people.reply(people.slash('summary', { about: 'fighting in Darfur' }));
    expect(plain(textIn(about))).toMatch(/RSF/);
    expect(textIn(await people.reply(people.slash('summary', {})))).toMatch(/Name an article, or a topic/);
  });

  it('completes nothing, anything and misspelt titles', async () => {
    const { people } = stage;
    for (const typed of ['', 'colition', 'zzzz', '@everyone', 'x'.repeat(6_000)]) {
      for (const command of ['summary', 'ask'])
        await people.choices(people.complete(command, 'article', typed));
    }
    const [found] = await people.choices(people.complete('ask', 'article', 'colition iraq'));
    expect(found?.name).toContain('Coalition');
  });

  it('lists the articles, and tells what it can do', async () => {
    const { people } = stage;
    expect(plain(textIn(await people.reply(people.slash('sources'))))).toContain(TITLE);
    const found = await people.reply(people.slash('sources', { query: 'coalition' }));
    expect(plain(textIn(found))).toContain(TITLE);
    const help = textIn(await people.reply(people.slash('help')));
    expect(help).toMatch(/\/ask|ask:/);
  });

  it('finds what stands behind a message, privately', async () => {
    const { people } = stage;
    const reply = await people.reply(people.menu('Find sources', 'The US has 900 troops in Syria, I heard.'));
    expect(reply.visibleTo).toBe(stage.server.world.member.id);
    expect(plain(textIn(reply))).toContain('900 in Syria');
    for (const content of ['', '🙂', '@everyone', 'x'.repeat(4_000)]) {
      const other = await people.reply(people.menu('Find sources', content));
      expect(other.visibleTo).toBe(stage.server.world.member.id);
    }
  });
});

describe('moderators', () => {
  it('reindex while questions are answered, one at a time; members may not', async () => {
    const { people, server } = stage;
    const refused = await people.reply(people.slash('reindex'));
    expect(refused.visibleTo).toBe(server.world.member.id);
    expect(textIn(refused)).not.toMatch(/Generation/);

    await writeFile(
      join(stage.seedsFolder, 'new.md'),
      '# The lighthouse of Skarholm\n\nThe lighthouse of Skarholm is 31 metres tall and was built in 1887.\n',
    );
    const running = people.slash('reindex', {}, moderator());
    await people.acknowledged(running);
    const second = people.slash('reindex', {}, moderator());
    expect(textIn(await ask(QUESTION))).toContain('900');
    const report = await people.replyWhere(running, (message) => /[Gg]eneration \d+/.test(textIn(message)));
    // The watched seeds may have been indexed a moment before.
    expect(textIn(report)).toMatch(/1 new|Nothing has changed.*built just now/s);
    await people.reply(second);
    expect(textIn(await ask('how tall is the lighthouse of Skarholm'))).toContain('31 metres');

    const back = await people.reply(people.slash('rollback', {}, moderator()));
    expect(textIn(back)).toMatch(/[Gg]eneration/);
    expect((await people.reply(people.slash('rollback'))).visibleTo).toBe(server.world.member.id);
  });

  it('see which questions went without an answer', async () => {
    const { people } = stage;
    await ask('who won the chess olympiad in Chennai in 2022');
    const gaps = await people.reply(people.slash('gaps', {}, moderator()));
    expect(gaps.visibleTo).toBe(stage.server.world.moderator.id);
    expect(plain(textIn(gaps))).toContain('chess olympiad');
    expect(textIn(await people.reply(people.slash('gaps')))).not.toContain('chess olympiad');
  });

  it('choose where answers are public, and who else moderates', async () => {
    const { people, server } = stage;
    const [guild] = server.world.guilds;
    const [open = '', other = ''] = guild?.channelIds ?? [];
    const role = guild?.roleIds[0] ?? '';
    const settings = await people.reply(people.slash('settings', {}, moderator()));
    await people.reply(people.choose(settings, 'Channels', [open], moderator()));
    expect((await ask(QUESTION, {}, { channelId: open })).visibleTo).toBeNull();
    expect((await ask(QUESTION, {}, { channelId: other })).visibleTo).toBe(server.world.member.id);
    await people.reply(people.choose(settings, 'Roles', [role], moderator()));
    const helper = { by: { ...createPerson(server.nextId, 'ines'), roles: [role] } };
    expect(textIn(await people.reply(people.slash('gaps', {}, helper)))).toMatch(/Quoted most/);
    await people.reply(people.choose(settings, 'Channels', [], moderator()));
    expect((await ask(QUESTION, {}, { channelId: other })).visibleTo).toBeNull();
    expect((await people.reply(people.slash('settings'))).visibleTo).toBe(server.world.member.id);
    // A member cannot press what was shown to a moderator; a forged press is refused all the same.
    const before = server.messages.get(settings.id).components;
    const forged = people.choose(settings, 'Roles', [role], { by: createPerson(server.nextId, 'eve') });
    await people.reply(forged);
    expect(server.messages.get(settings.id).components).toEqual(before);
  });
});

describe('limits', () => {
  it('are told kindly, with the time left, and leave others alone', async () => {
    const limited = await stages.open({ environment: () => ({ USER_REQUESTS_PER_MINUTE: '3' }) });
    const { people, server } = limited;
    const replies = [];
    for (let i = 0; i < 4; i++) replies.push(await people.reply(people.slash('ask', { question: QUESTION })));
    expect(textIn(replies[2] ?? (replies[0] as never))).toContain('900');
    expect(replies[3]?.visibleTo).toBe(server.world.member.id);
    expect(textIn(replies[3] as never)).toMatch(/\d+ s/);
    const by = createPerson(server.nextId, 'lea');
    expect(textIn(await people.reply(people.slash('ask', { question: QUESTION }, { by })))).toContain('900');
    expect(server.violations).toEqual([]);
  });
});
