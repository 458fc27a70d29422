import { admitPublic, conductRefusal, limitRefusal, refuse } from '../acts/admission.ts';
import { entryOf } from '../acts/entry-of.ts';
import type { AdmitBodyAct } from '../acts/body/body-answer.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import { isSymbol, nextIssuedSymbol, roomPaperRoot, seriesKinds, seriesRoot } from './symbols.ts';

/**
 * REG-7: the secretariat issues an addendum or a corrigendum to a registered document, or a room paper of a deliberation.
 * It receives the next symbol at once; its words stand in the event.
 */
export const issueDocument: AdmitBodyAct<'issueDocument'> = (body, act, { actor }) => {
  const refused = conductRefusal(actor, 'secretariat');
  if (refused !== undefined) return refused;
  const { kind, about, lang, title, words, corrects } = act;
  if (title.trim() === '' || words.trim() === '') return refuse('document.empty');
  if (title.length > ACT_LIMITS.DOCUMENT_TITLE_CHARACTERS_MAX)
    return limitRefusal('DOCUMENT_TITLE_CHARACTERS_MAX');
  if (words.length > ACT_LIMITS.ISSUED_CHARACTERS_MAX) return limitRefusal('ISSUED_CHARACTERS_MAX');
  const isCorrected = kind === 'corrigendum';
  if (isCorrected !== corrects.length > 0 || new Set(corrects).size !== corrects.length)
    return refuse('document.corrects');
  const deliberation =
    kind === 'roomPaper'
      ? body.deliberations.find((id) => id === about)
      : entryOf(body.register, about)?.deliberation;
  if (deliberation === undefined)
    return kind === 'roomPaper'
      ? refuse('deliberation.unknown')
      : refuse('symbol.unknown', { symbol: about.slice(0, 100) });
  const symbol = nextIssuedSymbol(body, kind, about);
  if (symbol === undefined) return refuse('scheme.none');
  const { scheme } = body;
  if (
    kind === 'roomPaper' &&
    scheme !== undefined &&
    seriesKinds(scheme).some((numbered) => seriesRoot(scheme, numbered) === roomPaperRoot(scheme))
  )
    return refuse('scheme.sharedSeries', { series: 'CRP' });
  if (!isSymbol(symbol)) return refuse('symbol.malformed', { symbol: symbol.slice(0, 100) });
  const count = Object.keys(body.register).length;
  if (count >= ACT_LIMITS.REGISTER_MAX) return limitRefusal('REGISTER_MAX');
  return admitPublic({
    type: 'documentIssued',
    payload: {
      symbol,
      kind,
      deliberation,
      reference: `i${Object.values(body.register).filter(({ issued }) => issued !== undefined).length + 1}`,
      about,
      lang,
      title,
      words,
      corrects,
    },
  });
};
