import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/',
  plugins: [react()],
  build: { outDir: '../dist/console', emptyOutDir: true, sourcemap: true, chunkSizeWarningLimit: 900 },
  server: { host: '127.0.0.1', proxy: { '/api/v1': 'http://127.0.0.1:8787' } },
});
