import type { ArticleKey } from '../../library.ts';
import type { Database, Session } from '../database.ts';
import { createKeywordStems } from './keyword-stems.ts';
import { encodeSegment, type IndexedPassage } from './segment.ts';

/** Passages of a segment at most: what one is made of is held in memory. */
const MAX_PASSAGES = 50_000;
/** A segment at most so many times as large as what is added is made anew with it, which keeps them few. */
const ABSORBED_RATIO = 2;
/** From this share of passages on that no search may find, a segment is made anew. */
const MAX_DEAD_SHARE = 0.3;
/** Articles read at a time. */
const ARTICLES_PER_READ = 200;
/** Rows written at a time. */
const STEMS_PER_WRITE = 5_000;

interface SegmentRow {
  readonly segment: number;
  readonly passages: number;
  /** Of its passages, those that the new generation may find. */
  readonly live: number;
}

interface PassageRow {
  readonly passageKey: number;
  readonly articleKey: number;
  readonly start: number;
  readonly end: number;
}

interface TextRow {
  readonly articleKey: number;
  readonly title: string;
  readonly text: string;
}

/**
 * Gives a generation its segments: those of another one as they are, small and mostly dead ones made anew with the
 * articles that are in none. A few articles more cost a few segments' rows, whatever the size of the index.
 * @param base generation whose segments are taken over; `null` for none
 */
export async function storeSegments(parts: {
  readonly database: Database;
  readonly generation: number;
  readonly base: number | null;
  /** Told how many passages are in. */
  readonly onProgress: (done: number) => void;
}): Promise<void> {
  const { database, generation, base, onProgress } = parts;
  const { schema } = database;
  const reused = base === null ? [] : await segmentsOf(database, generation, base);
  const added = await database.rows<{ articleKey: number; passages: number }>(
    `SELECT g.article_key AS "articleKey", a.passages FROM ${schema}.generation_articles g
     JOIN ${schema}.articles a ON a.key = g.article_key
     WHERE g.generation = $1 AND NOT g.exact_copy AND NOT EXISTS (
       SELECT FROM ${schema}.keyword_articles k
       WHERE k.article_key = g.article_key AND k.segment = ANY($2::bigint[]))
     ORDER BY g.article_key`,
    [generation, reused.map(({ segment }) => segment)],
  );
  const { kept, absorbed } = chooseSegments(reused, sumOf(added.map(({ passages }) => passages)));
  const moved = await database.rows<{ articleKey: number; passages: number }>(
    `SELECT DISTINCT g.article_key AS "articleKey", a.passages FROM ${schema}.keyword_articles k
     JOIN ${schema}.generation_articles g ON g.generation = $1 AND g.article_key = k.article_key AND NOT g.exact_copy
     JOIN ${schema}.articles a ON a.key = g.article_key WHERE k.segment = ANY($2::bigint[])`,
    [generation, absorbed.map(({ segment }) => segment)],
  );
  await database.transaction(({ rows }) =>
    rows(`INSERT INTO ${schema}.generation_segments (generation, segment) SELECT $1, unnest($2::bigint[])`, [
      generation,
      kept.map(({ segment }) => segment),
    ]),
  );
  let done = sumOf(kept.map(({ live }) => live));
  onProgress(done);
  const stemsOf = createKeywordStems();
  const pending = [...added, ...moved].toSorted((a, b) => a.articleKey - b.articleKey);
  for (const articles of inSegments(pending)) {
    const passages: IndexedPassage[] = [];
    for (let at = 0; at < articles.length; at += ARTICLES_PER_READ) {
      const read = await readPassages(database, articles.slice(at, at + ARTICLES_PER_READ), stemsOf);
      passages.push(...read);
      done += read.length;
      onProgress(done);
    }
    passages.sort((a, b) => a.passageKey - b.passageKey);
    await database.transaction(
      (session) => writeSegment(session, { schema, generation, articles, passages }),
      { unlimited: true },
    );
  }
}

/** The segments of a generation, with how much of them another one may find. */
function segmentsOf({ rows, schema }: Database, generation: number, base: number): Promise<SegmentRow[]> {
  return rows<SegmentRow>(
    `SELECT s.segment, s.passages, (
       SELECT coalesce(sum(a.passages), 0) FROM ${schema}.keyword_articles k
       JOIN ${schema}.generation_articles g
         ON g.generation = $1 AND g.article_key = k.article_key AND NOT g.exact_copy
       JOIN ${schema}.articles a ON a.key = g.article_key WHERE k.segment = s.segment)::bigint AS live
     FROM ${schema}.generation_segments b JOIN ${schema}.keyword_segments s ON s.segment = b.segment
     WHERE b.generation = $2`,
    [generation, base],
  );
}

/** Which segments stay as they are. @param added passages that are in none of them */
function chooseSegments(segments: readonly SegmentRow[], added: number) {
  const kept: SegmentRow[] = [];
  const absorbed: SegmentRow[] = [];
  let pending = added;
  for (const segment of segments.toSorted((a, b) => a.live - b.live)) {
    const isMostlyDead = segment.passages - segment.live > segment.passages * MAX_DEAD_SHARE;
    const isSmall = segment.live <= pending * ABSORBED_RATIO && segment.live + pending <= MAX_PASSAGES;
    if (!isMostlyDead && !isSmall) {
      kept.push(segment);
      continue;
    }
    absorbed.push(segment);
    pending += segment.live;
  }
  return { kept, absorbed };
}

/** Articles in groups that make a segment each. */
function* inSegments(
  articles: readonly { readonly articleKey: ArticleKey; readonly passages: number }[],
): Generator<readonly ArticleKey[]> {
  let group: ArticleKey[] = [];
  let size = 0;
  for (const { articleKey, passages } of articles) {
    if (size > 0 && size + passages > MAX_PASSAGES) {
      yield group;
      group = [];
      size = 0;
    }
    group.push(articleKey);
    size += passages;
  }
  if (group.length > 0) yield group;
}

async function readPassages(
  { rows, schema }: Database,
  articleKeys: readonly ArticleKey[],
  stemsOf: ReturnType<typeof createKeywordStems>,
): Promise<readonly IndexedPassage[]> {
  const texts = await rows<TextRow>(
    `SELECT key AS "articleKey", title, text FROM ${schema}.articles WHERE key = ANY($1::bigint[])`,
    [articleKeys],
  );
  const passages = await rows<PassageRow>(
    `SELECT key AS "passageKey", article_key AS "articleKey", span_start AS start, span_end AS "end"
     FROM ${schema}.passages WHERE article_key = ANY($1::bigint[])`,
    [articleKeys],
  );
  const known = new Map(
    texts.map(({ articleKey, title, text }) => [articleKey, { text, title: stemsOf(title) }]),
  );
  return passages.flatMap(({ passageKey, articleKey, start, end }) => {
    const article = known.get(articleKey);
    if (article === undefined) return [];
    const body = stemsOf(article.text.slice(start, end));
    const words = {
      stems: [...article.title.stems, ...body.stems],
      compounds: [...article.title.compounds, ...body.compounds],
    };
    return [{ passageKey, articleKey, words }];
  });
}

async function writeSegment(
  { rows }: Session,
  segment: {
    readonly schema: string;
    readonly generation: number;
    readonly articles: readonly ArticleKey[];
    readonly passages: readonly IndexedPassage[];
  },
): Promise<void> {
  const { schema, generation, articles, passages } = segment;
  const { documents, words, stems } = encodeSegment(passages);
  const [made] = await rows<{ segment: number }>(
    `INSERT INTO ${schema}.keyword_segments (passages, words, documents) VALUES ($1, $2, $3) RETURNING segment`,
    [passages.length, words, documents],
  );
  const number = made?.segment;
  await rows(
    `INSERT INTO ${schema}.keyword_articles (segment, article_key) SELECT $1, unnest($2::bigint[])`,
    [number, articles],
  );
  for (let at = 0; at < stems.length; at += STEMS_PER_WRITE) {
    const some = stems.slice(at, at + STEMS_PER_WRITE);
    await rows(
      `INSERT INTO ${schema}.keyword_postings (segment, stem, frequency, postings)
       SELECT $1, * FROM unnest($2::text[], $3::integer[], $4::bytea[])`,
      [
        number,
        some.map(({ stem }) => stem),
        some.map(({ frequency }) => frequency),
        some.map(({ postings }) => postings),
      ],
    );
  }
  await rows(`INSERT INTO ${schema}.generation_segments (generation, segment) VALUES ($1, $2)`, [
    generation,
    number,
  ]);
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
