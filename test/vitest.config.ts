import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { cardProject } from './card/vitest.card.ts';
import { cardHostProject } from './ui/card-host/vitest.card-host.ts';
import { consoleProject } from './ui/console/vitest.console.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Both processors of a small machine work; a browser is looked at alone, after the others. */
const together = { maxWorkers: 2, sequence: { groupOrder: 0 } };
const alone = { fileParallelism: false, sequence: { groupOrder: 1 } };

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
          ...together,
        },
      },
      ...[cardProject, consoleProject, cardHostProject].map((project) => ({
        ...project,
        test: { ...project.test, ...together },
      })),
      {
        root,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/global-setup.ts'],
          testTimeout: 45_000,
          // What a slow machine draws late is not missing.
          expect: { poll: { timeout: 15_000, interval: 100 } },
          hookTimeout: 60_000,
          ...alone,
        },
      },
    ],
  },
});
