import { pino } from 'pino';

/** What a part may say to the log: facts first, then a sentence. Never an article's text or a person's name. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Least important level that is written. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** JSON lines on standard error: standard output belongs to results. */
export function createLog(level: LogLevel): Log {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
}

/** Says nothing: for work whose outcome is reported elsewhere. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
