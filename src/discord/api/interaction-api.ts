import { setTimeout as sleep } from 'node:timers/promises';
import {
  type APIActionRowComponent,
  type APIApplicationCommandOptionChoice,
  type APIComponentInMessageActionRow,
  InteractionResponseType,
  MessageFlags,
  REST,
  Routes,
} from 'discord.js';
import type { Message } from '../render/message.ts';
import { apiFaultOf } from './api-fault.ts';
import { patientTimeout } from './patient-timeout.ts';

/** A message with buttons or menus. */
export type SentMessage = Omit<Message, 'components'> & {
  readonly components?: readonly APIActionRowComponent<APIComponentInMessageActionRow>[];
};

/** What an answer is addressed by; the token is worth 15 minutes. */
export interface InteractionAddress {
  readonly id: string;
  readonly applicationId: string;
  readonly token: string;
}

/** How an interaction is acknowledged before its reply is made: `update` changes the message of a button. */
export type Acknowledgement = 'public' | 'private' | 'update';

/** Answers to interactions. Each throws what discord.js throws; `apiFaultOf` says what it means. */
export interface InteractionApi {
  acknowledge(to: InteractionAddress, as: Acknowledgement): Promise<void>;
  /** Whether the reply is acknowledged and not yet made. */
  isWaiting(to: InteractionAddress): Promise<boolean>;
  /** Says something to the person alone, in place of an acknowledgement. */
  refuse(to: InteractionAddress, message: SentMessage): Promise<void>;
  complete(
    to: InteractionAddress,
    choices: readonly APIApplicationCommandOptionChoice<string>[],
  ): Promise<void>;
  /** The reply, or another state of it. */
  edit(to: InteractionAddress, message: SentMessage): Promise<void>;
  followUp(
    to: InteractionAddress,
    message: SentMessage,
    options: { readonly isPrivate: boolean },
  ): Promise<void>;
  /** Takes the reply away. */
  remove(to: InteractionAddress): Promise<void>;
}

/** Discord waits 3 s for the first response: a second attempt must fit behind one without an answer. */
const FIRST_RESPONSE_MS = 2_800;
const FIRST_RESPONSE_TIMEOUT_MS = 1_600;
const FIRST_RESPONSE_WAITS_MS = [50, 150, 300];
const EDIT_TIMEOUT_MS = 5_000;
const EDIT_WAITS_MS = [250, 1_000, 3_000];

/**
 * Answers over a client of their own, without the bot's token, which answers do not need: so a 401 to an answer
 * cannot take the token away from everything else, and discord.js's global limit of 50 requests a second, which
 * Discord does not apply to answers, does not make them wait.
 *
 * discord.js would repeat a failed request at once, and forget whether it did. Here a request is repeated after
 * a wait, and `answered` in reply to a repetition means that the first attempt has arrived after all.
 */
export function createInteractionApi(options: { readonly apiUrl: string }): InteractionApi {
  const rest = new REST({
    api: options.apiUrl,
    retries: 0,
    timeout: EDIT_TIMEOUT_MS,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    // Each interaction has a queue of its own, which is not used again after some minutes.
    handlerSweepInterval: 60_000,
  });

  const respond = (to: InteractionAddress, body: object) => {
    const endMs = performance.now() + FIRST_RESPONSE_MS;
    return repeated(FIRST_RESPONSE_WAITS_MS, () => {
      const leftMs = Math.max(1, Math.floor(endMs - performance.now()));
      const signal = patientTimeout(Math.min(FIRST_RESPONSE_TIMEOUT_MS, leftMs));
      return rest.post(Routes.interactionCallback(to.id, to.token), { auth: false, body, signal });
    });
  };
  const original = ({ applicationId, token }: InteractionAddress) =>
    Routes.webhookMessage(applicationId, token);

  return {
    acknowledge: (to, as) => respond(to, acknowledgementOf(as)),
    async isWaiting(to) {
      const message = (await rest.get(original(to), { auth: false })) as { readonly flags?: number };
      return ((message.flags ?? 0) & MessageFlags.Loading) !== 0;
    },
    refuse: (to, message) =>
      respond(to, {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: { ...message, flags: MessageFlags.Ephemeral },
      }),
    complete: (to, choices) =>
      respond(to, { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } }),
    edit: (to, message) =>
      repeated(EDIT_WAITS_MS, () => rest.patch(original(to), { auth: false, body: message })),
    followUp: (to, message, { isPrivate }) =>
      // Once more at most: the first one may have arrived, and a doubled message is a fault, too.
      repeated(EDIT_WAITS_MS.slice(0, 1), () =>
        rest.post(Routes.webhook(to.applicationId, to.token), {
          auth: false,
          body: isPrivate ? { ...message, flags: MessageFlags.Ephemeral } : message,
        }),
      ),
    remove: (to) => repeated(EDIT_WAITS_MS, () => rest.delete(original(to), { auth: false })),
  };
}

function acknowledgementOf(as: Acknowledgement): object {
  if (as === 'update') return { type: InteractionResponseType.DeferredMessageUpdate };
  return {
    type: InteractionResponseType.DeferredChannelMessageWithSource,
    ...(as === 'private' ? { data: { flags: MessageFlags.Ephemeral } } : {}),
  };
}

async function repeated(waitsMs: readonly number[], request: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await request();
      return;
    } catch (error) {
      const fault = apiFaultOf(error);
      if (fault === 'answered' && attempt > 0) return;
      const waitMs = waitsMs[attempt];
      if (fault !== 'passing' || waitMs === undefined) throw error;
      await sleep(waitMs);
    }
  }
}
