import { createHash } from 'node:crypto';
import { createRandom } from '../../eval/statistics/random.ts';
import type { Evidence, GenerationMember, Library, NewArticle } from '../../src/library/library.ts';

/** A random unit vector. */
export function unitVector(random: () => number, dimensions: number): Float32Array {
  const values = Float32Array.from({ length: dimensions }, () => random() + random() + random() - 1.5);
  const norm = Math.hypot(...values);
  return values.map((value) => value / norm);
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The vector that `articleOf` gives a passage: the same text has the same vector. */
export function vectorOfText(text: string, dimensions: number): Float32Array {
  return unitVector(createRandom(Number.parseInt(sha256(text).slice(0, 8), 16)), dimensions);
}

/** Evidence of one sentence that fills the passage, in four token rows. */
function evidenceOfText(text: string, dimensions: number): Evidence {
  const random = createRandom(text.length);
  return {
    vector: vectorOfText(text, dimensions),
    codes: Uint8Array.from({ length: (dimensions / 8) * 4 }, () => Math.floor(random() * 256)),
    sentences: [{ start: 0, end: text.length, tokenStart: 1, tokenEnd: 3 }],
  };
}

/** What is given of a made-up article; the rest follows from it. */
export interface Outline {
  readonly id: string;
  readonly title?: string;
  readonly publishedAt?: string | null;
  readonly paragraphs: readonly string[];
}

/** An article whose paragraphs are its passages. */
export function articleOf(outline: Outline, dimensions: number): NewArticle {
  const { id, title = `Title of ${id}`, publishedAt = null, paragraphs } = outline;
  const text = paragraphs.join('\n\n');
  let start = 0;
  const passages = paragraphs.map((paragraph) => {
    const span = { start, end: start + paragraph.length };
    start = span.end + 2;
    return { span, evidenceHash: sha256(paragraph), pieces: 2 };
  });
  return {
    article: {
      id,
      title,
      publisher: 'Courier',
      url: null,
      publishedAt,
      text,
      headings: [{ start: 0, end: 1 }],
    },
    versionHash: sha256(JSON.stringify(outline)),
    signature: Uint32Array.from([1, 2 ** 32 - 1, outline.id.length]),
    passages,
    evidence: new Map(paragraphs.map((text) => [sha256(text), evidenceOfText(text, dimensions)])),
  };
}

/** Made-up paragraphs, no two alike. */
export function paragraphsOf(count: number, seed: number): readonly string[] {
  const random = createRandom(seed);
  const words = [
    'harbour',
    'ferry',
    'apple',
    'frost',
    'senate',
    'election',
    'storm',
    'bridge',
    'museum',
    'strike',
  ];
  return Array.from({ length: count }, (_, index) => {
    const chosen = Array.from({ length: 8 }, () => words[Math.floor(random() * words.length)]);
    return `Report ${seed} number ${index}: ${chosen.join(' ')}.`;
  });
}

/** Stores articles and returns them as members, in order. */
export async function store(
  library: Library,
  outlines: readonly Outline[],
  dimensions: number,
): Promise<GenerationMember[]> {
  const members: GenerationMember[] = [];
  for (const outline of outlines) {
    const articleKey = await library.storeArticle(articleOf(outline, dimensions));
    members.push({ articleKey, file: `${outline.id}.json`, duplicateOf: null, exactCopy: false });
  }
  return members;
}

/** Builds a generation of members, unserved. */
export const buildOf = (library: Library, members: readonly GenerationMember[]) =>
  library.buildGeneration({
    members,
    modelId: 'made-up',
    seedsFolder: '/seeds',
    indexedAt: '2026-11-22T10:00:00.000Z',
  });

/** Stores articles, builds a generation of them and serves it. */
export async function serveArticles(library: Library, outlines: readonly Outline[], dimensions: number) {
  const members = await store(library, outlines, dimensions);
  const info = await buildOf(library, members);
  await library.serve(info.generation, { checked: 1 });
  return { info, members, keys: members.map(({ articleKey }) => articleKey) };
}
