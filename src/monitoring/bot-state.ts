// Pure: whether the bot can answer, and what it answers from.
import type { GenerationInfo } from '../library/library.ts';

/** What is told of the generation that is served. */
export type ServedIndex = Pick<
  GenerationInfo,
  'generation' | 'articles' | 'passages' | 'indexedAt' | 'newestPublishedAt'
>;

/** The state of one process of the bot, or of all together. Holds nothing that a person wrote, and no secret. */
export interface BotState {
  /** Why people get no answer, in plain lines; none where they get one. */
  readonly reasons: readonly string[];
  /** `null` where none is served, or it cannot be read. */
  readonly index: ServedIndex | null;
  /** `count`: shards that should be connected, as far as is known. */
  readonly shards: { readonly connected: number; readonly count: number };
}

/**
 * The state of several processes together: the index is that of the process which is furthest behind.
 * @param parts `state` is `null` for a process that gives none
 */
export function mergeStates(
  parts: readonly { readonly name: string; readonly state: BotState | null }[],
): BotState {
  const states = parts.flatMap(({ state }) => (state === null ? [] : [state]));
  const indexes = states.flatMap(({ index }) => (index === null ? [] : [index]));
  return {
    reasons: parts.flatMap(({ name, state }) =>
      (state?.reasons ?? ['does not answer']).map((reason) => `${name}: ${reason}`),
    ),
    index: indexes.sort((a, b) => a.generation - b.generation)[0] ?? null,
    shards: {
      connected: states.reduce((sum, { shards }) => sum + shards.connected, 0),
      count: states.reduce((sum, { shards }) => sum + shards.count, 0),
    },
  };
}
