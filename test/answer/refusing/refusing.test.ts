import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Answerer, createAnswerer } from '../../../src/answer/answerer.ts';
import type { Snapshot } from '../../../src/library/library.ts';
import { silentLog } from '../../../src/log.ts';
import { build, openEmbedder, openLibrary } from '../../support/open-parts.ts';
import { writeSeeds } from '../../support/seeds.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const embedder = await openEmbedder();

/** Four articles, as a user would paste them: a collection in which most words stand nowhere. */
const ARTICLES = {
  'bridge.txt':
    'Lundvik opens its new bridge\n\nThe new bridge over the Aller in Lundvik was opened on Monday by Mayor Ines Holm. ' +
    'It cost 48 million crowns and took three years to build.\n\n' +
    'The old bridge, from 1931, will be taken down in autumn, Holm said. Cyclists have a lane of their own.',
  'strike.txt':
    'Bus drivers in Marhaven stop work\n\nSome 600 bus drivers in Marhaven went on strike on Thursday. ' +
    'Their union, the TWF, wants nine percent more pay. The city offered four percent.\n\n' +
    'Talks will go on next week, the union leader Jonas Berg said.',
  'storm.txt':
    'Storm floods the harbour of Norrby\n\nA storm flooded the harbour of Norrby in the night. ' +
    'Two fishing boats sank; nobody was hurt. The wind reached 130 kilometres an hour.\n\n' +
    'The ferry to Lundvik will not sail before Saturday.',
  'vote.txt':
    'Council of Norrby votes for a new school\n\nThe council of Norrby has voted by 14 to 9 for a new school. ' +
    'It is to open in 2028 and hold 420 pupils. The opposition had asked for a cheaper plan.',
};

async function openAnswerer(
  answerThreshold?: number,
): Promise<{ readonly answerer: Answerer; readonly snapshot: Snapshot }> {
  const folder = await temporaryFolder();
  await writeSeeds(join(folder, 'seeds'), ARTICLES);
  const library = await openLibrary(join(folder, 'index'), embedder);
  await build(library, embedder, join(folder, 'seeds'));
  const snapshot = await library.current();
  if (snapshot === null) throw new Error('nothing is served');
  const answerer = createAnswerer({
    embedder,
    log: silentLog,
    clock: () => new Date('2026-11-26T12:00:00Z'),
    monotonicMs: () => 0,
    ...(answerThreshold === undefined ? {} : { answerThreshold }),
  });
  return { answerer, snapshot };
}

const ask = async (question: string, answerThreshold?: number) => {
  const { answerer, snapshot } = await openAnswerer(answerThreshold);
  return answerer.ask(question, snapshot);
};

describe('a few pasted articles', () => {
  it.each([
    ['How much did the new bridge in Lundvik cost?', '48 million'],
    ['how many bus drivers went on strike in marhaven', '600'],
    ['When will the new school in Norrby open?', '2028'],
    ['Who opened the bridge over the Aller?', 'Ines Holm'],
  ])('answer %s', async (question, expected) => {
    const { kind, quotes, refusal } = await ask(question);
    expect([kind, refusal]).toEqual(['answer', undefined]);
    expect(quotes[0]?.text).toContain(expected);
  });

  it.each([
    'How much did the new bridge in Ruritania cost?',
    'How many bus drivers went on strike in Strelsau?',
    'Who is the president of France?',
    'how long do you boil an egg',
    'What did the TWF say about the nuclear plant?',
  ])('do not answer %s', async (question) => {
    expect((await ask(question)).kind).toBe('no-answer');
  });

  it('name what stands in no article', async () => {
    const { refusal } = await ask('How much did the new bridge in Ruritania cost?');
    expect(refusal).toEqual({ reason: 'not-mentioned', names: ['Ruritania'], in: 'all' });
  });

  it('are less sure when a number, name or year of the question is another', async () => {
    const { answerer, snapshot } = await openAnswerer();
    const confidence = async (question: string) => (await answerer.ask(question, snapshot)).confidence;
    const right = await confidence('Which town opened a bridge that cost 48 million crowns?');
    expect(await confidence('Which town opened a bridge that cost 97 million crowns?')).toBeLessThan(right);
    const held = await confidence('What did Jonas Berg say about the strike in Marhaven?');
    expect(await confidence('What did Karl Lind say about the strike in Marhaven?')).toBeLessThan(held);
  });

  it('answer a yes-or-no question with a quote and nothing else', async () => {
    const { kind, quotes } = await ask('Was anybody hurt in the storm in Norrby?');
    expect(kind).toBe('answer');
    expect(quotes[0]?.text).toContain('nobody was hurt');
  });
});

describe('the threshold', () => {
  const near = 'Who wants a cheaper school in Norrby?';

  it('decides alone what is an answer', async () => {
    expect((await ask(near, 0)).kind).toBe('answer');
    expect((await ask(near, 1)).kind).toBe('no-answer');
  });

  it('changes no confidence', async () => {
    expect((await ask(near, 0)).confidence).toBe((await ask(near, 1)).confidence);
  });
});

describe('small talk', () => {
  it('is refused without a look at the articles', async () => {
    expect(await ask('Write me a poem about the bridge in Lundvik')).toMatchObject({
      kind: 'no-answer',
      confidence: 0,
      quotes: [],
      refusal: { reason: 'small-talk', talk: 'instruction' },
    });
  });

  it('before a question does not hide it', async () => {
    expect((await ask('Hello! How much did the new bridge in Lundvik cost?')).kind).toBe('answer');
  });
});
