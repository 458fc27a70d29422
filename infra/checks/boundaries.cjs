/**
 * Who may import whom, as data: one row per home. A missing word means no. The sentence of each rule says what to do.
 * Tests may also use the testkit and what they need to start the real thing.
 */
const MAY_IMPORT = {
  'packages/consensus': [],
  'packages/text': [],
  'packages/ledger': [],
  'packages/i18n': [],
  'packages/opinion': ['consensus'],
  'packages/compromise': ['consensus'],
  'packages/package-worker': ['compromise'],
  'packages/opinion-worker': ['opinion'],
  'packages/family-worker': ['opinion'],
  'packages/drafting': ['text'],
  'packages/tabling': ['consensus', 'text'],
  'packages/demonstration': ['consensus', 'text', 'tabling'],
  'packages/protocol': ['consensus', 'text', 'ledger'],
  'packages/db': ['consensus', 'text', 'ledger'],
  'apps/verify': ['consensus', 'text', 'ledger', 'protocol', 'tabling'],
  'apps/server': [
    'consensus',
    'text',
    'ledger',
    'protocol',
    'db',
    'i18n',
    'demonstration',
    'opinion',
    'compromise',
    'package-worker',
    'opinion-worker',
    'family-worker',
    'drafting',
    'tabling',
  ],
  'apps/web': [
    'consensus',
    'text',
    'drafting',
    'tabling',
    'compromise',
    'ledger',
    'protocol',
    'i18n',
    'verify',
  ],
  'apps/cli': [
    'consensus',
    'text',
    'ledger',
    'protocol',
    'db',
    'i18n',
    'verify',
    'opinion',
    'compromise',
    'package-worker',
  ],
};
const HOMES = Object.keys(MAY_IMPORT);
const nameOf = (home) => home.split('/')[1];

const rows = HOMES.map((home) => {
  const forbidden = HOMES.filter((other) => other !== home && !MAY_IMPORT[home].includes(nameOf(other)));
  return {
    name: `${nameOf(home)}-imports`,
    comment: `${home} may import only: ${MAY_IMPORT[home].join(', ') || 'nothing of ours'}. Move the code to a package that both may use, or pass the value in.`,
    severity: 'error',
    from: { path: `^${home}/src`, pathNot: '\\.(test|fixture)\\.tsx?$' },
    to: { path: `^(${forbidden.join('|')})/` },
  };
});

const PURE = [
  'consensus',
  'text',
  'ledger',
  'i18n',
  'demonstration',
  'protocol',
  'opinion',
  'compromise',
  'drafting',
  'tabling',
];

module.exports = {
  forbidden: [
    ...rows,
    {
      name: 'one-door',
      comment:
        'A package is entered by its door (src/index.ts or another named in exports), never by an inner file.',
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/src' },
      to: {
        path: '^(packages|apps)/[^/]+/src',
        pathNot: [
          '^(packages|apps)/$2/',
          '/src/(index|testing|version|force-words|headers|live-text/frames)\\.ts$',
        ],
      },
    },
    {
      name: 'pure-is-pure',
      comment: 'Rule packages know no file, no network, no clock: pass what they need as an argument.',
      severity: 'error',
      from: { path: `^packages/(${PURE.join('|')})/src`, pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'features-are-strangers',
      comment: 'Features of the web client meet only in app/. Share a control in ui/ or a function in lib/.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one thought: join them or name the third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.tests.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['plenary-source', 'import', 'types', 'default'],
    },
  },
};
