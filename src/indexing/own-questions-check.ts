import { createAnswerer } from '../answer/answerer.ts';
import { type AskedOwnQuestion, askOwnQuestions } from '../answer/own-questions.ts';
import type { OwnQuestion } from '../corpus/seeds/own-questions.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { GenerationInfo, GenerationMember, Library, Snapshot } from '../library/library.ts';
import { silentLog } from '../log.ts';

/** How the owner's questions fare in a new generation beside the served one. */
export interface OwnQuestionsCheck {
  readonly asked: number;
  readonly right: number;
  /** `null` where there is no former generation of the same model. */
  readonly rightBefore: number | null;
  /** Right before, wrong now, though the article that answered is still there unchanged. */
  readonly newlyWrong: readonly string[];
  /** Wrong before, right now. */
  readonly newlyRight: number;
}

/**
 * Asks the owner's questions of both generations. A question that is wrong now because the article that
 * answered it went or changed is the seeds' doing, not the build's.
 */
export async function checkOwnQuestions(parts: {
  readonly library: Library;
  readonly embedder: Embedder;
  readonly snapshot: Snapshot;
  readonly former: GenerationInfo | null;
  readonly members: readonly GenerationMember[];
  readonly formerMembers: readonly (GenerationMember & { readonly id: string })[];
  readonly questions: readonly OwnQuestion[];
  readonly answerThreshold?: number;
  readonly now: Date;
}): Promise<OwnQuestionsCheck> {
  const { library, embedder, snapshot, former, questions } = parts;
  if (questions.length === 0) return { asked: 0, right: 0, rightBefore: null, newlyWrong: [], newlyRight: 0 };
  const answerer = createAnswerer({
    embedder,
    log: silentLog,
    clock: () => parts.now,
    monotonicMs: () => performance.now(),
    ...(parts.answerThreshold === undefined ? {} : { answerThreshold: parts.answerThreshold }),
  });
  const now = await askOwnQuestions(questions, snapshot, answerer);
  const right = countRight(now);

  const before = former?.modelId === embedder.modelId ? await library.snapshot(former.generation) : null;
  if (before === null)
    return { asked: questions.length, right, rightBefore: null, newlyWrong: [], newlyRight: 0 };
  const asked = await askOwnQuestions(questions, before, answerer);
  const kept = new Set(parts.members.map(({ articleKey }) => articleKey));
  const keptIds = new Set(parts.formerMembers.filter((m) => kept.has(m.articleKey)).map(({ id }) => id));
  const newlyWrong = asked.filter((earlier, index) => {
    const id = earlier.answer.quotes[0]?.article.id;
    // Only an answer that was lost counts: a new article may rightly answer what was refused before.
    const wasAnswered = earlier.question.answerable && earlier.isRight && id !== undefined && keptIds.has(id);
    return wasAnswered && now[index]?.isRight === false;
  });
  return {
    asked: questions.length,
    right,
    rightBefore: countRight(asked),
    newlyWrong: newlyWrong.map(({ question }) => question.question),
    newlyRight: now.filter(({ isRight }, index) => isRight && asked[index]?.isRight === false).length,
  };
}

function countRight(asked: readonly AskedOwnQuestion[]): number {
  return asked.filter(({ isRight }) => isRight).length;
}
