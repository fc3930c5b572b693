// Pure.
import { z } from 'zod';
import { readSince } from '../answer/since.ts';

/** Far enough on that no year a person types is still to come. */
const FAR_ON = new Date('9999-12-31T00:00:00.000Z');

/** A date or moment as typed for `--since`: in ISO 8601, or in words that say a time whatever day it is. */
export const sinceDate = z.union(
  [
    z.iso.date(),
    z.iso.datetime({ offset: true }),
    z.string().refine((text) => !/^\d{4}-\d/.test(text) && readSince(text, FAR_ON) !== null),
  ],
  { error: 'is not a date such as 2025-12-31, yesterday or last March' },
);

/** A yes or no, typed as the option alone; off unless given. */
export const flag = z.preprocess((value) => (value === 'true' ? true : value), z.boolean().default(false));
