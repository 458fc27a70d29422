// Every numbered rule has a test that cites it, and every citation has a rule.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const homes = ['packages', 'apps'].flatMap((root) => readdirSync(root).map((name) => join(root, name)));
const files = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/node_modules|dist/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name));

const RULE = /^- \[([A-Z]{2,4}-\d+)\]/gm;
const CITED = /\[([A-Z]{2,4}-\d+)\]/g;
const rules = new Map();
const cited = new Map();
for (const home of homes)
  for (const file of files(home)) {
    if (file.endsWith('RULES.md'))
      for (const [, id] of readFileSync(file, 'utf8').matchAll(RULE)) {
        if (rules.has(id)) problems(`${id} stands twice: ${rules.get(id)} and ${file}`);
        rules.set(id, file);
      }
    if (/\.(test|e2e)\.tsx?$/.test(file))
      for (const [, id] of readFileSync(file, 'utf8').matchAll(CITED)) cited.set(id, file);
  }
function problems(text) {
  console.error(text);
  process.exitCode = 1;
}
for (const [id, file] of rules) if (!cited.has(id)) problems(`${id} (${file}) has no test`);
for (const [id, file] of cited) if (!rules.has(id)) problems(`${file} cites ${id}, which is no rule`);
if (rules.size < 50) problems(`only ${rules.size} rules were seen: the check is blind`);
console.log(`${rules.size} rules, ${cited.size} cited`);
