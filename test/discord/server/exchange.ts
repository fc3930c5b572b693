import { isObject, type JsonObject } from './json.ts';
import type { StoredMessage } from './messages.ts';

/** Discord's numbers of interactions. */
export const INTERACTION_TYPE = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

/** Discord's numbers of first responses. */
export const RESPONSE_TYPE = {
  message: 4,
  deferredMessage: 5,
  deferredUpdate: 6,
  update: 7,
  choices: 8,
  modal: 9,
} as const;

/** Something that the bot did with an interaction, and Discord took. */
export interface Action {
  readonly what: 'callback' | 'edit-original' | 'follow-up' | 'edit' | 'delete' | 'read';
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly payload: JsonObject;
  /** The message as it stood afterwards, where there is one. */
  readonly message: StoredMessage | null;
}

/** One interaction and all that became of it. */
export interface Exchange {
  readonly id: string;
  readonly token: string;
  /** As it went out in INTERACTION_CREATE. */
  readonly payload: JsonObject;
  readonly type: number;
  readonly userId: string;
  readonly channelId: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
  /** Whether its shard was connected when it went out. */
  isDelivered: boolean;
  /** Whether a fault was met or the clock set forward meanwhile: then a refusal is not the bot's doing. */
  excused: boolean;
  /** On which the last request was answered. */
  connection: { readonly destroyed: boolean } | null;
  /** Number of the first response; `null` until there is one. */
  responseType: number | null;
  /** The message that `@original` means. */
  originalId: string | null;
  readonly followUpIds: string[];
  readonly actions: Action[];
  /** Codes of Discord's refusals, in order. */
  readonly refusals: number[];
}

/** An interaction that is about to go out. */
export function openExchange(payload: JsonObject, createdMs: number): Exchange {
  const user = isObject(payload.member) ? payload.member.user : payload.user;
  return {
    id: String(payload.id),
    token: String(payload.token),
    payload,
    type: Number(payload.type),
    userId: isObject(user) ? String(user.id) : '',
    channelId: String(payload.channel_id),
    createdMs,
    isDelivered: false,
    excused: false,
    connection: null,
    responseType: null,
    originalId: null,
    followUpIds: [],
    actions: [],
    refusals: [],
  };
}

/** The message of a reply as it stands last, once it says something; `null` until then. */
export function replyOf(exchange: Exchange): StoredMessage | null {
  const told = exchange.actions.filter(
    ({ what, message, payload }) =>
      message !== null &&
      (['edit-original', 'follow-up', 'edit'].includes(what) ||
        payload.type === RESPONSE_TYPE.message ||
        payload.type === RESPONSE_TYPE.update),
  );
  return told.at(-1)?.message ?? null;
}

/** Milliseconds from the interaction to its first response; `null` until there is one. */
export function acknowledgedAfterMs({ actions, createdMs }: Exchange): number | null {
  const callback = actions.find(({ what }) => what === 'callback');
  return callback === undefined ? null : callback.atMs - createdMs;
}

/** Every character that a message shows, its buttons' labels left out. */
export function textIn({ content, embeds, components }: StoredMessage): string {
  const texts: string[] = [];
  const collect = (value: unknown, key: string) => {
    if (typeof value === 'string') {
      if (['title', 'description', 'name', 'value', 'text', 'content'].includes(key)) texts.push(value);
    } else if (Array.isArray(value)) for (const item of value) collect(item, key);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) collect(inner, name);
    }
  };
  collect(embeds, '');
  collect(components, '');
  return [content, ...texts].join('\n');
}
