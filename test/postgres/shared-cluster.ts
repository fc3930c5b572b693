import type { TestProject } from 'vitest/node';
import { createPostgresCluster } from '../support/postgres-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the one server that all test files share; each test takes a database of its own there. */
    readonly postgresUrl: string;
  }
}

/** Starts one server for the whole run: making one takes a second. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Nothing of it outlives the run: there is no power cut to be safe from.
  const cluster = await createPostgresCluster({ settings: { fsync: 'off' } });
  project.provide('postgresUrl', cluster.url());
  return () => cluster.remove();
}
