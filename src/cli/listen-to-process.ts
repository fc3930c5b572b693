import { logIncident } from '../discord/incident.ts';
import type { Log } from '../log.ts';
import { untilAskedToEnd } from './until-asked-to-end.ts';

/** Lives on after a rejection that nobody caught; resolves when the process is asked to end. */
export function listenToProcess(log: Log): Promise<void> {
  process.on('unhandledRejection', (error) => logIncident(log, error, 'a rejection that nobody caught'));
  process.on('uncaughtException', (error) => {
    // What threw may have left anything half done.
    logIncident(log, error, 'an exception that nobody caught; the bot ends');
    process.exit(1);
  });
  return untilAskedToEnd();
}
