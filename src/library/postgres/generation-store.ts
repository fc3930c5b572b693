import { ExpectedError } from '../../errors.ts';
import type { GenerationInfo, GenerationMember, ListedArticle, ProofFacts } from '../library.ts';
import { epochMs } from '../moment.ts';
import { type GenerationRow, toInfo } from '../sql/generation-row.ts';
import type { Database, Session } from './database.ts';
import { discountArticles } from './keywords/count-stems.ts';

/** Which generations are served and kept. */
export interface Pointer {
  readonly served: number | null;
  readonly former: number | null;
}

/** What a build puts together. */
export interface GenerationOutline {
  readonly members: readonly GenerationMember[];
  readonly modelId: string;
  readonly seedsFolder: string;
  readonly indexedAt: string;
}

/** Statements over generations and the pointer to the served one. */
export function createGenerationStore(database: Database, channel: string) {
  const { schema, rows } = database;

  async function pointerIn(session: Session, lock = ''): Promise<Pointer> {
    const [row] = await session.rows<Pointer>(
      `SELECT served, former FROM ${schema}.state WHERE one = 1 ${lock}`,
    );
    return row ?? { served: null, former: null };
  }

  /** Tells every process that listens, once the transaction is through. */
  async function movePointer(session: Session, { served, former }: Pointer): Promise<void> {
    await session.rows(`UPDATE ${schema}.state SET served = $1, former = $2 WHERE one = 1`, [served, former]);
    await session.rows('SELECT pg_notify($1, $2)', [channel, String(served)]);
  }

  async function infoIn(session: Session, generation: number): Promise<GenerationInfo | null> {
    const [row] = await session.rows<GenerationRow>(
      `SELECT * FROM ${schema}.generations WHERE generation = $1 AND is_complete`,
      [generation],
    );
    return row === undefined ? null : toInfo(row);
  }

  async function insert(session: Session, outline: GenerationOutline): Promise<number> {
    const { members, modelId, seedsFolder, indexedAt } = outline;
    const [made] = await session.rows<{ generation: number }>(
      `WITH counted AS (UPDATE ${schema}.state SET newest = newest + 1 WHERE one = 1 RETURNING newest)
       INSERT INTO ${schema}.generations (generation, indexed_at, model_id, seeds_folder, articles, passages, duplicates)
       SELECT newest, $1, $2, $3, $4, 0, $5 FROM counted RETURNING generation`,
      [indexedAt, modelId, seedsFolder, members.length, members.filter((m) => m.duplicateOf !== null).length],
    );
    const generation = made?.generation as number;
    await session.rows(
      `INSERT INTO ${schema}.generation_articles (generation, article_key, file, duplicate_of, exact_copy)
       SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::bigint[], $5::boolean[])`,
      [
        generation,
        members.map(({ articleKey }) => articleKey),
        members.map(({ file }) => file),
        members.map(({ duplicateOf }) => duplicateOf),
        members.map(({ exactCopy }) => exactCopy),
      ],
    );
    const dates = await session.rows<{ published_at: string }>(
      `SELECT DISTINCT a.published_at FROM ${schema}.generation_articles g
       JOIN ${schema}.articles a ON a.key = g.article_key
       WHERE g.generation = $1 AND a.published_at IS NOT NULL`,
      [generation],
    );
    const newest = dates.map((row) => row.published_at).sort((a, b) => epochMs(b) - epochMs(a))[0];
    await session.rows(
      `UPDATE ${schema}.generations SET newest_published_at = $2, passages = (
         SELECT coalesce(sum(a.passages), 0) FROM ${schema}.generation_articles g
         JOIN ${schema}.articles a ON a.key = g.article_key WHERE g.generation = $1 AND NOT g.exact_copy)
       WHERE generation = $1`,
      [generation, newest ?? null],
    );
    return generation;
  }

  async function remove(session: Session, generation: number): Promise<void> {
    const { served, former } = await pointerIn(session, 'FOR UPDATE');
    if (generation === served || generation === former) {
      throw new Error(`generation ${generation} is served, or the former one`);
    }
    await session.rows(`DELETE FROM ${schema}.generations WHERE generation = $1`, [generation]);
  }

  async function prune(session: Session): Promise<void> {
    const { served, former } = await pointerIn(session);
    if (served === null) return;
    await session.rows(`DELETE FROM ${schema}.generations WHERE generation <> ALL($1::bigint[])`, [
      [served, former].filter((kept) => kept !== null),
    ]);
    const unused = await session.rows<{ key: number }>(
      `SELECT key FROM ${schema}.articles a WHERE NOT EXISTS (
         SELECT FROM ${schema}.generation_articles g WHERE g.article_key = a.key)`,
    );
    const keys = unused.map(({ key }) => key);
    await discountArticles(session, schema, keys);
    const gone = await session.rows<{ evidence_key: number }>(
      `DELETE FROM ${schema}.passages WHERE article_key = ANY($1::bigint[]) RETURNING evidence_key`,
      [keys],
    );
    await session.rows(`DELETE FROM ${schema}.articles WHERE key = ANY($1::bigint[])`, [keys]);
    await session.rows(
      `DELETE FROM ${schema}.evidence e WHERE e.key = ANY($1::bigint[]) AND NOT EXISTS (
         SELECT FROM ${schema}.passages p WHERE p.evidence_key = e.key)`,
      [gone.map((row) => row.evidence_key)],
    );
  }

  return {
    pointer: (): Promise<Pointer> => pointerIn(database),
    /** `null` for a generation that is not kept, or whose build did not end. */
    info: (generation: number): Promise<GenerationInfo | null> => infoIn(database, generation),

    insert: (outline: GenerationOutline): Promise<number> =>
      database.transaction((session) => insert(session, outline), { unlimited: true }),

    /** Passages that can be found, complete or not. */
    async size(generation: number): Promise<number> {
      const [row] = await rows<{ passages: number }>(
        `SELECT passages FROM ${schema}.generations WHERE generation = $1`,
        [generation],
      );
      return row?.passages ?? 0;
    },

    /** From now on it can be served. */
    async complete(generation: number): Promise<GenerationInfo> {
      return database.transaction(async (session) => {
        await session.rows(`UPDATE ${schema}.generations SET is_complete = true WHERE generation = $1`, [
          generation,
        ]);
        return (await infoIn(session, generation)) as GenerationInfo;
      });
    },

    async members(generation: number) {
      const found = await rows<GenerationMember & { readonly versionHash: string; readonly id: string }>(
        `SELECT g.article_key AS "articleKey", g.file, g.duplicate_of AS "duplicateOf",
           g.exact_copy AS "exactCopy", a.version_hash AS "versionHash", a.id
         FROM ${schema}.generation_articles g JOIN ${schema}.articles a ON a.key = g.article_key
         WHERE g.generation = $1 ORDER BY g.article_key`,
        [generation],
      );
      return found;
    },

    /** Newest first, undated ones last by title. */
    async listed(generation: number): Promise<readonly ListedArticle[]> {
      const found = await rows<ListedArticle>(
        `SELECT g.article_key AS "articleKey", a.id, a.title, a.publisher, a.url, a.published_at AS "publishedAt",
           g.file, g.duplicate_of AS "duplicateOf", g.exact_copy AS "exactCopy",
           CASE WHEN g.exact_copy THEN 0 ELSE a.passages END AS passages, a.characters
         FROM ${schema}.generation_articles g JOIN ${schema}.articles a ON a.key = g.article_key
         WHERE g.generation = $1`,
        [generation],
      );
      const dated = found.map((article) => ({
        article,
        ms: article.publishedAt === null ? Number.NEGATIVE_INFINITY : epochMs(article.publishedAt),
      }));
      return dated.sort(newestFirst).map(({ article }) => article);
    },

    /** @param wanted what a rollback serves; the generation served until now unless told, `null` for none */
    serve: (generation: number, proof: ProofFacts, wanted?: number | null): Promise<void> =>
      database.transaction(async (session) => {
        const { served, former } = await pointerIn(session, 'FOR UPDATE');
        for (const needed of [generation, wanted ?? generation]) {
          if ((await infoIn(session, needed)) === null) throw new Error(`generation ${needed} was not built`);
        }
        await session.rows(`UPDATE ${schema}.generations SET proof = $2 WHERE generation = $1`, [
          generation,
          JSON.stringify(proof),
        ]);
        if (wanted !== undefined) await movePointer(session, { served: generation, former: wanted });
        else if (served !== generation) {
          await movePointer(session, { served: generation, former: served ?? former });
        }
      }),

    rollback: (): Promise<GenerationInfo> =>
      database.transaction(async (session) => {
        const { served, former } = await pointerIn(session, 'FOR UPDATE');
        const info = former === null ? null : await infoIn(session, former);
        if (info === null) {
          throw new ExpectedError(
            'no-former-generation',
            'There is no former generation to go back to: only one was built.',
          );
        }
        await movePointer(session, { served: former, former: served });
        return info;
      }),

    /** Drops a generation. @throws Error for the served and the former one. */
    remove: (generation: number): Promise<void> =>
      database.transaction((session) => remove(session, generation), { unlimited: true }),

    /** Drops every generation but the served and the former one, and what only they used. */
    prune: (): Promise<void> => database.transaction(prune, { unlimited: true }),
  };
}

interface Dated {
  readonly article: ListedArticle;
  readonly ms: number;
}

function newestFirst(a: Dated, b: Dated): number {
  if (a.ms !== b.ms) return b.ms > a.ms ? 1 : -1;
  if (a.article.title !== b.article.title) return a.article.title < b.article.title ? -1 : 1;
  return a.article.articleKey - b.article.articleKey;
}
