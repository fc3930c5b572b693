import type { Article } from '../../corpus/article.ts';
import { joinInitials } from '../../corpus/initials.ts';
import type { ArticleKey, KnownVersion, NewArticle, StoredArticle } from '../library.ts';
import { columnsOf, entryOf, isIntact } from '../sql/article-columns.ts';
import { toBlob, toIntegers } from '../sql/blobs.ts';
import { checkUnitVector } from '../unit-vector.ts';
import { type Database, decoded } from './database.ts';
import { parseSentences, toFloats } from './values.ts';

interface ArticleRow {
  readonly id: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly published_at: string | null;
  readonly text: string;
  readonly text_sha256: string;
  readonly headings: string;
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
  readonly sentences: string;
  readonly codes: Buffer;
}

/** Statements over articles, passages and their evidence. */
export function createArticleStore(database: Database, dimensions: number) {
  const selectVersion = database.prepare<[string], VersionRow>(
    'SELECT * FROM articles WHERE version_hash = ?',
  );
  const mendArticle = database.prepare(
    `UPDATE articles SET id = ?, title = ?, publisher = ?, url = ?, published_at = ?, text = ?, text_sha256 = ?, headings = ?
     WHERE key = ?`,
  );
  const selectArticle = database.prepare<[number], VersionRow>('SELECT * FROM articles WHERE key = ?');
  const selectPassages = database.prepare<[number], EntryPassageRow>(
    `SELECT p.start, p."end", p.pieces, e.hash, e.vector, e.sentences, e.codes
     FROM passages p JOIN evidence e ON e.key = p.evidence_key WHERE p.article_key = ? ORDER BY p.ordinal`,
  );
  const selectEvidence = database
    .prepare<[string], number>('SELECT key FROM evidence WHERE hash = ?')
    .pluck();
  const insertArticle = database.prepare(
    `INSERT INTO articles (version_hash, id, title, publisher, url, published_at, text, text_sha256, headings, signature)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertEvidence = database.prepare(
    'INSERT INTO evidence (hash, vector, sentences, codes) VALUES (?, ?, ?, ?)',
  );
  const insertPassage = database.prepare(
    'INSERT INTO passages (article_key, ordinal, start, "end", pieces, evidence_key) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const insertWords = database.prepare('INSERT INTO passages_fts (rowid, title, body) VALUES (?, ?, ?)');

  const store = database.transaction((entries: readonly NewArticle[]): readonly ArticleKey[] =>
    entries.map(storeOne),
  );

  function storeOne(entry: NewArticle): ArticleKey {
    const known = selectVersion.get(entry.versionHash);
    const { title, text } = entry.article;
    const columns = columnsOf(entry.article);
    if (known) {
      if (!isAsGiven(known, entry.article)) mendArticle.run(...columns, known.key);
      return known.key;
    }
    const articleKey = insertArticle.run(entry.versionHash, ...columns, toBlob(entry.signature))
      .lastInsertRowid as number;
    for (const [ordinal, { span, pieces, evidenceHash }] of entry.passages.entries()) {
      const passageKey = insertPassage.run(
        articleKey,
        ordinal,
        span.start,
        span.end,
        pieces,
        evidenceKey(entry, evidenceHash),
      ).lastInsertRowid;
      insertWords.run(passageKey, joinInitials(title), joinInitials(text.slice(span.start, span.end)));
    }
    return articleKey;
  }

  function evidenceKey(entry: NewArticle, hash: string): number {
    const known = selectEvidence.get(hash);
    if (known !== undefined) return known;
    const evidence = entry.evidence.get(hash);
    if (evidence === undefined) throw new Error(`no evidence is given or stored for ${hash}`);
    checkUnitVector(evidence.vector, dimensions);
    const sentences = evidence.sentences.map(({ start, end, tokenStart, tokenEnd }) => [
      start,
      end,
      tokenStart,
      tokenEnd,
    ]);
    return insertEvidence.run(
      hash,
      toBlob(evidence.vector),
      JSON.stringify(sentences),
      toBlob(evidence.codes),
    ).lastInsertRowid as number;
  }

  return {
    store: (entries: readonly NewArticle[]): readonly ArticleKey[] => store.immediate(entries),

    version({ versionHash, article }: Pick<NewArticle, 'versionHash' | 'article'>): KnownVersion | null {
      const row = selectVersion.get(versionHash);
      if (!row || !isAsGiven(row, article)) return null;
      return { articleKey: row.key, signature: decoded(database, () => toIntegers(row.signature)) };
    },

    entry(articleKey: ArticleKey): NewArticle | null {
      const row = selectArticle.get(articleKey);
      if (!row) return null;
      return decoded(database, () => {
        if (!isIntact(row)) throw new Error(`the text of article ${articleKey} is not what was stored`);
        return entryOf(
          { article: toArticle(row), versionHash: row.version_hash, signature: toIntegers(row.signature) },
          selectPassages.all(articleKey).map(({ vector, codes, sentences, ...passage }) => ({
            ...passage,
            evidence: {
              vector: toFloats(vector),
              codes: new Uint8Array(codes),
              sentences: parseSentences(sentences),
            },
          })),
        );
      });
    },

    knownEvidence: (hashes: readonly string[]): ReadonlySet<string> =>
      new Set(hashes.filter((hash) => selectEvidence.get(hash) !== undefined)),

    article(articleKey: ArticleKey): StoredArticle | null {
      const row = selectArticle.get(articleKey);
      if (!row) return null;
      return {
        ...decoded(database, () => ({ ...toArticle(row), signature: toIntegers(row.signature) })),
        articleKey,
        intact: isIntact(row),
      };
    },
  };
}

function toArticle(row: ArticleRow): Article {
  const headings = (JSON.parse(row.headings) as [number, number][]).map(([start, end]) => ({ start, end }));
  const { id, title, publisher, url, published_at: publishedAt, text } = row;
  return { id, title, publisher, url, publishedAt, text, headings };
}

/** Whether a row still holds what its version was made of. */
function isAsGiven(row: ArticleRow, article: Article): boolean {
  const { id, title, publisher, url, published_at, text, text_sha256, headings } = row;
  const stored = [id, title, publisher, url, published_at, text, text_sha256, headings];
  return columnsOf(article).every((value, at) => value === stored[at]);
}
