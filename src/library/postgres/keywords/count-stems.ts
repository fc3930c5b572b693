import type { ArticleKey } from '../../library.ts';
import type { Session } from '../database.ts';

/**
 * Counts the passages of the articles stored since the last count, and in how many of them each stem stands, by
 * `ts_stat`.
 */
export async function countNewArticles({ rows }: Session, schema: string): Promise<void> {
  const countedTo = await lockTotals({ rows }, schema);
  const [stored] = await rows<{ newest: number | null }>(`SELECT max(key) AS newest FROM ${schema}.articles`);
  const newest = stored?.newest ?? countedTo;
  if (newest <= countedTo) return;
  const isNew = `article_key > ${countedTo} AND article_key <= ${newest}`;
  await rows(
    `INSERT INTO ${schema}.keyword_stems AS known (stem, passages)
     SELECT word, ndoc FROM ts_stat($1)
     ON CONFLICT (stem) DO UPDATE SET passages = known.passages + excluded.passages`,
    [`SELECT keywords FROM ${schema}.passages WHERE ${isNew}`],
  );
  await rows(
    `UPDATE ${schema}.keyword_totals t SET counted_to = ${newest}, passages = t.passages + n.passages,
       words = t.words + n.words
     FROM (SELECT count(*) AS passages, coalesce(sum(words), 0) AS words FROM ${schema}.passages WHERE ${isNew}) n`,
  );
}

/** Takes articles out of the counts, before their passages are deleted. */
export async function discountArticles(
  { rows }: Session,
  schema: string,
  articleKeys: readonly ArticleKey[],
): Promise<void> {
  const countedTo = await lockTotals({ rows }, schema);
  const counted = articleKeys.filter((key) => key <= countedTo);
  if (counted.length === 0) return;
  await rows(
    `UPDATE ${schema}.keyword_stems s SET passages = s.passages - gone.ndoc FROM ts_stat($1) gone
     WHERE s.stem = gone.word`,
    [`SELECT keywords FROM ${schema}.passages WHERE article_key = ANY ('{${counted}}'::bigint[])`],
  );
  await rows(`DELETE FROM ${schema}.keyword_stems WHERE passages < 1`);
  await rows(
    `UPDATE ${schema}.keyword_totals t SET passages = t.passages - n.passages, words = t.words - n.words
     FROM (SELECT count(*) AS passages, coalesce(sum(words), 0) AS words FROM ${schema}.passages
       WHERE article_key = ANY($1::bigint[])) n`,
    [counted],
  );
}

/** Counts one process at a time. @returns the newest article that is counted */
async function lockTotals({ rows }: Session, schema: string): Promise<ArticleKey> {
  const [totals] = await rows<{ counted_to: number }>(
    `SELECT counted_to FROM ${schema}.keyword_totals FOR UPDATE`,
  );
  return totals?.counted_to ?? 0;
}
