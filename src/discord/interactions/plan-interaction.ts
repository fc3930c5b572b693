import { DEFAULT_SETTINGS, type GuildSettings } from '../../library/records.ts';
import type { Acknowledgement, SentMessage } from '../api/interaction-api.ts';
import type { Bot } from '../bot.ts';
import { buttonAction } from '../buttons/button-actions.ts';
import { parseButtonId } from '../buttons/button-id.ts';
import type { Call, FrontCommand } from '../commands/front-command.ts';
import { PRIVATE_OPTION } from '../registration/command-json.ts';
import type { Caller } from './caller.ts';
import { mayAnswerInPublic, mayManage, mayModerate } from './may.ts';
import type { CommandInteraction, ComponentInteraction } from './read-interaction.ts';

/** What is done with an interaction: how it is acknowledged, then its work. */
export interface Plan {
  readonly acknowledge: Acknowledgement;
  run(onProgress: Call['onProgress']): Promise<readonly SentMessage[]>;
}

/** Why nothing is done, told to the person alone. */
export interface Refusal {
  readonly refusal: string;
}

/** What planning is given. */
export interface PlanParts {
  readonly bot: Bot;
  readonly commands: ReadonlyMap<string, FrontCommand>;
  readonly caller: Caller;
}

const OUTDATED: Refusal = { refusal: 'This is from another version of the bot; please ask again.' };

/** Decides who may do it and who sees the reply; does nothing yet, for Discord waits for an acknowledgement. */
export async function planCommand(
  interaction: CommandInteraction,
  parts: PlanParts,
): Promise<Plan | Refusal> {
  const { bot, commands, caller } = parts;
  const { name, options, target_id: targetId, resolved } = interaction.data;
  const command = commands.get(name);
  if (command === undefined) return OUTDATED;
  const settings = await settingsOf(parts);
  const refusal = whyNot(command.allowed, caller, settings);
  if (refusal !== null) return { refusal };

  const values = Object.fromEntries(
    (options ?? []).flatMap((option) => (option.value === undefined ? [] : [[option.name, option.value]])),
  );
  const isAskedPrivately = values[PRIVATE_OPTION] === true;
  const isPrivate =
    command.visibility === 'private' || isAskedPrivately || !mayAnswerInPublic(caller, settings);
  return {
    acknowledge: isPrivate ? 'private' : 'public',
    run: (onProgress) =>
      command.run({
        bot,
        caller,
        options: values,
        target: resolved?.messages?.[targetId ?? ''] ?? null,
        isPrivate,
        isAskedPrivately,
        onProgress,
      }),
  };
}

/** The same for a button or a menu. */
export async function planComponent(
  interaction: ComponentInteraction,
  parts: PlanParts,
): Promise<Plan | Refusal> {
  const { bot, commands, caller } = parts;
  const id = parseButtonId(interaction.data.custom_id);
  if (id === null) return OUTDATED;
  const action = buttonAction(id);
  const settings = await settingsOf(parts);
  const refusal = whyNot(action.allowed, caller, settings);
  if (refusal !== null) return { refusal };
  if (action.acknowledge === 'public' && !mayAnswerInPublic(caller, settings)) {
    return {
      refusal: 'Answers are private in this channel; moderators choose the public ones with /settings.',
    };
  }
  return {
    acknowledge: action.acknowledge,
    run: (onProgress) =>
      action.run({
        id,
        bot,
        caller,
        commands,
        values: interaction.data.values ?? [],
        options: {},
        target: null,
        isPrivate: action.acknowledge !== 'public',
        isAskedPrivately: false,
        onProgress,
      }),
  };
}

/** Where settings cannot be read, nobody moderates by role and answers are as without any. */
async function settingsOf({ bot, caller }: PlanParts): Promise<GuildSettings> {
  if (caller.guildId === null) return DEFAULT_SETTINGS;
  return bot.records.settings(caller.guildId).catch((error: unknown) => {
    bot.log.error({ err: error }, 'the settings of a server could not be read; the defaults hold');
    return DEFAULT_SETTINGS;
  });
}

function whyNot(allowed: FrontCommand['allowed'], caller: Caller, settings: GuildSettings): string | null {
  if (allowed === 'managers' && !mayManage(caller)) {
    return 'That is for those who may manage this server.';
  }
  if (allowed === 'moderators' && !mayModerate(caller, settings)) {
    return 'That is for moderators of this server: those who may manage it, and roles that they have named with /settings.';
  }
  return null;
}
