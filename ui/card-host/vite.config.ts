import { defineConfig } from 'vite';

/** The worker is a classic script: it loads the card by importScripts, so that the page's policy needs no eval. */
export default defineConfig({
  base: '/card-host/',
  worker: { format: 'iife' },
  resolve: { dedupe: ['react', 'react-dom'] },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
