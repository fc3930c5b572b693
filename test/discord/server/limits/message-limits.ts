// Pure.
import type { FieldProblem } from '../api-error.ts';
import { isObject, type JsonObject, objectsOf } from '../json.ts';
import { checkComponents } from './component-limits.ts';
import { checkEmbeds } from './embed-limits.ts';
import { createProblems } from './problems.ts';

/** Bits of a message's flags. */
export const MESSAGE_FLAG = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

const CONTENT = 2_000;
const ATTACHMENTS = 10;

/** What an app may set on a new message, and on one that is there. */
const SETTABLE = {
  send:
    MESSAGE_FLAG.suppressEmbeds |
    MESSAGE_FLAG.ephemeral |
    MESSAGE_FLAG.suppressNotifications |
    MESSAGE_FLAG.componentsV2,
  edit: MESSAGE_FLAG.suppressEmbeds | MESSAGE_FLAG.componentsV2,
} as const;

/**
 * Checks a message as it is sent, or an edit of one.
 * @param flags those that the message has already; 0 for a new one
 */
export function messageProblems(
  payload: JsonObject,
  { kind, flags }: { readonly kind: 'send' | 'edit'; readonly flags: number },
): readonly FieldProblem[] {
  const problems = createProblems();
  const given = typeof payload.flags === 'number' ? payload.flags : 0;
  // An edit may name the flags that the message has; others cannot be set.
  const foreign = given & ~SETTABLE[kind] & ~flags;
  if (foreign !== 0) problems.add('flags', `These flags cannot be set: ${foreign}.`);
  const v2 = ((flags | given) & MESSAGE_FLAG.componentsV2) !== 0;
  if (payload.content !== undefined && payload.content !== null) {
    problems.length('content', payload.content, { min: 0, max: CONTENT });
  }
  if (v2) {
    for (const field of ['content', 'embeds', 'poll', 'sticker_ids']) {
      const value = payload[field];
      if (value && !(Array.isArray(value) && value.length === 0)) {
        problems.add(field, 'Cannot be used with the flag IS_COMPONENTS_V2.');
      }
    }
  }
  checkEmbeds(problems, objectsOf(payload.embeds));
  if (Array.isArray(payload.components)) {
    checkComponents(problems, objectsOf(payload.components), { v2 });
  }
  if (Array.isArray(payload.attachments)) {
    problems.count('attachments', payload.attachments, { min: 0, max: ATTACHMENTS });
  }
  return problems.list();
}

/**
 * Why a payload could ping somebody, or `null`. Text of articles and of members goes into messages, so that
 * every send and every edit must say `parse: []`; an edit that says nothing falls back to pinging.
 */
export function pingRisk({ allowed_mentions: allowed }: JsonObject): string | null {
  if (!isObject(allowed)) return 'allowed_mentions is missing';
  const { parse, users, roles } = allowed;
  if (!Array.isArray(parse) || parse.length > 0) return 'allowed_mentions.parse is not []';
  const named = [users, roles].some((list) => Array.isArray(list) && list.length > 0);
  return named ? 'allowed_mentions names users or roles' : null;
}
