import { InteractionType } from 'discord.js';
import { ExpectedError } from '../../errors.ts';
import type { Counts, InteractionOutcome } from '../../monitoring/monitor.ts';
import type { SentMessage } from '../api/interaction-api.ts';
import type { Bot } from '../bot.ts';
import type { FrontCommand } from '../commands/front-command.ts';
import { logIncident } from '../incident.ts';
import { type Caller, callerOf } from './caller.ts';
import { choicesFor } from './complete.ts';
import { faultLine, incidentLine, isToldAsItIs } from './fault-line.ts';
import { type Plan, planCommand, planComponent, type Refusal } from './plan-interaction.ts';
import {
  type CommandInteraction,
  type ComponentInteraction,
  type Interaction,
  readInteraction,
} from './read-interaction.ts';
import type { ReplySender } from './reply-sender.ts';
import type { RequestLimits } from './request-limits.ts';

/** What handling is made of. */
export interface HandlerParts {
  readonly bot: Bot;
  readonly sender: ReplySender;
  readonly commands: ReadonlyMap<string, FrontCommand>;
  readonly limits: RequestLimits;
  readonly counts: Counts;
  /** Whether an interaction is seen for the first time. */
  readonly isFirstTime: (interactionId: string) => boolean;
}

/**
 * Makes the handler of interactions as they come over the gateway. It never rejects: whatever fails is logged,
 * and the person is told, unless Discord no longer takes an answer.
 */
export function createInteractionHandler(parts: HandlerParts): (
  raw: unknown,
  /** Taken over: another process began it and died, maybe after it had answered. */
  options: { readonly isTakenOver: boolean },
) => Promise<void> {
  const { bot, isFirstTime } = parts;
  return async (raw, options) => {
    try {
      const read = readInteraction(raw);
      if ('problem' in read) {
        bot.log.error(
          { problem: read.problem },
          'an interaction came that cannot be read; it was left alone',
        );
        return;
      }
      const caller = callerOf(read.interaction);
      if (caller === null || !isFirstTime(caller.id)) return;
      const outcome = await handle(read.interaction, caller, { ...parts, ...options });
      if (outcome !== null) parts.counts.interaction(countedAs(read.interaction, parts.commands), outcome);
    } catch (error) {
      logIncident(bot.log, error, 'a bug in handling an interaction');
    }
  };
}

/** @returns `null` where the process that died had done it */
async function handle(
  interaction: Interaction,
  caller: Caller,
  parts: HandlerParts & { readonly isTakenOver: boolean },
): Promise<InteractionOutcome | null> {
  const { bot, sender } = parts;
  const acknowledge = parts.isTakenOver ? sender.takeOver : sender.acknowledge;
  if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
    const choices = await choicesFor(interaction, bot).catch((error: unknown) => {
      logIncident(bot.log, error, 'titles could not be completed');
      return null;
    });
    await sender.complete(caller, choices ?? []);
    return choices === null ? 'fault' : 'done';
  }
  const plan = await planFor(interaction, caller, parts);
  if ('refusal' in plan) {
    await sender.refuse(caller, plan.refusal);
    return plan.outcome;
  }
  if (await acknowledge(caller, plan.acknowledge)) return carryOut(plan, caller, parts);
  return parts.isTakenOver ? null : 'late';
}

async function planFor(
  interaction: CommandInteraction | ComponentInteraction,
  caller: Caller,
  { bot, limits, commands, isTakenOver }: HandlerParts & { readonly isTakenOver: boolean },
): Promise<Plan | (Refusal & { readonly outcome: InteractionOutcome })> {
  try {
    // The process that began it has counted it.
    const waitMs = isTakenOver ? null : await limits.waitMs(caller);
    if (waitMs !== null) {
      const seconds = Math.max(1, Math.ceil(waitMs / 1000));
      return {
        refusal: `That was a lot within a minute. Please go on in ${seconds} s.`,
        outcome: 'refused',
      };
    }
    const plan =
      interaction.type === InteractionType.ApplicationCommand
        ? await planCommand(interaction, { bot, commands, caller })
        : await planComponent(interaction, { bot, commands, caller });
    return 'refusal' in plan ? { ...plan, outcome: 'refused' } : plan;
  } catch (error) {
    return { refusal: lineOf(error, bot), outcome: outcomeOf(error) };
  }
}

/** Makes the reply and sends it; the interaction has been acknowledged. */
async function carryOut(
  plan: Plan,
  caller: Caller,
  { bot, sender }: HandlerParts,
): Promise<InteractionOutcome> {
  const progress = sender.progressOf(caller);
  // An update would show progress in the place of the message that it changes.
  const onProgress = plan.acknowledge === 'update' ? () => {} : progress.update;
  let messages: readonly SentMessage[];
  try {
    messages = await plan.run(onProgress).finally(() => progress.stop());
  } catch (error) {
    await sender.tell(caller, plan.acknowledge, lineOf(error, bot));
    return outcomeOf(error);
  }
  await sender.reply(caller, plan.acknowledge, messages);
  return 'done';
}

function lineOf(error: unknown, { log }: Bot): string {
  if (!(error instanceof ExpectedError)) {
    return incidentLine(logIncident(log, error, 'a bug in a command or a button'));
  }
  // Its own line may repeat what the person wrote, which does not belong into a log.
  const reason = isToldAsItIs(error) ? undefined : error.message;
  log.warn({ code: error.code, reason, err: error.cause }, 'an expected failure');
  return faultLine(error);
}

function outcomeOf(error: unknown): InteractionOutcome {
  return error instanceof ExpectedError && isToldAsItIs(error) ? 'refused' : 'fault';
}

/** One of a few names, whatever Discord sends. */
function countedAs(interaction: Interaction, commands: HandlerParts['commands']): string {
  if (interaction.type === InteractionType.MessageComponent) return 'button';
  if (interaction.type === InteractionType.ApplicationCommandAutocomplete) return 'autocomplete';
  return commands.has(interaction.data.name) ? interaction.data.name : 'unknown';
}
