import { join } from 'node:path';
import { evaluate } from '../../eval/evaluate.ts';
import { DEFAULT_ANSWER_THRESHOLD } from '../../src/answer/confidence.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import { silentLog } from '../../src/log.ts';

/** Runs an evaluation with the project's own model, its index below a folder. */
export function evaluateIn(folder: string, words: readonly string[]): Promise<Reply> {
  return evaluate(words, {
    config: {
      seedsFolder: DEFAULT_FOLDERS.seeds,
      indexFolder: join(folder, 'index'),
      database: null,
      modelFolder: DEFAULT_FOLDERS.model,
      logLevel: 'silent',
      answerThreshold: DEFAULT_ANSWER_THRESHOLD,
      discord: null,
      allowedHosts: [],
      fetchContact: null,
    },
    log: silentLog,
    onNotice: () => {},
    onProgress: () => {},
  });
}
