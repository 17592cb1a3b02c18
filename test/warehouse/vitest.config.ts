import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Run by hand (`npm run test:warehouse`): it installs an engine of 0.5 GB into the temporary folder. */
export default defineConfig({
  root,
  test: {
    name: 'warehouse',
    environment: 'node',
    include: ['test/warehouse/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
