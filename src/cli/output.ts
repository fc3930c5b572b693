import type { Reply } from '../chat/reply.ts';
import type { ExpectedError } from '../errors.ts';

/** Where a command's outcome goes: results on standard output, everything else on standard error. */
export interface Output {
  /** One reply: a JSON value on a line, or drawn for people. */
  reply(reply: Reply): void;
  /** One failure of a line of several, where the results are a stream. */
  failure(error: ExpectedError, question: string): void;
  /** A line for the person, never part of the results. */
  notice(message: string): void;
}

/** Writes results as text drawn by `render`, or as JSON lines where it is `null`. */
export function createOutput(parts: {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly render: ((reply: Reply) => string) | null;
}): Output {
  const { stdout, stderr, render } = parts;
  const line = (value: unknown) => void stdout.write(`${JSON.stringify(value)}\n`);
  return {
    reply: (reply) =>
      render === null ? line(reply.json) : void stdout.write(`${render(reply).trimEnd()}\n`),
    failure(error, question) {
      // One object a question, in order, also for a question that cannot be asked.
      if (render === null)
        line({ question, kind: 'error', error: { code: error.code, message: error.message } });
      else stderr.write(`${error.message}\n`);
    },
    notice: (message) => void stderr.write(`${message}\n`),
  };
}
