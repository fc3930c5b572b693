// Pure but for reading the snapshot.
import type { WithdrawnArticle } from '../corpus/seeds/withdrawn.ts';
import { ExpectedError } from '../errors.ts';
import type { ListedArticle, Snapshot } from '../library/library.ts';

/**
 * The article that a person names by its id, its title, the start of its title, or words of it, whichever of
 * these fits first; case and kind of quotation marks aside.
 * @throws ExpectedError `article-unknown` where none or several fit, naming a few; `article-withdrawn` where it
 * is on the list of those.
 */
export async function findArticle(
  snapshot: Snapshot,
  name: string,
  withdrawn: readonly WithdrawnArticle[] = [],
): Promise<ListedArticle> {
  const articles = await snapshot.articles();
  const wanted = fold(name);
  const byId = articles.filter(({ id }) => id === name.trim());
  const byTitle = articles.filter(({ title }) => fold(title) === wanted);
  const byStart = articles.filter(({ title }) => fold(title).startsWith(wanted));
  const byWords = articles.filter(({ title }) =>
    wanted.split(' ').every((word) => fold(title).includes(word)),
  );
  const gone =
    withdrawn.find(({ id }) => id === name.trim()) ??
    withdrawn.find(({ title }) => title !== undefined && fold(title) === wanted);
  // Its old name must not lead to another article.
  if (gone && byId.length === 0 && byTitle.length === 0) {
    throw new ExpectedError('article-withdrawn', `“${gone.title ?? gone.id}” was withdrawn.`);
  }
  const fitting = [byId, byTitle, byStart, byWords].find((found) => found.length > 0) ?? [];
  const originals = fitting.filter(({ duplicateOf }) => duplicateOf === null);
  const [first, second] = originals.length > 0 ? originals : fitting;
  if (first && (second === undefined || fitting === byId)) return first;
  if (first && second) {
    const titles = fitting.slice(0, 4).map(({ title }) => `“${title}”`);
    throw new ExpectedError(
      'article-unknown',
      `Several articles fit “${name}”: ${titles.join(', ')}; name one.`,
    );
  }
  throw new ExpectedError(
    'article-unknown',
    `No article is called “${name}”; /sources lists them, and /summary --about TOPIC asks them all.`,
  );
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’]/gu, "'")
    .replace(/[“”]/gu, '"')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}
