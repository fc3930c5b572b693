import { ApiError, type FieldProblem } from './api-error.ts';
import { type Exchange, INTERACTION_TYPE, RESPONSE_TYPE } from './exchange.ts';
import { isObject, type JsonObject } from './json.ts';
import { choiceProblems } from './limits/choice-limits.ts';
import { MESSAGE_FLAG } from './limits/message-limits.ts';
import { modalProblems } from './limits/modal-limits.ts';
import type { MessageFrame, Messages, StoredMessage } from './messages.ts';

/** Which first responses fit which interaction. */
const FITTING: Readonly<Record<number, readonly number[]>> = {
  [INTERACTION_TYPE.command]: [4, 5, 9],
  [INTERACTION_TYPE.component]: [4, 5, 6, 7, 9],
  [INTERACTION_TYPE.autocomplete]: [8],
  [INTERACTION_TYPE.modal]: [4, 5, 6, 7],
};

/**
 * Takes the first response to an interaction.
 * @returns the message that it made or changed; `null` where there is none
 * @throws ApiError 10062 after the time for it, 40060 for a second one, 50035 where it does not fit.
 */
export function respond(parts: {
  readonly exchange: Exchange;
  readonly body: JsonObject;
  readonly files: readonly string[];
  readonly messages: Messages;
  readonly nowMs: number;
  /** Time for the first response. */
  readonly withinMs: number;
}): StoredMessage | null {
  const { exchange, body, files, messages, nowMs, withinMs } = parts;
  if (exchange.responseType !== null) throw new ApiError('acknowledged');
  if (nowMs - exchange.createdMs > withinMs) throw new ApiError('unknownInteraction');
  const type = Number(body.type);
  const data = isObject(body.data) ? body.data : {};
  const problems = responseProblems(exchange, type, data);
  if (problems.length > 0) throw new ApiError('invalidForm', problems);

  const message = carryOut();
  exchange.responseType = type;
  exchange.originalId = message?.id ?? null;
  return message;

  function carryOut(): StoredMessage | null {
    const shown = isObject(exchange.payload.message) ? String(exchange.payload.message.id) : '';
    switch (type) {
      case RESPONSE_TYPE.message:
        return messages.send(frameOf(exchange, isEphemeral(data)), data, files);
      case RESPONSE_TYPE.deferredMessage:
        return messages.sendLoading(frameOf(exchange, isEphemeral(data)));
      case RESPONSE_TYPE.update:
        return messages.edit(shown, data, files);
      case RESPONSE_TYPE.deferredUpdate:
        return messages.get(shown);
      default:
        return null;
    }
  }
}

function responseProblems(exchange: Exchange, type: number, data: JsonObject): readonly FieldProblem[] {
  if (!FITTING[exchange.type]?.includes(type)) {
    return [{ path: 'type', message: `Type ${type} is no response to an interaction of ${exchange.type}.` }];
  }
  const changes = type === RESPONSE_TYPE.update || type === RESPONSE_TYPE.deferredUpdate;
  if (changes && !isObject(exchange.payload.message)) {
    return [{ path: 'type', message: 'There is no message to update.' }];
  }
  if (type === RESPONSE_TYPE.choices) return choiceProblems(data);
  if (type === RESPONSE_TYPE.modal) return modalProblems(data);
  const flags = typeof data.flags === 'number' ? data.flags : 0;
  if (type === RESPONSE_TYPE.deferredMessage && (flags & ~MESSAGE_FLAG.ephemeral) !== 0) {
    return [{ path: 'data.flags', message: 'Only EPHEMERAL may be set on a deferred response.' }];
  }
  return [];
}

/** Where a reply to an interaction stands, and who sees it. */
export function frameOf(exchange: Exchange, ephemeral: boolean): MessageFrame {
  const command = isObject(exchange.payload.data) ? exchange.payload.data : {};
  const type = exchange.type === INTERACTION_TYPE.command ? (command.type === 1 ? 20 : 23) : 19;
  return {
    channelId: exchange.channelId,
    visibleTo: ephemeral ? exchange.userId : null,
    type,
    interactionMetadata: {
      id: exchange.id,
      type: exchange.type,
      user: isObject(exchange.payload.member) ? exchange.payload.member.user : exchange.payload.user,
      authorizing_integration_owners: exchange.payload.authorizing_integration_owners,
    },
  };
}

/** Whether a payload asks for a private reply. */
export function isEphemeral({ flags }: JsonObject): boolean {
  return typeof flags === 'number' && (flags & MESSAGE_FLAG.ephemeral) !== 0;
}
