// Pure.
import { type ErrorCode, ExpectedError } from '../../errors.ts';

/** Failures of a connection as Node names them. */
const LOST_CODES: ReadonlySet<string> = new Set(
  'ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT EHOSTUNREACH EHOSTDOWN ENETUNREACH ENETDOWN ENOTFOUND EAI_AGAIN ENOENT'.split(
    ' ',
  ),
);
/** The server shuts down, has crashed or is starting; a connection failed (class 08). */
const LOST_STATES = /^(08...|57P0[1-4])$/;
/** What pg says without a code. */
const LOST_MESSAGES =
  /connection terminated|timeout expired|timeout exceeded|read timeout|connection error|not queryable/i;
const TLS_CODES = /^(ERR_TLS_|ERR_SSL_|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/;
const TLS_MESSAGES = /SSL connection|SSL connections/i;

/** Whether a connection that had been made broke: another one may work at once. */
export function isConnectionBroken(error: unknown): boolean {
  const { code, message } = fieldsOf(error);
  return /^(ECONNRESET|EPIPE|57P0[12])$/.test(code) || /connection terminated unexpectedly/i.test(message);
}

/** Whether the server was not reached, or the connection to it broke. */
export function isConnectionLost(error: unknown): boolean {
  const { code, message } = fieldsOf(error);
  return LOST_CODES.has(code) || LOST_STATES.test(code) || (code === '' && LOST_MESSAGES.test(message));
}

/**
 * Puts a failure of the database into words, by its SQLSTATE
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 * @param address of the server, without user and password
 * @returns an ExpectedError where a person can mend it, else the error as it is
 */
export function expectedOf(error: unknown, address: string): unknown {
  if (error instanceof ExpectedError) return error;
  const { code, message } = fieldsOf(error);
  const known = (errorCode: ErrorCode, line: string) =>
    new ExpectedError(errorCode, line, { cause: error, facts: { address, sqlState: code } });

  if (TLS_CODES.test(code) || (code === '' && TLS_MESSAGES.test(message))) {
    return known(
      'database-refused',
      `No encrypted connection to the database ${address} could be agreed upon (${code || 'the server has no TLS'}); see sslmode and sslrootcert in docs/postgres.md.`,
    );
  }
  if (code === '53300') {
    return known(
      'database-unreachable',
      `The database ${address} has no connection left; raise its max_connections, or lower DATABASE_POOL_SIZE.`,
    );
  }
  if (isConnectionLost(error)) {
    return known(
      'database-unreachable',
      `The database ${address} cannot be reached (${code || 'no answer in time'}); check DATABASE_URL and whether the server runs.`,
    );
  }
  if (/^28/.test(code) || (code === '' && /SASL|password must be a string/.test(message))) {
    return known(
      'database-refused',
      `The database ${address} refused the user or the password; check both in DATABASE_URL, and the server's pg_hba.conf.`,
    );
  }
  if (code === '3D000') {
    return known(
      'database-refused',
      `There is no database ${address}; create it, or name another in DATABASE_URL.`,
    );
  }
  if (code === '42501') {
    return known(
      'database-refused',
      `The user of the database ${address} lacks a right (${message}); docs/postgres.md says which it needs.`,
    );
  }
  if (code === '25006') {
    return known(
      'database-read-only',
      `The database ${address} takes no changes: it is a standby or set read-only; name the primary server in DATABASE_URL.`,
    );
  }
  if (code === '53100') {
    return known(
      'disk-full',
      `The disk of the database ${address} is full. Free some space there and run reindex again; what was served is served on.`,
    );
  }
  if (code === '53200') {
    return known(
      'database-unreachable',
      `The database ${address} is out of memory; give its server more, or lower maintenance_work_mem.`,
    );
  }
  if (/^(57014|55P03|40001|40P01)$/.test(code)) {
    return known(
      'database-unreachable',
      `The database ${address} took too long over a statement; try again in a moment.`,
    );
  }
  // A table or column of ours that is not there was taken away by somebody.
  if (/^(XX001|XX002|42P01|42703|3F000)$/.test(code)) return damaged(address, message, error);
  return error;
}

/** The error of a database that cannot be read, or lacks what it should have. */
export function damaged(address: string, what: string, cause?: unknown): ExpectedError {
  return new ExpectedError(
    'database-damaged',
    `The database ${address} is damaged, or tables of Dateline were taken away (${what}); restore a backup, or drop the schema and run reindex (docs/postgres.md).`,
    { cause, facts: { address } },
  );
}

function fieldsOf(error: unknown): { readonly code: string; readonly message: string } {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  return { code: typeof code === 'string' ? code : '', message: typeof message === 'string' ? message : '' };
}
