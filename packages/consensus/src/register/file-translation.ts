import { unfitCharacter } from '../acts/amendments/fit-words.ts';
import { admitPublic, conductRefusal, limitRefusal, refuse, type Refused } from '../acts/admission.ts';
import type { AdmitBodyAct } from '../acts/body/body-answer.ts';
import { entryOf } from '../acts/entry-of.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import type { DeliberationState } from '../types.ts';
import { contentOf } from './document-content.ts';
import { labelledWords } from './labelled-words.ts';
import type { LabelledWords, RegisterEntry } from './types.ts';

/**
 * Labels of the paragraphs of a document; undefined where the caller does not hold its deliberation, as whoever verifies the
 * record of another one: there the translation is taken as it was admitted.
 */
const labelsOf = (
  entry: RegisterEntry,
  deliberation: DeliberationState | undefined,
): readonly string[] | undefined => {
  if (entry.issued !== undefined) return Array<string>(entry.issued.paragraphs).fill('');
  if (deliberation?.id !== entry.deliberation) return undefined;
  return labelledWords(contentOf(deliberation, entry)).map(({ label }) => label);
};

/** REG-95: as many paragraphs as the document has, each under the label that it has there. */
const matchRefusal = (
  symbol: string,
  labels: readonly string[],
  paragraphs: readonly LabelledWords[],
): Refused | undefined => {
  if (labels.length === 0) return refuse('translation.noWords', { symbol });
  if (labels.length !== paragraphs.length)
    return refuse('translation.paragraphs', { expected: labels.length, given: paragraphs.length });
  const at = paragraphs.findIndex(({ label }, index) => label !== labels[index]);
  return at < 0
    ? undefined
    : refuse('translation.label', {
        paragraph: at + 1,
        expected: labels[at] || '—',
        given: (paragraphs[at]?.label ?? '').slice(0, 100) || '—',
      });
};

/** REG-96: each paragraph has words that read for everybody as they stand. */
const wordsRefusal = (paragraphs: readonly LabelledWords[]): Refused | undefined => {
  let characters = 0;
  for (const [at, { words }] of paragraphs.entries()) {
    characters += words.length;
    if (words.trim() === '') return refuse('translation.empty', { paragraph: at + 1 });
    const character = unfitCharacter(words);
    if (character !== undefined)
      return refuse('translation.unfitCharacter', { paragraph: at + 1, character });
  }
  return characters > ACT_LIMITS.TRANSLATION_CHARACTERS_MAX
    ? limitRefusal('TRANSLATION_CHARACTERS_MAX')
    : undefined;
};

/**
 * REG-95 to REG-97: the secretariat files the words of a document in another of the six languages, paragraph by paragraph. A correction is
 * one more translation into the language: earlier ones stay in the record, whose commitments hold the words of each.
 */
export const fileTranslation: AdmitBodyAct<'fileTranslation'> = (body, act, { actor, deliberation }) => {
  const refused = conductRefusal(actor, 'secretariat');
  if (refused !== undefined) return refused;
  const { symbol, lang, official, paragraphs } = act;
  const entry = entryOf(body.register, symbol);
  if (entry === undefined) return refuse('symbol.unknown', { symbol: symbol.slice(0, 100) });
  if (lang === entry.lang) return refuse('rendition.original', { symbol, lang });
  const labels = labelsOf(entry, deliberation);
  const unfit =
    (labels === undefined ? undefined : matchRefusal(symbol, labels, paragraphs)) ?? wordsRefusal(paragraphs);
  if (unfit !== undefined) return unfit;
  const number = (entry.translations?.[lang]?.length ?? 0) + 1;
  if (number > ACT_LIMITS.TRANSLATIONS_PER_LANGUAGE_MAX) return limitRefusal('TRANSLATIONS_PER_LANGUAGE_MAX');
  return admitPublic({
    type: 'translationFiled',
    payload: { symbol, lang, official, number, paragraphs },
  });
};
