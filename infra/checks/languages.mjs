// Six languages are complete: same keys, same facts, no empty sentence, and no English left behind.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = 'packages/i18n/messages';
const LANGS = ['en', 'fr', 'es', 'ru', 'zh', 'ar'];
const PLURALS = {
  en: ['one', 'other'],
  fr: ['one', 'many', 'other'],
  es: ['one', 'many', 'other'],
  ru: ['one', 'few', 'many', 'other'],
  zh: ['other'],
  ar: ['zero', 'one', 'two', 'few', 'many', 'other'],
};
const SUFFIX = /_(zero|one|two|few|many|other)$/;
/** The same in several languages because it is a name, a sign or a word they share. */
const SHARED = /^(Plenary|[\W\d_]*|(\W*\{\{\w+\}\}\W*(s|min|h|ms)?)+|.{1,14})$/u;

let [count, problems] = [0, 0];
const problem = (text) => {
  problems += 1;
  console.error(text);
};
const flat = (value, prefix = '') =>
  Object.entries(value).flatMap(([key, entry]) => {
    const path = prefix === '' ? key : `${prefix} › ${key}`;
    return typeof entry === 'string' ? [[path, entry]] : flat(entry, path);
  });
const facts = (text) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name]) => name)
    .sort()
    .join(' ');

const namespaces = readdirSync(join(ROOT, 'en'));
for (const lang of LANGS)
  for (const file of readdirSync(join(ROOT, lang)))
    if (!namespaces.includes(file)) problem(`${lang}/${file} has no English counterpart`);
for (const file of namespaces) {
  const english = new Map(flat(JSON.parse(readFileSync(join(ROOT, 'en', file), 'utf8'))));
  const stems = new Set([...english.keys()].map((key) => key.replace(SUFFIX, '')));
  for (const lang of LANGS) {
    const own = new Map(flat(JSON.parse(readFileSync(join(ROOT, lang, file), 'utf8'))));
    for (const stem of stems) {
      const plural = !english.has(stem);
      const keys = plural ? PLURALS[lang].map((category) => `${stem}_${category}`) : [stem];
      const source = english.get(stem) ?? english.get(`${stem}_other`) ?? '';
      for (const key of keys) {
        count += 1;
        const words = own.get(key);
        if (words === undefined || words.trim() === '') problem(`${lang}/${file}: ${key} is missing`);
        else if (!plural && facts(words) !== facts(source))
          problem(`${lang}/${file}: ${key} has other facts than English: ${words}`);
        else if (lang !== 'en' && words === source && !SHARED.test(words))
          problem(`${lang}/${file}: ${key} is still English: ${words}`);
      }
    }
    for (const key of own.keys())
      if (!stems.has(key.replace(SUFFIX, ''))) problem(`${lang}/${file}: ${key} is not in English`);
  }
}
if (count < 600) problem(`only ${count} sentences were seen: the check is blind`);
console.log(`${count} sentences in ${LANGS.length} languages, ${problems} problems`);
process.exit(problems === 0 ? 0 : 1);
