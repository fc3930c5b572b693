import { ApiError } from './api-error.ts';
import type { ServerClock } from './clock.ts';
import { type JsonObject, objectsOf, textOf } from './json.ts';
import { MESSAGE_FLAG, messageProblems } from './limits/message-limits.ts';
import { botObject } from './objects/user-object.ts';
import type { World } from './world.ts';

/** A message as it stands in a channel. */
export interface StoredMessage {
  readonly id: string;
  readonly channelId: string;
  /** The only person who sees it, by id; `null` where all in the channel do. */
  readonly visibleTo: string | null;
  readonly flags: number;
  readonly content: string;
  readonly embeds: readonly JsonObject[];
  readonly components: readonly JsonObject[];
  /** Names of attached files. */
  readonly files: readonly string[];
  /** What it is a response to, as Discord writes it. */
  readonly interactionMetadata: JsonObject;
  /** Kind of message: 20 for a slash command's reply, 23 for a menu's, 19 for a component's. */
  readonly type: number;
  /** Milliseconds since 1970. */
  readonly sentMs: number;
  readonly editedMs: number | null;
}

/** What is known of a message before anything is written in it. */
export type MessageFrame = Pick<StoredMessage, 'channelId' | 'visibleTo' | 'interactionMetadata' | 'type'>;

/** The messages of the app. */
export interface Messages {
  /** @throws ApiError 50035 or 50006 where Discord would refuse it. */
  send(frame: MessageFrame, payload: JsonObject, files: readonly string[]): StoredMessage;
  /** The bot is thinking; the first edit fills it. */
  sendLoading(frame: MessageFrame): StoredMessage;
  /** @throws ApiError 10008 where it is gone, 50035 or 50006 where Discord would refuse the edit. */
  edit(id: string, payload: JsonObject, files: readonly string[]): StoredMessage;
  /** @throws ApiError 10008 where it is gone. */
  remove(id: string): void;
  /** @throws ApiError 10008 where it is gone. */
  get(id: string): StoredMessage;
}

/** No messages yet. */
export function createMessages(parts: {
  readonly clock: ServerClock;
  readonly nextId: () => string;
}): Messages {
  const { clock, nextId } = parts;
  const stored = new Map<string, StoredMessage>();
  const keep = (message: StoredMessage) => {
    stored.set(message.id, message);
    return message;
  };
  const blank = (frame: MessageFrame): StoredMessage => ({
    ...frame,
    id: nextId(),
    flags: frame.visibleTo === null ? 0 : MESSAGE_FLAG.ephemeral,
    content: '',
    embeds: [],
    components: [],
    files: [],
    sentMs: clock.now(),
    editedMs: null,
  });
  const get = (id: string) => {
    const message = stored.get(id);
    if (message === undefined) throw new ApiError('unknownMessage');
    return message;
  };
  return {
    send(frame, payload, files) {
      const problems = messageProblems(payload, { kind: 'send', flags: 0 });
      if (problems.length > 0) throw new ApiError('invalidForm', problems);
      return keep(withPayload(blank(frame), payload, files));
    },
    sendLoading(frame) {
      const message = blank(frame);
      return keep({ ...message, flags: message.flags | MESSAGE_FLAG.loading });
    },
    edit(id, payload, files) {
      const message = get(id);
      const problems = messageProblems(payload, { kind: 'edit', flags: message.flags });
      if (problems.length > 0) throw new ApiError('invalidForm', problems);
      const written = { ...message, flags: message.flags & ~MESSAGE_FLAG.loading, editedMs: clock.now() };
      return keep(withPayload(written, payload, files));
    },
    remove(id) {
      stored.delete(get(id).id);
    },
    get,
  };
}

function withPayload(message: StoredMessage, payload: JsonObject, files: readonly string[]): StoredMessage {
  const given = typeof payload.flags === 'number' ? payload.flags : 0;
  const next: StoredMessage = {
    ...message,
    // The flags of privacy and of Components V2 are never taken away again.
    flags: message.flags | given,
    content: payload.content === undefined ? message.content : textOf(payload.content),
    embeds: payload.embeds === undefined ? message.embeds : objectsOf(payload.embeds),
    components: payload.components === undefined ? message.components : objectsOf(payload.components),
    files: files.length > 0 ? files : message.files,
  };
  const empty =
    next.content.trim() === '' &&
    next.embeds.length === 0 &&
    next.files.length === 0 &&
    !((next.flags & MESSAGE_FLAG.componentsV2) !== 0 && next.components.length > 0);
  if (empty) throw new ApiError('emptyMessage');
  return next;
}

/** A message as Discord writes it. */
export function messageObject(world: World, message: StoredMessage): JsonObject {
  const moment = (ms: number) => new Date(ms).toISOString();
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    content: message.content,
    author: botObject(world),
    application_id: world.applicationId,
    webhook_id: world.applicationId,
    timestamp: moment(message.sentMs),
    edited_timestamp: message.editedMs === null ? null : moment(message.editedMs),
    tts: false,
    pinned: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: message.files.map((filename, index) => ({
      id: String(BigInt(message.id) + BigInt(index)),
      filename,
      size: 1,
      url: 'https://cdn.discordapp.com/attachments/1/1/file',
      proxy_url: 'https://media.discordapp.net/attachments/1/1/file',
    })),
    embeds: message.embeds.map((embed) => ({ type: 'rich', ...embed })),
    components: message.components,
    flags: message.flags,
    interaction_metadata: message.interactionMetadata,
  };
}
