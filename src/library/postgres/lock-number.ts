// Pure.
import { createHash } from 'node:crypto';

/** First keys of Dateline's advisory locks, by what they guard: "DLN" and a number. */
export const LOCK_CLASSES = { migration: 0x444c4e01, rebuild: 0x444c4e02, gathering: 0x444c4e03 } as const;

/** Second key of an advisory lock: locks are known to the whole database, and it may hold several schemas. */
export function lockNumber(schema: string): number {
  return createHash('sha256').update(schema).digest().readInt32BE();
}
