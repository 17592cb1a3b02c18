import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The console's tests: React 19 in jsdom, listed as one project of the whole. */
export const consoleProject = {
  root,
  plugins: [react()],
  test: {
    name: 'console',
    environment: 'jsdom',
    include: ['test/ui/console/**/*.test.{ts,tsx}'],
    setupFiles: ['test/ui/console/set-up.ts'],
    testTimeout: 60_000,
    expect: { poll: { timeout: 25_000 } },
  },
};
