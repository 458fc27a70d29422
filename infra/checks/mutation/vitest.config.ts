import { defineConfig } from 'vitest/config';

const conditions = ['plenary-source', 'node'];

/** The tests of what is mutated, alone. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['plenary-source'] } },
  test: { include: ['packages/{consensus,text}/src/**/*.test.ts'], testTimeout: 180_000 },
});
