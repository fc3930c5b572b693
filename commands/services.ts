// Pure: what commands may use.

import type { z } from 'zod';
import type { Answerer } from '../src/answer/answerer.ts';
import { type Command, type CommandDefinition, createCommand } from '../src/chat/command.ts';
import type { WithdrawnArticle } from '../src/corpus/seeds/withdrawn.ts';
import type { AddReport, AddTarget } from '../src/gathering/add-report.ts';
import type { SourceHealth } from '../src/gathering/feeds/source-health.ts';
import type { OnBuildProgress } from '../src/indexing/progress.ts';
import type { ReindexReport } from '../src/indexing/report.ts';
import type { GenerationInfo, ListedArticle, Snapshot } from '../src/library/library.ts';

/** The parts of the product that a command may use. */
export interface Services {
  readonly answerer: Answerer;
  /**
   * The served generation; builds the first one where there is none.
   * @throws ExpectedError where it cannot be built.
   */
  snapshot(onProgress: OnBuildProgress): Promise<Snapshot>;
  /** What is known of the served generation without loading its index. @throws ExpectedError `index-missing`. */
  served(): Promise<GenerationInfo>;
  /** Builds, proves and serves the next generation, in a process of its own. */
  reindex(onProgress: OnBuildProgress): Promise<ReindexReport>;
  /**
   * Puts articles among the seeds, from the web or from files, and serves them.
   * @returns what came of it; `reindex` is `null` where everything was there already
   * @throws ExpectedError `add-refused` where nothing could be added, and as `reindex`.
   */
  add(
    targets: readonly AddTarget[],
    onProgress: OnBuildProgress,
  ): Promise<{ readonly report: AddReport; readonly reindex: ReindexReport | null }>;
  /**
   * Withdraws an article that a person names, and serves a generation without it.
   * @returns what was removed, and the others that tell the same story
   * @throws ExpectedError `article-unknown`, and as `reindex`.
   */
  remove(
    article: string,
    onProgress: OnBuildProgress,
  ): Promise<{
    readonly removed: ListedArticle;
    readonly copies: readonly ListedArticle[];
    readonly reindex: ReindexReport;
  }>;
  /** Articles that must not be quoted any more: buttons of old replies may still name them. */
  withdrawn(): Promise<readonly WithdrawnArticle[]>;
  /** How each feed fares. @throws ExpectedError `sources-unreadable`. */
  feeds(): Promise<readonly SourceHealth[]>;
  /** Serves the former generation again. @throws ExpectedError `no-former-generation`. */
  rollback(): Promise<GenerationInfo>;
}

/** Defines a command of this bot. */
export function defineCommand<Options extends z.ZodObject>(
  definition: CommandDefinition<Services, Options>,
): Command<Services> {
  return createCommand(definition);
}
