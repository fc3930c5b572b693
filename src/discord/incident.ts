import { randomBytes } from 'node:crypto';
import type { Log } from '../log.ts';

/** Writes a failure to the log under an id that a person can be told. @returns the id */
export function logIncident(log: Log, error: unknown, what: string): string {
  const incident = randomBytes(4).toString('hex');
  log.error({ incident, err: error }, what);
  return incident;
}
