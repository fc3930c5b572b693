import type { Session } from '../database.ts';

/**
 * Makes the index over the words of passages where there is none yet: after the first load, which is many times
 * faster than passage by passage. Later, what was stored lately is moved from its list of insertions to its place,
 * since every search reads that list; where the user may not, autovacuum does it.
 */
export async function ensureKeywordIndex({ rows }: Session, schema: string): Promise<void> {
  const [known] = await rows<{ mayMerge: boolean }>(
    `SELECT pg_has_role(relowner, 'USAGE') AS "mayMerge" FROM pg_class WHERE oid = to_regclass($1)`,
    [`${schema}.passages_keywords`],
  );
  if (known === undefined) {
    await rows(`CREATE INDEX passages_keywords ON ${schema}.passages USING gin (keywords)`);
  } else if (known.mayMerge) {
    await rows('SELECT gin_clean_pending_list($1::regclass)', [`${schema}.passages_keywords`]);
  }
}
