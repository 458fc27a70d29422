import { readFileSync } from 'node:fs';
import { LANGS, type Lang } from '@plenary/i18n';
import type { ReaderMessages } from './reader-messages.ts';

// The sentences lie beside the sources and beside the build of the languages alike.
const FOLDER = new URL('../messages/', import.meta.resolve('@plenary/i18n'));

const flat = (content: unknown, prefix: string): readonly (readonly [string, string])[] =>
  typeof content === 'object' && content !== null
    ? Object.entries(content).flatMap(([name, inner]) =>
        flat(inner, prefix === '' ? name : `${prefix}.${name}`),
      )
    : [[prefix, String(content)]];

const read = (lang: Lang, namespace: 'consultation' | 'vocabulary' | 'errors'): unknown =>
  JSON.parse(readFileSync(new URL(`${lang}/${namespace}.json`, FOLDER), 'utf8'));

/** Sentences of consultations for readers without script, with the words of closed lists and the refusals. */
export type ConsultationMessages = ReadonlyMap<Lang, ReaderMessages>;

/** The sentences of all six languages, read once. */
export const consultationMessages = (): ConsultationMessages =>
  new Map(
    LANGS.map((lang) => [
      lang,
      Object.fromEntries([
        ...flat(read(lang, 'consultation'), ''),
        ...flat(read(lang, 'vocabulary'), 'vocabulary'),
        ...flat(read(lang, 'errors'), 'errors'),
      ]),
    ]),
  );
