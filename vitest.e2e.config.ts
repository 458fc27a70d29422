import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

// Journeys in Chromium against the built service: each file has a service and a database of its own, two run at a time.
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['apps/web/e2e/**/*.e2e.ts'],
    testTimeout: 600_000,
    hookTimeout: 400_000,
    globalSetup: 'apps/web/e2e/seeded-data.ts',
    isolate: true,
    maxWorkers: 2,
  },
});
