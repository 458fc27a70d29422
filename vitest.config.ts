import { defineConfig } from 'vitest/config';

// Workspace packages are read from their sources: tests need no build.
const conditions = ['plenary-source', 'node'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['plenary-source'] } },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.tsx',
      'infra/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**'],
    setupFiles: ['infra/run/law-seed.ts'],
    testTimeout: 600_000,
    hookTimeout: 400_000,
    // What is waited for comes when it comes: a busy machine is slow, and a wait that ends early proves nothing.
    expect: { poll: { timeout: 150_000 } },
    pool: 'forks',
    // Files of one worker share what they have read: reading it anew for each took a third of all time. No test may
    // leave anything behind in a module or in the process.
    isolate: false,
    maxWorkers: 2,
  },
});
