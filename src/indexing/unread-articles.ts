import type { Article } from '../corpus/article.ts';
import type { SeedReading } from '../corpus/seeds/read-seeds.ts';
import { isWithdrawn, readWithdrawn } from '../corpus/seeds/withdrawn.ts';
import type { GenerationInfo, GenerationMember, Library } from '../library/library.ts';

/**
 * The served articles of seed files that could not be read this time, as after a change of permissions or while
 * they are being written: nobody took them away, so they are served on as they were.
 */
export async function unreadArticles(parts: {
  readonly library: Library;
  readonly seeds: SeedReading;
  readonly seedsFolder: string;
  readonly former: GenerationInfo | null;
  readonly formerMembers: readonly (GenerationMember & { readonly id: string })[];
}): Promise<readonly { readonly article: Article; readonly file: string }[]> {
  const { library, seeds, seedsFolder, former, formerMembers } = parts;
  if (seeds.unread.length === 0 || former?.seedsFolder !== seedsFolder) return [];
  const isUnread = (file: string) =>
    seeds.unread.some((name) => file === name || file.startsWith(`${name}/`));
  const read = new Set(seeds.articles.map(({ article }) => article.id));
  const members = formerMembers.filter(({ file, id }) => isUnread(file) && !read.has(id));
  const snapshot = members.length === 0 ? null : await library.snapshot(former.generation);
  const withdrawn = await readWithdrawn(seedsFolder);
  const kept: { article: Article; file: string }[] = [];
  for (const { articleKey, file } of members) {
    const article = await snapshot?.article(articleKey);
    if (article?.intact === true && !isWithdrawn(withdrawn, article)) kept.push({ article, file });
  }
  return kept;
}
