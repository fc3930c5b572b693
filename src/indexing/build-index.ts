import type { Article } from '../corpus/article.ts';
import { minHash } from '../corpus/near-copies.ts';
import { type Passage, passagesOf } from '../corpus/passages.ts';
import { readOwnQuestions } from '../corpus/seeds/own-questions.ts';
import { readSeeds } from '../corpus/seeds/read-seeds.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { ExpectedError } from '../errors.ts';
import type {
  ArticleKey,
  Evidence,
  GenerationInfo,
  GenerationMember,
  Library,
  NewPassage,
} from '../library/library.ts';
import type { EvidenceSource } from './evidence.ts';
import { evidenceHash, versionHash } from './hashes.ts';
import { type PlannedArticle, planArticles, type SeedVersion } from './plan.ts';
import { proveGeneration } from './prove.ts';
import type { RefusedSeed, ReindexReport } from './report.ts';

/** Told how far a build is; `total` is 0 while it is not known. */
export type OnBuildProgress = (progress: {
  readonly step: string;
  readonly done: number;
  readonly total: number;
  readonly unit: string;
}) => void;

interface BuildParts {
  readonly library: Library;
  /** Tokenises, and embeds the few texts of the proof. */
  readonly embedder: Embedder;
  /** Made when there is something to embed, told how many articles; closed when they are embedded. */
  readonly openEvidence: (articles: number) => EvidenceSource;
  /** Absolute path. */
  readonly seedsFolder: string;
  readonly clock: () => Date;
  readonly onProgress: OnBuildProgress;
}

/**
 * Reads the seeds, builds the next generation beside the served one, proves it and serves it. Whatever is
 * unchanged costs no embedding; where nothing changed at all, the served generation stays. A failure at any
 * point leaves the served generation as it was, and work done is found again by the next build.
 *
 * @throws ExpectedError `index-busy`, `no-seeds`, `seeds-unreadable`, `index-empty`, `proof-failed`,
 * `disk-full` or `database-damaged`.
 */
export async function buildIndex(parts: BuildParts): Promise<ReindexReport> {
  const lock = await parts.library.lock();
  try {
    return await buildLocked(parts);
  } finally {
    await lock.release();
  }
}

async function buildLocked(parts: BuildParts): Promise<ReindexReport> {
  const { library, embedder, seedsFolder, clock, onProgress } = parts;
  const startedAt = clock();
  onProgress({ step: 'reading the seeds', done: 0, total: 0, unit: 'articles' });
  const seeds = await readSeeds(seedsFolder);
  if (seeds.articles.length === 0) throw noArticles(seedsFolder, seeds.refused);
  const questions = await readOwnQuestions(seedsFolder);

  const former = await library.served();
  const formerMembers = former ? await library.members(former.generation) : [];
  const plan = planArticles(await findVersions(seeds.articles, parts));
  const members = await storeArticles(plan, parts);
  const changes = compare(plan, members, formerMembers);

  const report = (generation: GenerationInfo, proof: ReindexReport['proof']): ReindexReport => ({
    generation: generation.generation,
    articles: generation.articles,
    passages: generation.passages,
    ...changes,
    duplicates: generation.duplicates,
    refused: seeds.refused,
    proof,
    tookMs: clock().getTime() - startedAt.getTime(),
  });

  const isSame =
    former !== null &&
    former.modelId === embedder.modelId &&
    former.seedsFolder === seedsFolder &&
    sameMembers(members, formerMembers);
  if (isSame) return report(former, { unchanged: true });

  const built = await library.buildGeneration({
    members,
    modelId: embedder.modelId,
    seedsFolder,
    indexedAt: clock().toISOString(),
    onProgress: (done, total) =>
      onProgress({ step: 'building the vector index', done, total, unit: 'passages' }),
  });
  onProgress({ step: 'proving the new index', done: 0, total: 0, unit: 'checks' });
  const proof = await proveGeneration({
    library,
    embedder,
    built,
    former,
    members,
    formerMembers,
    questions,
    now: clock(),
  }).catch(async (error: unknown) => {
    await library.discard(built.generation);
    throw error;
  });
  await library.serve(built.generation, proof);
  return report(built, proof);
}

function noArticles(seedsFolder: string, refused: readonly RefusedSeed[]): ExpectedError {
  const why =
    refused.length === 0
      ? 'holds no articles'
      : `holds no article that can be read (${refused
          .slice(0, 3)
          .map(({ file, reason }) => `${file}: ${reason}`)
          .join('; ')}${refused.length > 3 ? `; and ${refused.length - 3} more` : ''})`;
  return new ExpectedError(
    'index-empty',
    `The seeds folder ${seedsFolder} ${why}; put .txt, .md, .json, .jsonl or .html articles in it, or name another folder with --seeds.`,
    { facts: { refused } },
  );
}

/** Names each article's version and looks up which are stored. */
async function findVersions(
  seeds: readonly { readonly article: Article; readonly file: string }[],
  { library, embedder }: BuildParts,
): Promise<readonly SeedVersion[]> {
  const versions: SeedVersion[] = [];
  for (const { article, file } of seeds) {
    const hash = versionHash(article, embedder.modelId);
    const known = await library.knownVersion(hash);
    versions.push({
      article,
      file,
      versionHash: hash,
      articleKey: known?.articleKey ?? null,
      // Taking it anew costs as much as reading the file.
      signature: known?.signature ?? minHash(article.text),
    });
  }
  return versions;
}

async function storeArticles(
  plan: readonly PlannedArticle[],
  parts: BuildParts,
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
  parts: BuildParts,
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
  { library, embedder }: BuildParts,
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

function compare(
  plan: readonly PlannedArticle[],
  members: readonly GenerationMember[],
  formerMembers: readonly (GenerationMember & { readonly id: string })[],
): Pick<ReindexReport, 'new' | 'changed' | 'removed' | 'unchanged'> {
  const former = new Map(formerMembers.map((member) => [member.id, member.articleKey]));
  const counts = { new: 0, changed: 0, removed: 0, unchanged: 0 };
  for (const [index, { article }] of plan.entries()) {
    const before = former.get(article.id);
    if (before === undefined) counts.new++;
    else if (before === members[index]?.articleKey) counts.unchanged++;
    else counts.changed++;
  }
  const ids = new Set<string>(plan.map(({ article }: { readonly article: Article }) => article.id));
  for (const id of former.keys()) if (!ids.has(id)) counts.removed++;
  return counts;
}

function sameMembers(a: readonly GenerationMember[], b: readonly GenerationMember[]): boolean {
  const asText = (members: readonly GenerationMember[]) =>
    members
      .map(({ articleKey, file, duplicateOf, exactCopy }) =>
        JSON.stringify([articleKey, file, duplicateOf, exactCopy]),
      )
      .sort()
      .join('\n');
  return asText(a) === asText(b);
}
