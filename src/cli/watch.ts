import { reindexBlocks } from '../chat/reindex-blocks.ts';
import type { Dateline } from '../dateline.ts';
import type { ReindexReport } from '../indexing/report.ts';
import type { Log } from '../log.ts';
import type { Output } from './output.ts';
import { untilAskedToEnd } from './until-asked-to-end.ts';

/**
 * `reindex --watch`: indexes now, then with every change of the seeds, and reads the feeds, until the process is
 * asked to end. Reports every generation that is put to use, the first one in any case.
 * @returns 0
 */
export async function watchFromCommandLine(parts: {
  readonly dateline: Dateline;
  readonly output: Output;
  readonly log: Log;
}): Promise<number> {
  const { dateline, output, log } = parts;
  let reported: number | null = null;
  const stopped = untilAskedToEnd();
  const staying = await dateline.stayCurrent({
    onReport(report: ReindexReport) {
      if (report.generation !== reported) output.reply({ blocks: reindexBlocks(report), json: report });
      reported = report.generation;
    },
    onNotice: output.notice,
    onBug: (error) => log.error({ err: error }, 'a bug while watching'),
  });
  await stopped;
  await staying.close();
  return 0;
}
