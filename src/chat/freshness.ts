// Pure.
import type { GenerationInfo } from '../library/library.ts';
import type { Block } from './reply.ts';

/** The block that says how much was looked through and how old it is. */
export function freshness(info: GenerationInfo): Block {
  const { articles, indexedAt, newestPublishedAt, generation } = info;
  return { kind: 'freshness', articles, indexedAt, newestPublishedAt, generation };
}
