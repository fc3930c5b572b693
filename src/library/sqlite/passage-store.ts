import type { ArticleKey, PassageKey, StoredPassage } from '../library.ts';
import { type Database, decoded } from './database.ts';
import { parseSentences, toBytes, toFloats } from './values.ts';

interface PassageRow {
  readonly key: number;
  readonly article_key: number;
  readonly ordinal: number;
  readonly start: number;
  readonly end: number;
  readonly vector: Buffer;
  readonly codes: Buffer;
  readonly sentences: string;
}

/** A passage of a generation, by whose article it is and which evidence it has. */
export interface MemberPassage {
  readonly passageKey: PassageKey;
  readonly articleKey: ArticleKey;
  /** The same for passages with one text. */
  readonly evidenceKey: number;
}

const PASSAGE_COLUMNS = `p.key, p.article_key, p.ordinal, p.start, p."end", e.vector, e.codes, e.sentences
  FROM passages p JOIN evidence e ON e.key = p.evidence_key`;

/** Statements over stored passages. */
export function createPassageStore(database: Database) {
  const selectPassage = database.prepare<[number], PassageRow>(`SELECT ${PASSAGE_COLUMNS} WHERE p.key = ?`);
  const selectOfArticle = database.prepare<[number, number, number], PassageRow>(
    `SELECT ${PASSAGE_COLUMNS} WHERE p.article_key = ? AND p.ordinal BETWEEN ? AND ? ORDER BY p.ordinal`,
  );
  const selectVector = database
    .prepare<[number], Buffer>(
      'SELECT e.vector FROM passages p JOIN evidence e ON e.key = p.evidence_key WHERE p.key = ?',
    )
    .pluck();
  // Lists of numbers: a row for each of a hundred thousand passages would take three times as long.
  const selectMembers = database
    .prepare<[number], [passageKeys: string, articleKeys: string, evidenceKeys: string]>(
      `SELECT json_group_array(key), json_group_array(article_key), json_group_array(evidence_key) FROM (
         SELECT p.key, p.article_key, p.evidence_key
         FROM generation_articles g JOIN passages p ON p.article_key = g.article_key
         WHERE g.generation = ? AND g.exact_copy = 0 ORDER BY p.key)`,
    )
    .raw();

  function vector(passageKey: PassageKey): Float32Array | null {
    const blob = selectVector.get(passageKey);
    return blob ? decoded(database, () => toFloats(blob)) : null;
  }

  return {
    passage(passageKey: PassageKey): StoredPassage | null {
      const row = selectPassage.get(passageKey);
      return row ? decoded(database, () => toPassage(row)) : null;
    },
    ofArticle: (
      articleKey: ArticleKey,
      { first, last } = { first: 0, last: Number.MAX_SAFE_INTEGER },
    ): readonly StoredPassage[] =>
      decoded(database, () => selectOfArticle.all(articleKey, first, last).map(toPassage)),
    vector,
    /** The vectors of some passages, one after the other; passages without one are left out. */
    *vectors(keys: Iterable<PassageKey>) {
      for (const passageKey of keys) {
        const found = vector(passageKey);
        if (found) yield { passageKey, vector: found };
      }
    },
    /** The searchable passages of a generation, by ascending key. */
    members(generation: number): readonly MemberPassage[] {
      const [passageKeys = [], articleKeys = [], evidenceKeys = []] = (
        selectMembers.get(generation) ?? []
      ).map((list) => JSON.parse(list) as number[]);
      return passageKeys.map((passageKey, at) => ({
        passageKey,
        articleKey: articleKeys[at] as ArticleKey,
        evidenceKey: evidenceKeys[at] as number,
      }));
    },
  };
}

/**
 * Of passages with one text, the first stands for all in a vector index: equal points crowd others out of a
 * graph's links (with a third of them equal, .74 of the ten nearest were found instead of all).
 * @returns the passages each stands for, itself among them, by its key
 */
export function groupByEvidence(
  members: readonly MemberPassage[],
): ReadonlyMap<PassageKey, readonly PassageKey[]> {
  const groups = new Map<number, PassageKey[]>();
  for (const { evidenceKey, passageKey } of members) {
    const group = groups.get(evidenceKey);
    if (group) group.push(passageKey);
    else groups.set(evidenceKey, [passageKey]);
  }
  return new Map([...groups.values()].map((group) => [group[0] as PassageKey, group]));
}

/** Statements over stored passages. */
export type PassageStore = ReturnType<typeof createPassageStore>;

function toPassage(row: PassageRow): StoredPassage {
  return {
    passageKey: row.key,
    articleKey: row.article_key,
    ordinal: row.ordinal,
    span: { start: row.start, end: row.end },
    vector: toFloats(row.vector),
    codes: toBytes(row.codes),
    sentences: parseSentences(row.sentences),
  };
}
