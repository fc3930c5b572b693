import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Library, Snapshot } from '../../src/library/library.ts';
import { type Collection, moveCollection } from '../../src/library/move/move-collection.ts';
import { digestRecords } from '../../src/library/move/records-digest.ts';
import { entryOf, publish, vectorOf } from './contract.ts';
import { openPlace } from './open-place.ts';
import { askedOf } from './records-contract.ts';

/** An empty place for a collection: a folder, or the address of a database. */
export type FreshPlace = () => Promise<string>;

/** What a move between two kinds of places must do. */
export function describeMove(name: string, freshSource: FreshPlace, freshTarget: FreshPlace): void {
  const open = async (place: string): Promise<Collection> => {
    const collection = await openPlace(place);
    onTestFinished(async () => {
      await collection.library.close();
      await collection.records.close();
    });
    return collection;
  };

  async function start() {
    const [here, there] = [await freshSource(), await freshTarget()];
    const [from, to] = [await open(here), await open(there)];
    const move = (source: Collection, target: Collection, replace = false) =>
      moveCollection(source, target, { replace, onProgress: () => {} });
    return { here, there, from, to, move };
  }

  describe(`move ${name}`, { timeout: 60_000 }, () => {
    it('carries everything: the target is equal, and finds the same', async () => {
      const { from, to, move } = await start();
      const { userId } = await fill(from);
      const report = await move(from, to);
      expect(report).toMatchObject({
        library: { articles: 100, passages: 300 },
        records: { questions: 3, votes: 3, settings: 1 },
      });
      expect(await listed(to.library)).toEqual(await listed(from.library));
      await to.library.rollback();
      await from.library.rollback();
      expect(await listed(to.library)).toEqual(await listed(from.library));
      expect(await to.records.forgetUser(userId)).toBe(3);
    });

    it('comes back to the same', async () => {
      const { from, to, move } = await start();
      await fill(from);
      const { library, records } = await move(from, to);
      const back = await open(await freshSource());
      expect(await move(to, back)).toMatchObject({ library, records });
    });

    it('is done once: again, it finds everything there', async () => {
      const { from, to, move } = await start();
      await fill(from);
      const first = await move(from, to);
      const served = await to.library.served();
      expect(await move(from, to)).toEqual(first);
      expect(await to.library.served()).toEqual(served);
    });

    it.each([
      ['moving articles', 40],
      ['building the vector index', 10],
      ['reading what has arrived', 40],
    ])('killed while %s serves nothing, and is taken up again', async (step, done) => {
      const { here, there, from, to, move } = await start();
      await fill(from);
      const script = fileURLToPath(new URL('./move-until.ts', import.meta.url));
      const words = ['--import', import.meta.resolve('#typescript'), script, here, there, step, String(done)];
      const child = spawn(process.execPath, words, { stdio: 'inherit' });
      expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
      expect(await to.library.served()).toBeNull();
      expect((await digestRecords(await to.records.contents())).questions).toBe(0);
      await move(from, to);
      expect(await listed(to.library)).toEqual(await listed(from.library));
    });

    it('leaves a target with other content as it is unless told', async () => {
      const { from, to, move } = await start();
      await fill(from);
      const { info } = await publish(to.library, [entryOf('other', ['Another text.'])]);
      await expect(move(from, to)).rejects.toMatchObject({ code: 'move-refused' });
      expect(await to.library.served()).toEqual(info);
      await move(from, to, true);
      expect(await listed(to.library)).toEqual(await listed(from.library));
      const { id } = await to.records.keepQuestion(askedOf('Asked there?'));
      await expect(move(from, to)).rejects.toMatchObject({ code: 'move-refused' });
      expect(await to.records.question(id)).not.toBeNull();
    });

    it('needs something to move, and nobody who rebuilds', async () => {
      const { from, to, move } = await start();
      await expect(move(from, to)).rejects.toMatchObject({ code: 'index-missing' });
      await fill(from);
      const lock = await to.library.lock();
      await expect(move(from, to)).rejects.toMatchObject({ code: 'index-busy' });
      await lock.release();
      await move(from, to);
    });
  });
}

/** Two generations with a copy in them, and what people leave behind. */
async function fill({ library, records }: Collection): Promise<{ readonly userId: string }> {
  const entries = Array.from({ length: 100 }, (_, i) =>
    entryOf(`a${i}`, [`Text ${i}, “one” 🚤.`, `Text ${i}, two.`, 'The same everywhere.'], {
      seed: i + 1,
      title: `Title ${i % 3}`,
      ...(i % 4 === 0
        ? {}
        : { publishedAt: `2026-01-${String((i % 28) + 1).padStart(2, '0')}`, url: 'https://example.org' }),
    }),
  );
  await publish(library, entries.slice(0, 80));
  await publish(library, entries.slice(20));
  const userId = '7';
  for (const question of ['Who?', 'Why?', 'When?']) {
    const { id } = await records.keepQuestion(askedOf(question));
    await records.vote({ questionId: id, userId, vote: 'bad' });
  }
  await records.changeSettings('1', { publicChannels: ['10'] });
  return { userId };
}

/** What a library serves and finds, without its own numbers. */
async function listed(library: Library) {
  const snapshot = (await library.current()) as Snapshot;
  const { generation: _generation, ...info } = snapshot.info;
  const articles = await snapshot.articles();
  const texts = async (hits: readonly { readonly passageKey: number; readonly score: number }[]) =>
    Promise.all(
      (await snapshot.passages(hits.map(({ passageKey }) => passageKey))).map(
        async ({ articleKey, span }) => {
          const article = await snapshot.article(articleKey);
          return [article?.id, article?.text.slice(span.start, span.end)];
        },
      ),
    );
  return {
    info,
    articles: articles.map(({ articleKey: _key, duplicateOf: _of, ...article }) => article),
    nearest: await texts(await snapshot.nearest(vectorOf(4_711), 10)),
    matching: await texts(await snapshot.matching(['text', '7'], 1)),
  };
}
