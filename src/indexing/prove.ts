import type { OwnQuestion } from '../corpus/seeds/own-questions.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { ExpectedError } from '../errors.ts';
import type {
  ArticleKey,
  GenerationInfo,
  GenerationMember,
  Library,
  ProofFacts,
  Snapshot,
} from '../library/library.ts';
import { checkOwnQuestions } from './own-questions-check.ts';

/**
 * Vectors looked up in the vector index and by exact search, ten neighbours each: 300 tell .9 from .99 beyond
 * doubt. Each reads every vector, which over 50,000 passages is most of what an incremental reindex costs.
 */
const VECTOR_SAMPLE = 30;
/** Least share of exact neighbours found: the index's settings give .99. */
const MIN_RECALL = 0.9;
/** Articles looked up by their own title; some 30 ms each among 50,000 passages. */
const TITLE_SAMPLE = 30;
/** Least share of them found, where there are enough to tell: a title need not say what its article says. */
const MIN_TITLES_FOUND = 0.5;
const ENOUGH_TITLES = 10;
/** Among so many passages an article must be to count as found by its title. */
const TITLE_PASSAGES = 10;
/**
 * Share of the owner's questions that may be lost with one build: the confidence of some stands at the threshold,
 * and one that wavers must not keep new articles out for good.
 */
const TOLERATED_SHARE = 0.05;
/** Articles whose spans are compared with their stored text. */
const SLICE_SAMPLE = 500;

/**
 * Checks a built generation before it is served.
 * @throws ExpectedError `proof-failed`, saying what failed; the served generation is not touched.
 */
export async function proveGeneration(parts: {
  readonly library: Library;
  readonly embedder: Embedder;
  readonly built: GenerationInfo;
  readonly former: GenerationInfo | null;
  readonly members: readonly GenerationMember[];
  readonly formerMembers: readonly (GenerationMember & { readonly id: string })[];
  readonly questions: readonly OwnQuestion[];
  /** The former generation must not be served on: questions are asked, but hold nothing up. */
  readonly isDue: boolean;
  readonly answerThreshold?: number;
  readonly now: Date;
}): Promise<ProofFacts> {
  const { library, embedder, built, members } = parts;
  const snapshot = await library.snapshot(built.generation);
  if (snapshot === null) throw failed('the new generation cannot be opened', {});
  if (built.articles !== members.length) {
    throw failed(`it holds ${built.articles} articles instead of ${members.length}`, {});
  }

  const fresh = newFirst(members, parts.formerMembers);
  const slices = await checkSlices(snapshot, fresh.slice(0, SLICE_SAMPLE));
  if (slices.wrong > 0) throw failed(`${slices.wrong} stored passages do not agree with their text`, slices);

  const vectors = await library.checkVectorIndex(built.generation, VECTOR_SAMPLE);
  if (vectors.recall < MIN_RECALL) {
    throw failed(`the vector index finds only ${vectors.recall.toFixed(2)} of the nearest passages`, vectors);
  }

  const titles = await checkTitles(snapshot, embedder, spread(fresh, TITLE_SAMPLE));
  if (titles.checked >= ENOUGH_TITLES && titles.found < titles.checked * MIN_TITLES_FOUND) {
    throw failed(`only ${titles.found} of ${titles.checked} articles are found by their own title`, titles);
  }

  const questions = await checkOwnQuestions({ ...parts, snapshot });
  const worse = questions.newlyWrong.length - questions.newlyRight;
  if (worse > Math.floor(questions.asked * TOLERATED_SHARE) && !parts.isDue) {
    throw failed(
      `${questions.newlyWrong.length} of the questions in questions.json were answered rightly before and no longer are (“${questions.newlyWrong[0]}”)`,
      questions,
    );
  }

  return {
    articles: built.articles,
    slicesChecked: slices.checked,
    vectorRecall: vectors.recall,
    vectorsChecked: vectors.checked,
    titlesFound: titles.found,
    titlesChecked: titles.checked,
    questionsRight: questions.right,
    questionsRightBefore: questions.rightBefore,
    questions: questions.asked,
  };
}

function failed(what: string, facts: object): ExpectedError {
  return new ExpectedError(
    'proof-failed',
    `The new index was not put to use: ${what}. The former one goes on being served; mend the seeds (or questions.json) and run reindex again.`,
    { facts: { ...facts } },
  );
}

/** New and changed members first, the others after them. */
function newFirst(
  members: readonly GenerationMember[],
  former: readonly GenerationMember[],
): readonly GenerationMember[] {
  const before = new Set(former.map(({ articleKey }) => articleKey));
  return members.toSorted((a, b) => Number(before.has(a.articleKey)) - Number(before.has(b.articleKey)));
}

async function checkSlices(
  snapshot: Snapshot,
  members: readonly GenerationMember[],
): Promise<{ readonly checked: number; readonly wrong: number }> {
  let checked = 0;
  let wrong = 0;
  for (const { articleKey } of members) {
    const article = await snapshot.article(articleKey);
    for (const { span, sentences, codes, vector } of await snapshot.passagesOf(articleKey)) {
      checked++;
      const text = article?.text.slice(span.start, span.end) ?? '';
      const rows = codes.length / (vector.length / 8);
      const isRight =
        article?.intact === true &&
        text.length === span.end - span.start &&
        text.trim() === text &&
        sentences.length > 0 &&
        sentences.every((sentence) => isTrimmed(text.slice(sentence.start, sentence.end))) &&
        sentences.at(-1)?.tokenEnd === rows - 1;
      if (!isRight) wrong++;
    }
  }
  return { checked, wrong };
}

function isTrimmed(text: string): boolean {
  return text !== '' && text.trim() === text;
}

async function checkTitles(
  snapshot: Snapshot,
  embedder: Embedder,
  members: readonly GenerationMember[],
): Promise<{ readonly checked: number; readonly found: number }> {
  const titles = new Map((await snapshot.articles()).map(({ articleKey, title }) => [articleKey, title]));
  let found = 0;
  let checked = 0;
  for (const { articleKey, exactCopy } of members) {
    const title = titles.get(articleKey);
    if (exactCopy || title === undefined) continue;
    checked++;
    // A title that several articles share, as of a daily column, cannot tell one of them from the others.
    const near = await articlesNearTitle(title, snapshot, embedder);
    if (near.some((key) => titles.get(key) === title)) found++;
  }
  return { checked, found };
}

/** Articles of the passages nearest to a title, by vectors or by keywords. */
async function articlesNearTitle(
  title: string,
  snapshot: Snapshot,
  embedder: Embedder,
): Promise<readonly ArticleKey[]> {
  const { vector } = await embedder.encode(embedder.tokenize(title).slice(0, embedder.maxPieces));
  const hits = [
    ...(await snapshot.nearest(vector, TITLE_PASSAGES)),
    ...(await snapshot.matching(title.split(' '), TITLE_PASSAGES)),
  ];
  const passages = await snapshot.passages(hits.map(({ passageKey }) => passageKey));
  return passages.map(({ articleKey }) => articleKey);
}

/** At most `count` members, evenly spread. */
function spread(members: readonly GenerationMember[], count: number): readonly GenerationMember[] {
  const step = Math.max(1, members.length / count);
  const chosen: GenerationMember[] = [];
  for (let at = 0; at < members.length && chosen.length < count; at += step) {
    const member = members[Math.floor(at)];
    if (member) chosen.push(member);
  }
  return chosen;
}
