import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { parseSources, readSources, SOURCES_FILE } from '../../corpus/seeds/sources-file.ts';
import { type SavedArticle, writeWhole } from '../articles/save-article.ts';
import type { WebAnswer } from '../web/web-answer.ts';
import type { PollParts } from './poll-parts.ts';
import { takeAnswer } from './poll-source.ts';
import { readStates, UNASKED, writeStates } from './source-state.ts';

const HEADER =
  ' Feeds whose articles come in by themselves; docs/feeds.md explains every field.\n A change is noticed within half a minute.';

/**
 * Names a feed in `sources.yaml`, comments in it kept, and takes what its answer holds.
 * @throws ExpectedError `sources-unreadable`, `seed-refused` for what is no feed, and as saving an article.
 */
export async function addFeed(
  answer: WebAnswer,
  parts: PollParts & { readonly indexFolder: string },
): Promise<readonly SavedArticle[]> {
  const { seedsFolder, indexFolder } = parts;
  const feed = answer.address;
  const known = (await readSources(seedsFolder)).find((one) => one.feed === feed);
  const [source = known] = parseSources(JSON.stringify({ sources: [{ feed }] }));
  if (source === undefined) return [];
  const states = new Map(await readStates(indexFolder));
  const taken = await takeAnswer(known ?? source, states.get(feed) ?? UNASKED, answer, parts);
  if (known === undefined) await nameFeed(join(seedsFolder, SOURCES_FILE), feed);
  await writeStates(indexFolder, states.set(feed, taken.state));
  return taken.saved;
}

async function nameFeed(file: string, feed: string): Promise<void> {
  const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  const document = parseDocument(content ?? '', { schema: 'core' });
  if (document.contents === null) {
    document.contents = document.createNode({ sources: [] }) as never;
    if (content === null) document.commentBefore = HEADER;
  }
  if (!document.getIn(['sources'])) document.setIn(['sources'], document.createNode([]));
  document.addIn(['sources'], document.createNode({ feed }));
  await writeWhole(file, document.toString({ lineWidth: 0 }));
}
