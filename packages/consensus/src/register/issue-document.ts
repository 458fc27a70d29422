import { admitPublic, conductRefusal, limitRefusal, refuse, type Refused } from '../acts/admission.ts';
import { entryOf } from '../acts/entry-of.ts';
import type { AdmitBodyAct } from '../acts/body/body-answer.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import {
  isSymbol,
  meetingRecordRoot,
  nextIssuedSymbol,
  roomPaperRoot,
  seriesKinds,
  seriesRoot,
} from './symbols.ts';
import type { IssuedKind } from './vocabulary.ts';
import type { SymbolScheme } from './types.ts';
import type { BodyState } from '../types.ts';

/** The deliberation to which what is issued belongs, empty for the body itself; or why it belongs nowhere. */
const belongsTo = (
  body: BodyState,
  kind: IssuedKind,
  about: string,
): { readonly deliberation: string } | { readonly refused: Refused } => {
  if (kind === 'roomPaper')
    return body.deliberations.includes(about)
      ? { deliberation: about }
      : { refused: refuse('deliberation.unknown') };
  if (kind === 'meetingRecord')
    return body.sittings.includes(about) ? { deliberation: '' } : { refused: refuse('sitting.unknown') };
  const modified = entryOf(body.register, about);
  return modified === undefined
    ? { refused: refuse('symbol.unknown', { symbol: about.slice(0, 100) }) }
    : { deliberation: modified.deliberation };
};

/** Papers and records are counted in series of their own, in which no other kind is numbered. */
const sharedSeries = (scheme: SymbolScheme, kind: IssuedKind): Refused | undefined => {
  if (kind !== 'roomPaper' && kind !== 'meetingRecord') return undefined;
  const root = kind === 'roomPaper' ? roomPaperRoot(scheme) : meetingRecordRoot(scheme);
  const isShared = seriesKinds(scheme).some(
    (numbered) => numbered !== kind && seriesRoot(scheme, numbered) === root,
  );
  const series = kind === 'roomPaper' ? 'CRP' : (scheme.series.meetingRecord ?? 'SR');
  return isShared ? refuse('scheme.sharedSeries', { series }) : undefined;
};

/**
 * REG-7, REG-47: the secretariat issues an addendum or a corrigendum to a registered document, a room paper of a deliberation,
 * or the record of a meeting.
 * It receives the next symbol at once; its words stand in the event.
 */
export const issueDocument: AdmitBodyAct<'issueDocument'> = (body, act, { actor }) => {
  const refused = conductRefusal(actor, 'secretariat');
  if (refused !== undefined) return refused;
  const { kind, about, lang, title, words, corrects } = act;
  if (title.trim() === '' || words.trim() === '') return refuse('document.empty');
  if (title.length > ACT_LIMITS.DOCUMENT_TITLE_CHARACTERS_MAX)
    return limitRefusal('DOCUMENT_TITLE_CHARACTERS_MAX');
  const limit = kind === 'meetingRecord' ? 'RECORD_CHARACTERS_MAX' : 'ISSUED_CHARACTERS_MAX';
  if (words.length > ACT_LIMITS[limit]) return limitRefusal(limit);
  const isCorrected = kind === 'corrigendum';
  if (isCorrected !== corrects.length > 0 || new Set(corrects).size !== corrects.length)
    return refuse('document.corrects');
  const belongs = belongsTo(body, kind, about);
  if ('refused' in belongs) return belongs.refused;
  const { deliberation } = belongs;
  const symbol = nextIssuedSymbol(body, kind, about);
  if (symbol === undefined) return refuse('scheme.none');
  const shared = body.scheme === undefined ? undefined : sharedSeries(body.scheme, kind);
  if (shared !== undefined) return shared;
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
