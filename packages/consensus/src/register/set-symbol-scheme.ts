import { admitPublic, conductRefusal, refuse } from '../acts/admission.ts';
import type { AdmitBodyAct } from '../acts/body/body-answer.ts';
import { seriesKinds, seriesRoot } from './symbols.ts';
import type { SymbolScheme } from './types.ts';
import { SERIES_KINDS } from './vocabulary.ts';

const ORGAN = /^[A-Z]{1,8}$/;
const BODY = /^(C|AC|CN|CONF|PC|WG|SC|Sub|COP)(\.[1-9]\d{0,5})?$/;
const SESSION = /^([1-9]\d{0,3}|(S|ES)-[1-9]\d{0,3})$/;

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
  if (!ORGAN.test(organ)) return refuse('scheme.malformed', { part: organ.slice(0, 40) });
  if (body !== undefined && !BODY.test(body)) return refuse('scheme.malformed', { part: body.slice(0, 40) });
  if (session !== undefined && !SESSION.test(session))
    return refuse('scheme.malformed', { part: session.slice(0, 40) });
  const kinds = seriesKinds(act.scheme);
  const roots = kinds.map((kind) => seriesRoot(act.scheme, kind));
  const twice = kinds.find((_, at) => roots.indexOf(roots[at]) !== at);
  if (twice !== undefined) return refuse('scheme.sharedSeries', { series: series[twice] ?? '' });
  if (current.scheme !== undefined && isSameScheme(current.scheme, act.scheme)) return admitPublic();
  return admitPublic({ type: 'symbolSchemeSet', payload: { scheme: act.scheme } });
};
