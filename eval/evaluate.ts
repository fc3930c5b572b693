import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Reply } from '../src/chat/reply.ts';
import { ExpectedError } from '../src/errors.ts';
import type { EvaluationParts, EvaluationRecord, EvaluationSet } from './evaluation-set.ts';
import { questions } from './questions.ts';
import { realsumm } from './realsumm.ts';
import { realtimeqa } from './realtimeqa.ts';
import { reportEvaluation } from './report.ts';
import { reportBlocks } from './report-blocks.ts';
import { squad2 } from './squad2.ts';
import { trecqa } from './trecqa.ts';

/** Every labelled set; a further one is a file and a line here. */
const RUNNERS = [
  runnerOf(realtimeqa),
  runnerOf(squad2),
  runnerOf(trecqa),
  runnerOf(realsumm),
  runnerOf(questions),
];

/** How `eval` is used, a line for each set. */
export const EVALUATION_USAGE = RUNNERS.map(({ name, path }) => `eval ${name} ${path}`);

/**
 * Answer quality on a labelled set, through the code that answers people.
 * @param words `SET PATH`, and `--compare FILE` (an earlier run's `--json`), `--index-cache DIR`
 * @throws ExpectedError `usage` for an unknown set, `eval-set-unreadable` for a file in another form.
 */
export async function evaluate(
  words: readonly string[],
  parts: Omit<EvaluationParts, 'indexCache'>,
): Promise<Reply> {
  const { runner, path, compare, indexCache } = readWords(words);
  const earlier = compare === undefined ? null : await readEarlier(compare, runner.name);
  return runner.run(path, earlier, {
    ...parts,
    indexCache: indexCache === undefined ? null : resolve(indexCache),
  });
}

interface Runner {
  readonly name: string;
  readonly path: string;
  run(path: string, earlier: readonly EvaluationRecord[] | null, parts: EvaluationParts): Promise<Reply>;
}

/** A set behind what it is run with, so that sets with records of their own kind stand in one list. */
function runnerOf<R extends EvaluationRecord>(set: EvaluationSet<R>): Runner {
  return {
    name: set.name,
    path: set.path,
    async run(path, earlier, parts) {
      const report = reportEvaluation(set, await set.run(path, parts), earlier as readonly R[] | null);
      return { blocks: reportBlocks(report), json: report };
    },
  };
}

function readWords(words: readonly string[]) {
  const { positionals, values } = parseWords(words);
  const [set, path, ...rest] = positionals;
  const runner = RUNNERS.find(({ name }) => name === set);
  if (runner === undefined || path === undefined || rest.length > 0) {
    throw new ExpectedError('usage', `eval takes a set and its path: ${EVALUATION_USAGE.join('; ')}`);
  }
  return { runner, path, compare: values.compare, indexCache: values['index-cache'] };
}

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { compare: { type: 'string' }, 'index-cache': { type: 'string' } },
    });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.split('. ')[0] : String(cause);
    throw new ExpectedError('usage', `${message}; see: npm run --silent dateline -- help`, { cause });
  }
}

const earlierForm = z.object({ set: z.string(), records: z.array(z.looseObject({ id: z.string() })) });

async function readEarlier(file: string, set: string): Promise<readonly EvaluationRecord[]> {
  const unreadable = (why: string, cause?: unknown) =>
    new ExpectedError(
      'eval-set-unreadable',
      `${file} ${why}; --compare takes what an earlier eval ${set} --json wrote.`,
      { cause },
    );
  const json = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw unreadable('cannot be read', cause);
  });
  let earlier: z.infer<typeof earlierForm>;
  try {
    earlier = earlierForm.parse(JSON.parse(json));
  } catch (cause) {
    throw unreadable('is no such file', cause);
  }
  if (earlier.set !== set) throw unreadable(`is of the set ${earlier.set}`);
  return earlier.records;
}
