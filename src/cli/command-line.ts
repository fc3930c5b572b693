// Pure.
import { parseArgs } from 'node:util';
import { ExpectedError } from '../errors.ts';

/** A command line, read: `COMMAND words… --options`. */
export interface CommandLine {
  readonly command: string;
  /** Words and options that belong to the command, as typed. */
  readonly words: readonly string[];
  readonly seeds: string | undefined;
  readonly index: string | undefined;
  readonly json: boolean;
}

const FOLDER_OPTIONS = ['--seeds', '--index'] as const;

/**
 * Takes the options that every command has out of the arguments; the rest is the command's.
 * @throws ExpectedError `usage` where an option lacks its value.
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  const common: string[] = [];
  const words: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] as string;
    if (word === '--json' || FOLDER_OPTIONS.some((option) => word.startsWith(`${option}=`)))
      common.push(word);
    else if (FOLDER_OPTIONS.some((option) => word === option)) common.push(word, ...args.slice(++at, at + 1));
    else words.push(word);
  }
  const { seeds, index, json } = parseCommon(common);
  const [command = 'help', ...rest] = words;
  return { command, words: rest, seeds, index, json: json ?? false };
}

function parseCommon(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { seeds: { type: 'string' }, index: { type: 'string' }, json: { type: 'boolean' } },
    }).values;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.split('. ')[0] : String(cause);
    throw new ExpectedError('usage', `${message}; see: npm run --silent dateline -- help`, { cause });
  }
}
