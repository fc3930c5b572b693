import { resolve } from 'node:path';
import { count } from '../chat/count.ts';
import type { Reply } from '../chat/reply.ts';
import type { Config } from '../config.ts';
import { ExpectedError } from '../errors.ts';
import { backUp } from '../library/sqlite/backup.ts';

/**
 * `backup FOLDER`: on the command line only, since it writes wherever it is told.
 * @throws ExpectedError `usage`, and as `backUp`.
 */
export async function backup(
  words: readonly string[],
  { indexFolder, seedsFolder }: Config,
  workingFolder: string,
): Promise<Reply> {
  const [folder, ...rest] = words;
  if (folder === undefined || rest.length > 0 || folder.startsWith('--')) {
    throw new ExpectedError('usage', 'Name one new folder: npm run --silent dateline -- backup FOLDER');
  }
  const report = await backUp(indexFolder, resolve(workingFolder, folder));
  const { generation, articles, questions, votes, files } = report;
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1024 / 1024;
  const index = generation === null ? 'no index' : `index ${generation} with ${count(articles, 'article')}`;
  return {
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'backup', value: `${report.folder}, ${megabytes.toFixed(1)} MB, checked` },
          { label: 'holds', value: `${index}, ${count(questions, 'question')}, ${count(votes, 'vote')}` },
          { label: 'keep, too', value: `${seedsFolder} (your articles) and .env` },
        ],
      },
    ],
    json: report,
  };
}
