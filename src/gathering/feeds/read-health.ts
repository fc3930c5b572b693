import { readSources } from '../../corpus/seeds/sources-file.ts';
import { healthOf, type SourceHealth } from './source-health.ts';
import { readStates } from './source-state.ts';

/** How each feed of a seeds folder fares. @throws ExpectedError `sources-unreadable`. */
export async function readHealth(
  { seedsFolder, indexFolder }: { readonly seedsFolder: string; readonly indexFolder: string },
  now: Date,
): Promise<readonly SourceHealth[]> {
  const sources = await readSources(seedsFolder);
  const states = sources.length === 0 ? new Map() : await readStates(indexFolder);
  return sources.map((source) => healthOf(source, states.get(source.feed), now));
}
