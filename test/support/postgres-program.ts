import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ordinaryUser } from './ordinary-user.ts';

const fetchedPrograms = fileURLToPath(new URL('../../.cache/postgres/bin', import.meta.url));

/** Ends a server with the process that started it, also where that is killed. */
const END_WITH_PARENT = ['/usr/bin/setpriv', '--pdeathsig', 'QUIT'];

/**
 * Starts one of PostgreSQL's programs, as an ordinary user where the caller is root: PostgreSQL refuses to run as root.
 * @throws Error where tools/fetch-postgres.sh was not run and `POSTGRES_BIN` names no others.
 */
export function spawnPostgresProgram(name: string, words: readonly string[], environment = {}) {
  const program = join(process.env.POSTGRES_BIN || fetchedPrograms, name);
  if (!existsSync(program)) throw new Error(`${program} is missing; run: bash tools/fetch-postgres.sh`);
  const isWatched = name === 'postgres' && existsSync(END_WITH_PARENT[0] as string);
  const [command = program, ...rest] = [...(isWatched ? END_WITH_PARENT : []), program, ...words];
  return spawn(command, rest, {
    ...ordinaryUser,
    // A folder that everyone may enter.
    cwd: tmpdir(),
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs one of PostgreSQL's programs to its end. @returns its standard output, without the last line break */
export async function runPostgresProgram(
  name: string,
  words: readonly string[],
  environment = {},
): Promise<string> {
  const child = spawnPostgresProgram(name, words, environment);
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => output.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => complaints.push(bytes));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${Buffer.concat(complaints)}`);
  return Buffer.concat(output).toString().trimEnd();
}
