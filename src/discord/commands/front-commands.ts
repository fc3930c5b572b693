import type { Services } from '../../../commands/services.ts';
import type { Command } from '../../chat/command.ts';
import { askOnDiscord } from './ask.ts';
import { findSources } from './find-sources.ts';
import { forgetMe } from './forget-me.ts';
import { fromCommand } from './from-command.ts';
import type { FrontCommand } from './front-command.ts';
import { gaps } from './gaps.ts';
import { helpOnDiscord } from './help.ts';
import { settings } from './settings.ts';
import { sourcesOnDiscord } from './sources.ts';
import { summaryOnDiscord } from './summary.ts';

/** Commands whose replies have buttons or pages here; every other one is drawn as it is. */
const DIFFERENT: Readonly<Record<string, (command: Command<Services>) => FrontCommand>> = {
  ask: askOnDiscord,
  summary: summaryOnDiscord,
  sources: sourcesOnDiscord,
};

/** Every command of this front by name: those of `commands/`, and those that only Discord has. */
export function frontCommands(commands: readonly Command<Services>[]): ReadonlyMap<string, FrontCommand> {
  const help = commands.find(({ name }) => name === 'help');
  const others = [
    ...commands
      .filter((command) => command !== help)
      .map((command) => DIFFERENT[command.name]?.(command) ?? fromCommand(command)),
    findSources,
    forgetMe,
    gaps,
    settings,
  ];
  const all = help === undefined ? others : [...others, helpOnDiscord(help, others)];
  return new Map(all.map((command) => [command.json.name, command]));
}
