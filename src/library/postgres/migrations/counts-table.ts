// Pure.
import type { Migration } from './migration.ts';

/**
 * Requests of the running minute, in the columns that rate-limiter-flexible reads and writes by their order. Unlogged:
 * nothing is lost with it that a minute later would still count, and each request costs one write.
 */
export const countsTable: Migration = {
  name: 'request counts',
  sql: `
  CREATE UNLOGGED TABLE request_counts (
    key varchar(255) COLLATE "C" PRIMARY KEY,
    points integer NOT NULL DEFAULT 0,
    expire bigint
  );
`,
};
