import type { Log } from '../../log.ts';
import { mergeStates } from '../../monitoring/bot-state.ts';
import type { MetricsData } from '../../monitoring/monitor.ts';
import type { HttpAddress, Monitored } from '../../monitoring/serve-monitoring.ts';
import { createReportDesk } from './report-desk.ts';
import type { ShardProcess } from './shard-process.ts';
import type { ReportedMessage } from './shard-protocol.ts';

/** Health and metrics of all processes of shards, and metrics of this one. */
export interface ShardMonitoring {
  /** To be called as soon as it is known which processes there are. */
  watch(processes: readonly ShardProcess[]): void;
  /** To be called with what a process tells of itself. */
  take(message: ReportedMessage): void;
  close(): Promise<void>;
}

/**
 * Serves them where there is an address.
 * @throws ExpectedError as `serveMonitoring`
 */
export async function monitorShards(parts: {
  readonly address: HttpAddress | null;
  readonly log: Log;
}): Promise<ShardMonitoring> {
  const { address, log } = parts;
  if (address === null) return { watch() {}, take() {}, close: async () => {} };

  // 10 MB: only where they are wanted.
  const { createProcessMetrics } = await import('../../monitoring/prometheus-metrics.ts');
  const { serveMonitoring } = await import('../../monitoring/serve-monitoring.ts');
  const own = createProcessMetrics('supervisor');
  const desk = createReportDesk();
  let watched: readonly ShardProcess[] = [];
  const look = async (): Promise<Monitored> => {
    const told = await Promise.all(
      watched.map(async (process) => ({ name: process.name, report: await desk.ask(process) })),
    );
    const metrics = told.flatMap(({ report }): MetricsData[] => (report === null ? [] : [report.metrics]));
    const merged = mergeStates(told.map(({ name, report }) => ({ name, state: report?.state ?? null })));
    const state = told.length > 0 ? merged : { ...merged, reasons: ['It is starting.'] };
    return { state, metrics: [await own.read(state), ...metrics] };
  };
  const server = await serveMonitoring({ address, look, log });
  return {
    watch(processes) {
      watched = processes;
    },
    take: desk.take,
    close: server.close,
  };
}
