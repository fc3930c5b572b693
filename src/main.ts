import { existsSync } from 'node:fs';
import { runCli } from './cli/run-cli.ts';
import { keepHeapSmall } from './keep-heap-small.ts';

keepHeapSmall();

if (existsSync('.env')) process.loadEnvFile('.env');

// Set, not called with: leaving while the model runs would abort the process.
process.exitCode = await runCli({
  args: process.argv.slice(2),
  environment: process.env,
  workingFolder: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
});
