// A class that a feature styles is styled by no other feature: styles stay on the page once a feature was visited.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = 'apps/web/src/features';
const SELECTORS = /([^{}]+)\{/gu;
const FIRST_CLASS = /^\s*\.([a-zA-Z][\w-]*)/u;

/** Classes with which a selector of this style sheet begins. */
const classesIn = (css) =>
  [...css.replaceAll(/\/\*.*?\*\//gsu, '').matchAll(SELECTORS)].flatMap(([, selectors]) =>
    selectors.split(',').flatMap((selector) => FIRST_CLASS.exec(selector)?.[1] ?? []),
  );

/** Classes of the house, which features may refine for what stands in them. */
const shared = new Set(
  readdirSync('apps/web/src/ui', { recursive: true })
    .filter((file) => file.endsWith('.css'))
    .flatMap((file) => classesIn(readFileSync(join('apps/web/src/ui', file), 'utf8'))),
);
const styledBy = new Map();
for (const feature of readdirSync(ROOT))
  for (const file of readdirSync(join(ROOT, feature), { recursive: true }))
    if (file.endsWith('.css'))
      for (const name of classesIn(readFileSync(join(ROOT, feature, file), 'utf8')))
        if (!shared.has(name)) styledBy.set(name, new Set(styledBy.get(name)).add(feature));

const twice = [...styledBy].filter(([, features]) => features.size > 1);
for (const [name, features] of twice)
  console.error(`.${name} is styled by ${[...features].join(' and by ')}`);
if (styledBy.size === 0) console.error(`no styles found in ${ROOT}`);
process.exit(twice.length > 0 || styledBy.size === 0 ? 1 : 0);
