import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import type { Evidence, GenerationMember, Library, NewArticle, Snapshot } from '../../src/library/library.ts';
import { DIMENSIONS } from './dimensions.ts';

/** A unit vector by number, from a seeded generator (mulberry32). */
export function vectorOf(seed: number): Float32Array {
  let state = (seed + 1) * 0x9e3779b9;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
  const vector = Float32Array.from({ length: DIMENSIONS }, next);
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}

/** An article whose paragraphs are its passages; passage i of it has the vector numbered `seed * 100 + i`. */
export function entryOf(
  id: string,
  paragraphs: readonly string[],
  facts: Partial<Article> & { readonly seed?: number } = {},
): NewArticle {
  const { seed = id.length, ...rest } = facts;
  const text = paragraphs.join('\n\n');
  const article: Article = {
    id,
    title: `Title of ${id}`,
    publisher: null,
    url: null,
    publishedAt: null,
    text,
    headings: [],
    ...rest,
  };
  let at = 0;
  const evidence = new Map<string, Evidence>();
  const passages = paragraphs.map((paragraph, i) => {
    const span = { start: at, end: at + paragraph.length };
    at = span.end + 2;
    const evidenceHash = `${seed}:${paragraph}`;
    evidence.set(evidenceHash, {
      vector: vectorOf(seed * 100 + i),
      codes: Uint8Array.from({ length: (DIMENSIONS / 8) * 4 }, (_, byte) => (byte * 7 + i) & 255),
      sentences: [{ start: 0, end: paragraph.length, tokenStart: 1, tokenEnd: 3 }],
    });
    return { span, evidenceHash, pieces: 2 };
  });
  return {
    article,
    versionHash: JSON.stringify([id, article]),
    signature: Uint32Array.from({ length: 64 }, (_, i) => i),
    passages,
    evidence,
  };
}

/** Stores entries, builds a generation of them and serves it. */
export async function publish(
  library: Library,
  entries: readonly NewArticle[],
  change: (member: GenerationMember, index: number) => Partial<GenerationMember> = () => ({}),
) {
  const members: GenerationMember[] = [];
  for (const [index, entry] of entries.entries()) {
    const articleKey = await library.storeArticle(entry);
    const member = { articleKey, file: `${entry.article.id}.txt`, duplicateOf: null, exactCopy: false };
    members.push({ ...member, ...change(member, index) });
  }
  const info = await library.buildGeneration({
    members,
    modelId: 'model',
    seedsFolder: '/seeds',
    indexedAt: '2026-11-24T10:00:00.000Z',
  });
  await library.serve(info.generation, { fine: true });
  return { info, members, snapshot: (await library.current()) as Snapshot };
}

/** How a library is opened, and what of it cannot be shown where it stands. */
export interface LibraryStage {
  /** May be called more than once for a folder, which names the data: each is a library of its own. */
  readonly open: (folder: string) => Promise<Library>;
  /** Forks a process that takes the lock of rebuilds, tells so and keeps it; `null` where locks know no processes. */
  readonly forkLockHolder: ((folder: string) => ChildProcess) | null;
}

/** What every library must do. */
export function describeLibrary(name: string, { open, forkLockHolder }: LibraryStage): void {
  async function start() {
    const folder = await mkdtemp(join(tmpdir(), 'dateline-library-'));
    const opened: Library[] = [];
    const openAgain = async () => {
      const library = await open(folder);
      opened.push(library);
      return library;
    };
    onTestFinished(async () => {
      for (const library of opened) await library.close();
      await rm(folder, { recursive: true, force: true });
    });
    return { folder, library: await openAgain(), openAgain };
  }
  const texts = async (snapshot: Snapshot, hits: readonly { readonly passageKey: number }[]) => {
    const found = await snapshot.passages(hits.map(({ passageKey }) => passageKey));
    return Promise.all(
      found.map(async ({ articleKey, span }) =>
        (await snapshot.article(articleKey))?.text.slice(span.start, span.end),
      ),
    );
  };

  describe(`${name}: articles`, () => {
    it('come back as they were stored', async () => {
      const { library } = await start();
      const entry = entryOf('a', ['Première phrase.', 'Second “one” 🚤.'], {
        publisher: 'Post',
        url: 'https://example.org/a',
        publishedAt: '2026-01-02',
        headings: [{ start: 0, end: 4 }],
      });
      const { snapshot, members } = await publish(library, [entry]);
      const key = members[0]?.articleKey as number;
      expect(await snapshot.article(key)).toMatchObject({ ...entry.article, articleKey: key, intact: true });
      const [first, second] = await snapshot.passagesOf(key);
      const given = [...entry.evidence.values()];
      expect(first).toMatchObject({
        span: entry.passages[0]?.span,
        ordinal: 0,
        sentences: given[0]?.sentences,
      });
      expect(second?.vector).toEqual(given[1]?.vector);
      expect(second?.codes).toEqual(given[1]?.codes);
      expect(await snapshot.passagesOf(key, { first: 1, last: 2 })).toEqual([second]);
    });

    it('are stored once for a version', async () => {
      const { library } = await start();
      const entry = entryOf('a', ['One.']);
      const key = await library.storeArticle(entry);
      expect(await library.storeArticle(entry)).toBe(key);
      expect(await library.knownVersion(entry)).toMatchObject({
        articleKey: key,
        signature: entry.signature,
      });
      expect(await library.knownVersion({ ...entry, versionHash: 'another' })).toBeNull();
    });

    it('share evidence of the same text', async () => {
      const { library } = await start();
      await library.storeArticle(entryOf('a', ['One.'], { seed: 7 }));
      expect(await library.knownEvidence(['7:One.', '7:Two.'])).toEqual(new Set(['7:One.']));
      const again = entryOf('b', ['One.'], { seed: 7 });
      await expect(library.storeArticle({ ...again, evidence: new Map() })).resolves.toBeTypeOf('number');
    });

    it('are read again as they were given, for another library', async () => {
      const { library } = await start();
      const entry = entryOf('a', ['Première phrase.', 'Second “one” 🚤.', 'Première phrase.'], {
        publisher: 'Post',
        publishedAt: '2026-01-02',
        headings: [{ start: 0, end: 4 }],
      });
      const key = await library.storeArticle(entry);
      const other = await library.storeArticle(entryOf('b', ['Another.']));
      expect(await library.entries([other, 4_711, key])).toEqual([entryOf('b', ['Another.']), entry]);
    });

    it('are stored several at a time, each once', async () => {
      const { library } = await start();
      const entries = ['a', 'b', 'c', 'd'].map((id, i) =>
        // Two of them share a text.
        entryOf(id, [`Text ${i % 3}.`, 'The same.'], { seed: i % 3, headings: [{ start: 0, end: 4 }] }),
      );
      const known = await library.storeArticle(entries[2] as NewArticle);
      const keys = await library.storeArticles(entries);
      expect(keys[2]).toBe(known);
      expect(new Set(keys).size).toBe(4);
      expect((keys[1] as number) > (keys[0] as number) && (keys[3] as number) > (keys[1] as number)).toBe(
        true,
      );
      expect(await library.entries(keys)).toEqual(entries);
      expect(await library.storeArticles(entries)).toEqual(keys);
      expect(await library.storeArticles([])).toEqual([]);
    });

    it('are listed newest first, undated ones last by title', async () => {
      const { library } = await start();
      const { snapshot } = await publish(library, [
        entryOf('z', ['Undated.'], { title: 'Z' }),
        entryOf('a', ['Undated.'], { title: 'A' }),
        entryOf('old', ['Old.'], { publishedAt: '2025-12-31' }),
        entryOf('new', ['New.'], { publishedAt: '2026-01-01T09:00:00.000Z' }),
      ]);
      expect((await snapshot.articles()).map(({ id }) => id)).toEqual(['new', 'old', 'a', 'z']);
      expect(snapshot.info).toMatchObject({ articles: 4, newestPublishedAt: '2026-01-01T09:00:00.000Z' });
      expect((await snapshot.articles())[0]).toMatchObject({ passages: 1, characters: 4, file: 'new.txt' });
    });
  });

  describe(`${name}: nearest`, () => {
    it('finds what exact search finds, best first', async () => {
      const { library } = await start();
      const entries = Array.from({ length: 40 }, (_, i) =>
        entryOf(`a${i}`, ['One of it.', 'Two of it.', 'Three of it.'], { seed: i + 1 }),
      );
      const { snapshot } = await publish(library, entries);
      const all = (
        await Promise.all((await snapshot.articles()).map((a) => snapshot.passagesOf(a.articleKey)))
      ).flat();
      for (let query = 5_000; query < 5_020; query++) {
        const vector = vectorOf(query);
        const exact = all
          .map(({ passageKey, vector: v }) => ({
            passageKey,
            score: v.reduce((s, x, i) => s + x * (vector[i] as number), 0),
          }))
          .sort((a, b) => b.score - a.score)
          .slice(0, 5);
        const found = await snapshot.nearest(vector, 5);
        expect(found.map(({ passageKey }) => passageKey)).toEqual(exact.map(({ passageKey }) => passageKey));
        expect(found[0]?.score).toBeCloseTo(exact[0]?.score as number, 4);
      }
    });

    it('keeps to the filter, whether it leaves few or many', async () => {
      const { library } = await start();
      const entries = Array.from({ length: 30 }, (_, i) =>
        entryOf(`a${i}`, ['One.', 'Two.'], {
          seed: i + 1,
          ...(i === 0 ? {} : { publishedAt: `2026-01-${String(i).padStart(2, '0')}` }),
        }),
      );
      const { snapshot, members } = await publish(library, entries);
      const dates = async (filter: object) => {
        const hits = await snapshot.nearest(vectorOf(9_999), 60, filter);
        const found = await snapshot.passages(hits.map(({ passageKey }) => passageKey));
        const listed = new Map(
          (await snapshot.articles()).map((article) => [article.articleKey, article.publishedAt]),
        );
        return new Set(found.map(({ articleKey }) => listed.get(articleKey)));
      };
      expect(await dates({ since: '2026-01-28' })).toEqual(new Set(['2026-01-28', '2026-01-29']));
      expect((await dates({ since: '2026-01-02T00:00:00+01:00' })).size).toBe(28);
      expect(await dates({ before: '2026-01-02' })).toEqual(new Set([null, '2026-01-01']));
      expect(await dates({ articleKey: members[3]?.articleKey })).toEqual(new Set(['2026-01-03']));
      expect(await dates({ articleKey: 123_456 })).toEqual(new Set());
    });

    it('returns all there is when asked for more, and nothing of an empty generation', async () => {
      const { library } = await start();
      const { snapshot } = await publish(library, [entryOf('a', ['One.', 'Two.'])]);
      expect(await snapshot.nearest(vectorOf(1), 50)).toHaveLength(2);
      const { snapshot: empty } = await publish(library, []);
      expect(await empty.nearest(vectorOf(1), 50)).toEqual([]);
      expect(await empty.matching(['one'], 50)).toEqual([]);
    });

    it('refuses a vector that is none', async () => {
      const { library } = await start();
      const { snapshot } = await publish(library, [entryOf('a', ['One.'])]);
      await expect(snapshot.nearest(new Float32Array(DIMENSIONS).fill(Number.NaN), 1)).rejects.toThrow(
        RangeError,
      );
      await expect(snapshot.nearest(new Float32Array(3), 1)).rejects.toThrow(RangeError);
    });
  });

  describe(`${name}: matching`, () => {
    const corpus = [
      entryOf('vote', ['The elections in Mogadishu were held on Thursday.', 'Turnout was high.'], {
        seed: 1,
      }),
      entryOf('cafe', ['The Café Élysée closed.', 'Nobody knows why the owner left.'], {
        seed: 2,
        title: 'A closing',
      }),
      entryOf('army', ['The U.S. Army has 2,500 troops there.'], { seed: 3, title: 'Troops and bases' }),
    ];
    const search = async (words: readonly string[]) => {
      const { library } = await start();
      const { snapshot } = await publish(library, corpus);
      return texts(snapshot, await snapshot.matching(words, 10));
    };

    it.each([
      ['porter stems', ['election'], 'The elections in Mogadishu were held on Thursday.'],
      ['without diacritics', ['cafe'], 'The Café Élysée closed.'],
      ['initials without dots', ['us'], 'The U.S. Army has 2,500 troops there.'],
      ['initials with dots', ['U.S.'], 'The U.S. Army has 2,500 troops there.'],
      ['numbers with separators', ['2,500'], 'The U.S. Army has 2,500 troops there.'],
      ['words of the title', ['bases'], 'The U.S. Army has 2,500 troops there.'],
    ])('finds by %s', async (_what, words, expected) => {
      expect(await search(words)).toEqual([expected]);
    });

    it('orders by how much matches', async () => {
      expect((await search(['turnout', 'mogadishu', 'elections', 'thursday']))[0]).toBe(
        'The elections in Mogadishu were held on Thursday.',
      );
    });

    it('takes any words as data', async () => {
      const { library } = await start();
      const { snapshot } = await publish(library, corpus);
      const hostile = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(
          '"',
          'NEAR(',
          'title:',
          '*',
          '-',
          '^',
          'AND',
          ') OR (',
          '\0',
          '{a b}:',
          '😀',
          "'; DROP TABLE articles; --",
        ),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(hostile, { maxLength: 20 }), async (words) => {
          for (const { score } of await snapshot.matching(words, 5)) expect(score).toBeGreaterThan(0);
        }),
      );
      expect(await snapshot.matching(Array(5_000).fill('vote'), 5)).toEqual(expect.any(Array));
    });

    it('counts the passages that hold a stem', async () => {
      const { library } = await start();
      const { snapshot } = await publish(library, corpus);
      expect(await snapshot.documentFrequencies(['elect', 'the', 'zebra'])).toEqual([1, 4, 0]);
      const words = await snapshot.wordsBeginning('el', { least: 4, most: 6 });
      expect(words).toContainEqual({ stem: 'elect', frequency: 1 });
      expect(words.every(({ stem }) => /^el.{2,4}$/u.test(stem))).toBe(true);
      expect(await snapshot.wordsBeginning('elect', { least: 6, most: 9 })).toEqual([]);
      expect(await snapshot.wordsBeginning('zeb', { least: 1, most: 9 })).toEqual([]);
    });
  });

  describe(`${name}: generations`, () => {
    it('are served only once served', async () => {
      const { library } = await start();
      expect(await library.current()).toBeNull();
      expect(await library.served()).toBeNull();
      const articleKey = await library.storeArticle(entryOf('a', ['One.']));
      const members = [{ articleKey, file: 'a.txt', duplicateOf: null, exactCopy: false }];
      const built = await library.buildGeneration({
        members,
        modelId: 'm',
        seedsFolder: '/s',
        indexedAt: '2026-01-01T00:00:00.000Z',
      });
      expect(await library.current()).toBeNull();
      expect((await library.snapshot(built.generation))?.info).toEqual(built);
      await library.serve(built.generation, {});
      expect(await library.served()).toEqual(built);
    });

    it('search only their own articles', async () => {
      const { library } = await start();
      const [old, fresh] = [
        entryOf('a', ['The old text.'], { seed: 1 }),
        entryOf('a', ['The new text.'], { seed: 2 }),
      ];
      const { snapshot: first } = await publish(library, [old]);
      const { snapshot: second } = await publish(library, [fresh]);
      expect(await texts(second, await second.matching(['text'], 9))).toEqual(['The new text.']);
      expect(await texts(first, await first.matching(['text'], 9))).toEqual(['The old text.']);
      expect(await texts(second, await second.nearest(vectorOf(100), 9))).toEqual(['The new text.']);
    });

    it('keep an exact copy as a member that is never found', async () => {
      const { library } = await start();
      const { snapshot } = await publish(
        library,
        [entryOf('a', ['The same text.'], { seed: 1 }), entryOf('b', ['The same text.'], { seed: 1 })],
        (_member, index) => (index === 1 ? { duplicateOf: 1, exactCopy: true } : {}),
      );
      expect(snapshot.info).toMatchObject({ articles: 2, passages: 1, duplicates: 1 });
      expect(await snapshot.matching(['text'], 9)).toHaveLength(1);
      expect(await snapshot.nearest(vectorOf(100), 9)).toHaveLength(1);
    });

    it('find no passage that only an older one held, after many changes', async () => {
      const { library } = await start();
      const entry = (i: number) => entryOf(`a${i}`, [`Text number ${i}.`], { seed: i + 1 });
      for (let round = 0; round < 8; round++) {
        const numbers = Array.from({ length: 20 }, (_, i) => i + (round % 4) * 3);
        const { snapshot } = await publish(library, numbers.map(entry));
        const found = await texts(snapshot, await snapshot.nearest(vectorOf(7), 100));
        expect(new Set(found)).toEqual(new Set(numbers.map((i) => `Text number ${i}.`)));
        expect(await library.checkVectorIndex(snapshot.info.generation, 20)).toEqual({
          recall: 1,
          checked: 20,
        });
      }
    });

    it('roll back, and forward again', async () => {
      const { library } = await start();
      await expect(library.rollback()).rejects.toMatchObject({ code: 'no-former-generation' });
      const { info: first } = await publish(library, [entryOf('a', ['One.'])]);
      await expect(library.rollback()).rejects.toMatchObject({ code: 'no-former-generation' });
      const { info: second } = await publish(library, [entryOf('b', ['Two.'])]);
      expect(await library.rollback()).toEqual(first);
      expect((await library.current())?.info).toEqual(first);
      expect(await library.rollback()).toEqual(second);
    });

    it('are served together with the one to go back to', async () => {
      const { library } = await start();
      await publish(library, [entryOf('old', ['Old.'])]);
      const build = async (id: string) =>
        library.buildGeneration({
          members: [
            {
              articleKey: await library.storeArticle(entryOf(id, [`${id}.`])),
              file: `${id}.txt`,
              duplicateOf: null,
              exactCopy: false,
            },
          ],
          modelId: 'm',
          seedsFolder: '/s',
          indexedAt: '2026-01-01T00:00:00.000Z',
        });
      const [first, second] = [await build('first'), await build('second')];
      await library.serve(second.generation, {}, first.generation);
      expect([await library.served(), await library.former()]).toEqual([second, first]);
      expect(await library.rollback()).toEqual(first);
      const alone = await build('alone');
      await library.serve(alone.generation, {}, null);
      expect([await library.served(), await library.former()]).toEqual([alone, null]);
    });

    it('keep the served and the former one only', async () => {
      const { library } = await start();
      const entries = ['One.', 'Two.', 'Three.'].map((text, i) => entryOf('a', [text], { seed: i + 1 }));
      for (const entry of entries) await publish(library, [entry]);
      expect(await library.snapshot(1)).toBeNull();
      expect(await library.snapshot(2)).not.toBeNull();
      expect(await library.knownVersion(entries[0] as NewArticle)).toBeNull();
      expect(await library.knownEvidence(['1:One.'])).toEqual(new Set());
    });

    it('leave no trace when discarded, and their number is not used again', async () => {
      const { library } = await start();
      const { info } = await publish(library, [entryOf('a', ['One.'])]);
      const articleKey = await library.storeArticle(entryOf('b', ['Two.']));
      const members = [{ articleKey, file: 'b.txt', duplicateOf: null, exactCopy: false }];
      const built = await library.buildGeneration({
        members,
        modelId: 'm',
        seedsFolder: '/s',
        indexedAt: '2026-01-01T00:00:00.000Z',
      });
      await library.discard(built.generation);
      expect(await library.snapshot(built.generation)).toBeNull();
      expect(await library.served()).toEqual(info);
      const { info: next } = await publish(library, [entryOf('c', ['Three.'])]);
      expect(next.generation).toBe(built.generation + 1);
    });

    it('are followed by a process that did not build them', async () => {
      const { library, openAgain } = await start();
      const reader = await openAgain();
      await publish(library, [entryOf('a', ['The first.'])]);
      const before = (await reader.current()) as Snapshot;
      await publish(library, [entryOf('b', ['The second.'])]);
      // A notice takes its time.
      await vi.waitFor(async () => expect((await reader.current())?.info.generation).toBe(2));
      const after = (await reader.current()) as Snapshot;
      expect(await texts(after, await after.matching(['second'], 1))).toEqual(['The second.']);
      expect(await texts(before, await before.matching(['first'], 1))).toEqual(['The first.']);
    });

    it('survive closing and opening', async () => {
      const { library, openAgain } = await start();
      const { info, members } = await publish(library, [entryOf('a', ['One.', 'Two.'])]);
      await library.close();
      const again = await openAgain();
      expect((await again.current())?.info).toEqual(info);
      expect(await again.members(info.generation)).toMatchObject([{ ...members[0], id: 'a' }]);
    });
  });

  describe.skipIf(forkLockHolder === null)(`${name}: lock`, () => {
    it('is held once and free after its release', async () => {
      const { library, openAgain } = await start();
      const other = await openAgain();
      const lock = await library.lock();
      await expect(other.lock()).rejects.toMatchObject({ code: 'index-busy' });
      await lock.release();
      await (await other.lock()).release();
    });

    it('is freed when its holder is killed', async () => {
      const { folder, library } = await start();
      const holder = (forkLockHolder as (folder: string) => ChildProcess)(folder);
      await new Promise((resolve) => holder.once('message', resolve));
      await expect(library.lock()).rejects.toMatchObject({ code: 'index-busy' });
      holder.kill('SIGKILL');
      await new Promise((resolve) => holder.once('exit', resolve));
      await (await library.lock()).release();
    });
  });
}
