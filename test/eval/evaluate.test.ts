import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { EvaluationReport } from '../../eval/report.ts';
import { evaluateIn } from '../support/evaluate-in.ts';
import { STORIES } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const REBUILD_MS = 60_000;

async function runEval(words: readonly string[]): Promise<EvaluationReport> {
  const folder = await temporaryFolder();
  const reply = await evaluateIn(folder, words);
  expect(reply.blocks[0]?.kind).toBe('heading');
  // As `--compare` reads it.
  return JSON.parse(JSON.stringify(reply.json)) as EvaluationReport;
}

function figure(report: EvaluationReport, name: string) {
  return report.figures.find((one) => one.name === name);
}

const lines = (records: readonly object[]) => records.map((record) => JSON.stringify(record)).join('\n');

async function newsSet(folder: string): Promise<void> {
  const articles = Object.values(STORIES).map(({ id, title, publishedAt, text }) => ({
    url: `https://example.org/${id}`,
    title,
    published: publishedAt,
    text,
  }));
  await writeFile(join(folder, 'articles.jsonl.gz'), gzipSync(lines(articles)));
  const harbour = 'How much did the new ferry harbour of Lundvik cost?';
  const questions = [
    { id: 'a', date: '2026/03/02', question: harbour, answers: ['48 million'], answer_urls: ['x'] },
    // Asked the day before the article came out.
    { id: 'b', date: '2026/03/01', question: harbour, answers: ['48 million'], answer_urls: [] },
    {
      id: 'c',
      date: '2026/06/01',
      question: 'Who discovered penicillin?',
      answers: ['Fleming'],
      answer_urls: [],
    },
  ];
  await writeFile(join(folder, 'questions.jsonl'), lines(questions));
}

describe('eval realtimeqa', () => {
  it(
    'asks as of the question’s own day and pairs with an earlier run',
    async () => {
      const folder = await temporaryFolder();
      await newsSet(folder);
      const cache = join(folder, 'cache');
      const first = await runEval(['realtimeqa', folder, '--index-cache', cache]);
      expect(figure(first, 'recall@1')).toMatchObject({ n: 1, value: 1, low: 1, high: 1, compared: null });
      expect(figure(first, 'first quote right')).toMatchObject({ n: 1, value: 1 });
      expect(figure(first, 'refusal AUROC')).toMatchObject({ n: 3, value: 1 });
      const records = first.records as readonly { id: string; firstQuote: string | null; form: string }[];
      expect(records.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
      expect(records[0]?.firstQuote).toContain('48 million');
      expect(records[1]?.firstQuote ?? '').not.toContain('48 million');

      const earlier = join(folder, 'earlier.json');
      await writeFile(earlier, JSON.stringify(first));
      const second = await runEval(['realtimeqa', folder, '--index-cache', cache, '--compare', earlier]);
      expect(figure(second, 'recall@1')?.compared).toEqual({
        n: 1,
        earlier: 1,
        difference: 0,
        low: 0,
        high: 0,
      });
    },
    REBUILD_MS,
  );
});

describe('eval squad2', () => {
  it(
    'takes each paragraph for an article',
    async () => {
      const folder = await temporaryFolder();
      const file = join(folder, 'squad.jsonl');
      const ask = (question: string, text?: string) => ({
        question,
        unanswerable: text === undefined,
        answers: text === undefined ? [] : [{ text, start: 0 }],
      });
      const paragraphs = [
        { ...STORIES['harbour.json'], questions: [ask('How many berths has the harbour?', 'four')] },
        {
          ...STORIES['library.json'],
          questions: [
            ask('How long may readers keep a telescope?', 'two weeks'),
            ask('Which orchestra plays at the opera?'),
          ],
        },
      ].map(({ title, text, questions }) => ({ title, context: text, questions }));
      await writeFile(file, lines(paragraphs));
      const report = await runEval(['squad2', file]);
      expect(report.n).toBe(3);
      expect(figure(report, 'hit@1')).toMatchObject({ n: 2, value: 1 });
      expect(figure(report, 'MRR')).toMatchObject({ n: 2, value: 1 });
      expect(figure(report, 'given: first quote right')).toMatchObject({ n: 2, value: 1 });
      expect(figure(report, 'refusal AUROC')).toMatchObject({ n: 3, value: 1 });
    },
    REBUILD_MS,
  );
});

describe('eval trecqa', () => {
  it(
    'ranks candidate sentences and leaves out questions with one kind of them',
    async () => {
      const folder = await temporaryFolder();
      const file = join(folder, 'trec.jsonl');
      const candidate = (sentence: string, relevant: boolean) => ({ sentence, relevant });
      const sets = [
        {
          question: 'Who opened the harbour of Lundvik?',
          candidates: [
            candidate('Late frost has destroyed half of the crop.', false),
            candidate('Mayor Ingrid Solberg opened the harbour of Lundvik.', true),
          ],
        },
        { question: 'Who came?', candidates: [candidate('Nobody came.', false)] },
      ];
      await writeFile(file, lines(sets));
      const report = await runEval(['trecqa', file]);
      expect(figure(report, 'MAP')).toMatchObject({ n: 1, value: 1 });
      expect(figure(report, 'MRR')).toMatchObject({ n: 1, value: 1 });
    },
    REBUILD_MS,
  );
});

describe('eval', () => {
  it('says how it is used', async () => {
    await expect(runEval(['nothing'])).rejects.toMatchObject({ code: 'usage' });
    await expect(runEval(['squad2'])).rejects.toMatchObject({ code: 'usage' });
    await expect(runEval(['squad2', 'file', '--no-such-option'])).rejects.toMatchObject({ code: 'usage' });
  });

  it('names the line that is in another form', async () => {
    const file = join(await temporaryFolder(), 'squad.jsonl');
    await writeFile(file, '\n{"title": "x"}\n');
    await expect(runEval(['squad2', file])).rejects.toMatchObject({
      code: 'eval-set-unreadable',
      message: expect.stringContaining('line 2'),
    });
    await expect(runEval(['squad2', `${file}.missing`])).rejects.toMatchObject({
      code: 'eval-set-unreadable',
    });
  });

  it('refuses an earlier run of another set', async () => {
    const file = join(await temporaryFolder(), 'earlier.json');
    await writeFile(file, '{"set": "trecqa", "records": []}');
    await expect(runEval(['squad2', 'file', '--compare', file])).rejects.toMatchObject({
      code: 'eval-set-unreadable',
    });
  });
});
