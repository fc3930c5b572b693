import { INTERACTION_TYPE } from '../exchange.ts';
import type { JsonObject } from '../json.ts';
import { messageObject, type StoredMessage } from '../messages.ts';
import { interactionBase, type PayloadParts } from './interaction-base.ts';
import { resolvedIds } from './resolved-ids.ts';

/** A button or select of a message is used. */
export function componentPayload(
  parts: PayloadParts,
  use: {
    readonly message: StoredMessage;
    readonly customId: string;
    readonly componentType: number;
    readonly values?: readonly string[];
  },
): JsonObject {
  return {
    ...interactionBase(parts),
    type: INTERACTION_TYPE.component,
    message: messageObject(parts.world, use.message),
    data: {
      custom_id: use.customId,
      component_type: use.componentType,
      ...(use.values !== undefined && { values: use.values, resolved: resolvedIds(parts, use.values) }),
    },
  };
}

/** A modal is sent off; `message` where it was opened by a component. */
export function modalPayload(
  parts: PayloadParts,
  use: {
    readonly customId: string;
    readonly fields: Readonly<Record<string, string>>;
    readonly message: StoredMessage | null;
  },
): JsonObject {
  const components = Object.entries(use.fields).map(([custom_id, value], index) => ({
    type: 1,
    id: 2 * index + 1,
    components: [{ type: 4, id: 2 * index + 2, custom_id, value }],
  }));
  return {
    ...interactionBase(parts),
    type: INTERACTION_TYPE.modal,
    ...(use.message !== null && { message: messageObject(parts.world, use.message) }),
    data: { custom_id: use.customId, components },
  };
}
