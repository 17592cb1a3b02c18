import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How a guard runs on a planted copy: one file, one worker, the first failure is enough. */
export default defineConfig({
  root,
  test: {
    environment: 'node',
    include: ['test/{price-book,server}/**/*.test.ts'],
    setupFiles: ['test/support/test-seed.ts'],
    testTimeout: 15_000,
    hookTimeout: 60_000,
    maxWorkers: 1,
    bail: 1,
  },
});
