import { defineConfig } from 'vitest/config';
import shared from './vitest.config.ts';

// What needs a real PostgreSQL server: `npm run test:postgres`.
export default defineConfig({
  test: {
    ...shared.test,
    include: ['test/postgres/**/*.test.ts'],
    exclude: [],
    globalSetup: ['test/postgres/shared-cluster.ts'],
  },
});
