import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_FOLDERS } from '../../../src/config.ts';
import { runDateline } from '../../support/run-dateline.ts';

/** The sample seeds and their index, which is copied for each process that is started. */
export interface SampleIndex {
  /** A copy of the sample seeds; an index remembers from which folder it was built. */
  readonly seedsFolder: string;
  /** Copies the index. @returns its folder */
  copy(): Promise<string>;
}

const copySamples = (folder: string) => cp(DEFAULT_FOLDERS.seeds, folder, { recursive: true });

/** Builds the index of the sample seeds, or of others, once. @param into an empty folder */
export async function buildSampleIndex(
  into: string,
  writeSeeds: (folder: string) => Promise<void> = copySamples,
): Promise<SampleIndex> {
  const seedsFolder = join(into, 'seeds');
  const index = join(into, 'index');
  await writeSeeds(seedsFolder);
  const args = ['reindex', '--seeds', seedsFolder, '--index', index];
  const { code, stderr } = await runDateline(args, { cwd: into });
  if (code !== 0) throw new Error(`The sample index could not be built: ${stderr}`);
  return {
    seedsFolder,
    async copy() {
      const folder = await mkdtemp(join(tmpdir(), 'dateline-discord-'));
      await cp(index, folder, { recursive: true });
      return folder;
    },
  };
}
