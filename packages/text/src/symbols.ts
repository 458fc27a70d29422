export const SYMBOL_SERIES = ['L', 'CRP', 'INF', 'WP', 'NGO', 'PV', 'SR', 'RES', 'DEC'] as const;
export const SYMBOL_MODIFIERS = ['Rev', 'Add', 'Corr', 'Amend'] as const;
export type SymbolModifier = (typeof SYMBOL_MODIFIERS)[number];

/** A document symbol (domain 2): organ / body / session or year / series number / modifiers. */
export interface DocumentSymbol {
  readonly organ: string;
  readonly body?: string;
  readonly session?: string;
  readonly series?: string;
  readonly number: number;
  /** The number stands behind a stroke, as in `E/2023/NGO/5`; behind a dot unless given. */
  readonly stroke?: true;
  readonly modifiers: readonly { readonly type: SymbolModifier; readonly n: number }[];
}

const BODY = /^(C|AC|CN|CONF|PC|WG|SC|Sub|COP)(\.\d+)?$/;
const SESSION = /^(\d{1,4}|S-\d+|ES-\d+)$/;
const NUMBERED = /^(L|CRP|INF|WP|NGO|PV|SR)\.(\d+)$/;
/** Series that are also written without a dot: the number is a part of its own. */
const STROKED = /^(INF|NGO)$/;
const MODIFIER = /^(Rev|Add|Corr|Amend)\.(\d+)$/;

/** Reads a symbol; undefined when it does not follow the grammar. Organs of other bodies are any capitals. */
export const parseSymbol = (text: string): DocumentSymbol | undefined => {
  const [organ = '', ...parts] = text.split('/');
  if (!/^[A-Z]{1,8}$/.test(organ)) return undefined;
  const modifiers: { type: SymbolModifier; n: number }[] = [];
  for (;;) {
    const match = MODIFIER.exec(parts.at(-1) ?? '');
    if (match === null) break;
    modifiers.unshift({ type: match[1] as SymbolModifier, n: Number(match[2]) });
    parts.pop();
  }
  const bodies: string[] = [];
  while (parts.length > 1 && BODY.test(parts[0] ?? '')) bodies.push(parts.shift() ?? '');
  const body = bodies.length === 0 ? {} : { body: bodies.join('/') };
  if (STROKED.test(parts.at(-2) ?? '') && /^\d+$/.test(parts.at(-1) ?? '')) {
    const [number, series = '', ...session] = parts.reverse();
    if (session.length > 1 || (session[0] !== undefined && !SESSION.test(session[0]))) return undefined;
    const inSession = session[0] === undefined ? {} : { session: session[0] };
    return { organ, ...body, ...inSession, series, number: Number(number), stroke: true, modifiers };
  }
  const [first = '', second, third, ...more] = parts;
  if (more.length > 0) return undefined;
  if (first === 'RES' || first === 'DEC') {
    // Session before number; the Security Council and the like have no session: S/RES/1973 (2011) prints the year apart.
    const hasSession = third !== undefined;
    const number = /^(\d+)$/.exec((hasSession ? third : second) ?? '')?.[1];
    if (number === undefined || (hasSession && !SESSION.test(second ?? ''))) return undefined;
    return {
      organ,
      ...body,
      series: first,
      ...(hasSession ? { session: second ?? '' } : {}),
      number: Number(number),
      modifiers,
    };
  }
  if (third !== undefined) return undefined;
  const [session, rest] = second === undefined ? [undefined, first] : [first, second];
  if (session !== undefined && !SESSION.test(session)) return undefined;
  const inSession = session === undefined ? {} : { session };
  const series = NUMBERED.exec(rest);
  if (series !== null)
    return { organ, ...body, ...inSession, series: series[1] ?? '', number: Number(series[2]), modifiers };
  return /^\d+$/.test(rest) ? { organ, ...body, ...inSession, number: Number(rest), modifiers } : undefined;
};

/** Writes a symbol; reading and writing give the very same text. */
export const formatSymbol = ({
  organ,
  body,
  session,
  series,
  number,
  stroke,
  modifiers,
}: DocumentSymbol): string => {
  const isOutcome = series === 'RES' || series === 'DEC';
  const parts = [
    organ,
    ...(body === undefined ? [] : [body]),
    ...(isOutcome ? [series] : []),
    ...(session === undefined ? [] : [session]),
    series === undefined || isOutcome ? String(number) : `${series}${stroke === true ? '/' : '.'}${number}`,
    ...modifiers.map(({ type, n }) => `${type}.${n}`),
  ];
  return parts.join('/');
};
