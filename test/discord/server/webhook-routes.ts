import { ApiError } from './api-error.ts';
import { frameOf, isEphemeral } from './callback-route.ts';
import { type Exchange, RESPONSE_TYPE } from './exchange.ts';
import type { JsonObject } from './json.ts';
import { MESSAGE_FLAG } from './limits/message-limits.ts';
import type { Messages, StoredMessage } from './messages.ts';

/** How long an interaction's token can be used. */
const TOKEN_MS = 15 * 60_000;
/** Follow-ups to one interaction where the app is only the user's, not the guild's. */
const USER_INSTALLED_FOLLOW_UPS = 5;

interface WebhookParts {
  readonly exchange: Exchange;
  readonly messages: Messages;
  readonly nowMs: number;
}

/**
 * Checks that an interaction's token can be used for edits and follow-ups.
 * @throws ApiError 50027 after 15 minutes, 10015 before the first response.
 */
function checkToken({ exchange, nowMs }: WebhookParts): void {
  if (nowMs - exchange.createdMs > TOKEN_MS) throw new ApiError('invalidToken');
  if (exchange.responseType === null || exchange.responseType === RESPONSE_TYPE.choices) {
    throw new ApiError('unknownWebhook');
  }
}

/** The message meant by `@original` or an id. @throws ApiError 10008 where it is none of this interaction. */
function messageId({ exchange }: WebhookParts, named: string): string {
  const id = named === '@original' ? exchange.originalId : named;
  const own = id !== null && (id === exchange.originalId || exchange.followUpIds.includes(id));
  if (!own) throw new ApiError('unknownMessage');
  return id;
}

/** Reads a message of an interaction. @throws ApiError as Discord. */
export function readReply(parts: WebhookParts, named: string): StoredMessage {
  checkToken(parts);
  return parts.messages.get(messageId(parts, named));
}

/** Edits a message of an interaction. @throws ApiError as Discord. */
export function editReply(
  parts: WebhookParts & { readonly body: JsonObject; readonly files: readonly string[] },
  named: string,
): StoredMessage {
  checkToken(parts);
  return parts.messages.edit(messageId(parts, named), parts.body, parts.files);
}

/** Deletes a message of an interaction. @throws ApiError as Discord. */
export function deleteReply(parts: WebhookParts, named: string): void {
  checkToken(parts);
  parts.messages.remove(messageId(parts, named));
}

/**
 * Sends a follow-up. The first one after a deferred response fills the waiting message instead of standing
 * beside it, and is as private as that was.
 * @throws ApiError as Discord.
 */
export function followUp(
  parts: WebhookParts & { readonly body: JsonObject; readonly files: readonly string[] },
): StoredMessage {
  checkToken(parts);
  const { exchange, messages, body, files } = parts;
  const waiting = exchange.originalId !== null && isLoading(messages, exchange.originalId);
  if (waiting) {
    const { flags, ...rest } = body;
    const kept = typeof flags === 'number' ? flags & ~MESSAGE_FLAG.ephemeral : undefined;
    return messages.edit(exchange.originalId as string, { ...rest, ...(kept && { flags: kept }) }, files);
  }
  const owners = exchange.payload.authorizing_integration_owners as JsonObject;
  if (!('0' in owners) && exchange.followUpIds.length >= USER_INSTALLED_FOLLOW_UPS) {
    throw new ApiError('followUps');
  }
  const message = messages.send(frameOf(exchange, isEphemeral(body)), body, files);
  exchange.followUpIds.push(message.id);
  return message;
}

function isLoading(messages: Messages, id: string): boolean {
  try {
    return (messages.get(id).flags & MESSAGE_FLAG.loading) !== 0;
  } catch {
    return false;
  }
}
