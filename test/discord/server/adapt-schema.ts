// Pure.
import { isObject, type JsonObject } from './json.ts';

/** The largest set of permissions that the document knows; by it sets of permissions are told from numbers.
 * It is 2 ** 54 - 1, which JSON.parse reads as 2 ** 54. */
const PERMISSION_SET = 2 ** 54;
/** Keys that discord.js sends and the document does not know. */
const UNDOCUMENTED = ['tts', 'nonce', 'enforce_nonce', 'nsfw', 'username'];

/**
 * Makes Discord's document judge what goes over the wire: permission sets are strings there, and an object
 * with a key that the document does not know is refused, since Discord ignores a misspelt key in silence.
 */
export function adaptSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(adaptSchema);
  if (!isObject(schema)) return schema;
  if (schema.maximum === PERMISSION_SET) return { type: ['string', 'null'], pattern: '^[0-9]+$' };
  const adapted: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    adapted[key] = key === 'properties' ? adaptProperties(value) : adaptSchema(value);
  }
  return isOpenObject(schema) ? closed(adapted) : adapted;
}

function adaptProperties(properties: unknown): unknown {
  if (!isObject(properties)) return properties;
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, adaptSchema(value)]));
}

function isOpenObject(schema: JsonObject): boolean {
  return (
    isObject(schema.properties) && schema.additionalProperties === undefined && schema.allOf === undefined
  );
}

function closed(schema: Record<string, unknown>): JsonObject {
  const extra = Object.fromEntries(UNDOCUMENTED.map((name) => [name, true]));
  return {
    ...schema,
    properties: { ...extra, ...(schema.properties as JsonObject) },
    additionalProperties: false,
  };
}
