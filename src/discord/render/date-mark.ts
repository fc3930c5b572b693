// Pure.
import { NO_DATE } from '../../chat/wording.ts';
import { epochMs } from '../../library/moment.ts';

const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/u;
const HALF_DAY_SECONDS = 12 * 3600;

/**
 * A date that Discord shows in the reader's zone and language, with its age, which grows while the message
 * stands: `<t:1766404800:D> (<t:1766361600:R>)`, or that it is not known. A date without a time is shown as noon
 * in UTC, so that it stays the same day in all zones but those twelve hours and more ahead; its age counts from
 * the start of the day, so that today is not yet to come.
 * @param iso ISO 8601
 */
export function dateMark(iso: string | null): string {
  const ms = epochMs(iso ?? '');
  if (Number.isNaN(ms)) return NO_DATE;
  const seconds = Math.floor(ms / 1000);
  const shown = DATE_ONLY.test(iso ?? '') ? seconds + HALF_DAY_SECONDS : seconds;
  return `<t:${shown}:D> (<t:${seconds}:R>)`;
}
