import { chmod, chown, cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import { ExpectedError } from '../../src/errors.ts';
import { rebuild } from '../../src/indexing/rebuild.ts';
import { createSqliteRecords } from '../../src/library/sqlite/sqlite-records.ts';
import { ordinaryUser } from '../support/ordinary-user.ts';
import { type DatelineRun, runDateline } from '../support/run-dateline.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { createPromises } from './promises.ts';

/** How long a reindex waits for one that a killed process left behind. */
const PATIENCE_MS = 120_000;
const GUILD = '700000000000000001';

/** Seeds and an index in folders of their own, and the memory of all that must never be lost. */
export interface Scene {
  readonly folder: string;
  readonly seeds: string;
  readonly index: string;
  /** Writes articles that were not there yet. */
  addArticles(count: number): Promise<void>;
  /** Keeps questions with a vote each, as the bot does, and remembers them. */
  askAndVote(count: number): Promise<void>;
  /** Remembers a question that the bot was seen to answer, and in which server it was seen to take a bad vote. */
  remember(id: string, question: string, votedIn: string | null): void;
  /** Runs the command line as an ordinary user. */
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<DatelineRun>;
  /** What was promised and is not there: articles that were served, their texts, an answer, questions, votes. */
  check(when: string): Promise<readonly string[]>;
  /** The same without questions and votes. */
  checkServed(when: string): Promise<readonly string[]>;
  /** As `check`, after a reindex that must succeed and take every seed. */
  recover(when: string): Promise<readonly string[]>;
  /** What of questions and votes is not there. */
  missingRecords(): Promise<readonly string[]>;
  /** Puts the index back as it was when the scene was made, with what was kept by `save`. */
  save(): Promise<void>;
  restore(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes a scene whose index is built. */
export async function createScene(embedder: Embedder): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-faults-'));
  const [seeds, index, saved] = ['seeds', 'index', 'saved'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const promises = createPromises(index, embedder);
  let written = 0;
  let asked = 0;

  async function addArticles(count: number): Promise<void> {
    for (const last = written + count; written < last; written++) {
      await writeSeeds(seeds, {
        [`more-${written}.json`]: {
          id: `more-${written}`,
          title: `Report ${written} of the harbour master`,
          text: `Report ${written} counts ${written + 100} boats in Lundvik.\n\nThe harbour master wrote report ${written} by hand.`,
        },
      });
    }
    await own();
  }

  /** Everything belongs to the user who runs it. */
  async function own(): Promise<void> {
    const { uid, gid } = ordinaryUser;
    if (uid === undefined || gid === undefined) return;
    await chown(folder, uid, gid);
    for (const name of await readdir(folder, { recursive: true })) {
      await chown(join(folder, name), uid, gid).catch(() => {});
    }
  }

  /** Waits for what a killed process left running. */
  async function reindexed(): Promise<void> {
    const request = {
      seedsFolder: seeds,
      indexFolder: index,
      modelFolder: DEFAULT_FOLDERS.model,
      database: null,
    };
    const deadlineMs = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        await rebuild(request, { onProgress: () => {}, onNotice: () => {} });
        return;
      } catch (error) {
        const isBusy = error instanceof ExpectedError && error.code === 'index-busy';
        if (!isBusy || performance.now() > deadlineMs) throw error;
        await pause(200);
      }
    }
  }

  /** A fault that stops the check is a loss, too. */
  async function told(when: string, checks: () => Promise<readonly string[]>): Promise<readonly string[]> {
    try {
      const lost = await checks();
      await own();
      return lost.length === 0 ? [] : [`${when}: ${lost.length} lost, as: ${lost.slice(0, 3).join('; ')}`];
    } catch (error) {
      return [`${when}: ${error instanceof Error ? error.message : String(error)}`];
    }
  }

  const check = (when: string) =>
    told(when, async () => [...(await promises.articlesLost()), ...(await promises.recordsLost())]);

  const scene: Scene = {
    folder,
    seeds,
    index,
    addArticles,
    async askAndVote(count) {
      const records = await createSqliteRecords({
        folder: index,
        clock: () => new Date(),
        onNotice: () => {},
      });
      for (let n = 0; n < count; n++) {
        const question = `Who counts boat ${asked++} in ${'Marhaven '.repeat(5)}?`;
        const kept = await records.keepQuestion({
          question,
          topic: question,
          kind: 'no-answer',
          guildId: GUILD,
          quotes: [],
        });
        await records.vote({ questionId: kept.id, userId: '1', vote: 'bad' });
        promises.asked(kept.id, question, GUILD);
      }
      await records.close();
      await own();
    },
    remember: promises.asked,
    run: (args, environment = {}) =>
      runDateline([...args, '--seeds', seeds, '--index', index], {
        cwd: folder,
        environment,
        user: ordinaryUser,
      }),
    check,
    checkServed: (when) => told(when, promises.articlesLost),
    async recover(when) {
      return told(when, async () => {
        await reindexed();
        await own();
        for (const [file, { id, title }] of Object.entries(STORIES)) if (file) promises.served(id, title);
        for (let n = 0; n < written; n++) promises.served(`more-${n}`, `Report ${n} of the harbour master`);
        return [...(await promises.articlesLost()), ...(await promises.recordsLost())];
      });
    },
    async missingRecords() {
      const lost = await promises.recordsLost();
      await own();
      return lost;
    },
    async save() {
      await rm(saved, { recursive: true, force: true });
      await cp(index, saved, { recursive: true });
    },
    async restore() {
      const old = join(folder, 'old');
      await rename(index, old);
      await cp(saved, index, { recursive: true });
      await rm(old, { recursive: true, force: true });
      await own();
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };

  await mkdir(index);
  await chmod(folder, 0o755);
  await writeSeeds(seeds, STORIES);
  await writeFile(
    join(seeds, 'questions.json'),
    JSON.stringify([{ question: 'who cut the ribbon', contains: 'Ingrid Solberg' }]),
  );
  const lost = await scene.recover('before any fault');
  if (lost.length > 0) throw new Error(lost.join('; '));
  return scene;
}
