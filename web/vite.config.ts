import { defineConfig } from 'vitest/config';

/** While working on the page: `MESH=http://127.0.0.1:8080 npm run dev` shows a running mesh's data. */
const mesh = process.env.MESH ?? 'http://127.0.0.1:8080';
const behind = { target: mesh, changeOrigin: true, headers: { origin: mesh } };

export default defineConfig({
  build: {
    outDir: process.env.WEB_OUT ?? 'dist',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 400,
  },
  server: {
    proxy: {
      '/api': behind,
      '/login': behind,
      '/logout': behind,
      '/health': behind,
      '/eventbus': { ...behind, ws: true },
    },
  },
  test: { include: ['test/**/*.test.ts'] },
});
