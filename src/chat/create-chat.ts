import { ExpectedError } from '../errors.ts';
import type { Chat, Completion } from './chat.ts';
import { type Command, optionsOf } from './command.ts';
import { createFormerQuestions } from './former-questions.ts';
import { readTypedOptions, splitWords } from './typed-options.ts';

/** Completions offered at once. */
const COMPLETIONS = 25;
/** A terminal has one conversation. */
const TERMINAL = 'terminal';

/**
 * A conversation over commands; a line without a slash is given to the first of them. The last question is held
 * for a while, for one that goes on from it.
 */
export function createChat<Services>(parts: {
  /** The first one answers lines that name no command. */
  readonly commands: readonly Command<Services>[];
  readonly services: Services;
  /** Titles of the articles that are served, newest first; empty before the first index. */
  readonly titles: () => Promise<readonly string[]>;
  readonly suggestions: () => Promise<readonly string[]>;
  readonly clock: () => Date;
}): Chat {
  const { commands, services, titles, suggestions, clock } = parts;
  const former = createFormerQuestions(clock);
  return {
    async say(line, { onProgress }) {
      const { command, rest } = findCommand(commands, line);
      const formerQuestion = former.of(TERMINAL);
      const reply = await command.run(readTypedOptions(command, splitWords(` ${rest}`)), {
        services,
        onProgress,
        ...(formerQuestion === undefined ? {} : { formerQuestion }),
      });
      if (reply.question !== undefined) former.note(TERMINAL, reply.question);
      return reply;
    },
    async complete(line) {
      const typed = /^\/([a-z-]*)$/u.exec(line);
      if (typed !== null) {
        return commands
          .filter(({ name }) => name.startsWith(typed[1] as string))
          .map(({ name }) => ({ line: `/${name} ` }));
      }
      return completeTitle(commands, line, titles);
    },
    suggestions,
  };
}

function findCommand<Services>(
  commands: readonly Command<Services>[],
  line: string,
): { readonly command: Command<Services>; readonly rest: string } {
  const typed = /^\s*\/(\S*)\s*(.*)$/su.exec(line);
  const first = commands[0];
  if (typed === null && first) return { command: first, rest: line };
  const name = typed?.[1] ?? '';
  const command = commands.find((one) => one.name === name.toLowerCase());
  if (command === undefined) {
    const names = commands.map((one) => `/${one.name}`).join(', ');
    throw new ExpectedError('usage', `There is no command /${name}; there are ${names}.`);
  }
  return { command, rest: typed?.[2] ?? '' };
}

async function completeTitle<Services>(
  commands: readonly Command<Services>[],
  line: string,
  titles: () => Promise<readonly string[]>,
): Promise<readonly Completion[]> {
  const typed = /^(\/([a-z-]+)\s+)(.*)$/su.exec(line);
  const command = commands.find(({ name }) => name === typed?.[2]);
  const takesTitle =
    command &&
    optionsOf(command).some(([, meta]) => meta.positional === true && meta.completes === 'articles');
  if (!typed || !takesTitle) return [];
  const start = (typed[3] as string).toLowerCase();
  return (await titles())
    .filter((title) => title.toLowerCase().startsWith(start))
    .slice(0, COMPLETIONS)
    .map((title) => ({ line: `${typed[1]}${title}` }));
}
