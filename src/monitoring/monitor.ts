// Pure: what is counted while the bot runs, and read by whoever looks after it.
import type { BotState } from './bot-state.ts';

/** How a question ended; `fault` for whatever is not the person's own mistake. */
export type QuestionOutcome = 'answer' | 'no-answer' | 'fault';

/** `refused`: not allowed, too many, or asked wrongly; `late`: Discord no longer took an acknowledgement. */
export type InteractionOutcome = 'done' | 'refused' | 'late' | 'fault';

/** Counts what people do. Never takes what they wrote. */
export interface Counts {
  question(outcome: QuestionOutcome, seconds: number): void;
  /** @param command one of a known few, for each is a time series */
  interaction(command: string, outcome: InteractionOutcome): void;
}

/** Where nobody reads them. */
export const noCounts: Counts = { question() {}, interaction() {} };

/** How the feeds fare, for the process that reads them. */
export interface FeedState {
  readonly count: number;
  /** Those that their owner should look at. */
  readonly warned: number;
  /** ISO 8601 moment at which any of them was last read; `null` before the first. */
  readonly lastSuccessAt: string | null;
}

/** The metrics of one process as data: they travel between processes and are written as text in the end. */
export type MetricsData = readonly object[];

/** The metrics of a process. */
export interface Metrics {
  /** @param state whose health is told */
  read(state: Pick<BotState, 'reasons'>): Promise<MetricsData>;
}

/** Those of a process that answers. */
export interface BotMetrics extends Counts {
  /** @param feeds `null` where another process reads them */
  read(state: BotState, feeds: FeedState | null): Promise<MetricsData>;
}

/** What a process tells of itself. */
export interface ProcessReport {
  readonly state: BotState;
  readonly metrics: MetricsData;
}
