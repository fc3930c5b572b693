import { createHash } from 'node:crypto';
import type { Article } from '../../corpus/article.ts';
import type { ArticleKey, Evidence, KnownVersion, NewArticle, StoredArticle } from '../library.ts';
import { checkUnitVector } from '../unit-vector.ts';
import type { Database, Session } from './database.ts';
import { damaged } from './database-error.ts';
import { type SentenceRow, toBlob, toFloats, toIntegers, toSentences, toVectorText } from './values.ts';

interface ArticleRow {
  readonly id: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly published_at: string | null;
  readonly text: string;
  readonly text_sha256: string;
  readonly headings: readonly (readonly [number, number])[];
  readonly signature: Buffer;
}

interface VersionRow extends ArticleRow {
  readonly key: number;
  readonly version_hash: string;
}

interface EntryPassageRow {
  readonly start: number;
  readonly end: number;
  readonly pieces: number;
  readonly hash: string;
  readonly vector: Buffer;
  readonly sentences: readonly SentenceRow[];
  readonly codes: Buffer;
}

/** Statements over articles, passages and their evidence. */
export function createArticleStore(database: Database, dimensions: number) {
  const { schema } = database;

  async function selectVersion({ rows }: Session, versionHash: string): Promise<VersionRow | undefined> {
    return (
      await rows<VersionRow>(`SELECT * FROM ${schema}.articles WHERE version_hash = $1`, [versionHash])
    )[0];
  }

  async function store(session: Session, entry: NewArticle): Promise<ArticleKey> {
    const known = await selectVersion(session, entry.versionHash);
    const columns = columnsOf(entry.article);
    if (known !== undefined) {
      if (!isAsGiven(known, entry.article)) await mend(session, known.key, columns);
      return known.key;
    }
    const [made] = await session.rows<{ key: number }>(
      `INSERT INTO ${schema}.articles (id, title, publisher, url, published_at, text, text_sha256, headings,
         version_hash, signature, characters, passages)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING key`,
      [
        ...columns,
        entry.versionHash,
        toBlob(entry.signature),
        entry.article.text.length,
        entry.passages.length,
      ],
    );
    const articleKey = made?.key as number;
    await storeEvidence(session, entry);
    await storePassages(session, articleKey, entry);
    return articleKey;
  }

  async function mend(
    { rows }: Session,
    key: ArticleKey,
    columns: ReturnType<typeof columnsOf>,
  ): Promise<void> {
    await rows(
      `UPDATE ${schema}.articles SET id = $1, title = $2, publisher = $3, url = $4, published_at = $5, text = $6,
         text_sha256 = $7, headings = $8 WHERE key = $9`,
      [...columns, key],
    );
  }

  /** Stores what is not known yet. @throws Error where an article's evidence is neither known nor given */
  async function storeEvidence(session: Session, entry: NewArticle): Promise<void> {
    const hashes = [...new Set(entry.passages.map(({ evidenceHash }) => evidenceHash))];
    const known = await knownEvidence(session, hashes);
    const missing = hashes.filter((hash) => !known.has(hash));
    const given = missing.map((hash): Evidence => {
      const evidence = entry.evidence.get(hash);
      if (evidence === undefined) throw new Error(`no evidence is given or stored for ${hash}`);
      checkUnitVector(evidence.vector, dimensions);
      return evidence;
    });
    if (given.length === 0) return;
    await session.rows(
      `INSERT INTO ${schema}.evidence (hash, vector, sentences, codes)
       SELECT * FROM unnest($1::text[], $2::vector[], $3::json[], $4::bytea[])`,
      [
        missing,
        given.map(({ vector }) => toVectorText(vector)),
        given.map(({ sentences }) =>
          JSON.stringify(sentences.map((s) => [s.start, s.end, s.tokenStart, s.tokenEnd])),
        ),
        given.map(({ codes }) => toBlob(codes)),
      ],
    );
  }

  async function storePassages(
    { rows }: Session,
    articleKey: ArticleKey,
    { passages }: NewArticle,
  ): Promise<void> {
    if (passages.length === 0) return;
    await rows(
      `INSERT INTO ${schema}.passages (article_key, ordinal, span_start, span_end, pieces, evidence_key)
       SELECT $1, n.ordinal, n.span_start, n.span_end, n.pieces, e.key
       FROM unnest($2::integer[], $3::integer[], $4::integer[], $5::integer[], $6::text[])
         AS n (ordinal, span_start, span_end, pieces, hash)
       JOIN ${schema}.evidence e ON e.hash = n.hash ORDER BY n.ordinal`,
      [
        articleKey,
        passages.map((_, ordinal) => ordinal),
        passages.map(({ span }) => span.start),
        passages.map(({ span }) => span.end),
        passages.map(({ pieces }) => pieces),
        passages.map(({ evidenceHash }) => evidenceHash),
      ],
    );
  }

  async function knownEvidence({ rows }: Session, hashes: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await rows<{ hash: string }>(
      `SELECT hash FROM ${schema}.evidence WHERE hash = ANY($1::text[])`,
      [hashes],
    );
    return new Set(found.map(({ hash }) => hash));
  }

  return {
    store: (entry: NewArticle): Promise<ArticleKey> =>
      // What a crash of the server loses of a build is stored again by the next one.
      database.transaction((session) => store(session, entry), { deferred: true }),

    async version({
      versionHash,
      article,
    }: Pick<NewArticle, 'versionHash' | 'article'>): Promise<KnownVersion | null> {
      const row = await selectVersion(database, versionHash);
      if (row === undefined || !isAsGiven(row, article)) return null;
      return { articleKey: row.key, signature: toIntegers(row.signature) };
    },

    knownEvidence: (hashes: readonly string[]): Promise<ReadonlySet<string>> =>
      knownEvidence(database, hashes),

    async entry(articleKey: ArticleKey): Promise<NewArticle | null> {
      const [row] = await database.rows<VersionRow>(`SELECT * FROM ${schema}.articles WHERE key = $1`, [
        articleKey,
      ]);
      if (row === undefined) return null;
      if (!isIntact(row))
        throw damaged(database.address, `the text of article ${articleKey} is not what was stored`);
      const passages = await database.rows<EntryPassageRow>(
        `SELECT p.span_start AS start, p.span_end AS "end", p.pieces, e.hash, vector_send(e.vector) AS vector,
           e.sentences, e.codes
         FROM ${schema}.passages p JOIN ${schema}.evidence e ON e.key = p.evidence_key
         WHERE p.article_key = $1 ORDER BY p.ordinal`,
        [articleKey],
      );
      return {
        article: toArticle(row),
        versionHash: row.version_hash,
        signature: toIntegers(row.signature),
        passages: passages.map(({ start, end, pieces, hash }) => ({
          span: { start, end },
          evidenceHash: hash,
          pieces,
        })),
        evidence: new Map(
          passages.map(({ hash, vector, codes, sentences }) => [
            hash,
            { vector: toFloats(vector), codes: new Uint8Array(codes), sentences: toSentences(sentences) },
          ]),
        ),
      };
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

function toArticle(row: ArticleRow): Article {
  const { id, title, publisher, url, published_at: publishedAt, text } = row;
  const headings = row.headings.map(([start, end]) => ({ start, end }));
  return { id, title, publisher, url, publishedAt, text, headings };
}

/** What is stored of an article, in the order of the columns. */
function columnsOf({ id, title, publisher, url, publishedAt, text, headings }: Article) {
  const spans = JSON.stringify(headings.map(({ start, end }) => [start, end]));
  return [id, title, publisher, url, publishedAt, text, sha256(text), spans] as const;
}

/** Whether a row still holds what its version was made of. */
function isAsGiven(row: ArticleRow, article: Article): boolean {
  const { id, title, publisher, url, published_at, text, text_sha256, headings } = row;
  const stored = [id, title, publisher, url, published_at, text, text_sha256, JSON.stringify(headings)];
  return columnsOf(article).every((value, at) => value === stored[at]);
}

function isIntact({ text, text_sha256 }: ArticleRow): boolean {
  return sha256(text) === text_sha256;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
