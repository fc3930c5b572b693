import { ApiError } from './api-error.ts';
import { respond } from './callback-route.ts';
import { type Action, type Exchange, INTERACTION_TYPE, RESPONSE_TYPE } from './exchange.ts';
import { isObject, type JsonObject } from './json.ts';
import { MESSAGE_FLAG, pingRisk } from './limits/message-limits.ts';
import { messageObject, type StoredMessage } from './messages.ts';
import { type ApiRequest, objectBody } from './read-request.ts';
import type { RouteAnswer, RouteParts } from './routes.ts';
import { deleteReply, editReply, followUp, readReply } from './webhook-routes.ts';
import type { World } from './world.ts';

/** The first response to an interaction. */
export function takeCallback(parts: RouteParts, request: ApiRequest, words: readonly string[]): RouteAnswer {
  const { messages, clock } = parts;
  const exchange = parts.exchanges.get(words[1] as string);
  if (exchange === undefined || exchange.id !== words[0]) throw new ApiError('unknownInteraction');
  const body = objectBody(request);
  const message = respond({
    exchange,
    body,
    files: request.files,
    messages,
    nowMs: clock.now(),
    withinMs: parts.firstResponseMs,
  });
  if (body.type === RESPONSE_TYPE.message || body.type === RESPONSE_TYPE.update) {
    checkPings(parts, request, isObject(body.data) ? body.data : {});
  }
  note(parts, exchange, { what: 'callback', payload: body, message });
  if (request.query.get('with_response') !== 'true') return { status: 204 };
  return { status: 200, body: callbackObject(parts.world, exchange, message) };
}

function callbackObject(world: World, exchange: Exchange, message: StoredMessage | null): JsonObject {
  const shown = message === null ? {} : { message: messageObject(world, message) };
  const flags = message?.flags ?? 0;
  return {
    interaction: {
      id: exchange.id,
      type: exchange.type,
      ...(message !== null && {
        response_message_id: message.id,
        response_message_loading: (flags & MESSAGE_FLAG.loading) !== 0,
        response_message_ephemeral: (flags & MESSAGE_FLAG.ephemeral) !== 0,
      }),
    },
    ...(exchange.type !== INTERACTION_TYPE.autocomplete && {
      resource: { type: exchange.responseType, ...shown },
    }),
  };
}

function webhookParts(parts: RouteParts, words: readonly string[]) {
  const exchange = parts.exchanges.get(words[1] as string);
  if (exchange === undefined || words[0] !== parts.world.applicationId) throw new ApiError('unknownWebhook');
  return { exchange, messages: parts.messages, nowMs: parts.clock.now() };
}

/** A further message. */
export function takeFollowUp(parts: RouteParts, request: ApiRequest, words: readonly string[]): RouteAnswer {
  const webhook = webhookParts(parts, words);
  const body = objectBody(request);
  const message = followUp({ ...webhook, body, files: request.files });
  checkPings(parts, request, body);
  note(parts, webhook.exchange, { what: 'follow-up', payload: body, message });
  return { status: 200, body: messageObject(parts.world, message) };
}

/** Reads a message of an interaction. */
export function takeRead(parts: RouteParts, _request: ApiRequest, words: readonly string[]): RouteAnswer {
  const webhook = webhookParts(parts, words);
  const message = readReply(webhook, words[2] as string);
  note(parts, webhook.exchange, { what: 'read', payload: {}, message });
  return { status: 200, body: messageObject(parts.world, message) };
}

/** Edits a message of an interaction. */
export function takeEdit(parts: RouteParts, request: ApiRequest, words: readonly string[]): RouteAnswer {
  const webhook = webhookParts(parts, words);
  const body = objectBody(request);
  const message = editReply({ ...webhook, body, files: request.files }, words[2] as string);
  checkPings(parts, request, body);
  const what = message.id === webhook.exchange.originalId ? 'edit-original' : 'edit';
  note(parts, webhook.exchange, { what, payload: body, message });
  return { status: 200, body: messageObject(parts.world, message) };
}

/** Deletes a message of an interaction. */
export function takeDelete(parts: RouteParts, _request: ApiRequest, words: readonly string[]): RouteAnswer {
  const webhook = webhookParts(parts, words);
  deleteReply(webhook, words[2] as string);
  note(parts, webhook.exchange, { what: 'delete', payload: {}, message: null });
  return { status: 204 };
}

function checkPings({ onViolation }: RouteParts, { method, path }: ApiRequest, payload: JsonObject): void {
  const risk = pingRisk(payload);
  if (risk !== null) onViolation(`${method} ${path}: ${risk}`);
}

function note({ clock }: RouteParts, exchange: Exchange, action: Omit<Action, 'atMs'>): void {
  exchange.actions.push({ ...action, atMs: clock.now() });
}
