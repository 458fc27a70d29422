import { admitPublic, conductRefusal, refuse } from '../acts/admission.ts';
import type { AdmitBodyAct } from '../acts/body/body-answer.ts';
import { isBodyPart, isOrgan, isSession, seriesKinds, seriesRoot } from './symbols.ts';
import type { SymbolScheme } from './types.ts';
import { SERIES_KINDS } from './vocabulary.ts';

const isSameScheme = (a: SymbolScheme, b: SymbolScheme): boolean =>
  a.organ === b.organ &&
  a.body === b.body &&
  a.session === b.session &&
  SERIES_KINDS.every((kind) => a.series[kind] === b.series[kind]);

/**
 * REG-2: the secretariat says how documents are named from now on; kinds do not share a series. The same again brings
 * about no event.
 */
export const setSymbolScheme: AdmitBodyAct<'setSymbolScheme'> = (current, act, { actor }) => {
  const refused = conductRefusal(actor, 'secretariat');
  if (refused !== undefined) return refused;
  const { organ, body, session, series } = act.scheme;
  if (!isOrgan(organ)) return refuse('scheme.malformed', { part: organ.slice(0, 40) });
  if (body !== undefined && !isBodyPart(body)) return refuse('scheme.malformed', { part: body.slice(0, 40) });
  if (session !== undefined && !isSession(session))
    return refuse('scheme.malformed', { part: session.slice(0, 40) });
  const kinds = seriesKinds(act.scheme);
  const roots = kinds.map((kind) => seriesRoot(act.scheme, kind));
  const twice = kinds.find((_, at) => roots.indexOf(roots[at]) !== at);
  if (twice !== undefined) return refuse('scheme.sharedSeries', { series: series[twice] ?? '' });
  if (current.scheme !== undefined && isSameScheme(current.scheme, act.scheme)) return admitPublic();
  return admitPublic({ type: 'symbolSchemeSet', payload: { scheme: act.scheme } });
};
