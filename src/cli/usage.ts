// Pure.
import type { Services } from '../../commands/services.ts';
import { EVALUATION_USAGE } from '../../eval/evaluate.ts';
import { type Command, optionsOf } from '../chat/command.ts';

/** How the command line is used, for `help` and for wrong usage. */
export function usage(commands: readonly Command<Services>[]): string {
  // Here `add` takes files, too.
  const chat = commands
    .filter(({ name }) => name !== 'add')
    .map((command) => `  ${typed(command).padEnd(26)}${command.description}`);
  return [
    'Usage: npm run --silent dateline -- COMMAND … [--seeds DIR] [--index DIR] [--json]',
    '',
    '  start                     the chat in this terminal, or the bot with DISCORD_TOKEN; also: npm start',
    ...chat,
    '  ask -                     one question a line from standard input',
    '  add URL-or-FILE…          fetches or copies articles into the seeds, and indexes them',
    '  reindex --watch           goes on with every change of the seeds, and reads the feeds',
    ...EVALUATION_USAGE.map((line) => `  ${line.padEnd(26)}how a set with known answers fares`),
    '  eval … --compare FILE     beside what an earlier run with --json wrote',
    '  eval … --index-cache DIR  keeps the index of the set for the next run',
    '  register                  writes the commands to Discord where they differ (the bot does so itself)',
    '  backup FOLDER             copies index, questions, votes and settings into a new folder, while all runs',
    '  move --to DATABASE_URL    copies all of that into a PostgreSQL database; --from DATABASE_URL, back',
    '  doctor                    checks seeds, model, database and index, and says what to do',
    '',
    ...commands.flatMap((command) =>
      optionsOf(command)
        .filter(([, meta]) => meta.positional !== true)
        .map(([name, meta]) => `  ${`${command.name} --${name}`.padEnd(26)}${meta.description ?? ''}`),
    ),
    '',
    'Exit code 0: a result (a no-answer is one); 1: an expected error, told in a line; 2: wrong usage.',
    '',
  ].join('\n');
}

function typed(command: Command<Services>): string {
  const positional = optionsOf(command).find(([, meta]) => meta.positional === true)?.[0];
  return positional === undefined ? command.name : `${command.name} ${positional.toUpperCase()}`;
}
