import type { BodyState } from '../types.ts';
import { entryOf } from '../acts/entry-of.ts';
import type { SymbolScheme } from './types.ts';
import { SERIES_KINDS, type IssuedKind, type SchemeSeries, type SeriesKind } from './vocabulary.ts';

const ORGAN = /^[A-Z]{1,8}$/;
const BODY_COMPONENT = /^(C|AC|CN|CONF|PC|WG|SC|Sub|COP)(\.[1-9]\d{0,5})?$/;
const BODY_COMPONENTS_MAX = 4;
const SESSION = /^([1-9]\d{0,3}|(S|ES)-[1-9]\d{0,3})$/;

/** REG-2: 1 to 8 capitals. */
export const isOrgan = (text: string): boolean => ORGAN.test(text);

/** REG-48: one component or several, each under the one before it: `C.3`, `CN.4/Sub.2`. */
export const isBodyPart = (text: string): boolean => {
  const components = text.split('/');
  return components.length <= BODY_COMPONENTS_MAX && components.every((one) => BODY_COMPONENT.test(one));
};

/** REG-2: the number of a session or a year, or that of a special session: `78`, `S-10`. */
export const isSession = (text: string): boolean => SESSION.test(text);

const SYMBOL = /^[A-Z]{1,8}(\/[A-Za-z0-9][A-Za-z0-9.-]*)+$/;
const SYMBOL_CHARACTERS_MAX = 100;

/** Whether a text can stand as a symbol in an address: parts of letters, digits, dots and dashes behind an organ. */
export const isSymbol = (text: string): boolean => text.length <= SYMBOL_CHARACTERS_MAX && SYMBOL.test(text);

/** What every symbol of a scheme begins with, whatever its session: `PLN/CONF.1/`. */
type Root = Pick<SymbolScheme, 'organ' | 'body' | 'session'>;
const rootOf = ({ organ, body }: Root): string =>
  `${[organ, ...(body === undefined ? [] : [body])].join('/')}/`;

const rootIn = (scheme: Root, series: SchemeSeries): string => {
  const session = scheme.session === undefined ? '' : `${scheme.session}/`;
  return series === 'RES' || series === 'DEC'
    ? `${rootOf(scheme)}${series}/${session}`
    : `${rootOf(scheme)}${session}${series}.`;
};

/**
 * REG-2: what the symbols of a kind have before their number: `PLN/CONF.1/1/L.`, or `PLN/CONF.1/DEC/1/`; undefined for a
 * kind that has no series.
 */
export const seriesRoot = (scheme: SymbolScheme, kind: SeriesKind): string | undefined => {
  const series = scheme.series[kind];
  return series === undefined ? undefined : rootIn(scheme, series);
};

/** The kinds that have a series in a scheme. */
export const seriesKinds = ({ series }: SymbolScheme): readonly SeriesKind[] =>
  SERIES_KINDS.filter((kind) => series[kind] !== undefined);

/** Series and number of a symbol that counts in a series: `PLN/L.4` counts 4 in `PLN/L.`; a modified one counts nowhere. */
export const countedAs = (symbol: string): { readonly root: string; readonly number: number } | undefined => {
  const match = /^(.*[/.])([1-9]\d{0,8})$/.exec(symbol);
  const [, root, digits] = match ?? [];
  if (root === undefined || digits === undefined || /\/(Rev|Add|Corr|Amend)\.$/.test(root)) return undefined;
  return { root, number: Number(digits) };
};

/** REG-3: the symbol that a kind of document is given next; undefined while the body has no scheme. */
export const nextSymbol = (
  body: Pick<BodyState, 'scheme' | 'given'>,
  kind: SeriesKind,
): string | undefined => {
  if (body.scheme === undefined) return undefined;
  const root = seriesRoot(body.scheme, kind);
  return root === undefined ? undefined : `${root}${(entryOf(body.given, root) ?? 0) + 1}`;
};

/** A modified symbol: `Rev.1`, then one more than the last that is registered; what modifies that is not counted. */
const nextModified = (body: Pick<BodyState, 'register'>, of: string, modifier: string): string => {
  const before = `${of}/${modifier}.`;
  const numbers = Object.keys(body.register)
    .filter((symbol) => symbol.startsWith(before))
    .map((symbol) => symbol.slice(before.length))
    .filter((rest) => /^\d{1,9}$/.test(rest))
    .map(Number);
  return `${before}${Math.max(0, ...numbers) + 1}`;
};

/** REG-5: the symbol of the next revision of a text. */
export const nextRevisionSymbol = (body: Pick<BodyState, 'register'>, text: string): string =>
  nextModified(body, text, 'Rev');

/** REG-47: what the symbols of records of meetings have before their number: `PLN/CONF.1/1/SR.`, unless the scheme says otherwise. */
export const meetingRecordRoot = (scheme: SymbolScheme): string =>
  rootIn(scheme, scheme.series.meetingRecord ?? 'SR');

/** What the symbols of room papers have before their number: `PLN/CONF.1/1/CRP.`. */
export const roomPaperRoot = (scheme: SymbolScheme): string =>
  `${rootOf(scheme)}${scheme.session === undefined ? '' : `${scheme.session}/`}CRP.`;

/** The symbol under which the record of a sitting was issued first. */
const recordOf = ({ register }: Pick<BodyState, 'register'>, sitting: string): string | undefined =>
  Object.values(register)
    .filter(({ kind, issued }) => kind === 'meetingRecord' && issued?.about === sitting)
    .sort((a, b) => Number(a.reference.slice(1)) - Number(b.reference.slice(1)))[0]?.symbol;

/** REG-7, REG-47: the symbol of what is issued next; undefined for papers and records of a body without a scheme. */
export const nextIssuedSymbol = (
  body: Pick<BodyState, 'scheme' | 'given' | 'register'>,
  kind: IssuedKind,
  about: string,
): string | undefined => {
  if (kind === 'addendum' || kind === 'corrigendum')
    return nextModified(body, about, kind === 'addendum' ? 'Add' : 'Corr');
  if (body.scheme === undefined) return undefined;
  // REG-47: a record that is issued again is a revision of the first.
  const first = kind === 'meetingRecord' ? recordOf(body, about) : undefined;
  if (first !== undefined) return nextRevisionSymbol(body, first);
  const root = kind === 'roomPaper' ? roomPaperRoot(body.scheme) : meetingRecordRoot(body.scheme);
  return `${root}${(entryOf(body.given, root) ?? 0) + 1}`;
};

/** Whether a symbol lies in the body's own scheme, where numbers are given in order. */
export const isOwnSymbol = (scheme: SymbolScheme, symbol: string): boolean =>
  symbol.startsWith(rootOf(scheme));
