import { answerBlocks } from '../../chat/answer-blocks.ts';
import { freshness } from '../../chat/freshness.ts';
import type { Block } from '../../chat/reply.ts';
import { ExpectedError } from '../../errors.ts';
import type { Snapshot } from '../../library/library.ts';
import { COUNTED_QUOTES, type GuildSettings, type KeptQuestion } from '../../library/records.ts';
import type { Acknowledgement, SentMessage } from '../api/interaction-api.ts';
import type { ArticleIndex } from '../article-index.ts';
import type { Bot } from '../bot.ts';
import type { Call, FrontCommand } from '../commands/front-command.ts';
import { settingsMessage } from '../commands/settings.ts';
import { keptAnswer, quotesInContext } from '../replies/kept-quotes.ts';
import { answerButtons } from './answer-buttons.ts';
import type { ButtonId } from './button-id.ts';

/** One use of a button or menu. */
export interface Press<Id extends ButtonId = ButtonId> extends Call {
  readonly id: Id;
  /** What was chosen in a menu. */
  readonly values: readonly string[];
  /** For buttons that run a command. */
  readonly commands: ReadonlyMap<string, FrontCommand>;
}

/** What a button does, and how its reply is shown. */
export interface ButtonAction<Id extends ButtonId = ButtonId> {
  readonly acknowledge: Acknowledgement;
  readonly allowed: FrontCommand['allowed'];
  run(press: Press<Id>): Promise<readonly SentMessage[]>;
}

type IdOf<Action> = Extract<ButtonId, { readonly action: Action }>;
type Kept = IdOf<'more' | 'context' | 'share' | 'why'>;

/** The work of each button; all of it from what its id says, so that it outlives a restart. */
const ACTIONS: { readonly [Action in ButtonId['action']]: ButtonAction<IdOf<Action>> } = {
  more: { acknowledge: 'private', allowed: 'everybody', run: (press) => quotesAgain(press, []) },
  context: {
    acknowledge: 'private',
    allowed: 'everybody',
    async run(press) {
      const { question, snapshot, articles } = await openKept(press);
      return press.bot.draw({
        blocks: await quotesInContext(question, press.id.from, { snapshot, articles }),
      });
    },
  },
  share: {
    acknowledge: 'public',
    allowed: 'everybody',
    async run(press) {
      const { question } = await openKept(press);
      return quotesAgain(press, [{ kind: 'paragraph', text: `Asked: ${question.question}` }]);
    },
  },
  why: { acknowledge: 'private', allowed: 'everybody', run: explain },
  vote: { acknowledge: 'private', allowed: 'everybody', run: vote },
  summary: {
    acknowledge: 'private',
    allowed: 'everybody',
    run: (press) => runCommand('summary', press, { article: press.id.article }),
  },
  'share-summary': {
    acknowledge: 'public',
    allowed: 'everybody',
    run: (press) =>
      runCommand('summary', press, { article: press.id.article, sentences: press.id.sentences }),
  },
  sources: {
    acknowledge: 'update',
    allowed: 'everybody',
    run: ({ id, ...press }) =>
      runCommand('sources', press, { page: id.page, ...(id.query === '' ? {} : { query: id.query }) }),
  },
  'public-channels': {
    acknowledge: 'update',
    allowed: 'managers',
    run: (press) => changeSettings(press, { publicChannels: press.values }),
  },
  'moderator-roles': {
    acknowledge: 'update',
    allowed: 'managers',
    run: (press) => changeSettings(press, { moderatorRoles: press.values }),
  },
};

/** What the button of this id does. */
export function buttonAction(id: ButtonId): ButtonAction {
  // Each action is run with the id under whose name it stands.
  return ACTIONS[id.action] as ButtonAction;
}

async function quotesAgain(press: Press<Kept>, above: readonly Block[]): Promise<readonly SentMessage[]> {
  const { question, snapshot, articles } = await openKept(press);
  const { from } = press.id;
  const blocks = await keptAnswer(question, from, { snapshot, articles });
  const rows = answerButtons({
    question,
    from,
    isPrivate: press.isPrivate,
    titleOf: (id) => articles.find(id)?.title ?? id,
  });
  return press.bot.draw({ blocks: [...above, ...blocks] }, rows);
}

/** Asks the question again of the articles that are served now, and says what spoke for each quote. */
async function explain({ bot, id, onProgress }: Press<IdOf<'why'>>): Promise<readonly SentMessage[]> {
  const question = await bot.records.question(id.question);
  if (question === null) throw notKept(bot);
  const snapshot = await bot.services.snapshot(onProgress);
  const answer = await bot.services.answerer.ask(question.question, snapshot, {
    quotes: id.from + COUNTED_QUOTES,
    explain: true,
  });
  const explained = answer.explain && {
    ...answer.explain,
    quotes: answer.explain.quotes.slice(id.from),
  };
  const blocks = answerBlocks({
    kind: answer.kind,
    quotes: answer.quotes.slice(id.from),
    ...(explained ? { explain: explained } : {}),
  });
  return bot.draw({ blocks: [...blocks, freshness(snapshot.info)] });
}

/** @throws ExpectedError `question-not-kept`. */
async function openKept({
  bot,
  id,
  onProgress,
}: Press<Kept>): Promise<{ question: KeptQuestion; snapshot: Snapshot; articles: ArticleIndex }> {
  const question = await bot.records.question(id.question);
  if (question === null) throw notKept(bot);
  const snapshot = await bot.services.snapshot(onProgress);
  return { question, snapshot, articles: await bot.articlesOf(snapshot) };
}

async function vote({ bot, caller, id }: Press<IdOf<'vote'>>): Promise<readonly SentMessage[]> {
  if ((await bot.records.question(id.question)) === null) throw notKept(bot);
  await bot.records.vote({ questionId: id.question, userId: caller.userId, vote: id.vote });
  const text =
    id.vote === 'good'
      ? 'Noted as a good answer. Press 👎 to change your mind.'
      : 'Noted as not a good answer: moderators see the question, not who marked it. Press 👍 to change your mind.';
  return bot.draw({ blocks: [{ kind: 'paragraph', text }] });
}

async function changeSettings(
  { bot, caller }: Press,
  change: Partial<GuildSettings>,
): Promise<readonly SentMessage[]> {
  return [settingsMessage(bot, await bot.records.changeSettings(caller.guildId ?? '', change))];
}

function runCommand(
  name: string,
  press: Omit<Press, 'id'>,
  options: Call['options'],
): Promise<readonly SentMessage[]> {
  const command = press.commands.get(name);
  if (command === undefined) throw new Error(`there is no command ${name} for a button of it`);
  return command.run({ ...press, options });
}

function notKept({ keptDays }: Bot): ExpectedError {
  return new ExpectedError(
    'question-not-kept',
    `That question is no longer kept (questions are for ${keptDays} days); ask it again.`,
  );
}
