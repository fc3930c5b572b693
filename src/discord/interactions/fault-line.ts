// Pure: what a person is told of a failure.
import type { ErrorCode, ExpectedError } from '../../errors.ts';

/** Failures whose own line is made for whoever asked. The others name files and commands of the owner's machine. */
const TOLD_AS_THEY_ARE: ReadonlySet<ErrorCode> = new Set([
  'usage',
  'question-empty',
  'question-too-long',
  'question-not-kept',
  'article-unknown',
  'article-withdrawn',
  'no-former-generation',
  'reindex-running',
  'proof-failed',
]);

const LINES: Partial<Record<ErrorCode, string>> = {
  'index-busy': 'A reindex is running already; the present articles answer meanwhile.',
  'index-missing': 'There is no index of articles yet; a moderator can build it with /reindex.',
  'index-empty': 'There are no articles to answer from; whoever runs this bot has to add some.',
  'database-damaged': 'What is stored of the articles is damaged; a moderator can mend it with /reindex.',
  'database-unreachable':
    'The database with the articles is out of reach just now; please try again in a minute.',
  'disk-full': 'The disk of the machine that runs this bot is full; what was served is served on.',
  'indexing-failed': 'The reindex stopped before its end; what was served is served on. Run /reindex again.',
};

/** Whether a failure's own line is told to whoever asked. */
export function isToldAsItIs({ code }: ExpectedError): boolean {
  return TOLD_AS_THEY_ARE.has(code);
}

/** The line for a failure that is nobody's bug; chosen by its code. */
export function faultLine(error: ExpectedError): string {
  if (isToldAsItIs(error)) return error.message;
  return (
    LINES[error.code] ??
    'That cannot be done at the moment; whoever runs this bot finds the reason in its log.'
  );
}

/** The line for a bug, by the id under which it stands in the log. */
export function incidentLine(incident: string): string {
  return `Something went wrong, and it is not your doing. It is written down as incident ${incident}; please try again.`;
}
