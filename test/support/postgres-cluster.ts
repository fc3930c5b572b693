// A PostgreSQL server of one's own for a test or a bench; its programs come from tools/fetch-postgres.sh.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { appendFile, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ordinaryUser } from './ordinary-user.ts';
import { runPostgresProgram, spawnPostgresProgram } from './postgres-program.ts';

/** The superuser of every cluster. */
const SUPERUSER = 'postgres';
/** A database that every cluster has. */
const FIRST_DATABASE = 'postgres';

/** What a cluster is made with. */
export interface ClusterOptions {
  /** The superuser's; where none is given, everyone on this machine may connect. */
  readonly password?: string;
  /** Lines of postgresql.conf by name, besides those that give the server its place. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

/** A PostgreSQL server in a temporary folder, on a port of 127.0.0.1 that it keeps when it starts again. */
export interface PostgresCluster {
  readonly port: number;
  /** Address of one of its databases, as `DATABASE_URL` takes it. */
  url(database?: string): string;
  /** Makes an empty database. @returns its address */
  createDatabase(name: string): Promise<string>;
  /** Resolves once connections are taken. */
  start(): Promise<void>;
  /** Ends it in order, its connections with it. */
  stop(): Promise<void>;
  /** Kills it as a power cut would; resolves once none of its processes is left. */
  kill(): Promise<void>;
  /** Halts all its processes: it falls silent, as a host does that hangs. Needs /proc. */
  halt(): void;
  /** Lets halted processes go on. */
  resume(): void;
  /** Makes and starts a hot standby, which follows this one by streaming replication. */
  createStandby(): Promise<PostgresCluster>;
  /** Makes a standby a server of its own; it takes writes when this resolves. */
  promote(): Promise<void>;
  /** Ends it and deletes its folder. */
  remove(): Promise<void>;
}

/** Makes a cluster and starts it. @throws Error where there are no programs, or what they complained of. */
export async function createPostgresCluster(options: ClusterOptions = {}): Promise<PostgresCluster> {
  const folder = await ownedFolder();
  const { password } = options;
  const passwordFile = join(folder, 'password');
  if (password !== undefined) await writeFile(passwordFile, password);
  await runPostgresProgram('initdb', [
    `--pgdata=${join(folder, 'data')}`,
    `--username=${SUPERUSER}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
    ...(password === undefined ? ['--auth=trust'] : ['--auth=scram-sha-256', `--pwfile=${passwordFile}`]),
  ]);
  return startIn(folder, options);
}

async function startIn(folder: string, options: ClusterOptions): Promise<PostgresCluster> {
  const { password, settings = {} } = options;
  const data = join(folder, 'data');
  const port = await freePort();
  await addSettings(data, { ...settings, port, listen_addresses: '127.0.0.1', unix_socket_directories: '' });
  const connection = ['--host=127.0.0.1', `--port=${port}`, `--username=${SUPERUSER}`];
  const environment = password === undefined ? {} : { PGPASSWORD: password };
  let server: ChildProcess | null = null;

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = server;
    server = null;
    if (ending === null) return;
    // Its pipe closes with the last of its processes, not with the first.
    const closed = once(ending, 'close');
    ending.kill(signal);
    await closed;
  }

  const cluster: PostgresCluster = {
    port,
    url(database = FIRST_DATABASE) {
      const user = password === undefined ? SUPERUSER : `${SUPERUSER}:${encodeURIComponent(password)}`;
      return `postgres://${user}@127.0.0.1:${port}/${database}`;
    },
    async createDatabase(name) {
      await runPostgresProgram('createdb', [...connection, name], environment);
      return cluster.url(name);
    },
    async start() {
      server ??= await startServer(data);
    },
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
    halt() {
      if (server !== null) signalAll(server, 'SIGSTOP');
    },
    resume() {
      if (server !== null) signalAll(server, 'SIGCONT');
    },
    async createStandby() {
      const standby = await ownedFolder();
      const words = [`--pgdata=${join(standby, 'data')}`, '--write-recovery-conf', '--checkpoint=fast'];
      await runPostgresProgram('pg_basebackup', [...connection, ...words, '--no-sync'], environment);
      return startIn(standby, options);
    },
    async promote() {
      await runPostgresProgram('pg_ctl', ['promote', '--wait', `--pgdata=${data}`]);
    },
    async remove() {
      cluster.resume();
      await end('SIGQUIT');
      await rm(folder, { recursive: true, force: true });
    },
  };
  await cluster.start();
  return cluster;
}

/** Starts a server; resolves when it says that it takes connections. */
async function startServer(data: string): Promise<ChildProcess> {
  const server = spawnPostgresProgram('postgres', ['-D', data]);
  // Not left behind by a run that is broken off.
  const quit = () => server.kill('SIGQUIT');
  process.once('exit', quit);
  process.once('SIGTERM', endBySignal);
  server.once('close', () => {
    process.removeListener('exit', quit);
    process.removeListener('SIGTERM', endBySignal);
  });
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    createInterface(server.stderr).on('line', (line) => {
      said.push(line);
      if (/ready to accept (read-only )?connections/.test(line)) resolve();
    });
    server.once('error', reject);
    server.once('close', () => reject(new Error(`PostgreSQL did not start:\n${said.join('\n')}`)));
  });
  return server;
}

/** Signals a server and every process that it has started. */
function signalAll({ pid = 0 }: ChildProcess, signal: NodeJS.Signals): void {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  for (const member of [pid, ...children.split(' ').filter(Boolean).map(Number)]) {
    try {
      process.kill(member, signal);
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** A temporary folder of the user that PostgreSQL runs as. */
async function ownedFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-postgres-'));
  const { uid, gid } = ordinaryUser;
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
  return folder;
}

/** Of two lines with one name, the last one counts. */
async function addSettings(data: string, settings: Readonly<Record<string, string | number>>): Promise<void> {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  await appendFile(join(data, 'postgresql.conf'), lines.join(''));
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { readonly port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Ends the process with its listeners of `exit`, which a signal alone passes over. */
function endBySignal(): void {
  process.exit(128 + 15);
}
