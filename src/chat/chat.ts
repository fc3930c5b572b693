// Pure: the port between a conversation and its fronts.
import type { Progress, Reply } from './reply.ts';

/** One entry of a completion. */
export interface Completion {
  /** The whole line that it stands for. */
  readonly line: string;
}

/** A conversation by typed lines, as the terminal has it; it never throws for what a person typed. */
export interface Chat {
  /**
   * Answers one line: `/command …`, or a question without a slash, which is asked.
   * @throws ExpectedError for failures that a person can mend; its message is shown as it is.
   */
  say(line: string, options: { readonly onProgress: (progress: Progress) => void }): Promise<Reply>;
  /** Completions of a line that is being typed: command names, then titles of articles. */
  complete(line: string): Promise<readonly Completion[]>;
  /** A few questions that the served articles answer, to try at the first start; may be empty. */
  suggestions(): Promise<readonly string[]>;
}
