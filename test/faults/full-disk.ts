import { execFileSync } from 'node:child_process';
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from './fault.ts';

/**
 * Room that is left: to almost enough for a reindex, and never less than what a new process needs to read at all
 * (SQLite's shared memory, 32 KB, and a journal). With less, only who has the index open answers on.
 */
const LEAST_ROOM = 65_536;
const MOST_ROOM = 300_000;

/** A disk that is full but for a random rest, during a reindex; then there is room again. */
export const fullDisk: Fault = {
  name: 'a full disk',
  async run({ scene, random, times }) {
    await scene.askAndVote(5);
    await scene.save();
    const saved = join(scene.folder, 'saved');
    await rm(scene.index, { recursive: true });
    await mkdir(scene.index);
    const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'ignore' });
    try {
      mount('-t', 'tmpfs', '-o', 'size=8m,mode=777', 'tmpfs', scene.index);
    } catch {
      return null;
    }
    try {
      execFileSync('cp', ['-r', `${saved}/.`, scene.index]);
      const lost: string[] = [];
      let withoutRoom = 0;
      for (let turn = 0; turn < times; turn++) {
        await scene.addArticles(5);
        const { bavail, bsize } = await statfs(scene.index);
        const room = Math.floor(LEAST_ROOM + random() * (MOST_ROOM - LEAST_ROOM));
        const ballast = join(scene.index, 'ballast');
        await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - room)));
        const { code, stderr } = await scene.run(['reindex']);
        const when = `${room} bytes were free`;
        if (code !== 0) withoutRoom++;
        if (
          code !== 0 &&
          (code !== 1 || !/^The disk is full.*$/.test(stderr.trim().split('\n').at(-1) ?? ''))
        )
          lost.push(`${when}: exit code ${code}, ${stderr}`);
        // A file of records that nobody has open cannot be opened without room for its journal.
        lost.push(...(await scene.checkServed(when)));
        await rm(ballast);
        lost.push(...(await scene.recover(`${when}, reindexed`)));
      }
      return { lost, note: `${withoutRoom} reindexes found no room` };
    } finally {
      execFileSync('umount', ['-l', scene.index], { stdio: 'ignore' });
    }
  },
};
