import type { Article } from '../corpus/article.ts';
import { minHash } from '../corpus/near-copies.ts';
import { type Passage, passagesOf } from '../corpus/passages.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { ArticleKey, Evidence, GenerationMember, Library, NewPassage } from '../library/library.ts';
import type { EvidenceSource } from './evidence.ts';
import { evidenceHash, versionHash } from './hashes.ts';
import type { PlannedArticle, SeedVersion } from './plan.ts';
import type { OnBuildProgress } from './progress.ts';

/** Versions that are looked up at a time: a library on a server is asked once for all of them. */
const LOOKED_UP_TOGETHER = 100;

/** What storing needs; part of what a build needs. */
export interface StoreParts {
  readonly library: Library;
  /** Tokenises; what it embeds for a build is the proof's few texts only. */
  readonly embedder: Embedder;
  /** Made when there is something to embed, told how many articles; closed when they are embedded. */
  readonly openEvidence: (articles: number) => EvidenceSource;
  readonly onProgress: OnBuildProgress;
}

/** Names each article's version and looks up which are stored. */
export async function findVersions(
  seeds: readonly { readonly article: Article; readonly file: string }[],
  { library, embedder }: StoreParts,
): Promise<readonly SeedVersion[]> {
  const versions: SeedVersion[] = [];
  for (let at = 0; at < seeds.length; at += LOOKED_UP_TOGETHER) {
    const lookUp = async ({ article, file }: (typeof seeds)[number]): Promise<SeedVersion> => {
      const hash = versionHash(article, embedder.modelId);
      const known = await library.knownVersion({ versionHash: hash, article });
      return {
        article,
        file,
        versionHash: hash,
        articleKey: known?.articleKey ?? null,
        // Taking it anew costs as much as reading the file.
        signature: known?.signature ?? minHash(article.text),
      };
    };
    versions.push(...(await Promise.all(seeds.slice(at, at + LOOKED_UP_TOGETHER).map(lookUp))));
  }
  return versions;
}

/**
 * Stores the articles of a plan that are not stored yet, each whole in one transaction: a build that is cut off
 * is found again by the next.
 * @returns the members of the generation, in the order of the plan
 */
export async function storeArticles(
  plan: readonly PlannedArticle[],
  parts: StoreParts,
): Promise<GenerationMember[]> {
  const keys = plan.map(({ articleKey }) => articleKey);
  if (keys.includes(null)) await storeMissing(plan, keys, parts);
  return plan.map(({ file, duplicateOf, exactCopy }, index) => ({
    articleKey: keys[index] as ArticleKey,
    file,
    duplicateOf: duplicateOf === null ? null : (keys[duplicateOf] as ArticleKey),
    exactCopy,
  }));
}

/** Embeds and stores articles, as many at once as the source of evidence keeps busy, and notes their keys. */
async function storeMissing(
  plan: readonly PlannedArticle[],
  keys: (ArticleKey | null)[],
  parts: StoreParts,
): Promise<void> {
  const missing = [...keys.keys()].filter((index) => keys[index] === null);
  const evidence = parts.openEvidence(missing.length);
  const step = { step: 'embedding', total: missing.length, unit: 'articles' };
  let done = 0;
  let next = 0;
  const work = async () => {
    for (let index = missing[next++]; index !== undefined; index = missing[next++]) {
      keys[index] = await storeNewArticle(plan[index] as PlannedArticle, evidence, parts);
      done++;
      parts.onProgress({ ...step, done });
    }
  };
  try {
    parts.onProgress({ ...step, done });
    await Promise.all(Array.from({ length: evidence.parallel }, work));
  } finally {
    await evidence.close();
  }
}

async function storeNewArticle(
  { article, signature, versionHash }: PlannedArticle,
  source: EvidenceSource,
  { library, embedder }: StoreParts,
): Promise<ArticleKey> {
  const passages = passagesOf(article, embedder.tokenize);
  const stored: readonly NewPassage[] = passages.map((passage) => ({
    span: { start: passage.start, end: passage.end },
    evidenceHash: evidenceHash(article.text.slice(passage.start, passage.end), embedder.modelId),
    pieces: passage.sentences.reduce((sum, sentence) => sum + sentence.pieces.length, 0),
  }));
  const known = await library.knownEvidence(stored.map((passage) => passage.evidenceHash));
  const wanted = new Map<string, Passage>();
  for (const [index, passage] of passages.entries()) {
    const name = (stored[index] as NewPassage).evidenceHash;
    if (!known.has(name)) wanted.set(name, passage);
  }
  const evidence = new Map<string, Evidence>(
    await Promise.all(
      [...wanted].map(async ([name, passage]) => [name, await source.collect(passage)] as const),
    ),
  );
  return library.storeArticle({ article, versionHash, signature, passages: stored, evidence });
}
