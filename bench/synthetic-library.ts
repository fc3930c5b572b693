import { createRandom } from '../eval/statistics/random.ts';
import type { GenerationMember, Library, Snapshot, StoredPassage } from '../src/library/library.ts';
import { mixedVector } from './mixed-vector.ts';

/**
 * Stores the articles of a snapshot again and again, each time with other vectors, mixed from real ones: how fast a
 * large library is, not how well it answers. The same call stores the same.
 * @returns the members of a generation with `passages` passages or a few more
 */
export async function storeCopies(
  library: Library,
  source: Snapshot,
  {
    passages,
    firstCopy = 0,
    onProgress = () => {},
  }: {
    readonly passages: number;
    /** Copies of another number are other articles. */
    readonly firstCopy?: number;
    readonly onProgress?: (stored: number) => void;
  },
): Promise<readonly GenerationMember[]> {
  const listed = await source.articles();
  const real: Float32Array[] = [];
  for (const { articleKey } of listed) {
    for (const { vector } of await source.passagesOf(articleKey)) real.push(vector);
  }
  const random = createRandom(passages + firstCopy);
  const members: GenerationMember[] = [];
  let stored = 0;
  for (let copy = firstCopy; stored < passages; copy++) {
    for (const { articleKey: sourceKey } of listed) {
      const article = await source.article(sourceKey);
      if (article === null || stored >= passages) continue;
      const own = await source.passagesOf(sourceKey);
      const hashOf = ({ passageKey }: StoredPassage) => `${copy}:${passageKey}`;
      const articleKey = await library.storeArticle({
        article: { ...article, id: `${article.id}-${copy}` },
        versionHash: `${copy}:${sourceKey}`,
        signature: article.signature,
        passages: own.map((passage) => ({ span: passage.span, evidenceHash: hashOf(passage), pieces: 0 })),
        evidence: new Map(
          own.map((passage) => [
            hashOf(passage),
            { ...passage, vector: copy === 0 ? passage.vector : mixedVector(real, random) },
          ]),
        ),
      });
      members.push({ articleKey, file: 'synthetic.jsonl', duplicateOf: null, exactCopy: false });
      stored += own.length;
      onProgress(stored);
    }
  }
  return members;
}
