import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnswerer } from '../../src/answer/answerer.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import type { Snapshot } from '../../src/library/library.ts';
import { createSqliteLibrary } from '../../src/library/sqlite/sqlite-library.ts';
import { silentLog } from '../../src/log.ts';
import { openEmbedder } from '../support/open-parts.ts';
import { runDateline } from '../support/run-dateline.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const KILLS = 30;

let embedder: Embedder;
beforeAll(async () => {
  embedder = await openEmbedder();
});
afterAll(() => embedder.close());

/** Starts a reindex with all its children in a process group of their own, and kills the group. */
function killedReindex(folder: string, afterMs: number): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), MAIN, 'reindex', '--seeds', 'seeds', '--index', 'index'],
    { cwd: folder, detached: true, stdio: 'ignore' },
  );
  setTimeout(() => {
    // Gone already where the rebuild was quicker.
    if (child.exitCode === null) process.kill(-(child.pid as number), 'SIGKILL');
  }, afterMs);
  return new Promise((resolve) => child.once('close', () => resolve()));
}

describe('a reindex that is killed', () => {
  it(`leaves the served generation answering, at each of ${KILLS} moments`, async () => {
    const folder = await temporaryFolder();
    const seeds = join(folder, 'seeds');
    await writeSeeds(seeds, STORIES);
    const run = () =>
      runDateline(['reindex', '--json', '--seeds', 'seeds', '--index', 'index'], { cwd: folder });
    const wholeStarted = performance.now();
    expect((await run()).code).toBe(0);
    const wholeMs = performance.now() - wholeStarted;
    const answerer = createAnswerer({
      embedder,
      log: silentLog,
      clock: () => new Date(),
      monotonicMs: () => 0,
    });

    for (let kill = 0; kill < KILLS; kill++) {
      await writeSeeds(seeds, {
        [`more-${kill}.json`]: {
          title: `Report ${kill} of the harbour master`,
          text: `Report ${kill} counts ${kill + 100} boats in Lundvik.\n\nThe harbour master wrote report ${kill} by hand.`,
        },
      });
      // Evenly over the length of a whole one, each moment somewhere within its slot.
      await killedReindex(folder, ((kill + Math.random()) / KILLS) * wholeMs);

      const library = await createSqliteLibrary({
        folder: join(folder, 'index'),
        dimensions: embedder.dimensions,
      });
      const answer = await answerer.ask('who cut the ribbon', (await library.current()) as Snapshot);
      expect(answer.quotes[0]?.text).toContain('Ingrid Solberg');
      await library.close();
    }

    const last = await run();
    expect(JSON.parse(last.stdout)).toMatchObject({ articles: 3 + KILLS, refused: [] });
  }, 240_000);
});
