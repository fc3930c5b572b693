import { join } from 'node:path';
import { commands } from '../../commands/index.ts';
import { count } from '../chat/count.ts';
import { createChat } from '../chat/create-chat.ts';
import { readOwnQuestions } from '../corpus/seeds/own-questions.ts';
import type { Dateline } from '../dateline.ts';
import { runTerminal } from '../terminal/terminal-front.ts';
import type { Run } from './run.ts';

/** Questions to try that are offered at the first start. */
const SUGGESTED_QUESTIONS = 3;

/** Starts the chat in the terminal, with an index: built now where there is none. @returns the exit code */
export async function startTerminal(
  parts: Pick<Run, 'config' | 'log' | 'environment' | 'stdin' | 'stdout' | 'stderr' | 'progress'> & {
    readonly dateline: Dateline;
  },
): Promise<number> {
  const { dateline, config, log, environment, stdin, stdout, stderr, progress } = parts;
  const firstStart = (await dateline.served()) === null;
  const { info } = await dateline.services.snapshot(progress.update).finally(() => progress.clear());

  const chat = createChat({
    commands,
    clock: () => new Date(),
    services: dateline.services,
    titles: async () => ((await (await dateline.served())?.articles()) ?? []).map(({ title }) => title),
    suggestions: async () =>
      (await readOwnQuestions(config.seedsFolder).catch(() => []))
        .filter(({ answerable }) => answerable)
        .slice(0, SUGGESTED_QUESTIONS)
        .map(({ question }) => question),
  });
  // A pipe is over soon; a conversation may last for days.
  const isConversation = stdin.isTTY === true && stdout.isTTY === true;
  const staying = isConversation
    ? await dateline.stayCurrent({
        onReport: ({ generation }) => log.info({ generation }, 'the seeds were indexed'),
        onNotice: (message) => log.warn({}, message),
        onBug: (error) => log.error({ err: error }, 'a bug while watching'),
      })
    : null;
  return runTerminal({
    input: stdin,
    output: stdout,
    errorOutput: stderr,
    chat,
    env: environment,
    clock: () => new Date(),
    historyFile: join(config.indexFolder, 'history'),
    greeting: [
      `Dateline: ${count(info.articles, 'article')}, answered in their own words. Ask, or type /help.`,
    ],
    firstStart,
    onBug: (error) => log.error({ err: error }, 'a bug in a command'),
  }).finally(() => staying?.close());
}
