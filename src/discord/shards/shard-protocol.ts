// Pure: what the process that starts the shards' processes and each of these say to each other.
import type { Config } from '../../config.ts';
import { type ErrorCode, ExpectedError } from '../../errors.ts';
import type { ProcessReport } from '../../monitoring/monitor.ts';
import type { KnownSession } from '../connect.ts';
import type { Shards } from './shard-plan.ts';

/** Sent to a process of shards. */
export type SupervisorMessage =
  /** Once, first. */
  | {
      readonly kind: 'start';
      readonly config: Config;
      readonly shards: Shards;
      /** Those of the process before, where it died. */
      readonly sessions: readonly KnownSession[];
    }
  /** It is the shard's turn to log in. */
  | { readonly kind: 'your-turn'; readonly shard: number }
  /** Answers `counts`. */
  | { readonly kind: 'counted'; readonly request: number; readonly waitMs: number | null }
  /** Asks for `reported`. */
  | { readonly kind: 'report'; readonly request: number }
  /** An interaction that another process began and left behind when it died; as it came over the gateway. */
  | { readonly kind: 'take-over'; readonly interaction: unknown };

/** Sent by it. */
export type ShardMessage =
  /** A shard wants to log in. */
  | { readonly kind: 'wants-turn'; readonly shard: number }
  | ReadyMessage
  /** Something that the owner should know, as a plain line. */
  | { readonly kind: 'notice'; readonly message: string }
  /** What came over the gateway is in hand: in one message, so that it is neither forgotten nor sent again. */
  | {
      readonly kind: 'took';
      readonly began: readonly BegunInteraction[];
      /** The session behind all of it; `null` where it is as before. */
      readonly known: KnownSession | null;
    }
  | { readonly kind: 'ended'; readonly id: string }
  /** Counts a request against the limits of person and server. */
  | {
      readonly kind: 'counts';
      readonly request: number;
      readonly userId: string;
      readonly guildId: string | null;
    }
  | ReportedMessage
  | ErrorMessage;

/** An interaction as it came over the gateway. */
export interface BegunInteraction {
  readonly id: string;
  readonly interaction: unknown;
}

/** All its shards take interactions. */
export interface ReadyMessage {
  readonly kind: 'ready';
  /** The bot's name. */
  readonly name: string;
  readonly commands: number;
}

/** How the process is; answers `report`. */
export interface ReportedMessage {
  readonly kind: 'reported';
  readonly request: number;
  readonly report: ProcessReport;
}

/** Why a process of shards ends. */
export interface ErrorMessage {
  readonly kind: 'error';
  /** `null` for a bug. */
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly stack: string | null;
}

/** An error as it is told. */
export function errorMessage(error: unknown): ErrorMessage {
  return {
    kind: 'error',
    code: error instanceof ExpectedError ? error.code : null,
    message: error instanceof Error ? error.message : String(error),
    stack: error instanceof Error ? (error.stack ?? null) : null,
  };
}

/** The error that was told. */
export function errorOf({ code, message, stack }: ErrorMessage): Error {
  if (code !== null) return new ExpectedError(code, message);
  const error = new Error(message);
  if (stack !== null) error.stack = stack;
  return error;
}
