// Pure.
import { z } from 'zod';

/** An ISO 8601 date or moment, as typed for `--since`. */
export const isoDate = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: 'is not a date such as 2025-12-31',
});

/** A yes or no, typed as the option alone; off unless given. */
export const flag = z.preprocess((value) => (value === 'true' ? true : value), z.boolean().default(false));
