// Pure.

const SECOND_MS = 1000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;
const UNITS: Readonly<Record<string, number>> = {
  s: SECOND_MS,
  second: SECOND_MS,
  min: 60 * SECOND_MS,
  minute: 60 * SECOND_MS,
  h: 60 * 60 * SECOND_MS,
  hour: 60 * 60 * SECOND_MS,
  d: DAY_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
  year: 365 * DAY_MS,
};

/** Milliseconds of a duration as people write it: `15 min`, `2 h`, `90 days`, `1 year`; `null` for anything else. */
export function durationMs(text: string): number | null {
  const match = /^\s*(\d{1,6}(?:\.\d{1,3})?)\s*([a-z]+?)\s*$/i.exec(text);
  const name = match?.[2]?.toLowerCase() ?? '';
  const unit = UNITS[name] ?? UNITS[name.replace(/s$/, '')];
  const ms = Number(match?.[1]) * (unit ?? Number.NaN);
  return ms > 0 ? ms : null;
}
