import { resolve } from 'node:path';
import { count } from '../chat/count.ts';
import type { Reply } from '../chat/reply.ts';
import type { Config } from '../config.ts';
import { ExpectedError } from '../errors.ts';
import { backUp } from '../library/sqlite/backup.ts';

/**
 * `backup FOLDER`: on the command line only, since it writes wherever it is told.
 * @throws ExpectedError `usage`, `backup-refused` with a database, and as `backUp`.
 */
export async function backup(
  words: readonly string[],
  { indexFolder, seedsFolder, database }: Config,
  workingFolder: string,
): Promise<Reply> {
  const [folder, ...rest] = words;
  if (folder === undefined || rest.length > 0 || folder.startsWith('--')) {
    throw new ExpectedError('usage', 'Name one new folder: npm run --silent dateline -- backup FOLDER');
  }
  if (database !== null) {
    throw new ExpectedError(
      'backup-refused',
      `Index, questions, votes and settings are in the database of DATABASE_URL; its own tool copies them: pg_dump --format=custom --schema=${database.schema} --file=${folder} "$DATABASE_URL"`,
    );
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
