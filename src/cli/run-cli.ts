import type { Reply } from '../chat/reply.ts';
import { readConfig } from '../config.ts';
import { openDateline } from '../dateline.ts';
import { ExpectedError } from '../errors.ts';
import { createLog, type Log } from '../log.ts';
import { usesColour } from '../terminal/colour.ts';
import { createProgressDisplay } from '../terminal/progress.ts';
import { readCommandLine } from './command-line.ts';
import { createOutput } from './output.ts';
import { runNamedCommand } from './own-commands.ts';
import type { ProcessParts, Run } from './run.ts';

/** Runs one command line. @returns the exit code: 0 a result, 1 an expected error or a bug, 2 wrong usage */
export async function runCli(parts: ProcessParts): Promise<number> {
  let log: Log | null = null;
  try {
    const line = readCommandLine(parts.args);
    const config = readConfig(parts.environment, parts.workingFolder, line);
    log = createLog(config.logLevel);
    return await runNamedCommand(await createRun({ ...parts, line, config, log }));
  } catch (error) {
    return reportError(error, parts.stderr, log);
  }
}

async function createRun(parts: ProcessParts & Pick<Run, 'line' | 'config' | 'log'>): Promise<Run> {
  const { line, config, log, stdout, stderr, environment } = parts;
  const colour = usesColour(stdout, environment);
  const output = createOutput({
    stdout,
    stderr,
    render: line.json ? null : await loadRender(stdout, colour),
  });
  const progress = createProgressDisplay({
    stream: stderr,
    isTerminal: stderr.isTTY === true && environment.TERM !== 'dumb',
    colour: usesColour(stderr, environment),
    clock: () => Date.now(),
  });
  return {
    ...parts,
    output,
    progress,
    async withDateline(use) {
      const dateline = await openDateline({ config, log, onNotice: output.notice });
      try {
        return await use(dateline);
      } finally {
        progress.clear();
        await dateline.close();
      }
    },
  };
}

async function loadRender(
  stdout: ProcessParts['stdout'],
  colour: boolean,
): Promise<(reply: Reply) => string> {
  const { renderReply } = await import('../terminal/render-reply.ts');
  return (reply) => renderReply(reply, { columns: stdout.columns ?? 80, colour, now: new Date() });
}

function reportError(error: unknown, stderr: NodeJS.WritableStream, log: Log | null): number {
  if (error instanceof ExpectedError) {
    stderr.write(`${error.message}\n`);
    log?.debug({ code: error.code, facts: error.facts, cause: error.cause }, 'expected error');
    return error.code === 'usage' ? 2 : 1;
  }
  stderr.write('Something went wrong that is not your doing; what follows helps to mend it.\n');
  stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
}
