import { readFileSync } from 'node:fs';
import { LANGS, type Lang } from '@plenary/i18n';

/** Sentences of the pages for readers without script, by key. */
export type ReaderMessages = Readonly<Record<string, string>>;

// The sentences lie beside the sources and beside the build of the languages alike.
const FOLDER = new URL('../messages/', import.meta.resolve('@plenary/i18n'));

const read = (lang: Lang): ReaderMessages => {
  const content: unknown = JSON.parse(readFileSync(new URL(`${lang}/reader.json`, FOLDER), 'utf8'));
  if (typeof content !== 'object' || content === null)
    throw new Error(`messages/${lang}/reader.json is no table`);
  return Object.fromEntries(Object.entries(content).map(([key, sentence]) => [key, String(sentence)]));
};

/** The sentences of all six languages, read once. */
export const readerMessages = (): ReadonlyMap<Lang, ReaderMessages> =>
  new Map(LANGS.map((lang) => [lang, read(lang)]));

/** One sentence with its values in place. @throws when the language has no such sentence: a fault of ours. */
export const sentence = (
  messages: ReaderMessages,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string => {
  const template = messages[key];
  if (template === undefined) throw new Error(`no sentence ${key} in reader.json`);
  return template.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(values[name] ?? ''));
};
