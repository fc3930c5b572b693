import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_FOLDERS } from '../src/config.ts';
import { passagesOf } from '../src/corpus/passages.ts';
import { readSeeds } from '../src/corpus/seeds/read-seeds.ts';
import type { Embedder } from '../src/embedding/embedder.ts';
import { createTransformersEmbedder } from '../src/embedding/transformers-embedder.ts';
import type { BenchPassage, BenchQuestion } from './contenders/contract.ts';
import { CACHE_FOLDER } from './folders.ts';
import { syntheticNews } from './synthetic-news.ts';

/** The texts of a run: seed files for the product, the same passages for the others. */
export interface Corpus {
  readonly seedsFolder: string;
  readonly passagesFile: string;
  readonly articles: number;
  readonly passages: number;
  /** Word pieces of all passages together. */
  readonly pieces: number;
  readonly questions: readonly BenchQuestion[];
}

/** Unless told. */
const QUESTIONS = 100;
/** Far below the 20 MB that a seed file may have. */
const ARTICLES_A_FILE = 1_000;

/** Makes the first `articles` articles: invented ones, or those of a folder of seed files. */
export async function makeCorpus(options: {
  readonly articles: number;
  /** Seed files to take instead of invented news; their titles are the questions then. */
  readonly data: string | undefined;
  /** So many of them at most. */
  readonly questions?: number;
}): Promise<Corpus> {
  const { questions = QUESTIONS } = options;
  const folder = join(CACHE_FOLDER, `corpus-${options.articles}${options.data === undefined ? '' : '-data'}`);
  const seedsFolder = join(folder, 'seeds');
  await rm(folder, { recursive: true, force: true });
  await mkdir(seedsFolder, { recursive: true });
  const stories =
    options.data === undefined ? invented(options.articles) : await given(options.articles, options.data);
  for (let first = 0; first < stories.length; first += ARTICLES_A_FILE) {
    const lines = stories.slice(first, first + ARTICLES_A_FILE).map(({ article }) => JSON.stringify(article));
    await writeFile(join(seedsFolder, `${first}.jsonl`), lines.join('\n'));
  }

  const embedder = await createTransformersEmbedder({ modelFolder: DEFAULT_FOLDERS.model });
  const { passages, pieces } = await cut(seedsFolder, embedder);
  await embedder.close();
  const passagesFile = join(folder, 'passages.json');
  await writeFile(passagesFile, JSON.stringify(passages));
  const step = Math.max(1, Math.floor(stories.length / questions));
  return {
    seedsFolder,
    passagesFile,
    articles: stories.length,
    passages: passages.length,
    pieces,
    questions: stories.filter((_, at) => at % step === 0).slice(0, questions),
  };
}

type Story = BenchQuestion & { readonly article: object };

function invented(articles: number): readonly Story[] {
  return syntheticNews(articles);
}

async function given(articles: number, folder: string): Promise<readonly Story[]> {
  const seeds = await readSeeds(folder);
  return seeds.articles.slice(0, articles).map(({ article }) => ({
    article: { ...article, headings: undefined },
    question: article.title,
    // Whatever is found: where nobody knows the answer, none is counted as wrong.
    answer: '',
  }));
}

async function cut(seedsFolder: string, embedder: Embedder) {
  const { articles } = await readSeeds(seedsFolder);
  const passages: BenchPassage[] = [];
  let pieces = 0;
  for (const { article } of articles) {
    for (const passage of passagesOf(article, embedder.tokenize)) {
      pieces += passage.sentences.reduce((sum, sentence) => sum + sentence.pieces.length, 0);
      const text = article.text.slice(passage.start, passage.end);
      passages.push({ key: passages.length, title: article.title, text });
    }
  }
  return { passages, pieces };
}

/** The passages that a corpus file holds. */
export async function readPassages(file: string): Promise<readonly BenchPassage[]> {
  return JSON.parse(await readFile(file, 'utf8')) as readonly BenchPassage[];
}
