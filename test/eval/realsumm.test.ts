import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fitLogistic } from '../../eval/fit-logistic.ts';
import type { EvaluationReport } from '../../eval/report.ts';
import { evaluateIn } from '../support/evaluate-in.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Lower-cased and tokenised, as such sets are. */
const ARTICLE = {
  i: 7,
  sentences: [
    'a gull stole a sandwich .',
    'the port of lundvik opened its new ferry harbour on monday .',
    'the harbour cost 48 million crowns and has four berths for ferries .',
    'it was cold .',
    'the first ferry left the harbour for marhaven at noon with 212 passengers .',
  ],
  highlights: [
    'the new ferry harbour of lundvik cost 48 million crowns .',
    'the first ferry left for marhaven .',
  ],
};

async function runRealsumm(lines: string): Promise<EvaluationReport> {
  const folder = await temporaryFolder();
  const file = join(folder, 'set.jsonl');
  await writeFile(file, lines);
  const reply = await evaluateIn(folder, ['realsumm', file]);
  return JSON.parse(JSON.stringify(reply.json)) as EvaluationReport;
}

describe('eval realsumm', () => {
  it('scores the summary of given sentences beside the first three, paired', async () => {
    const report = await runRealsumm(`${JSON.stringify(ARTICLE)}\n`);
    const value = (name: string) => report.figures.find((one) => one.name === name)?.value as number;
    expect(report).toMatchObject({ set: 'realsumm', n: 1, facts: { sentences: 3, stemming: 'Porter' } });
    expect(report.records).toEqual([expect.objectContaining({ id: 'article-7', sentences: [1, 2, 4] })]);
    for (const measure of ['ROUGE-1', 'ROUGE-2', 'ROUGE-L']) {
      expect(value(`${measure} over lead-3`)).toBeGreaterThan(0);
      expect(value(`${measure} over lead-3`)).toBeCloseTo(
        value(`${measure} F1`) - value(`${measure} F1 of lead-3`),
        3,
      );
    }
  });

  it('names the line of a set in another form', async () => {
    await expect(runRealsumm('{"i": 1, "sentences": []}\n')).rejects.toMatchObject({
      code: 'eval-set-unreadable',
      message: expect.stringContaining('line 1'),
    });
  });
});

describe('fitLogistic', () => {
  it('finds the odds of what it is given', () => {
    // Of those with the signal three in four hold, of the others one in four: log odds ±log 3.
    const examples = Array.from({ length: 4_000 }, (_, index) => ({
      signals: { bias: 1, told: index % 2 },
      holds: Math.floor(index / 2) % 4 < (index % 2 === 1 ? 3 : 1),
    }));
    const { bias = 0, told = 0 } = fitLogistic(examples);
    expect(bias).toBeCloseTo(-Math.log(3), 1);
    expect(bias + told).toBeCloseTo(Math.log(3), 1);
  });
});
