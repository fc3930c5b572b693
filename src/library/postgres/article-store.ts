import type { ArticleKey, KnownVersion, NewArticle, StoredArticle } from '../library.ts';
import { isIntact } from '../sql/article-columns.ts';
import { toIntegers } from '../sql/blobs.ts';
import {
  type ArticleRow,
  type EntryPassageRow,
  isAsGiven,
  toArticle,
  toEntry,
  type VersionRow,
} from './article-row.ts';
import { askTogether } from './ask-together.ts';
import type { Database } from './database.ts';
import { damaged } from './database-error.ts';
import { createKeywordStems } from './keywords/keyword-stems.ts';
import { selectVersions, storeEntries } from './store-entries.ts';

/** Statements over articles, passages and their evidence. */
export function createArticleStore(database: Database, dimensions: number) {
  const { schema } = database;
  const stemsOf = createKeywordStems();
  const readVersion = askTogether(async (versionHashes: readonly string[]) => {
    const found = await selectVersions(database, schema, versionHashes);
    return new Map(found.map((facts) => [facts.version_hash, facts]));
  });

  return {
    store: (entries: readonly NewArticle[]): Promise<readonly ArticleKey[]> =>
      // What a crash of the server loses of a build is stored again by the next one.
      database.transaction((session) => storeEntries(session, { schema, dimensions, stemsOf }, entries), {
        deferred: true,
      }),

    async version({
      versionHash,
      article,
    }: Pick<NewArticle, 'versionHash' | 'article'>): Promise<KnownVersion | null> {
      const facts = await readVersion(versionHash);
      if (facts === null || !isAsGiven(facts, article)) return null;
      return { articleKey: facts.key, signature: toIntegers(facts.signature) };
    },

    async knownEvidence(hashes: readonly string[]): Promise<ReadonlySet<string>> {
      const found = await database.rows<{ hash: string }>(
        `SELECT hash FROM ${schema}.evidence WHERE hash = ANY($1::text[])`,
        [hashes],
      );
      return new Set(found.map(({ hash }) => hash));
    },

    async entries(articleKeys: readonly ArticleKey[]): Promise<readonly NewArticle[]> {
      const articles = await database.rows<VersionRow>(
        `SELECT * FROM ${schema}.articles WHERE key = ANY($1::bigint[])`,
        [articleKeys],
      );
      const passages = await database.rows<EntryPassageRow>(
        `SELECT p.article_key AS "articleKey", p.span_start AS start, p.span_end AS "end", p.pieces, e.hash,
           vector_send(e.vector) AS vector, e.sentences, e.codes
         FROM ${schema}.passages p JOIN ${schema}.evidence e ON e.key = p.evidence_key
         WHERE p.article_key = ANY($1::bigint[]) ORDER BY p.article_key, p.ordinal`,
        [articleKeys],
      );
      const rowOf = new Map(articles.map((row) => [row.key, row]));
      const passagesOf = new Map(articles.map(({ key }): [number, EntryPassageRow[]] => [key, []]));
      for (const passage of passages) passagesOf.get(passage.articleKey)?.push(passage);
      return articleKeys.flatMap((articleKey) => {
        const row = rowOf.get(articleKey);
        if (row === undefined) return [];
        if (!isIntact(row)) {
          throw damaged(database.address, `the text of article ${articleKey} is not what was stored`);
        }
        return [toEntry(row, passagesOf.get(articleKey) ?? [])];
      });
    },

    /**
     * Reads every article and vector, so that a page that the server finds damaged is met before something is built
     * upon it.
     */
    async readAll(): Promise<void> {
      await database.transaction(
        async ({ rows }) => {
          await rows(`SELECT count(*) FROM ${schema}.articles WHERE length(text) + length(title) < 0`);
          await rows(`SELECT count(*) FROM ${schema}.evidence WHERE vector_dims(vector) < 1`);
        },
        { unlimited: true },
      );
    },

    /** Articles of a generation, by key. */
    async articles(
      generation: number,
      articleKeys: readonly ArticleKey[],
    ): Promise<ReadonlyMap<ArticleKey, StoredArticle>> {
      const found = await database.rows<ArticleRow & { readonly key: number }>(
        `SELECT key, id, title, publisher, url, published_at, text, text_sha256, headings, signature
         FROM ${schema}.articles a JOIN ${schema}.generation_articles g ON g.article_key = a.key
         WHERE g.generation = $1 AND a.key = ANY($2::bigint[])`,
        [generation, articleKeys],
      );
      return new Map(
        found.map((row) => [
          row.key,
          {
            ...toArticle(row),
            articleKey: row.key,
            signature: toIntegers(row.signature),
            intact: isIntact(row),
          },
        ]),
      );
    },
  };
}
