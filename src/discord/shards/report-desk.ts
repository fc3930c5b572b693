import type { ProcessReport } from '../../monitoring/monitor.ts';
import { within } from '../within.ts';
import type { ShardProcess } from './shard-process.ts';
import type { ReportedMessage } from './shard-protocol.ts';

/** How long a process may take to tell how it is; it waits 2 s for the library itself. */
const REPORTING_MS = 3_000;

/** Where the process that started them asks the processes of shards how they are. */
export interface ReportDesk {
  /** @returns `null` for a process that does not run, or does not answer in time */
  ask(process: ShardProcess): Promise<ProcessReport | null>;
  /** To be called with each answer. */
  take(message: ReportedMessage): void;
}

/** Opens it. */
export function createReportDesk(): ReportDesk {
  const asked = new Map<number, (report: ProcessReport) => void>();
  let requests = 0;
  return {
    async ask(process) {
      if (!process.isReady()) return null;
      const request = ++requests;
      let report: ProcessReport | null = null;
      const answered = new Promise<void>((resolve) => {
        asked.set(request, (told) => {
          report = told;
          resolve();
        });
      });
      process.send({ kind: 'report', request });
      await within(answered, REPORTING_MS);
      asked.delete(request);
      return report;
    },
    take: ({ request, report }) => asked.get(request)?.(report),
  };
}
