import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cards = `${root}ui/hubspot/src/app/cards/node_modules`;

/** The card's tests meet the card's own React 18 and HubSpot's own renderer, not the console's React 19. */
export const cardProject = {
  root,
  resolve: {
    alias: [
      { find: /^react$/, replacement: `${cards}/react/index.js` },
      { find: /^react\/jsx-(dev-)?runtime$/, replacement: `${cards}/react/jsx-$1runtime.js` },
      { find: /^@hubspot\/ui-extensions$/, replacement: `${cards}/@hubspot/ui-extensions/dist/index.js` },
      {
        find: /^@hubspot\/ui-extensions\/testing$/,
        replacement: `${cards}/@hubspot/ui-extensions/dist/testing/index.js`,
      },
    ],
  },
  test: {
    name: 'card',
    environment: 'node',
    include: ['test/card/**/*.test.{ts,tsx}'],
    setupFiles: [`${root}test/support/test-seed.ts`, `${root}test/card/worker-globals.ts`],
    testTimeout: 30_000,
    server: { deps: { inline: [/@hubspot\/ui-extensions/, /@remote-ui/] } },
  },
};
