import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Services } from '../../commands/services.ts';
import { addBlocks } from '../chat/add-blocks.ts';
import { ExpectedError } from '../errors.ts';
import type { AddTarget } from '../gathering/add-report.ts';
import type { OnBuildProgress } from '../indexing/progress.ts';
import type { Output } from './output.ts';

/**
 * `add URL-or-FILE…`: unlike the chat's command it takes files, too, since whoever types it owns them.
 * @returns 0, or 1 where one of several could not be added
 * @throws ExpectedError `usage`, `add-refused` where nothing could be added, and as a reindex.
 */
export async function addFromCommandLine(parts: {
  readonly words: readonly string[];
  readonly workingFolder: string;
  readonly services: Services;
  readonly output: Output;
  readonly onProgress: OnBuildProgress;
}): Promise<number> {
  const { words, workingFolder, services, output, onProgress } = parts;
  if (words.length === 0 || words.some((word) => word.startsWith('--'))) {
    throw new ExpectedError('usage', 'Name what to add: npm run --silent dateline -- add URL-or-FILE…');
  }
  const targets = words.map((word): AddTarget => {
    const path = resolve(workingFolder, word);
    const isAddress = /^[a-z][a-z0-9+.-]+:/i.test(word) && !existsSync(path);
    return isAddress ? { kind: 'url', address: word } : { kind: 'file', path };
  });
  const { report, reindex } = await services.add(targets, onProgress);
  output.reply({ blocks: addBlocks(report, reindex), json: { ...report, reindex } });
  return report.refused.length === 0 ? 0 : 1;
}
