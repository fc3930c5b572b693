// Pure.
import { z } from 'zod';

/** An ISO 8601 date or moment, as typed for `--since`. */
export const isoDate = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: 'is not a date such as 2025-12-31',
});
