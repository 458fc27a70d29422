// Six languages are complete: same keys, same facts, no empty sentence, and no English left behind.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
/** Names, and words that a language shares with English. What is not here and the same as in English was forgotten. */
const SHARED = {
  fr: [
    'Abstention',
    'acceptable',
    'Adoption',
    'consensus',
    'Dissociation',
    'note',
    'Note',
    'Conversations',
    'Suggestions',
    'Objection',
    'Polarisation',
    'Position',
    'Source',
    'vote',
    'contributions',
    'population',
    'Quorum',
    'tonnage',
    '{{count}} objection',
    '{{count}} objections',
    'Consultations',
    'Question {{question}}',
    'Type',
  ],
  es: ['no', 'regional', 'general', 'oral'],
  ru: [],
  zh: [],
  ar: [],
};
/** Only signs, facts and units, or the name of the product. */
const WITHOUT_WORDS = /^(?:\W|\d|\{\{\w+\}\}|\b(?:s|min|h|ms|kB|MB)\b|\bPlenary\b)*$/u;
/** Two words in Latin letters one after the other, in a language that is not written in them. */
const LATIN_WORDS = /[A-Za-z]{2,}(?: [A-Za-z]{2,})+/g;
const LATIN_USED = ['ad ref', 'ad referendum'];

let [files, count, problems] = [0, 0, 0];
const problem = (text) => {
  problems += 1;
  console.error(text);
};
const flat = (value, prefix = '') =>
  Object.entries(value).flatMap(([key, entry]) => {
    const path = prefix === '' ? key : `${prefix} › ${key}`;
    return typeof entry === 'string' ? [[path, entry]] : flat(entry, path);
  });
const factsOf = (text) => new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name));
const isSame = (a, b) => a.size === b.size && [...a].every((name) => b.has(name));

/** The messages of a file by key; empty, with a problem, where there is no such file. */
const read = (lang, file) => {
  const path = join(ROOT, lang, file);
  if (!existsSync(path)) {
    problem(`${lang}/${file} is missing`);
    return new Map();
  }
  files += 1;
  return new Map(flat(JSON.parse(readFileSync(path, 'utf8'))));
};

const checkSentence = ({ lang, place, words, sources, facts, category }) => {
  const own = factsOf(words);
  // A form for one known number may leave the number out; no form may have a fact that English has not.
  const mayLeaveOutCount = category !== undefined && category !== 'other';
  const needed = new Set([...facts].filter((name) => !(mayLeaveOutCount && name === 'count')));
  if (![...own].every((name) => facts.has(name)) || ![...needed].every((name) => own.has(name)))
    problem(`${place} has other facts than English: ${words}`);
  if (category === 'other' && !isSame(own, facts)) problem(`${place} lacks a fact of English: ${words}`);
  if (/\{\{[^}]*$|\{\{\s|\{\{\}\}|(?<!\{)\{(?!\{)/.test(words))
    problem(`${place} has a broken fact: ${words}`);
  if (lang === 'en') return;
  if (sources.includes(words) && !SHARED[lang].includes(words) && !WITHOUT_WORDS.test(words))
    problem(`${place} is still English: ${words}`);
  if (lang === 'fr' || lang === 'es') return;
  const latin = words.replace(/\{\{\w+\}\}/g, ' ').match(LATIN_WORDS) ?? [];
  for (const found of latin.filter((each) => !LATIN_USED.includes(each)))
    problem(`${place} has words in Latin letters: ${found}`);
};

const namespaces = readdirSync(join(ROOT, 'en'));
for (const lang of readdirSync(ROOT)) {
  if (!LANGS.includes(lang)) problem(`${lang} is not one of the six languages`);
  for (const file of readdirSync(join(ROOT, lang)))
    if (!namespaces.includes(file)) problem(`${lang}/${file} has no English counterpart`);
}
for (const file of namespaces) {
  const english = read('en', file);
  const stems = new Set([...english.keys()].map((key) => key.replace(SUFFIX, '')));
  for (const lang of LANGS) {
    const own = lang === 'en' ? english : read(lang, file);
    const wanted = new Set();
    for (const stem of stems) {
      const plural = !english.has(stem);
      const sources = plural
        ? PLURALS.en.map((category) => english.get(`${stem}_${category}`) ?? '')
        : [english.get(stem)];
      const facts = factsOf(sources.join(' '));
      for (const category of plural ? PLURALS[lang] : [undefined]) {
        const key = category === undefined ? stem : `${stem}_${category}`;
        const words = own.get(key);
        const place = `${lang}/${file}: ${key}`;
        wanted.add(key);
        count += 1;
        if (words === undefined || words.trim() === '') problem(`${place} is missing`);
        else checkSentence({ lang, place, words, sources, facts, category });
      }
    }
    for (const key of own.keys())
      if (!wanted.has(key)) problem(`${lang}/${file}: ${key} is not wanted there`);
  }
}
if (files === 0 || count < 600) problem(`only ${count} sentences were seen: the check is blind`);
console.log(`${count} sentences in ${LANGS.length} languages, ${problems} problems`);
process.exit(problems === 0 ? 0 : 1);
