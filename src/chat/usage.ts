// Pure.
import { type Command, optionsOf } from './command.ts';

/** How a command is typed, as `/summary ARTICLE [--sentences …]`. */
export function usageOf(command: Pick<Command<unknown>, 'name' | 'options'>): string {
  const words = optionsOf(command).map(([name, { positional, flag }]) => {
    const typed = positional === true ? name.toUpperCase() : `--${name}${flag === true ? '' : ' …'}`;
    return command.options.shape[name]?.safeParse(undefined).success ? `[${typed}]` : typed;
  });
  return [`/${command.name}`, ...words].join(' ');
}
