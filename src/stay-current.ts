import type { Config } from './config.ts';
import { readSources } from './corpus/seeds/sources-file.ts';
import type { ExpectedError } from './errors.ts';
import { type Polling, pollFeeds } from './gathering/gather.ts';
import type { GatherSettings } from './gathering/gather-protocol.ts';
import type { ReindexReport } from './indexing/report.ts';
import { watchSeeds } from './indexing/watch.ts';

/** Work beside a long-running front: the seeds are watched, and the feeds of `sources.yaml` read. */
export interface StayingCurrent {
  close(): Promise<void>;
}

/** Told what goes on. Every failure leaves what was served as it was. */
export interface CurrentHooks {
  readonly onReport: (report: ReindexReport) => void;
  /** A plain line for the owner: a reindex that failed, a feed that cannot be read. */
  readonly onNotice: (message: string) => void;
  readonly onBug: (error: unknown) => void;
}

/** Keeps the index of a long-running process current: from now on, and first with what changed before. */
export async function stayCurrent(
  config: Config,
  reindex: (unsettled: readonly string[]) => Promise<ReindexReport>,
  hooks: CurrentHooks,
): Promise<StayingCurrent> {
  let polling: Polling | null = null;

  /** A process for feeds runs only once there are feeds. */
  async function ensurePolling(): Promise<void> {
    if (polling !== null) return;
    const sources = await readSources(config.seedsFolder).catch((error: ExpectedError) => {
      hooks.onNotice(error.message);
      return [];
    });
    if (sources.length > 0) polling ??= pollFeeds(gatherSettings(config), hooks.onNotice);
  }

  async function take(unsettled: readonly string[]): Promise<void> {
    await ensurePolling();
    hooks.onReport(await reindex(unsettled));
  }

  const onFailure = ({ message }: ExpectedError) => hooks.onNotice(message);
  const watching = await watchSeeds({
    folder: config.seedsFolder,
    reindex: take,
    onFailure,
    onBug: hooks.onBug,
    startsChanged: true,
  });
  return {
    async close() {
      await watching.close();
      await polling?.close();
    },
  };
}

/** What gathering needs of the configuration. */
export function gatherSettings(config: Config): GatherSettings {
  const { seedsFolder, indexFolder, allowedHosts, fetchContact } = config;
  return { seedsFolder, indexFolder, allowedHosts, contact: fetchContact };
}
