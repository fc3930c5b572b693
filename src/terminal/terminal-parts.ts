import type { Chat } from '../chat/chat.ts';

/** A stream that may be a terminal. */
export type TerminalOutput = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** What the terminal front is made of. */
export interface TerminalParts {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: TerminalOutput;
  /** Progress and errors. */
  readonly errorOutput: TerminalOutput;
  readonly chat: Chat;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: () => Date;
  /** Lines typed in earlier runs; made where it is missing. `null`: none are kept. */
  readonly historyFile: string | null;
  /** Lines shown before the first prompt. */
  readonly greeting: readonly string[];
  /** Whether questions to try are shown. */
  readonly firstStart: boolean;
  /** Told of every failure that is not an `ExpectedError`. */
  readonly onBug: (error: unknown) => void;
}
