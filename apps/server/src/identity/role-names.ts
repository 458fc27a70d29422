import { readFileSync } from 'node:fs';
import { LANGS } from '@plenary/i18n';

// The sentences lie beside the sources and beside the build of the languages alike.
const FOLDER = new URL('../messages/', import.meta.resolve('@plenary/i18n'));
/** Those who conduct: nobody else speaks under these names. */
const CONDUCTING = ['secretariat', 'chair', 'facilitator'] as const;

const namesIn = (lang: string): readonly string[] => {
  const { actor } = JSON.parse(readFileSync(new URL(`${lang}/vocabulary.json`, FOLDER), 'utf8')) as {
    readonly actor: Readonly<Record<(typeof CONDUCTING)[number], string>>; // held equal in all languages by their tests
  };
  return CONDUCTING.map((role) => actor[role]);
};

/** What the secretariat, the chair and facilitators are called in the six languages. */
export const ROLE_NAMES: readonly string[] = LANGS.flatMap(namesIn);
