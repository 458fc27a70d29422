import { admitPublic, conductRefusal, refuse } from '../acts/admission.ts';
import type { AdmitBodyAct } from '../acts/body/body-answer.ts';
import { entryOf } from '../acts/entry-of.ts';
import type { RegisterEntry } from './types.ts';
import type { DocumentLanguage, RenditionStatus } from './vocabulary.ts';

/** Where the version of a document in a language is: in the language it was issued in it is there. */
export const renditionOf = (
  { lang, renditions }: Pick<RegisterEntry, 'lang' | 'renditions'>,
  language: DocumentLanguage,
): RenditionStatus => (lang === language ? 'present' : (renditions[language] ?? 'missing'));

/** Whether a version is there to be read, officially or not. */
const isThere = (status: RenditionStatus): boolean => status === 'present' || status === 'unofficial';

/**
 * REG-6: the secretariat says where a language version is; saying the same again brings about no event.
 * REG-97: a version whose words were filed is there, officially or not.
 */
export const setRendition: AdmitBodyAct<'setRendition'> = (body, act, { actor }) => {
  const refused = conductRefusal(actor, 'secretariat');
  if (refused !== undefined) return refused;
  const { symbol, lang, status } = act;
  const entry = entryOf(body.register, symbol);
  if (entry === undefined) return refuse('symbol.unknown', { symbol: symbol.slice(0, 100) });
  if (lang === entry.lang) return refuse('rendition.original', { symbol, lang });
  if (renditionOf(entry, lang) === status) return admitPublic();
  if (entry.translations?.[lang] !== undefined && !isThere(status))
    return refuse('rendition.hasWords', { symbol, lang });
  return admitPublic({ type: 'renditionSet', payload: { symbol, lang, status } });
};
