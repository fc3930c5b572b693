// Copies the index of a folder into a database (DATABASE_URL), asks both the questions of a RealTime QA folder, and
// prints how far they agree: node --import ./src/typescript.mjs eval/compare-libraries.ts INDEX_FOLDER SET_FOLDER [QUESTIONS]
import { createAnswerer } from '../src/answer/answerer.ts';
import { prepareQuestion } from '../src/answer/question.ts';
import { readConfig } from '../src/config.ts';
import { createTransformersEmbedder } from '../src/embedding/transformers-embedder.ts';
import { ExpectedError } from '../src/errors.ts';
import type { Library, ScoredPassage, Snapshot } from '../src/library/library.ts';
import { moveLibrary } from '../src/library/move/move-library.ts';
import { openLibrary } from '../src/library/open-library.ts';
import { dropSchema } from '../src/library/postgres/drop-schema.ts';
import { createLog } from '../src/log.ts';
import { clockOf, readNewsSet } from './realtimeqa-set.ts';

/** Hits compared of each search: as many as a question takes. */
const COMPARED_HITS = 80;
const COMPARED_QUOTES = 3;

const [indexFolder, setFolder, limit = '300'] = process.argv.slice(2);
const { database, modelFolder, answerThreshold } = readConfig(process.env, process.cwd());
if (indexFolder === undefined || setFolder === undefined || database === null) {
  throw new ExpectedError('usage', 'Name an index folder and a RealTime QA folder, and set DATABASE_URL.');
}
const place = { ...database, schema: `compare_${process.pid}` };
const embedder = await createTransformersEmbedder({ modelFolder });
const { dimensions } = embedder;
const here = await openLibrary({ indexFolder, database: null }, { dimensions });
const there = await openLibrary({ indexFolder, database: place }, { dimensions });
try {
  console.log(JSON.stringify(await compare(), null, 1));
} finally {
  await here.close();
  await there.close();
  await dropSchema(place);
  await embedder.close();
}

async function compare() {
  const [snapshot, copy] = await copyServed(here, there);
  const answerer = createAnswerer({
    embedder,
    log: createLog('silent'),
    clock: () => new Date(),
    monotonicMs: () => performance.now(),
    answerThreshold,
  });
  const { questions } = await readNewsSet(setFolder as string);
  // Spread over the set: its weeks differ.
  const step = Math.max(1, questions.length / Number(limit));
  const asked = Array.from(
    { length: Math.min(Number(limit), questions.length) },
    (_, at) => questions[Math.floor(at * step)],
  );
  const agreeing = { kind: 0, firstQuote: 0, quotes: 0, nearest: 0, matching: 0 };
  const differing: string[] = [];
  for (const question of asked) {
    if (question === undefined) continue;
    const options = { ...clockOf(question), quotes: COMPARED_QUOTES };
    const [one, other] = [
      await answerer.ask(question.question, snapshot, options),
      await answerer.ask(question.question, copy, options),
    ];
    const [quotes, otherQuotes] = [one, other].map(({ quotes }) => quotes.map(({ text }) => text));
    agreeing.kind += Number(one.kind === other.kind);
    agreeing.firstQuote += Number(quotes?.[0] === otherQuotes?.[0]);
    if (quotes?.join('\n') === otherQuotes?.join('\n')) agreeing.quotes++;
    else differing.push(question.question);
    const filter = { before: options.before };
    const prepared = await prepareQuestion(question.question, embedder, snapshot);
    const words = prepared.terms.map(({ word }) => word);
    agreeing.nearest += await overlap((of) => of.nearest(prepared.vector, COMPARED_HITS, filter));
    agreeing.matching += await overlap((of) => of.matching(words, COMPARED_HITS, filter));
  }
  const share = (sum: number) => Number((sum / asked.length).toFixed(4));
  return {
    questions: asked.length,
    passages: snapshot.info.passages,
    sameKind: share(agreeing.kind),
    sameFirstQuote: share(agreeing.firstQuote),
    sameQuotes: share(agreeing.quotes),
    nearestOverlap: share(agreeing.nearest),
    matchingOverlap: share(agreeing.matching),
    differing,
  };

  /** Share of the hits here that are found there, too, by their texts. */
  async function overlap(search: (of: Snapshot) => Promise<readonly ScoredPassage[]>): Promise<number> {
    const [found, others] = [
      await places(snapshot, await search(snapshot)),
      await places(copy, await search(copy)),
    ];
    if (found.length === 0) return others.length === 0 ? 1 : 0;
    return found.filter((place) => others.includes(place)).length / found.length;
  }
}

/** Hits by what is the same in both libraries. */
async function places(snapshot: Snapshot, hits: readonly ScoredPassage[]): Promise<readonly string[]> {
  const ids = new Map((await snapshot.articles()).map(({ articleKey, id }) => [articleKey, id]));
  const found = await snapshot.passages(hits.map(({ passageKey }) => passageKey));
  return found.map(({ articleKey, ordinal }) => `${ids.get(articleKey)}:${ordinal}`);
}

async function copyServed(from: Library, to: Library): Promise<readonly [Snapshot, Snapshot]> {
  const served = await from.current();
  if (served === null) throw new ExpectedError('index-missing', `There is no index in ${indexFolder}.`);
  const [built] = await moveLibrary(from, to, {
    generations: [served.info],
    onProgress: ({ step, done, total }) => {
      if (done === total) console.error(`${step}: ${done}`);
    },
  });
  if (built !== undefined) await to.serve(built.generation, {});
  const copy = await to.current();
  if (copy === null) throw new Error('what was copied is not served');
  return [served, copy];
}
