import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { cardProject } from './card/vitest.card.ts';
import { cardHostProject } from './ui/card-host/vitest.card-host.ts';
import { consoleProject } from './ui/console/vitest.console.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/{price-book,server,architecture,security,planted}/**/*.test.ts'],
          setupFiles: ['test/support/test-seed.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Every test makes its own world, so files may share what they have loaded.
          isolate: false,
        },
      },
      cardProject,
      consoleProject,
      cardHostProject,
      {
        root,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/global-setup.ts'],
          testTimeout: 45_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
