import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

// Journeys in Chromium against the built service, one after another: each has the machine for itself.
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['apps/web/e2e/**/*.e2e.ts'],
    testTimeout: 600_000,
    hookTimeout: 400_000,
    fileParallelism: false,
    maxWorkers: 1,
  },
});
