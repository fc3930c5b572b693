import { chmod, cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import { ordinaryUser } from '../support/ordinary-user.ts';
import { runDateline } from '../support/run-dateline.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function start() {
  const cwd = await temporaryFolder();
  await writeSeeds(join(cwd, 'seeds'), STORIES);
  const run = (
    args: readonly string[],
    options: { input?: string; environment?: Record<string, string> } = {},
  ) => runDateline([...args, '--seeds', 'seeds', '--index', 'index'], { cwd, ...options });
  return { cwd, run };
}

describe('dateline ask', () => {
  it('builds the index at first, then gives one JSON object in the documented shape', async () => {
    const { run } = await start();
    const { code, stdout, stderr } = await run([
      'ask',
      '--json',
      'how',
      'many',
      'passengers',
      'left',
      'for',
      'Marhaven',
    ]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/for the first time/);
    const answer = JSON.parse(stdout);
    const { text } = STORIES['harbour.json'];
    expect(Object.keys(answer)).toEqual([
      'question',
      'kind',
      'confidence',
      'generation',
      'indexedAt',
      'quotes',
      'disagreement',
      'tookMs',
    ]);
    expect(answer).toMatchObject({ kind: 'answer', generation: 1, disagreement: null });
    const [quote] = answer.quotes;
    expect(Object.keys(quote)).toEqual(['text', 'highlight', 'article', 'place', 'score', 'alsoIn']);
    expect(quote.text).toBe(text.slice(quote.place.start, quote.place.end));
    expect(quote.text.slice(quote.highlight.start, quote.highlight.end)).toContain('212 passengers');
    expect(quote.article).toEqual({
      id: 'harbour',
      title: STORIES['harbour.json'].title,
      publisher: 'Lundvik Courier',
      url: null,
      publishedAt: '2026-03-02',
    });
    expect(quote.place.paragraph).toBe(3);
  });

  it('answers each line of standard input, in order, and goes on after one that cannot be asked', async () => {
    const { run } = await start();
    const lines = ['who cut the ribbon', '', 'x'.repeat(5_000), 'how many telescopes were out'];
    const { code, stdout } = await run(['ask', '-', '--json'], { input: `${lines.join('\n')}\n` });
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(1);
    expect(answers.map(({ kind }) => kind)).toEqual(['answer', 'error', 'error', 'answer']);
    expect(answers.map(({ error }) => error?.code)).toEqual([
      undefined,
      'question-empty',
      'question-too-long',
      undefined,
    ]);
  });

  it('asks one article, and only newer ones', async () => {
    const { run } = await start();
    const one = JSON.parse((await run(['ask', '--json', 'what happened', '--article', 'Late frost'])).stdout);
    expect(new Set(one.quotes.map((quote: { article: { id: string } }) => quote.article.id))).toEqual(
      new Set(['orchard']),
    );
    const since = JSON.parse(
      (await run(['ask', '--json', 'who cut the ribbon', '--since', '2026-04-01'])).stdout,
    );
    expect(since.quotes.map((quote: { article: { id: string } }) => quote.article.id)).not.toContain(
      'harbour',
    );
  });

  it('refuses a question in words that the articles have nothing of', async () => {
    const { run } = await start();
    for (const question of [
      'who won the chess olympiad in Chennai',
      'какая погода завтра',
      '新しい総理大臣は誰ですか',
    ]) {
      const { code, stdout } = await run(['ask', '--json', question]);
      expect(code).toBe(0);
      expect(JSON.parse(stdout).kind).toBe('no-answer');
    }
  });

  it.each([
    [['ask', ''], 2],
    [['ask', '?'], 1],
    [['ask', 'x'.repeat(5_000)], 1],
    [['ask', 'who', '--quotes', '99'], 2],
    [['ask', 'who', '--since', 'soon'], 2],
    [['ask', 'who', '--nonsense', '1'], 2],
    [['fly'], 2],
    [['summary', 'No such title'], 1],
    [['rollback'], 1],
  ])('ends with the right code and one plain line for %j', async (args, expected) => {
    const { run } = await start();
    await run(['reindex']);
    const { code, stdout, stderr } = await run(args as string[]);
    expect(code).toBe(expected);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('dateline summary, sources, reindex and rollback', () => {
  it('give their documented JSON', async () => {
    const { cwd, run } = await start();
    const reindex = JSON.parse((await run(['reindex', '--json'])).stdout);
    expect(Object.keys(reindex)).toEqual([
      'generation',
      'articles',
      'passages',
      'new',
      'changed',
      'removed',
      'unchanged',
      'duplicates',
      'refused',
      'proof',
      'tookMs',
    ]);
    const sources = JSON.parse((await run(['sources', '--json'])).stdout);
    expect(sources.articles.map(({ id }: { id: string }) => id)).toEqual(['orchard', 'library', 'harbour']);
    expect(sources.articles[2]).toMatchObject({
      passages: 1,
      characters: STORIES['harbour.json'].text.length,
    });
    const summary = JSON.parse(
      (await run(['summary', '--json', 'port of lundvik', '--sentences', '2'])).stdout,
    );
    expect(summary).toMatchObject({ article: { id: 'harbour' }, generation: 1 });
    for (const { text, place } of summary.sentences) {
      expect(text).toBe(STORIES['harbour.json'].text.slice(place.start, place.end));
    }
    const starts = summary.sentences.map(({ place }: { place: { start: number } }) => place.start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(starts).toHaveLength(2);

    await writeFile(join(cwd, 'seeds', 'extra.txt'), 'An extra title\n\nAn extra sentence stands here.\n');
    expect(JSON.parse((await run(['reindex', '--json'])).stdout)).toMatchObject({ generation: 2, new: 1 });
    expect(JSON.parse((await run(['rollback', '--json'])).stdout)).toMatchObject({
      generation: 1,
      articles: 3,
    });
  });
});

describe('dateline start', () => {
  it('answers piped lines in order, with the quote and its source', async () => {
    const { run } = await start();
    const { code, stdout } = await run(['start'], {
      input: '/ask who cut the ribbon\nwho said all 30 were out\n',
    });
    expect(code).toBe(0);
    expect(stdout.indexOf('Ingrid Solberg')).toBeGreaterThan(-1);
    expect(stdout).toContain('Lundvik Courier');
    expect(stdout.indexOf('Tomas Reyes')).toBeGreaterThan(stdout.indexOf('Ingrid Solberg'));
    expect(stdout).not.toContain('\u001b');
  });
});

describe('what may be asked for besides', () => {
  it('explains an answer under a key of its own', async () => {
    const { run } = await start();
    const { stdout } = await run(['ask', '--json', '--explain', 'who cut the ribbon at the harbour']);
    const { quotes, explain } = JSON.parse(stdout);
    expect(explain.quotes).toHaveLength(quotes.length);
    expect(explain.quotes[0].words).toContainEqual({ word: 'ribbon', foundIn: 'sentence', alike: null });
  });

  it('summarises what several articles say about a topic, with the source of each sentence', async () => {
    const { run } = await start();
    const typed = await run(['summary', '--json', '--about', 'Marhaven', 'ferry']);
    const { about, sentences, generation } = JSON.parse(typed.stdout);
    expect([about, generation]).toEqual(['Marhaven ferry', 1]);
    const texts = new Map<string, string>(Object.values(STORIES).map(({ id, text }) => [id, text]));
    expect(sentences.length).toBeGreaterThan(0);
    for (const { text, place, article } of sentences) {
      expect(texts.get(article.id)?.slice(place.start, place.end)).toBe(text);
    }
    expect((await run(['summary'])).code).toBe(2);
  });
});

describe('a follow-up', () => {
  it('is read with the question before it, and says so', async () => {
    const { run } = await start();
    const { stdout } = await run(['start'], {
      input: 'who cut the ribbon at the harbour\n\nwhen was that?\n',
    });
    expect(stdout).toContain('Read as: when was it that someone cut the ribbon at the harbour');
    expect(stdout.match(/opened its new ferry harbour on Monday/gu)?.length).toBeGreaterThanOrEqual(1);
  });
});

describe('faults from outside', () => {
  it('names a model file that is not the pinned one', async () => {
    const { cwd, run } = await start();
    const model = join(cwd, 'model');
    await cp(DEFAULT_FOLDERS.model, model, { recursive: true });
    await writeFile(join(model, 'tokenizer_config.json'), '{}');
    const { code, stderr } = await run(['ask', 'who'], { environment: { MODEL_DIR: model } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/tokenizer_config\.json is not the one that was pinned/);
  });

  it('says what to do about a damaged database, and reindex does it', async () => {
    const { cwd, run } = await start();
    await run(['reindex']);
    await writeFile(join(cwd, 'index', 'dateline.db'), Buffer.alloc(30_000, 0x5a));
    const { code, stderr } = await run(['ask', 'who cut the ribbon']);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/damaged.*reindex/)]);
    expect((await run(['doctor'])).code).toBe(1);
    const reindex = await run(['reindex', '--json']);
    expect(reindex.stderr).toMatch(/set aside/);
    expect(JSON.parse(reindex.stdout)).toMatchObject({ articles: 3 });
    expect((await run(['doctor'])).code).toBe(0);
  });

  it('names a folder without permission', async () => {
    const { cwd, run } = await start();
    await chmod(cwd, 0o777);
    await mkdir(join(cwd, 'closed'));
    await chmod(join(cwd, 'closed'), 0o000);
    const closed = await runDateline(['ask', 'who', '--seeds', 'closed', '--index', 'index-2'], {
      cwd,
      user: ordinaryUser,
    });
    expect([closed.code, closed.stderr]).toEqual([1, expect.stringMatching(/closed/)]);
    expect((await run(['ask', 'who cut the ribbon'])).code).toBe(0);
  });

  it('names a seeds folder that is not there', async () => {
    const { cwd } = await start();
    const { code, stderr } = await runDateline(['ask', 'who', '--seeds', 'nowhere', '--index', 'i3'], {
      cwd,
    });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/nowhere/)]);
  });
});
