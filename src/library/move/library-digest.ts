import { createHash } from 'node:crypto';
import type { ArticleKey, GenerationInfo, Library, NewArticle } from '../library.ts';

/** Articles read or stored at a time: few in memory, and few ways to a server and back. */
const BATCH = 32;

/** What a library keeps, for comparing two of them; keys and numbers of generations are each library's own. */
export interface LibraryDigest {
  /** sha256 (hex) over what each generation is and which articles it has, in the order asked. */
  readonly generations: readonly string[];
  /** Article versions of these generations. */
  readonly articles: number;
  readonly passages: number;
  /** sha256 (hex) over every version, its passages and their evidence. */
  readonly sha256: string;
}

/**
 * Reads everything of some generations once, a few articles at a time.
 * @throws ExpectedError `database-damaged` where a text no longer agrees with its checksum.
 */
export async function digestLibrary(
  library: Library,
  generations: readonly GenerationInfo[],
  onProgress: (done: number, total: number) => void = () => {},
): Promise<LibraryDigest> {
  const versions = await versionsOf(library, generations);
  const hash = createHash('sha256');
  let passages = 0;
  let done = 0;
  const sorted = [...versions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, articleKey]) => articleKey);
  for await (const entries of storedEntries(library, sorted)) {
    for (const entry of entries) {
      hash.update(digestEntry(entry));
      passages += entry.passages.length;
    }
    done += entries.length;
    onProgress(done, versions.size);
  }
  return {
    generations: await Promise.all(generations.map((info) => digestGeneration(library, info))),
    articles: versions.size,
    passages,
    sha256: hash.digest('hex'),
  };
}

/** Versions that are known to be stored, a batch at a time, in the order asked. */
export async function* storedEntries(
  library: Library,
  articleKeys: readonly ArticleKey[],
): AsyncGenerator<readonly NewArticle[]> {
  for (let at = 0; at < articleKeys.length; at += BATCH) {
    const batch = articleKeys.slice(at, at + BATCH);
    const entries = await library.entries(batch);
    if (entries.length < batch.length) {
      throw new Error(`${batch.length - entries.length} members of a generation are not stored`);
    }
    yield entries;
  }
}

/** The served generation, and the former one where there is one. */
export async function keptGenerations(library: Library): Promise<readonly GenerationInfo[]> {
  return [await library.served(), await library.former()].filter((info) => info !== null);
}

/** The keys of all article versions that some generations have, by their hashes. */
export async function versionsOf(
  library: Library,
  generations: readonly GenerationInfo[],
): Promise<ReadonlyMap<string, ArticleKey>> {
  const keys = new Map<string, ArticleKey>();
  for (const { generation } of generations) {
    for (const { versionHash, articleKey } of await library.members(generation)) {
      keys.set(versionHash, articleKey);
    }
  }
  return keys;
}

/** sha256 (hex) over what a generation is and which articles it has, whatever their keys and its number. */
export async function digestGeneration(library: Library, info: GenerationInfo): Promise<string> {
  const { generation, ...facts } = info;
  const members = await library.members(generation);
  const hashOf = new Map(members.map(({ articleKey, versionHash }) => [articleKey, versionHash]));
  const lines = members.map(({ versionHash, file, duplicateOf, exactCopy }) =>
    JSON.stringify([
      versionHash,
      file,
      duplicateOf === null ? null : (hashOf.get(duplicateOf) ?? null),
      exactCopy,
    ]),
  );
  return createHash('sha256')
    .update([JSON.stringify(Object.entries(facts).sort()), ...lines.sort()].join('\n'))
    .digest('hex');
}

function digestEntry({ article, versionHash, signature, passages, evidence }: NewArticle): Buffer {
  const { id, title, publisher, url, publishedAt, text, headings } = article;
  const hash = createHash('sha256');
  const add = (...values: readonly unknown[]) => hash.update(`${JSON.stringify(values)}\n`);
  add(versionHash, id, title, publisher, url, publishedAt, text);
  add(...headings.flatMap(({ start, end }) => [start, end]));
  add(...signature);
  for (const { span, evidenceHash, pieces } of passages) {
    add(span.start, span.end, evidenceHash, pieces);
    const kept = evidence.get(evidenceHash);
    if (kept === undefined) throw new Error(`the evidence ${evidenceHash} of a passage is missing`);
    const { vector, codes, sentences } = kept;
    hash.update(Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)).update(codes);
    add(...sentences.flatMap(({ start, end, tokenStart, tokenEnd }) => [start, end, tokenStart, tokenEnd]));
  }
  return hash.digest();
}
