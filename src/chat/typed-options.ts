// Pure.
import { parseArgs } from 'node:util';
import { ExpectedError } from '../errors.ts';
import { type Command, type OptionMeta, optionsOf } from './command.ts';

/**
 * Reads a command's options as they are typed behind its name: `--name value`, and the other words joined as
 * the positional option. Values stay text; the command checks them.
 * @throws ExpectedError `usage` for an option that the command does not have.
 */
export function readTypedOptions(
  command: Pick<Command<unknown>, 'name' | 'options'>,
  words: readonly string[],
): Readonly<Record<string, string>> {
  const options = optionsOf(command);
  const positional = options.find(([, meta]) => meta.positional === true)?.[0];
  const named = options.filter(([name]) => name !== positional);
  const { values, positionals } = parseWords(command.name, words, named);
  const rest = positionals.join(' ');
  if (rest === '') return values;
  if (positional === undefined) {
    throw new ExpectedError('usage', `/${command.name} takes no words (“${rest}”); see /help`);
  }
  return { ...values, [positional]: rest };
}

/** Splits a typed line at spaces; a value in double quotes behind an option stays whole. */
export function splitWords(line: string): readonly string[] {
  const joined = line.replace(
    /(\s--[a-z]+[= ])"([^"]*)"/gu,
    (_all, option: string, value: string) => `${option}${value.replaceAll(' ', '\u00a0')}`,
  );
  return joined
    .split(/[ \t\r\n]+/u)
    .filter((word) => word !== '')
    .map((word) => word.replaceAll('\u00a0', ' '));
}

function parseWords(
  command: string,
  words: readonly string[],
  named: readonly (readonly [string, OptionMeta])[],
): { readonly values: Readonly<Record<string, string>>; readonly positionals: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      // A dash in a sentence is no option: only `--` and a letter behind it begin one.
      args: words.map((word) => (/^-(?!-[a-z])/u.test(word) ? `\u2060${word}` : word)),
      options: Object.fromEntries(
        named.map(([name, { flag }]) => [
          name,
          { type: flag === true ? ('boolean' as const) : ('string' as const) },
        ]),
      ),
      allowPositionals: true,
    });
    const plain = (text: string) => text.replace(/^\u2060/u, '');
    return {
      values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plain(String(value))])),
      positionals: positionals.map(plain),
    };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.split('. ')[0] : String(cause);
    throw new ExpectedError('usage', `/${command}: ${message}; see /help`, { cause });
  }
}
