import type { ArticleKey, PassageKey, StoredPassage } from '../library.ts';
import { type SentenceRow, toSentences } from '../sql/blobs.ts';
import type { Database } from './database.ts';
import { toFloats } from './values.ts';

interface PassageRow {
  readonly key: number;
  readonly article_key: number;
  readonly ordinal: number;
  readonly span_start: number;
  readonly span_end: number;
  readonly vector: Buffer;
  readonly codes: Buffer;
  readonly sentences: readonly SentenceRow[];
}

/** Every ordinal. */
const ALL = { first: 0, last: 2 ** 31 - 1 };

/** Statements over stored passages. */
export function createPassageStore({ rows, schema }: Pick<Database, 'rows' | 'schema'>) {
  const selectPassages = `
    SELECT p.key, p.article_key, p.ordinal, p.span_start, p.span_end, vector_send(e.vector) AS vector, e.codes,
      e.sentences
    FROM ${schema}.passages p JOIN ${schema}.evidence e ON e.key = p.evidence_key
    JOIN ${schema}.generation_articles g ON g.article_key = p.article_key AND g.generation = $1`;

  return {
    /** Searchable passages of a generation, in the order asked. */
    async passages(generation: number, keys: readonly PassageKey[]): Promise<readonly StoredPassage[]> {
      const found = await rows<PassageRow>(
        `${selectPassages} WHERE p.key = ANY($2::bigint[]) AND NOT g.exact_copy`,
        [generation, keys],
      );
      const known = new Map(found.map((row) => [row.key, toPassage(row)]));
      return keys.flatMap((key) => known.get(key) ?? []);
    },

    /** Passages of an article in text order: all, or those with ordinals from the first to the last. */
    async ofArticle(
      generation: number,
      articleKey: ArticleKey,
      { first, last }: { readonly first: number; readonly last: number } = ALL,
    ): Promise<readonly StoredPassage[]> {
      const found = await rows<PassageRow>(
        `${selectPassages} WHERE p.article_key = $2 AND p.ordinal BETWEEN $3 AND $4 ORDER BY p.ordinal`,
        [generation, articleKey, first, last],
      );
      return found.map(toPassage);
    },

    /** The article of each searchable passage, in the order asked. */
    async articleKeys(
      generation: number,
      keys: readonly PassageKey[],
    ): Promise<readonly (ArticleKey | null)[]> {
      const found = await rows<{ key: number; article_key: number }>(
        `SELECT p.key, p.article_key FROM ${schema}.passages p
         JOIN ${schema}.generation_articles g ON g.article_key = p.article_key AND g.generation = $1
         WHERE p.key = ANY($2::bigint[]) AND NOT g.exact_copy`,
        [generation, keys],
      );
      const known = new Map(found.map(({ key, article_key }) => [key, article_key]));
      return keys.map((key) => known.get(key) ?? null);
    },
  };
}

/** Statements over stored passages. */
export type PassageStore = ReturnType<typeof createPassageStore>;

function toPassage(row: PassageRow): StoredPassage {
  return {
    passageKey: row.key,
    articleKey: row.article_key,
    ordinal: row.ordinal,
    span: { start: row.span_start, end: row.span_end },
    vector: toFloats(row.vector),
    codes: new Uint8Array(row.codes),
    sentences: toSentences(row.sentences),
  };
}
