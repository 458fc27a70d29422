// Every message is said somewhere: its key stands in the sources, whole or as a template that can become it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MESSAGES = 'packages/i18n/messages/en';
/** Keys of these come from closed lists; tests of packages/i18n hold them equal to the lists in both directions. */
const BY_LISTS = ['errors', 'missing'];
const PLURAL = /_(zero|one|two|few|many|other)$/;
/** What a template puts in is one part of a key: with more, the name of a stream would look like a message. */
const ANY = '[\\w-]+';

const sourcesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : sourcesIn(path);
    return /\.tsx?$/.test(entry.name) && !/\.(test|e2e)\.tsx?$/.test(entry.name) ? [path] : [];
  });
const keysIn = (value, prefix = '') =>
  Object.entries(value).flatMap(([key, entry]) =>
    typeof entry === 'string' ? [`${prefix}${key}`] : keysIn(entry, `${prefix}${key}.`),
  );
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const sources = ['apps', 'packages'].flatMap((home) =>
  readdirSync(home)
    .map((name) => join(home, name, 'src'))
    .filter((folder) => existsSync(folder))
    .flatMap(sourcesIn),
);
const whole = new Set();
const templates = new Map();
for (const path of sources) {
  const text = readFileSync(path, 'utf8');
  for (const [, , literal] of text.matchAll(/(['"])([\w:.-]+)\1/g)) whole.add(literal);
  for (const [, template] of text.matchAll(/`((?:[^`\\$\n]|\$(?!\{)|\$\{(?:[^`{}\n]|\{[^{}\n]*\})*\})*)`/g)) {
    const parts = template.split(/\$\{(?:[^`{}]|\{[^{}]*\})*\}/);
    if (parts.length === 1) whole.add(template);
    // A template without a word of its own could be anything, and shows nothing.
    else if (parts.every((part) => /^[\w:.-]*$/.test(part)) && parts.some((part) => /\w{2}/.test(part)))
      templates.set(template, new RegExp(`^${parts.map(escaped).join(ANY)}$`));
  }
}
const patterns = [...templates.values()];
/** Whether the sources name the key, a template that can become it, or the group of keys in which it stands. */
const isSaid = (namespace, key) => {
  const names = [key, `${namespace}:${key}`];
  if (names.some((name) => whole.has(name) || patterns.some((pattern) => pattern.test(name)))) return true;
  const dots = [...key.matchAll(/\./g)].map(({ index }) => key.slice(0, index));
  return dots.some((group) => whole.has(`${namespace}:${group}`));
};

let [count, unused] = [0, 0];
for (const file of readdirSync(MESSAGES)) {
  const namespace = file.replace(/\.json$/, '');
  if (BY_LISTS.includes(namespace)) continue;
  const keys = new Set(
    keysIn(JSON.parse(readFileSync(join(MESSAGES, file), 'utf8'))).map((key) => key.replace(PLURAL, '')),
  );
  for (const key of keys) {
    count += 1;
    if (isSaid(namespace, key)) continue;
    unused += 1;
    console.error(`${namespace}: nothing says ${key}`);
  }
}
if (sources.length < 500 || count < 1_000)
  console.error(`only ${sources.length} sources and ${count} messages were seen: the check is blind`);
console.log(`${count} messages, ${unused} unused`);
process.exit(unused === 0 && sources.length >= 500 && count >= 1_000 ? 0 : 1);
