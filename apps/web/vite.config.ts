import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env['PLENARY_DEV_SERVER'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['plenary-source', 'module', 'browser', 'import', 'default'] },
  build: {
    target: 'es2022',
    outDir: 'dist/site',
    emptyOutDir: true,
    manifest: true,
    sourcemap: false,
    chunkSizeWarningLimit: 600,
  },
  server: {
    proxy: {
      '/api': server,
      '/health': server,
      '/socket.io': { target: server, ws: true },
    },
  },
});
