import { randomUUID } from 'node:crypto';
import { inject, onTestFinished } from 'vitest';
import { runPostgresProgram } from '../support/postgres-program.ts';

/** An empty database on the server of the run, gone when the test is over. @returns its address */
export async function freshDatabase(): Promise<string> {
  const server = inject('postgresUrl');
  const name = `dateline_${randomUUID().replaceAll('-', '')}`;
  await runPostgresProgram('createdb', [`--maintenance-db=${server}`, name]);
  onTestFinished(async () => {
    await runPostgresProgram('dropdb', ['--force', `--maintenance-db=${server}`, name]);
  });
  return Object.assign(new URL(server), { pathname: `/${name}` }).href;
}
