// Holds the import table (boundaries.cjs). A check that saw no files has checked nothing and fails.
import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const rules = createRequire(import.meta.url)('./boundaries.cjs');
const { output } = await cruise(
  ['packages', 'apps'],
  { ruleSet: { forbidden: rules.forbidden }, validate: true, ...rules.options },
  undefined,
  { tsConfig: extractTSConfig('tsconfig.tests.json') },
);
const { summary } = output;
const ours = output.modules.filter(({ source }) => /^(packages|apps)\/[^/]+\/src\//.test(source));
const crossing = ours.flatMap(({ source, dependencies }) =>
  dependencies.filter(
    ({ resolved }) => /^(packages|apps)\//.test(resolved) && resolved.split('/')[1] !== source.split('/')[1],
  ),
);
for (const { rule, from, to } of summary.violations) {
  const { comment } = rules.forbidden.find(({ name }) => name === rule.name) ?? {};
  console.error(`${from} → ${to}\n  ${rule.name}: ${comment ?? ''}`);
}
if (ours.length < 100 || crossing.length < 20) {
  console.error(
    `only ${ours.length} files and ${crossing.length} imports between packages were seen: the check is blind`,
  );
  process.exit(1);
}
console.log(
  `${ours.length} files, ${crossing.length} imports between packages, ${summary.violations.length} out of place`,
);
process.exit(summary.violations.length === 0 ? 0 : 1);
