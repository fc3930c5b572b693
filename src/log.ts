import { createRequire } from 'node:module';
import type Pino from 'pino';

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

/**
 * JSON lines on standard error: standard output belongs to results. pino is loaded with the first line: most commands
 * write none.
 * @param facts stand in each line, as which of several processes writes it
 */
export function createLog(level: LogLevel, facts: Readonly<Record<string, unknown>> | null = null): Log {
  let logger: Log | null = null;
  const load = (): Log => {
    const { pino } = createRequire(import.meta.url)('pino') as typeof Pino;
    const settings = { level, base: facts, serializers: { err: errorFacts } };
    return pino(settings, pino.destination({ dest: 2, sync: true }));
  };
  const writer = (of: keyof Log) => (told: object, message: string) => {
    if (LOG_LEVELS.indexOf(of) < LOG_LEVELS.indexOf(level)) return;
    logger ??= load();
    logger[of](told, message);
  };
  return { debug: writer('debug'), info: writer('info'), warn: writer('warn'), error: writer('error') };
}

/**
 * What is written of an error under `err`: no other fields, since an error of discord.js holds the whole request,
 * with the interaction's token and the text of the reply.
 */
export function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, status } = error as { readonly code?: unknown; readonly status?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: errorFacts(error.cause) }),
  };
}

/** Says nothing: for work whose outcome is reported elsewhere. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
