import { InteractionType } from 'discord.js';
import { ExpectedError } from '../../errors.ts';
import { type ApiFault, apiFaultOf } from '../api/api-fault.ts';
import type { InteractionApi, SentMessage } from '../api/interaction-api.ts';
import type { Bot } from '../bot.ts';
import type { FrontCommand } from '../commands/front-command.ts';
import { logIncident } from '../incident.ts';
import { renderProgress } from '../render/render-progress.ts';
import { type Caller, callerOf } from './caller.ts';
import { choicesFor } from './complete.ts';
import { faultLine, incidentLine, isToldAsItIs } from './fault-line.ts';
import { type Plan, planCommand, planComponent, type Refusal } from './plan-interaction.ts';
import { createProgressEdits } from './progress-edits.ts';
import { type Interaction, readInteraction } from './read-interaction.ts';
import type { RequestLimits } from './request-limits.ts';

/** What handling is made of. */
export interface HandlerParts {
  readonly bot: Bot;
  readonly api: InteractionApi;
  readonly commands: ReadonlyMap<string, FrontCommand>;
  readonly limits: RequestLimits;
  /** Whether an interaction is seen for the first time. */
  readonly isFirstTime: (interactionId: string) => boolean;
  /** Told where Discord refuses an answer as unauthorised. */
  readonly onUnauthorised: () => void;
}

/** Follow-ups that Discord takes where only a person has installed the bot; no reply needs more. */
const MOST_FOLLOW_UPS = 5;

/**
 * Makes the handler of interactions as they come over the gateway. It never rejects: whatever fails is logged,
 * and the person is told, unless Discord no longer takes an answer.
 */
export function createInteractionHandler(parts: HandlerParts): (raw: unknown) => Promise<void> {
  const { bot, isFirstTime } = parts;
  return async (raw) => {
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
      await handle(read.interaction, caller, parts);
    } catch (error) {
      logIncident(bot.log, error, 'a bug in handling an interaction');
    }
  };
}

async function handle(interaction: Interaction, caller: Caller, parts: HandlerParts): Promise<void> {
  const { api, bot } = parts;
  if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
    const choices = await choicesFor(interaction, bot).catch((error: unknown) => {
      logIncident(bot.log, error, 'titles could not be completed');
      return [];
    });
    await attempt(() => api.complete(caller, choices), 'completing', parts);
    return;
  }
  const plan = await planFor(interaction, caller, parts);
  if ('refusal' in plan) {
    await attempt(() => api.refuse(caller, lineMessage(plan.refusal, parts)), 'refusing', parts);
    return;
  }
  const fault = await attempt(() => api.acknowledge(caller, plan.acknowledge), 'acknowledging', parts);
  if (fault === null) await answer(plan, caller, parts);
}

async function planFor(
  interaction: Interaction,
  caller: Caller,
  parts: HandlerParts,
): Promise<Plan | Refusal> {
  const { bot, limits, commands } = parts;
  try {
    const waitMs = await limits.waitMs(caller);
    if (waitMs !== null) {
      const seconds = Math.max(1, Math.ceil(waitMs / 1000));
      return { refusal: `That was a lot within a minute. Please go on in ${seconds} s.` };
    }
    if (interaction.type === InteractionType.ApplicationCommand) {
      return await planCommand(interaction, { bot, commands, caller });
    }
    if (interaction.type === InteractionType.MessageComponent) {
      return await planComponent(interaction, { bot, commands, caller });
    }
    throw new Error('only commands, buttons and menus are planned');
  } catch (error) {
    return { refusal: lineOf(error, parts) };
  }
}

/** Makes the reply and sends it; the interaction has been acknowledged. */
async function answer(plan: Plan, caller: Caller, parts: HandlerParts): Promise<void> {
  const { api } = parts;
  const progress = createProgressEdits({
    async edit(state) {
      const fault = await attempt(() => api.edit(caller, renderProgress(state)), 'showing progress', parts);
      return fault === null || fault === 'passing';
    },
  });
  // An update would show progress in the place of the message that it changes.
  const onProgress = plan.acknowledge === 'update' ? () => {} : progress.update;
  let messages: readonly SentMessage[];
  try {
    messages = await plan.run(onProgress).finally(() => progress.stop());
  } catch (error) {
    await tell(lineOf(error, parts), plan, caller, parts);
    return;
  }
  const fault = await attempt(() => sendAll(messages, plan, caller, parts), 'answering', parts);
  // Whatever Discord does not take of a reply, a short line it may.
  if (fault === 'bug' || fault === 'passing') {
    await tell('The answer could not be shown; please try again.', plan, caller, parts);
  }
}

async function sendAll(
  messages: readonly SentMessage[],
  plan: Plan,
  caller: Caller,
  parts: HandlerParts,
): Promise<void> {
  const { api } = parts;
  const [first, ...others] = messages;
  if (first === undefined) throw new Error('a reply without messages');
  await api.edit(caller, first);
  for (const message of withinLimit(others, parts)) {
    await api.followUp(caller, message, { isPrivate: plan.acknowledge === 'private' });
  }
}

function withinLimit(messages: readonly SentMessage[], parts: HandlerParts): readonly SentMessage[] {
  if (messages.length <= MOST_FOLLOW_UPS) return messages;
  const rest = lineMessage('The rest is longer than Discord lets a reply be.', parts);
  return [...messages.slice(0, MOST_FOLLOW_UPS - 1), rest];
}

/**
 * Tells the person alone that something failed. A public acknowledgement is taken away first: the message that
 * follows a waiting one takes its place and would be public, too.
 */
async function tell(line: string, plan: Plan, caller: Caller, parts: HandlerParts): Promise<void> {
  const { api } = parts;
  const message = lineMessage(line, parts);
  if (plan.acknowledge === 'private') {
    await attempt(() => api.edit(caller, message), 'telling of a failure', parts);
    return;
  }
  if (plan.acknowledge === 'public') {
    const fault = await attempt(() => api.remove(caller), 'taking a reply away', parts);
    if (fault !== null && fault !== 'gone') {
      await attempt(() => api.edit(caller, message), 'telling of a failure', parts);
      return;
    }
  }
  await attempt(() => api.followUp(caller, message, { isPrivate: true }), 'telling of a failure', parts);
}

/** Sends something; a failure is logged by what it means. @returns what it means, `null` where there is none */
async function attempt(
  send: () => Promise<void>,
  what: string,
  { bot, onUnauthorised }: HandlerParts,
): Promise<ApiFault | null> {
  try {
    await send();
    return null;
  } catch (error) {
    const fault = apiFaultOf(error);
    if (fault === 'unauthorised') onUnauthorised();
    if (fault === 'bug') logIncident(bot.log, error, `Discord refused what was sent while ${what}`);
    else bot.log.warn({ fault, err: error }, `Discord took nothing while ${what}`);
    return fault;
  }
}

function lineOf(error: unknown, { bot }: HandlerParts): string {
  if (error instanceof ExpectedError) {
    // Its own line may repeat what the person wrote, which does not belong into a log.
    const reason = isToldAsItIs(error) ? undefined : error.message;
    bot.log.warn({ code: error.code, reason, err: error.cause }, 'an expected failure');
    return faultLine(error);
  }
  return incidentLine(logIncident(bot.log, error, 'a bug in a command or a button'));
}

function lineMessage(text: string, { bot }: HandlerParts): SentMessage {
  const [message] = bot.draw({ blocks: [{ kind: 'paragraph', text }] });
  if (message === undefined) throw new Error('a line that draws nothing');
  return message;
}
