import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { digestRecords } from '../../src/library/move/records-digest.ts';
import { DEFAULT_SETTINGS, type NewQuestion, type Records } from '../../src/library/records.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const QUOTE = {
  articleId: 'harbour',
  start: 10,
  end: 60,
  highlightStart: 0,
  highlightEnd: 20,
  textSha256: 'ab'.repeat(32),
  alsoIn: ['b', 'c'],
};

/** A question as it was asked in server 1. */
export function askedOf(question: string, facts: Partial<NewQuestion> = {}): NewQuestion {
  return {
    question,
    topic: question.toLowerCase(),
    kind: 'answer',
    quotes: [QUOTE],
    guildId: '1',
    ...facts,
  };
}

async function listOf<T>(source: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const value of source) list.push(value);
  return list;
}

/** What every keeper of records must do. */
export function describeRecords(
  name: string,
  open: (folder: string, clock: () => Date) => Promise<Records>,
): void {
  async function start() {
    const folder = await temporaryFolder();
    const time = { now: new Date('2026-11-20T10:00:00.000Z') };
    const openAgain = async () => {
      const records = await open(folder, () => time.now);
      onTestFinished(() => records.close());
      return records;
    };
    return { time, openAgain, records: await openAgain() };
  }

  describe(`${name}: questions`, () => {
    it('come back as they were kept, also after a restart', async () => {
      const { records, openAgain } = await start();
      const asked = askedOf('Who cut the ribbon? “🚤”');
      const kept = await records.keepQuestion(asked);
      expect(kept).toEqual({ ...asked, id: kept.id, askedAt: '2026-11-20T10:00:00.000Z' });
      await records.close();
      expect(await (await openAgain()).question(kept.id)).toEqual(kept);
    });

    it('have ids that fit into a button and are never equal', async () => {
      const { records } = await start();
      const ids = new Set<string>();
      for (let i = 0; i < 200; i++) ids.add((await records.keepQuestion(askedOf('Why?'))).id);
      expect(ids.size).toBe(200);
      for (const id of ids) expect(id).toMatch(/^[\w-]{12}$/);
    });

    it('keep their quotes in order', async () => {
      const { records } = await start();
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(1_000_000), { maxLength: 10 }), async (starts) => {
          const quotes = starts.map((from) => ({ ...QUOTE, start: from, end: from + 5 }));
          const { id } = await records.keepQuestion(askedOf('Why?', { quotes }));
          expect((await records.question(id))?.quotes).toEqual(quotes);
        }),
        { numRuns: 20 },
      );
    });

    it('that are unknown are null, whatever is asked for', async () => {
      const { records } = await start();
      for (const id of ['', "' OR 1=1 --", 'x'.repeat(5_000), '\0']) {
        expect(await records.question(id)).toBeNull();
      }
    });

    it('are dropped with their votes when they are too old', async () => {
      const { records, time } = await start();
      const old = await records.keepQuestion(askedOf('Old?', { kind: 'no-answer' }));
      await records.vote({ questionId: old.id, userId: '7', vote: 'bad' });
      time.now = new Date('2026-11-25T10:00:00.000Z');
      const young = await records.keepQuestion(askedOf('Young?'));
      expect(await records.dropBefore('2026-11-21T00:00:00.000Z')).toBe(1);
      expect(await records.question(old.id)).toBeNull();
      expect(await records.question(young.id)).toEqual(young);
      expect(await records.gaps('1', 10)).toEqual([]);
      expect(await records.forgetUser('7')).toBe(0);
    });
  });

  describe(`${name}: votes`, () => {
    it('count once a person, as the last one said', async () => {
      const { records } = await start();
      const { id } = await records.keepQuestion(askedOf('Why?'));
      await records.vote({ questionId: id, userId: '7', vote: 'bad' });
      await records.vote({ questionId: id, userId: '7', vote: 'bad' });
      await records.vote({ questionId: id, userId: '8', vote: 'bad' });
      expect(await records.gaps('1', 10)).toEqual([{ question: 'Why?', refused: 0, bad: 2 }]);
      await records.vote({ questionId: id, userId: '7', vote: 'good' });
      expect(await records.gaps('1', 10)).toEqual([{ question: 'Why?', refused: 0, bad: 1 }]);
    });

    it('on a question that is not kept do nothing', async () => {
      const { records } = await start();
      await records.vote({ questionId: 'nothing', userId: '7', vote: 'bad' });
      expect(await records.forgetUser('7')).toBe(0);
    });

    it('of one person are forgotten, and nobody else’s', async () => {
      const { records } = await start();
      const questions = [
        await records.keepQuestion(askedOf('Why?')),
        await records.keepQuestion(askedOf('Who?')),
      ];
      for (const { id } of questions) {
        await records.vote({ questionId: id, userId: '7', vote: 'bad' });
        await records.vote({ questionId: id, userId: '8', vote: 'bad' });
      }
      expect(await records.forgetUser('7')).toBe(2);
      expect(await records.forgetUser('7')).toBe(0);
      expect(await records.gaps('1', 10)).toMatchObject([{ bad: 1 }, { bad: 1 }]);
    });
  });

  describe(`${name}: gaps`, () => {
    it('add up what was refused and marked, by topic, for one server only', async () => {
      const { records } = await start();
      const refused = { kind: 'no-answer', topic: 'ferry price', quotes: [] } as const;
      await records.keepQuestion(askedOf('What does the ferry cost?', refused));
      await records.keepQuestion(askedOf('The ferry’s price?', refused));
      await records.keepQuestion(askedOf('Price of the ferry?', { ...refused, guildId: '2' }));
      await records.keepQuestion(askedOf('Price of the ferry, privately?', { ...refused, guildId: null }));
      await records.keepQuestion(askedOf('Who cut the ribbon?'));
      expect(await records.gaps('1', 10)).toEqual([{ question: 'The ferry’s price?', refused: 2, bad: 0 }]);
      expect(await records.gaps('3', 10)).toEqual([]);
    });

    it('come most often first, and no more than asked for', async () => {
      const { records } = await start();
      for (const topic of ['one', 'two', 'two', 'three', 'three', 'three']) {
        await records.keepQuestion(askedOf(topic, { kind: 'no-answer' }));
      }
      expect((await records.gaps('1', 2)).map(({ question }) => question)).toEqual(['three', 'two']);
    });

    it('stand beside the articles that were quoted most', async () => {
      const { records } = await start();
      const quoting = (...ids: string[]) => ({ quotes: ids.map((articleId) => ({ ...QUOTE, articleId })) });
      await records.keepQuestion(askedOf('a', quoting('harbour', 'library')));
      await records.keepQuestion(askedOf('b', quoting('library', 'x', 'y', 'beyond the first three')));
      await records.keepQuestion(askedOf('c', { ...quoting('orchard'), kind: 'no-answer' }));
      const quoted = await records.mostQuoted('1', 10);
      expect(quoted[0]).toEqual({ articleId: 'library', times: 2 });
      expect(quoted.map(({ articleId }) => articleId)).toEqual(['library', 'harbour', 'x', 'y']);
    });
  });

  describe(`${name}: settings`, () => {
    it('are the defaults until they are set, then what was set last', async () => {
      const { records, openAgain } = await start();
      expect(await records.settings('1')).toEqual(DEFAULT_SETTINGS);
      await records.changeSettings('1', { publicChannels: ['10', '11'] });
      expect(await records.changeSettings('1', { moderatorRoles: ['20'] })).toEqual({
        publicChannels: ['10', '11'],
        moderatorRoles: ['20'],
      });
      await records.changeSettings('1', { publicChannels: [] });
      await records.close();
      const again = await openAgain();
      expect(await again.settings('1')).toEqual({ publicChannels: [], moderatorRoles: ['20'] });
      expect(await again.settings('2')).toEqual(DEFAULT_SETTINGS);
    });

    it('go with the server, and its questions with them', async () => {
      const { records } = await start();
      const here = await records.keepQuestion(askedOf('Here?'));
      const there = await records.keepQuestion(askedOf('There?', { guildId: '2' }));
      await records.changeSettings('1', { moderatorRoles: ['20'] });
      await records.forgetGuild('1');
      expect(await records.settings('1')).toEqual(DEFAULT_SETTINGS);
      expect(await records.question(here.id)).toBeNull();
      expect(await records.question(there.id)).toEqual(there);
    });
  });
  describe(`${name}: contents`, () => {
    /** Some of everything, in an order that is not that of the ids. */
    async function fill(records: Records): Promise<string> {
      const ids: string[] = [];
      for (let n = 0; n < 5; n++) {
        const { id } = await records.keepQuestion(
          askedOf(`Why ${n}? “🚤”`, { guildId: n === 2 ? null : '1' }),
        );
        await records.vote({ questionId: id, userId: '7', vote: n % 2 === 0 ? 'good' : 'bad' });
        await records.vote({ questionId: id, userId: '8', vote: 'bad' });
        ids.push(id);
      }
      await records.changeSettings('2', { publicChannels: ['10', '11'] });
      await records.changeSettings('1', { moderatorRoles: ['20'] });
      return ids[0] as string;
    }

    it('are taken over by another keeper, whole and in order, with the key of votes', async () => {
      const from = await start();
      const first = await fill(from.records);
      const to = await start();
      await to.records.keepQuestion(askedOf('Gone?'));
      await to.records.takeOver(await from.records.contents());
      expect(await digestRecords(await to.records.contents())).toEqual(
        await digestRecords(await from.records.contents()),
      );
      const { questions, settings } = await to.records.contents();
      const asked = await listOf(questions);
      expect(asked.map(({ question }) => question)).toEqual([0, 1, 2, 3, 4].map((n) => `Why ${n}? “🚤”`));
      expect(asked[0]).toMatchObject({ id: first, quotes: [QUOTE] });
      expect((await listOf(settings)).map(({ guildId }) => guildId)).toEqual(['1', '2']);
      expect(await to.records.gaps('1', 10)).toEqual(await from.records.gaps('1', 10));
      // The same person is known by the same hash there.
      await to.records.vote({ questionId: first, userId: '8', vote: 'good' });
      expect(await to.records.forgetUser('8')).toBe(5);
    });

    it('stay as they were where the others break off', async () => {
      const { records } = await start();
      await fill(records);
      const before = await digestRecords(await records.contents());
      const { voteKey, settings, questions } = await records.contents();
      const [guilds, some] = [await listOf(settings), await listOf(questions)];
      async function* whole() {
        yield* guilds;
      }
      async function* brokenOff() {
        yield* some.slice(0, 2);
        throw new Error('the line is dead');
      }
      const broken = records.takeOver({ voteKey, settings: whole(), questions: brokenOff() });
      await expect(broken).rejects.toThrow('the line is dead');
      expect(await digestRecords(await records.contents())).toEqual(before);
    });
  });
}
