import { ExpectedError } from '../../errors.ts';
import type { IndexFileFacts } from '../hnsw/index-file.ts';
import type { GenerationInfo, GenerationMember, ListedArticle, ProofFacts } from '../library.ts';
import { type GenerationRow, toInfo } from '../sql/generation-row.ts';
import type { Database } from './database.ts';

interface StoredGenerationRow extends GenerationRow {
  readonly index_sha256: string | null;
  readonly index_bytes: number | null;
}

interface MemberRow {
  readonly article_key: number;
  readonly file: string;
  readonly duplicate_of: number | null;
  readonly exact_copy: number;
  readonly version_hash: string;
  readonly id: string;
}

interface ListedRow extends Omit<MemberRow, 'version_hash'> {
  readonly title: string;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly published_at: string | null;
  readonly passages: number;
  readonly characters: number;
}

/** Which generations are served and kept. */
export interface Pointer {
  readonly served: number | null;
  readonly former: number | null;
}

/** Statements over generations and the pointer to the served one. */
export function createGenerationStore(database: Database) {
  // SQLite's length() counts code points; every offset in the product counts UTF-16 code units.
  database.function('utf16_length', { deterministic: true }, (text) => String(text).length);
  const selectPointer = database.prepare<[], Pointer>('SELECT served, former FROM state WHERE only = 1');
  const updatePointer = database.prepare('UPDATE state SET served = ?, former = ? WHERE only = 1');
  const selectGeneration = database.prepare<[number], StoredGenerationRow>(
    'SELECT * FROM generations WHERE generation = ?',
  );
  const insertGeneration = database.prepare(
    `INSERT INTO generations (indexed_at, model_id, seeds_folder, articles, passages, duplicates, newest_published_at)
     VALUES (?, ?, ?, 0, 0, 0, NULL)`,
  );
  const insertMember = database.prepare('INSERT INTO generation_articles VALUES (?, ?, ?, ?, ?)');
  const count = database.prepare(
    `UPDATE generations SET
       articles = (SELECT count(*) FROM generation_articles g WHERE g.generation = generations.generation),
       duplicates = (SELECT count(duplicate_of) FROM generation_articles g WHERE g.generation = generations.generation),
       passages = (SELECT count(*) FROM generation_articles g JOIN passages p ON p.article_key = g.article_key
                   WHERE g.generation = generations.generation AND g.exact_copy = 0),
       newest_published_at = (SELECT a.published_at FROM generation_articles g JOIN articles a ON a.key = g.article_key
                   WHERE g.generation = generations.generation AND a.published_at IS NOT NULL
                   ORDER BY julianday(a.published_at) DESC LIMIT 1)
     WHERE generation = ?`,
  );
  const updateIndex = database.prepare(
    'UPDATE generations SET index_sha256 = ?, index_bytes = ? WHERE generation = ?',
  );
  const updateProof = database.prepare('UPDATE generations SET proof = ? WHERE generation = ?');
  const selectMembers = database.prepare<[number], MemberRow>(
    `SELECT g.article_key, g.file, g.duplicate_of, g.exact_copy, a.version_hash, a.id
     FROM generation_articles g JOIN articles a ON a.key = g.article_key WHERE g.generation = ? ORDER BY g.article_key`,
  );
  const selectListed = database.prepare<[number], ListedRow>(
    `SELECT g.article_key, g.file, g.duplicate_of, g.exact_copy, a.id, a.title, a.publisher, a.url, a.published_at,
       utf16_length(a.text) AS characters,
       (SELECT count(*) FROM passages p WHERE p.article_key = a.key) AS passages
     FROM generation_articles g JOIN articles a ON a.key = g.article_key WHERE g.generation = ?
     ORDER BY a.published_at IS NULL, julianday(a.published_at) DESC, a.title, a.key`,
  );
  const deleteGeneration = database.prepare('DELETE FROM generations WHERE generation = ?');
  const dropUnused = [
    'DELETE FROM generations WHERE generation NOT IN (SELECT served FROM state UNION SELECT former FROM state WHERE former IS NOT NULL)',
    `DELETE FROM passages_fts WHERE rowid IN (
       SELECT p.key FROM passages p WHERE p.article_key NOT IN (SELECT article_key FROM generation_articles))`,
    'DELETE FROM articles WHERE key NOT IN (SELECT article_key FROM generation_articles)',
    'DELETE FROM evidence WHERE key NOT IN (SELECT evidence_key FROM passages)',
  ].map((sql) => database.prepare(sql));

  const insert = database.transaction(
    (build: {
      readonly members: readonly GenerationMember[];
      readonly modelId: string;
      readonly seedsFolder: string;
      readonly indexedAt: string;
    }) => {
      const generation = insertGeneration.run(build.indexedAt, build.modelId, build.seedsFolder)
        .lastInsertRowid as number;
      for (const { articleKey, file, duplicateOf, exactCopy } of build.members) {
        insertMember.run(generation, articleKey, file, duplicateOf, exactCopy ? 1 : 0);
      }
      count.run(generation);
      return generation;
    },
  );
  const serve = database.transaction((generation: number, proof: ProofFacts, wanted?: number | null) => {
    const { served, former } = pointer();
    for (const needed of [generation, wanted ?? generation]) {
      if (info(needed) === null) throw new Error(`generation ${needed} was not built`);
    }
    updateProof.run(JSON.stringify(proof), generation);
    if (wanted !== undefined) updatePointer.run(generation, wanted);
    else if (served !== generation) updatePointer.run(generation, served ?? former);
  });
  const rollback = database.transaction(() => {
    const { served, former } = pointer();
    if (former === null) {
      throw new ExpectedError(
        'no-former-generation',
        'There is no former generation to go back to: only one was built.',
      );
    }
    updatePointer.run(former, served);
    return former;
  });
  const prune = database.transaction(() => {
    if (pointer().served === null) return;
    for (const statement of dropUnused) statement.run();
  });

  const remove = database.transaction((generation: number) => {
    const { served, former } = pointer();
    if (generation === served || generation === former) {
      throw new Error(`generation ${generation} is served, or the former one`);
    }
    deleteGeneration.run(generation);
  });

  /** `null` for a generation that is not kept, or whose build did not end. */
  function info(generation: number): GenerationInfo | null {
    const row = selectGeneration.get(generation);
    return row && row.index_sha256 !== null ? toInfo(row) : null;
  }

  function pointer(): Pointer {
    return selectPointer.get() ?? { served: null, former: null };
  }

  /** Runs a move of the pointer so that not even a power cut undoes it. */
  function durably<T>(work: () => T): T {
    database.pragma('synchronous = FULL');
    try {
      return work();
    } finally {
      database.pragma('synchronous = NORMAL');
    }
  }

  return {
    pointer,
    info,
    /** What the generation's index file must be; `null` before it was written. */
    indexFacts(generation: number): IndexFileFacts | null {
      const row = selectGeneration.get(generation);
      if (!row || row.index_sha256 === null || row.index_bytes === null) return null;
      return { sha256: row.index_sha256, bytes: row.index_bytes };
    },
    noteIndexFile: (generation: number, { sha256, bytes }: IndexFileFacts) =>
      updateIndex.run(sha256, bytes, generation),
    insert: (build: Parameters<typeof insert>[0]): number => insert.immediate(build),
    members: (generation: number) =>
      selectMembers
        .all(generation)
        .map((row) => ({ ...toMember(row), versionHash: row.version_hash, id: row.id })),
    listed: (generation: number): readonly ListedArticle[] => selectListed.all(generation).map(toListed),
    serve: (generation: number, proof: ProofFacts, former?: number | null) =>
      durably(() => serve.immediate(generation, proof, former)),
    rollback: (): number => durably(() => rollback.immediate()),
    /** Drops a generation. @throws Error for the served and the former one. */
    remove: (generation: number) => remove.immediate(generation),
    /** Drops every generation but the served and the former one, and what only they used. */
    prune: () => prune.immediate(),
  };
}

/** Statements over generations and the pointer to the served one. */
export type GenerationStore = ReturnType<typeof createGenerationStore>;

/** Field by field: to spread a member into each article takes as long as to read them all. */
function toListed(row: ListedRow): ListedArticle {
  return {
    articleKey: row.article_key,
    file: row.file,
    duplicateOf: row.duplicate_of,
    exactCopy: row.exact_copy === 1,
    id: row.id,
    title: row.title,
    publisher: row.publisher,
    url: row.url,
    publishedAt: row.published_at,
    passages: row.exact_copy === 1 ? 0 : row.passages,
    characters: row.characters,
  };
}

function toMember(row: MemberRow): GenerationMember {
  return {
    articleKey: row.article_key,
    file: row.file,
    duplicateOf: row.duplicate_of,
    exactCopy: row.exact_copy === 1,
  };
}
