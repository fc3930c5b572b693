import { createHash } from 'node:crypto';
import type { Article } from '../../corpus/article.ts';
import type { ArticleKey, Evidence, KnownVersion, NewArticle, StoredArticle } from '../library.ts';
import { checkUnitVector } from '../unit-vector.ts';
import type { Database, Session } from './database.ts';
import { damaged } from './database-error.ts';
import { createKeywordStems } from './keywords/keyword-stems.ts';
import { keywordVector } from './keywords/keyword-vector.ts';
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
  readonly articleKey: ArticleKey;
  readonly start: number;
  readonly end: number;
  readonly pieces: number;
  readonly hash: string;
  readonly vector: Buffer;
  readonly sentences: readonly SentenceRow[];
  readonly codes: Buffer;
}

/** Of what `columnsOf` gives. */
const ARTICLE_COLUMNS = 8;

/** Statements over articles, passages and their evidence. */
export function createArticleStore(database: Database, dimensions: number) {
  const { schema } = database;
  const stemsOf = createKeywordStems();

  function selectVersions({ rows }: Session, versionHashes: readonly string[]): Promise<VersionRow[]> {
    return rows<VersionRow>(`SELECT * FROM ${schema}.articles WHERE version_hash = ANY($1::text[])`, [
      versionHashes,
    ]);
  }

  /** @returns the keys, in the order given */
  async function store(session: Session, entries: readonly NewArticle[]): Promise<readonly ArticleKey[]> {
    const rows = await selectVersions(
      session,
      entries.map(({ versionHash }) => versionHash),
    );
    const known = new Map(rows.map((row) => [row.version_hash, row]));
    const added = new Map<string, NewArticle>();
    for (const entry of entries) {
      const row = known.get(entry.versionHash);
      if (row === undefined) added.set(entry.versionHash, entry);
      else if (!isAsGiven(row, entry.article)) await mend(session, row.key, columnsOf(entry.article));
    }
    const keys = new Map(rows.map((row) => [row.version_hash, row.key]));
    if (added.size > 0) {
      const stored = [...added.values()];
      await storeEvidence(session, stored);
      for (const made of await storePassages(session, stored)) keys.set(made.version_hash, made.key);
    }
    return entries.map(({ versionHash }) => keys.get(versionHash) as ArticleKey);
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

  /** Stores what is given and not known yet. */
  async function storeEvidence({ rows }: Session, entries: readonly NewArticle[]): Promise<void> {
    const given = new Map<string, Evidence>();
    for (const { passages, evidence } of entries) {
      for (const { evidenceHash } of passages) {
        const known = evidence.get(evidenceHash);
        if (known === undefined || given.has(evidenceHash)) continue;
        checkUnitVector(known.vector, dimensions);
        given.set(evidenceHash, known);
      }
    }
    if (given.size === 0) return;
    const values = [...given.values()];
    await rows(
      `INSERT INTO ${schema}.evidence (hash, vector, sentences, codes)
       SELECT * FROM unnest($1::text[], $2::vector[], $3::json[], $4::bytea[]) ON CONFLICT (hash) DO NOTHING`,
      [
        [...given.keys()],
        values.map(({ vector }) => toVectorText(vector)),
        values.map(({ sentences }) =>
          JSON.stringify(sentences.map((s) => [s.start, s.end, s.tokenStart, s.tokenEnd])),
        ),
        values.map(({ codes }) => toBlob(codes)),
      ],
    );
  }

  /** Stores articles with their passages. @throws Error where evidence is neither given nor stored */
  async function storePassages(
    { rows }: Session,
    entries: readonly NewArticle[],
  ): Promise<readonly { readonly key: number; readonly version_hash: string }[]> {
    const passages = entries.flatMap(({ versionHash, article, passages: own }) => {
      const title = stemsOf(article.title);
      return own.map((passage, ordinal) => {
        const { start, end } = passage.span;
        const keywords = keywordVector(title, stemsOf(article.text.slice(start, end)));
        return { ...passage, ordinal, versionHash, keywords };
      });
    });
    const made = await rows<{ key: number; version_hash: string; stored: number }>(
      `WITH article AS (
         INSERT INTO ${schema}.articles (id, title, publisher, url, published_at, text, text_sha256, headings,
           version_hash, signature, characters, passages)
         SELECT id, title, publisher, url, published_at, text, text_sha256, headings, version_hash, signature,
           characters, passages
         FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
           $8::json[], $9::text[], $10::bytea[], $11::integer[], $12::integer[]) WITH ORDINALITY
           AS n (id, title, publisher, url, published_at, text, text_sha256, headings, version_hash, signature,
             characters, passages, at)
         ORDER BY n.at RETURNING key, version_hash),
       stored AS (
         INSERT INTO ${schema}.passages (article_key, ordinal, span_start, span_end, pieces, evidence_key,
           keywords, words)
         SELECT article.key, n.ordinal, n.span_start, n.span_end, n.pieces, e.key, n.keywords, n.words
         FROM unnest($13::text[], $14::integer[], $15::integer[], $16::integer[], $17::integer[], $18::text[],
             $19::tsvector[], $20::integer[])
           AS n (version_hash, ordinal, span_start, span_end, pieces, hash, keywords, words)
         JOIN article ON article.version_hash = n.version_hash
         JOIN ${schema}.evidence e ON e.hash = n.hash ORDER BY article.key, n.ordinal RETURNING 1)
       SELECT key, version_hash, (SELECT count(*) FROM stored) AS stored FROM article`,
      [
        ...columnsOfAll(entries.map(({ article }) => columnsOf(article))),
        entries.map(({ versionHash }) => versionHash),
        entries.map(({ signature }) => toBlob(signature)),
        entries.map(({ article }) => article.text.length),
        entries.map(({ passages: own }) => own.length),
        passages.map(({ versionHash }) => versionHash),
        passages.map(({ ordinal }) => ordinal),
        passages.map(({ span }) => span.start),
        passages.map(({ span }) => span.end),
        passages.map(({ pieces }) => pieces),
        passages.map(({ evidenceHash }) => evidenceHash),
        passages.map(({ keywords }) => keywords.text),
        passages.map(({ keywords }) => keywords.words),
      ],
    );
    if (made[0]?.stored !== passages.length) {
      const ids = entries.map(({ article }) => article.id).join(', ');
      throw new Error(`evidence of ${ids} is neither given nor stored`);
    }
    return made;
  }

  async function knownEvidence({ rows }: Session, hashes: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await rows<{ hash: string }>(
      `SELECT hash FROM ${schema}.evidence WHERE hash = ANY($1::text[])`,
      [hashes],
    );
    return new Set(found.map(({ hash }) => hash));
  }

  return {
    store: (entries: readonly NewArticle[]): Promise<readonly ArticleKey[]> =>
      // What a crash of the server loses of a build is stored again by the next one.
      database.transaction((session) => store(session, entries), { deferred: true }),

    async version({
      versionHash,
      article,
    }: Pick<NewArticle, 'versionHash' | 'article'>): Promise<KnownVersion | null> {
      const [row] = await selectVersions(database, [versionHash]);
      if (row === undefined || !isAsGiven(row, article)) return null;
      return { articleKey: row.key, signature: toIntegers(row.signature) };
    },

    knownEvidence: (hashes: readonly string[]): Promise<ReadonlySet<string>> =>
      knownEvidence(database, hashes),

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

function toArticle(row: ArticleRow): Article {
  const { id, title, publisher, url, published_at: publishedAt, text } = row;
  const headings = row.headings.map(([start, end]) => ({ start, end }));
  return { id, title, publisher, url, publishedAt, text, headings };
}

function toEntry(row: VersionRow, passages: readonly EntryPassageRow[]): NewArticle {
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
}

/** The columns of several articles, each as an array. */
function columnsOfAll(rows: readonly ReturnType<typeof columnsOf>[]): readonly unknown[] {
  return Array.from({ length: ARTICLE_COLUMNS }, (_, column) => rows.map((row) => row[column]));
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
