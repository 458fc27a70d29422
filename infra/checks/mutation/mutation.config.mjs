// Mutation of what decides: rules, tallies, power and amendments. The floor fails the run. The search for the nearest adoption is
// left out: most of its faults only make it slower, and whether its answers are least is held against trying every set.
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'infra/checks/mutation/vitest.config.ts', related: true },
  mutate: [
    'packages/consensus/src/{rules,tallies,amendments,power}/**/*.ts',
    'packages/consensus/src/acts/{decision-ballots,judge-decision,ballot-of,effective-stance}.ts',
    'packages/text/src/amendments/**/*.ts',
    '!packages/consensus/src/rules/distance-*.ts',
    '!**/*.test.ts',
    '!**/*.fixture.ts',
  ],
  ignorePatterns: ['dist', '.plenary', '.state'],
  concurrency: 2,
  coverageAnalysis: 'perTest',
  // Every law runs its drawn cases once in instrumented code: minutes, more on a busy machine.
  dryRunTimeoutMinutes: 40,
  reporters: ['clear-text'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
  tempDirName: '.state/mutation',
  cleanTempDir: 'always',
};
