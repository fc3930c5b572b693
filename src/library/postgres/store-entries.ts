import type { ArticleKey, Evidence, NewArticle } from '../library.ts';
import { columnsOf } from '../sql/article-columns.ts';
import { toBlob } from '../sql/blobs.ts';
import { checkUnitVector } from '../unit-vector.ts';
import { isAsGiven, type VersionFacts } from './article-row.ts';
import type { Session } from './database.ts';
import type { KeywordStems } from './keywords/keyword-stems.ts';
import { keywordVector } from './keywords/keyword-vector.ts';
import { toVectorText } from './values.ts';

/** Of what `columnsOf` gives. */
const ARTICLE_COLUMNS = 8;

/** Where entries are stored. */
interface StoringParts {
  readonly schema: string;
  readonly dimensions: number;
  /** The words of a text. */
  readonly stemsOf: (text: string) => KeywordStems;
}

/** The stored versions of some hashes. */
export function selectVersions(
  { rows }: Session,
  schema: string,
  versionHashes: readonly string[],
): Promise<VersionFacts[]> {
  return rows<VersionFacts>(
    `SELECT key, version_hash, id, title, publisher, url, published_at, text_sha256, headings, signature,
       encode(sha256(convert_to(text, 'UTF8')), 'hex') AS found_sha256
     FROM ${schema}.articles WHERE version_hash = ANY($1::text[])`,
    [versionHashes],
  );
}

/**
 * Stores article versions with their passages and the evidence that is not known yet, each version once.
 * @returns the keys, in the order given, in which new ones ascend
 * @throws Error where evidence is neither given nor stored
 */
export async function storeEntries(
  session: Session,
  parts: StoringParts,
  entries: readonly NewArticle[],
): Promise<readonly ArticleKey[]> {
  const { schema } = parts;
  const rows = await selectVersions(
    session,
    schema,
    entries.map(({ versionHash }) => versionHash),
  );
  const known = new Map(rows.map((row) => [row.version_hash, row]));
  const added = new Map<string, NewArticle>();
  for (const entry of entries) {
    const row = known.get(entry.versionHash);
    if (row === undefined) added.set(entry.versionHash, entry);
    else if (!isAsGiven(row, entry.article)) await mend(session, schema, row.key, columnsOf(entry.article));
  }
  const keys = new Map(rows.map((row) => [row.version_hash, row.key]));
  if (added.size > 0) {
    const stored = [...added.values()];
    await storeEvidence(session, parts, stored);
    for (const made of await storePassages(session, parts, stored)) keys.set(made.version_hash, made.key);
  }
  return entries.map(({ versionHash }) => keys.get(versionHash) as ArticleKey);
}

async function mend(
  { rows }: Session,
  schema: string,
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
async function storeEvidence(
  { rows }: Session,
  { schema, dimensions }: StoringParts,
  entries: readonly NewArticle[],
): Promise<void> {
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
  { schema, stemsOf }: StoringParts,
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

/** The columns of several articles, each as an array. */
function columnsOfAll(rows: readonly ReturnType<typeof columnsOf>[]): readonly unknown[] {
  return Array.from({ length: ARTICLE_COLUMNS }, (_, column) => rows.map((row) => row[column]));
}
