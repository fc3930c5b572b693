import { commands } from '../../commands/index.ts';
import { readConfig } from '../config.ts';
import { ExpectedError } from '../errors.ts';
import type { Run } from './run.ts';
import { runCommand } from './run-command.ts';

/**
 * What only the command line has, beside the commands of the chat; each resolves to the exit code. What one needs is
 * loaded for it alone: the others start without.
 */
const ownCommands: Readonly<Record<string, (run: Run) => Promise<number>>> = {
  async help({ stdout }) {
    const { usage } = await import('./usage.ts');
    stdout.write(usage(commands));
    return 0;
  },

  async start(run) {
    const { config, log, output } = run;
    if (config.discord !== null) {
      const { startDiscord } = await import('./start-discord.ts');
      return startDiscord({ config, discord: config.discord, log, onNotice: output.notice });
    }
    const { startTerminal } = await import('./start-terminal.ts');
    return run.withDateline((dateline) => startTerminal({ ...run, dateline }));
  },

  async add(run) {
    const { addFromCommandLine } = await import('./add.ts');
    const { line, workingFolder, output, progress } = run;
    return run.withDateline(({ services }) =>
      addFromCommandLine({
        words: line.words,
        workingFolder,
        services,
        output,
        onProgress: progress.update,
      }),
    );
  },

  async reindex(run) {
    const { line, output, log } = run;
    if (!line.words.includes('--watch')) return runChatCommand(run);
    if (line.words.length > 1) throw new ExpectedError('usage', 'reindex takes no words besides --watch.');
    const { watchFromCommandLine } = await import('./watch.ts');
    return run.withDateline((dateline) => watchFromCommandLine({ dateline, output, log }));
  },

  async eval({ line, config, log, output, progress }) {
    const { evaluate } = await import('../../eval/evaluate.ts');
    const evaluation = { config, log, onNotice: output.notice, onProgress: progress.update };
    output.reply(await evaluate(line.words, evaluation).finally(progress.clear));
    return 0;
  },

  async register({ config, output }) {
    if (config.discord === null) {
      throw new ExpectedError(
        'config',
        'DISCORD_TOKEN is missing; set it in .env (docs/discord.md says where to get it).',
      );
    }
    const { register } = await import('./register.ts');
    output.reply(await register(config.discord));
    return 0;
  },

  async backup({ line, config, output, workingFolder }) {
    const { backup } = await import('./backup.ts');
    output.reply(await backup(line.words, config, workingFolder));
    return 0;
  },

  async move({ line, environment, workingFolder, output, progress }) {
    const { move, readMoveWords } = await import('./move.ts');
    const words = readMoveWords(line.words);
    // The database of the move comes before the environment's.
    const config = readConfig({ ...environment, DATABASE_URL: words.url }, workingFolder, line);
    const hooks = { onProgress: progress.update, onNotice: output.notice };
    output.reply(await move(words, config, hooks).finally(progress.clear));
    return 0;
  },

  async doctor({ config, output }) {
    const { doctor } = await import('./doctor.ts');
    const { reply, healthy } = await doctor(config);
    output.reply(reply);
    return healthy ? 0 : 1;
  },
};

/** Runs a command of the command line or of the chat. @throws ExpectedError `usage` for one that does not exist, and as the command */
export function runNamedCommand(run: Run): Promise<number> {
  const command = run.line.command === '--help' ? 'help' : run.line.command;
  const own = Object.hasOwn(ownCommands, command) ? ownCommands[command] : undefined;
  return own === undefined ? runChatCommand(run) : own(run);
}

async function runChatCommand({ line, stdin, output, progress, withDateline }: Run): Promise<number> {
  const command = commands.find(({ name }) => name === line.command);
  if (command === undefined) {
    throw new ExpectedError(
      'usage',
      `There is no command ${line.command}; see: npm run --silent dateline -- help`,
    );
  }
  return withDateline(({ services }) =>
    runCommand({
      command,
      words: line.words,
      services,
      output,
      input: stdin,
      onProgress: progress.update,
    }),
  );
}
