import { readFileSync } from 'node:fs';
import { LANGS, type Lang } from '@plenary/i18n';
import type { ReaderContext } from './reader-page.ts';
import { sentence, type ReaderMessages } from './reader-messages.ts';

// The sentences lie beside the sources and beside the build of the languages alike.
const FOLDER = new URL('../messages/', import.meta.resolve('@plenary/i18n'));

const flat = (content: unknown, prefix: string): readonly (readonly [string, string])[] =>
  typeof content === 'object' && content !== null
    ? Object.entries(content).flatMap(([name, inner]) =>
        flat(inner, prefix === '' ? name : `${prefix}.${name}`),
      )
    : [[prefix, String(content)]];

type PlainNamespace = 'consultation' | 'conversation' | 'part' | 'privacy';

const read = (lang: Lang, namespace: PlainNamespace | 'vocabulary' | 'errors'): unknown =>
  JSON.parse(readFileSync(new URL(`${lang}/${namespace}.json`, FOLDER), 'utf8'));

/** Sentences of a feature for readers without script, with the words of closed lists and the refusals. */
export type PlainMessages = ReadonlyMap<Lang, ReaderMessages>;

/** The sentences of all six languages, read once. */
export const plainMessages = (namespace: PlainNamespace): PlainMessages =>
  new Map(
    LANGS.map((lang) => [
      lang,
      Object.fromEntries([
        ...flat(read(lang, namespace), ''),
        ...flat(read(lang, 'vocabulary'), 'vocabulary'),
        ...flat(read(lang, 'errors'), 'errors'),
      ]),
    ]),
  );

export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Sentences in the language of the page. */
export const sayIn = ({ lang }: ReaderContext, messages: PlainMessages): Say => {
  const own = messages.get(lang);
  if (own === undefined) throw new Error(`no sentences in ${lang}`);
  return (key, values = {}) => sentence(own, key, values);
};
