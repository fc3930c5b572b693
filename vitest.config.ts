import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Those need a server: vitest.postgres.config.ts.
    exclude: ['test/postgres/**'],
    setupFiles: ['test/support/property-seed.ts'],
    // onnxruntime-node 1.14 corrupts the heap when a worker thread ends; a forked process is safe.
    pool: 'forks',
    // Many tests wait for processes that they started: one at a time leaves a core idle.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
