import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const modules = `${root}ui/card-host/node_modules`;

/** The card host's tests: the React 18 that HubSpot's renderer asks for, in jsdom, listed as one project of the whole. */
export const cardHostProject = {
  root,
  resolve: {
    alias: [
      { find: /^react$/, replacement: `${modules}/react/index.js` },
      { find: /^react\/jsx-(dev-)?runtime$/, replacement: `${modules}/react/jsx-$1runtime.js` },
      { find: /^react-dom$/, replacement: `${modules}/react-dom/index.js` },
      { find: /^react-dom\/client$/, replacement: `${modules}/react-dom/client.js` },
      { find: /^@remote-ui\/react$/, replacement: `${modules}/@remote-ui/react/index.mjs` },
      { find: /^@remote-ui\/react\/host$/, replacement: `${modules}/@remote-ui/react/host.mjs` },
    ],
  },
  test: {
    name: 'card-host',
    environment: 'jsdom',
    include: ['test/ui/card-host/**/*.test.{ts,tsx}'],
    setupFiles: ['test/ui/card-host/set-up.ts'],
    isolate: false,
    testTimeout: 20_000,
  },
};
