// Fits the weights that choose a quote (src/answer/score-sentences.ts and find-passages.ts):
// node --import ./src/typescript.mjs eval/fit-answers.ts REALTIMEQA_DIR SQUAD2_FILE INDEX_CACHE
import { PASSAGE_WEIGHTS } from '../src/answer/find-passages.ts';
import { SENTENCE_WEIGHTS } from '../src/answer/score-sentences.ts';
import { readConfig } from '../src/config.ts';
import { silentLog } from '../src/log.ts';
import { type Choice, fitSoftmax, weigh } from './fit-softmax.ts';
import { holdsAnswer } from './holds-answer.ts';
import { type IndexedArticles, withIndexedArticles } from './index-articles.ts';
import { clockOf, readNewsSet } from './realtimeqa-set.ts';
import { readParagraphs } from './squad2-set.ts';
import { mean } from './statistics/ranking.ts';

const WEIGHTS: Readonly<Record<string, number>> = { ...SENTENCE_WEIGHTS, ...PASSAGE_WEIGHTS };
const NAMES = Object.keys(WEIGHTS);
/** SQuAD has seven times the questions of RealTime QA, and is not about the news. */
const SQUAD_WEIGHT = 0.2;
const FOLDS = 5;

interface LabelledChoice extends Choice {
  readonly set: 'realtimeqa' | 'squad2';
  /** Questions of one week, or of one article, are left out together. */
  readonly group: string;
}

/** Every sentence of a question's passages with its signals, unweighted, and whether it holds the answer. */
async function choiceOf(
  asked: { readonly question: string; readonly answers: readonly string[] },
  { answerer, snapshot }: IndexedArticles,
  clock: { readonly now?: Date; readonly before?: string },
): Promise<Pick<Choice, 'signals' | 'isRight'>> {
  const examined = await answerer.examine(asked.question, snapshot, clock);
  const rows = examined.flatMap(({ article, sentences, signals }) =>
    sentences.map((sentence) => {
      const weighed: Readonly<Record<string, number>> = { ...sentence.signals, ...signals };
      return {
        signals: NAMES.map((name) => (weighed[name] ?? 0) / (WEIGHTS[name] as number)),
        isRight: holdsAnswer(article.text.slice(sentence.start, sentence.end), asked.answers),
      };
    }),
  );
  return { signals: rows.map(({ signals }) => signals), isRight: rows.map(({ isRight }) => isRight) };
}

/** How often the best candidate is right. */
function shareRight(choices: readonly LabelledChoice[], weights: readonly number[]): number {
  return mean(
    choices.map(({ signals, isRight }) => {
      const scores = signals.map((row) => weigh(row, weights));
      return Number(isRight[scores.indexOf(Math.max(...scores))] ?? false);
    }),
  );
}

const [newsFolder, squadFile, indexCache] = process.argv.slice(2);
if (newsFolder === undefined || squadFile === undefined || indexCache === undefined) {
  throw new Error('Name the sets and a folder for their indexes: REALTIMEQA_DIR SQUAD2_FILE INDEX_CACHE');
}
const parts = {
  config: readConfig(process.env, process.cwd()),
  log: silentLog,
  onNotice: (message: string) => console.error(message),
  onProgress: () => {},
  indexCache,
};

const news = await readNewsSet(newsFolder);
const choices: LabelledChoice[] = [];
await withIndexedArticles('realtimeqa', news.articles, parts, async (indexed) => {
  for (const question of news.questions.filter(({ answer_urls }) => answer_urls.length > 0)) {
    const choice = await choiceOf(question, indexed, clockOf(question));
    choices.push({ ...choice, set: 'realtimeqa', group: question.date, weight: 1 });
  }
});
const paragraphs = await readParagraphs(squadFile);
const paragraphArticles = paragraphs.map(({ article }) => article);
await withIndexedArticles('squad2', paragraphArticles, parts, async (indexed) => {
  for (const { article, questions } of paragraphs) {
    for (const question of questions.filter(({ isAnswerable }) => isAnswerable)) {
      const choice = await choiceOf(question, indexed, {});
      choices.push({ ...choice, set: 'squad2', group: article.title, weight: SQUAD_WEIGHT });
    }
  }
});

const groups = [...new Set(choices.map(({ group }) => group))];
const shares = { realtimeqa: [] as number[], squad2: [] as number[] };
for (let fold = 0; fold < FOLDS; fold++) {
  const isHeldOut = ({ group }: LabelledChoice) => groups.indexOf(group) % FOLDS === fold;
  const weights = fitSoftmax(
    choices.filter((choice) => !isHeldOut(choice)),
    NAMES.length,
  );
  for (const choice of choices.filter(isHeldOut)) shares[choice.set].push(shareRight([choice], weights));
}
const fitted = fitSoftmax(choices, NAMES.length);
for (const set of ['realtimeqa', 'squad2'] as const) {
  const own = choices.filter((choice) => choice.set === set);
  const now = shareRight(
    own,
    NAMES.map((name) => WEIGHTS[name] as number),
  );
  console.log(
    `${set}: best sentence holds the answer, of ${own.length} questions: ${mean(shares[set]).toFixed(3)} in ${FOLDS}-fold cross-validation, ${shareRight(own, fitted).toFixed(3)} fitted on all, ${now.toFixed(3)} with the present weights`,
  );
}
for (const [index, name] of NAMES.entries()) {
  console.log(`  ${name}: ${(fitted[index] as number).toFixed(2)} (now ${WEIGHTS[name]})`);
}
