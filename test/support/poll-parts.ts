import type { GatherParts } from '../../src/gathering/feeds/poll-parts.ts';
import { openWeb } from './local-web.ts';

/** What polling needs, with a clock that stands still and even luck. */
export function pollParts(
  given: { readonly seedsFolder: string; readonly indexFolder: string } & Partial<GatherParts>,
): GatherParts {
  return {
    web: openWeb({}),
    clock: () => new Date('2026-06-02T10:00:00Z'),
    random: () => 0.5,
    pause: async () => {},
    ...given,
  };
}
