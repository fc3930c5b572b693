import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { ArticleFacts } from '../corpus/article.ts';
import { isWithdrawn, parseWithdrawn, WITHDRAWN_FILE } from '../corpus/seeds/withdrawn.ts';
import { writeWhole } from './articles/save-article.ts';

const HEADER =
  ' Articles that must not be quoted, by id or address, wherever they stand in the seeds.\n Take one out and run reindex to bring it back.';

/**
 * Puts an article on the list of withdrawn ones; comments in the list are kept, the article's file is not touched.
 * @throws ExpectedError `seeds-unreadable` for a list that cannot be read, `disk-full` or `config`.
 */
export async function withdrawArticle(seedsFolder: string, article: ArticleFacts, now: Date): Promise<void> {
  const file = join(seedsFolder, WITHDRAWN_FILE);
  const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (isWithdrawn(parseWithdrawn(content ?? ''), article)) return;
  const document = parseDocument(content ?? '', { schema: 'core' });
  if (document.contents === null) {
    document.contents = document.createNode({ withdrawn: [] }) as never;
    if (content === null) document.commentBefore = HEADER;
  }
  if (!document.getIn(['withdrawn'])) document.setIn(['withdrawn'], document.createNode([]));
  const { id, url, title } = article;
  const entry = { id, ...(url === null ? {} : { url }), title, at: now.toISOString() };
  document.addIn(['withdrawn'], document.createNode(entry));
  await writeWhole(file, document.toString({ lineWidth: 0 }));
}
