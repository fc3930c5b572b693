// What a process holds of every article of a generation, and how long it works to make it:
// `node --expose-gc --import ./src/typescript.mjs bench/article-lists.ts [ARTICLES]`.
import { createRandom, pick } from '../eval/statistics/random.ts';
import { groupStories } from '../src/answer/stories.ts';
import { indexArticles } from '../src/discord/article-index.ts';
import { createArticleFilter } from '../src/library/article-filter.ts';
import type { ListedArticle } from '../src/library/library.ts';

const WORDS = 'storm harbour mayor budget election railway bridge council flood strike minister court'.split(
  ' ',
);
const TITLE_WORDS = 9;
const HOUR_MS = 3_600_000;

const count = Number(process.argv[2] ?? 200_000);
const random = createRandom(count);
const rows = JSON.stringify(Array.from({ length: count }, (_, at) => inventArticle(at)));
// Read as rows come from a database: each with texts of its own.
const listed = measure('list', () => JSON.parse(rows) as ListedArticle[]);
const filter = measure('filter by date', () => createArticleFilter(listed));
const stories = measure('stories', () => groupStories(listed));
const choices = measure('autocompletion (Discord)', () => indexArticles(listed));
// Held until here, so that nothing measured was collected before.
console.log(`${count} articles`, [listed, filter, stories, choices].every(Boolean) ? '' : 'not all made');

function inventArticle(at: number): ListedArticle {
  const title = Array.from({ length: TITLE_WORDS }, () => pick(WORDS, random)).join(' ');
  const name = `${at}-${title.replaceAll(' ', '-')}`;
  return {
    articleKey: at,
    id: `2025-${name}`,
    title: `${title} ${at}`,
    publisher: pick(WORDS, random) ?? null,
    url: `https://www.example.org/news/2025/${name}.html`,
    publishedAt: new Date(at * HOUR_MS).toISOString(),
    file: `added/${name}.md`,
    duplicateOf: null,
    exactCopy: false,
    passages: 10,
    characters: 5_000,
  };
}

function measure<T>(name: string, make: () => T): T {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error('run with node --expose-gc');
  gc();
  const heldBytes = process.memoryUsage().heapUsed;
  const worked = process.cpuUsage();
  const made = make();
  const { user } = process.cpuUsage(worked);
  gc();
  const bytes = (process.memoryUsage().heapUsed - heldBytes) / count;
  console.log(`${name}: ${bytes.toFixed(0)} bytes and ${(user / count).toFixed(1)} µs an article`);
  return made;
}
