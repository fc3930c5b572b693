import { createInterface } from 'node:readline';
import type { Services } from '../../commands/services.ts';
import type { Command } from '../chat/command.ts';
import type { Progress } from '../chat/reply.ts';
import { readTypedOptions } from '../chat/typed-options.ts';
import { ExpectedError } from '../errors.ts';
import type { Output } from './output.ts';

interface RunParts {
  readonly command: Command<Services>;
  readonly words: readonly string[];
  readonly services: Services;
  readonly output: Output;
  readonly input: NodeJS.ReadableStream;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Runs one command of the chat; `ask -` once for every line of standard input.
 * @returns 0, or 1 where a line of several could not be asked
 * @throws ExpectedError as the command.
 */
export async function runCommand(parts: RunParts): Promise<number> {
  const { command, words, services, output, onProgress } = parts;
  const options = readTypedOptions(command, words);
  if (command.name === 'ask' && options.question === '-') return askEachLine(parts, options);
  output.reply(await command.run(options, { services, onProgress }));
  return 0;
}

async function askEachLine(parts: RunParts, options: Readonly<Record<string, string>>): Promise<number> {
  const { command, services, output, input, onProgress } = parts;
  let exitCode = 0;
  for await (const question of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    try {
      output.reply(await command.run({ ...options, question }, { services, onProgress }));
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      output.failure(error, question);
      exitCode = 1;
    }
  }
  return exitCode;
}
