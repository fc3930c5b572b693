import { commands } from '../../commands/index.ts';
import type { Services } from '../../commands/services.ts';
import type { Command } from '../chat/command.ts';
import { type DiscordConfig, readConfig } from '../config.ts';
import { openDateline } from '../dateline.ts';
import { ExpectedError } from '../errors.ts';
import { createLog, type Log } from '../log.ts';
import { usesColour } from '../terminal/colour.ts';
import { createProgressDisplay } from '../terminal/progress.ts';
import { renderReply } from '../terminal/render-reply.ts';
import { type CommandLine, readCommandLine } from './command-line.ts';
import { createOutput } from './output.ts';
import { runCommand } from './run-command.ts';

/** The process as seen from inside: what a run of the command line may touch of it. */
export interface ProcessParts {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Runs one command line. @returns the exit code: 0 a result, 1 an expected error or a bug, 2 wrong usage */
export async function runCli(parts: ProcessParts): Promise<number> {
  let log: Log | null = null;
  try {
    const line = readCommandLine(parts.args);
    const config = readConfig(parts.environment, parts.workingFolder, line);
    log = createLog(config.logLevel);
    return await runLine(line, { ...parts, config, log });
  } catch (error) {
    return reportError(error, parts.stderr, log);
  }
}

type LineParts = ProcessParts & { readonly config: ReturnType<typeof readConfig>; readonly log: Log };

async function runLine(line: CommandLine, parts: LineParts): Promise<number> {
  const { stdout, stderr, environment, config, log } = parts;
  // What one command needs is loaded for that command: the others start without it.
  if (line.command === 'help' || line.command === '--help') {
    const { usage } = await import('./usage.ts');
    stdout.write(usage(commands));
    return 0;
  }
  const colour = usesColour(stdout, environment);
  const output = createOutput({
    json: line.json,
    stdout,
    stderr,
    render: (reply) => renderReply(reply, { columns: stdout.columns ?? 80, colour, now: new Date() }),
  });
  if (line.command === 'doctor') {
    const { doctor } = await import('./doctor.ts');
    const { reply, healthy } = await doctor(config);
    output.reply(reply);
    return healthy ? 0 : 1;
  }

  if (line.command === 'backup') {
    const { backup } = await import('./backup.ts');
    output.reply(await backup(line.words, config, parts.workingFolder));
    return 0;
  }
  if (line.command === 'register') {
    const { register } = await import('./register.ts');
    output.reply(await register(discordOf(config)));
    return 0;
  }
  if (line.command === 'start' && config.discord !== null) {
    const { startDiscord } = await import('./start-discord.ts');
    return startDiscord({ config, discord: config.discord, log, onNotice: output.notice });
  }

  const command = commands.find(({ name }) => name === line.command);
  if (command === undefined && !['start', 'eval', 'move'].includes(line.command)) {
    throw new ExpectedError(
      'usage',
      `There is no command ${line.command}; see: npm run --silent dateline -- help`,
    );
  }
  const progress = createProgressDisplay({
    stream: stderr,
    isTerminal: stderr.isTTY === true && environment.TERM !== 'dumb',
    colour: usesColour(stderr, environment),
    clock: () => Date.now(),
  });
  if (line.command === 'move') {
    const { move, readMoveWords } = await import('./move.ts');
    const words = readMoveWords(line.words);
    const settings = { ...environment, DATABASE_URL: words.url };
    const between = readConfig(settings, parts.workingFolder, line);
    const hooks = { onProgress: progress.update, onNotice: output.notice };
    output.reply(await move(words, between, hooks).finally(progress.clear));
    return 0;
  }
  if (line.command === 'eval') {
    const { evaluate } = await import('../../eval/evaluate.ts');
    const evaluation = { config, log, onNotice: output.notice, onProgress: progress.update };
    const reply = await evaluate(line.words, evaluation).finally(progress.clear);
    output.reply(reply);
    return 0;
  }
  const dateline = await openDateline({ config, log, onNotice: output.notice });
  try {
    if (line.command === 'add') {
      const { addFromCommandLine } = await import('./add.ts');
      const { workingFolder } = parts;
      const { words } = line;
      const { services } = dateline;
      return await addFromCommandLine({
        words,
        workingFolder,
        services,
        output,
        onProgress: progress.update,
      });
    }
    if (line.command === 'reindex' && line.words.includes('--watch')) {
      if (line.words.length > 1) throw new ExpectedError('usage', 'reindex takes no words besides --watch.');
      const { watchFromCommandLine } = await import('./watch.ts');
      return await watchFromCommandLine({ dateline, output, log });
    }
    if (command === undefined) {
      const { startTerminal } = await import('./start-terminal.ts');
      return await startTerminal({ ...parts, dateline });
    }
    return await runCommand({
      command: command as Command<Services>,
      words: line.words,
      services: dateline.services,
      output,
      input: parts.stdin,
      onProgress: progress.update,
    });
  } finally {
    progress.clear();
    await dateline.close();
  }
}

/** @throws ExpectedError `config` without a token. */
function discordOf({ discord }: LineParts['config']): DiscordConfig {
  if (discord !== null) return discord;
  throw new ExpectedError(
    'config',
    'DISCORD_TOKEN is missing; set it in .env (docs/discord.md says where to get it).',
  );
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
