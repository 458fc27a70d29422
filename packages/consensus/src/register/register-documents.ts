import { admitPublic, refuse, type Refused } from '../acts/admission.ts';
import { entryOf } from '../acts/entry-of.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import type { Admission, BodyEvent, BodyState, DeliberationState } from '../types.ts';
import { documentsOf } from './documents-of.ts';
import { countedAs, isOwnSymbol, isSymbol, nextRevisionSymbol, nextSymbol } from './symbols.ts';
import { SERIES_KINDS } from './vocabulary.ts';
import type { DocumentToRegister, NamedDocument, RegisteredDocument, RegisterEntry } from './types.ts';

type Register = Pick<BodyState, 'scheme' | 'register' | 'given'>;

const sameDocument = (a: NamedDocument, b: NamedDocument): boolean =>
  a.deliberation === b.deliberation && a.kind === b.kind && a.reference === b.reference;

/** The entry of a document, when it has its symbol. */
export const entryFor = (
  body: Pick<BodyState, 'register'>,
  document: NamedDocument,
): RegisterEntry | undefined => Object.values(body.register).find((entry) => sameDocument(entry, document));

/** The entry of the revision on which a deliberation stands, when it has its symbol. */
export const entryOfRevision = (
  body: Pick<BodyState, 'register'>,
  { id, revisions }: Pick<DeliberationState, 'id' | 'revisions'>,
): RegisterEntry | undefined => {
  const kind = revisions.length > 1 ? 'revision' : 'text';
  return entryFor(body, { kind, deliberation: id, reference: `r${revisions.length}`, lang: '' });
};

/** Adds documents to a register and to the numbers given in its series; both are records that the caller owns. */
export const addDocuments = (
  register: Record<string, RegisterEntry>,
  given: Record<string, number>,
  documents: readonly RegisteredDocument[],
  at: string,
): void => {
  for (const { symbol, kind, deliberation, reference, lang } of documents) {
    register[symbol] = { symbol, kind, deliberation, reference, lang, at, renditions: {} };
    const counted = countedAs(symbol);
    if (counted !== undefined)
      given[counted.root] = Math.max(entryOf(given, counted.root) ?? 0, counted.number);
  }
};

const symbolFor = (body: Register, document: DocumentToRegister): string | undefined => {
  const { kind, symbol } = document;
  // A text keeps the symbol under which it was issued, unless another document bears it already.
  if (symbol !== undefined && isSymbol(symbol) && entryOf(body.register, symbol) === undefined) return symbol;
  if (kind === 'amendment') return nextSymbol(body, 'text');
  if (kind === 'groupStatement') return nextSymbol(body, 'statement');
  const numbered = SERIES_KINDS.find((one) => one === kind);
  if (numbered !== undefined) return nextSymbol(body, numbered);
  if (kind === 'amendmentRevision') {
    const [reference = ''] = document.reference.split('.');
    const amendment = entryFor(body, { ...document, kind: 'amendment', reference });
    return amendment === undefined ? undefined : nextRevisionSymbol(body, amendment.symbol);
  }
  // What the secretariat issues has its symbol already.
  if (kind !== 'revision') return undefined;
  const text = entryFor(body, { ...document, kind: 'text', reference: 'r1' });
  return text === undefined ? undefined : nextRevisionSymbol(body, text.symbol);
};

const placeOf = ({ deliberation, kind, reference }: NamedDocument): string =>
  `${deliberation} ${kind} ${reference}`;

/**
 * REG-4: documents receive their symbols in the order given, each once and never another; nothing happens while the body
 * has no scheme. The caller says of which documents; whoever verifies asks again with those that are recorded.
 */
export const registerDocuments = (
  body: BodyState,
  documents: readonly DocumentToRegister[],
): Admission<BodyEvent> => {
  if (body.scheme === undefined) return admitPublic();
  const known = new Set(Object.values(body.register).map(placeOf));
  const waiting = documents.filter((document) => !known.has(placeOf(document)));
  if (waiting.length === 0) return admitPublic();
  const after = { scheme: body.scheme, register: { ...body.register }, given: { ...body.given } };
  const registered: RegisteredDocument[] = [];
  // REG-49: a decision does not fail because the register is full; what finds no room there has no symbol.
  const room = ACT_LIMITS.REGISTER_MAX - Object.keys(after.register).length;
  for (const document of waiting) {
    if (registered.length >= room) break;
    const symbol = symbolFor(after, document);
    if (symbol === undefined) continue;
    const { kind, deliberation, reference, lang } = document;
    const named = { symbol, kind, deliberation, reference, lang };
    addDocuments(after.register, after.given, [named], '');
    registered.push(named);
  }
  return registered.length === 0
    ? admitPublic()
    : admitPublic({ type: 'documentsRegistered', payload: { documents: registered } });
};

/** REG-4: what the body's stream says after an act of a deliberation that brought about documents. */
export const registerNew = (body: BodyState, state: DeliberationState): Admission<BodyEvent> =>
  registerDocuments(body, documentsOf(state));

/** REG-5: in a body with a scheme, a text is issued under a free symbol, and under its own scheme only under the next one. */
export const symbolRefusal = (
  body: BodyState,
  symbol: string,
  issued: { readonly text?: DeliberationState },
): Refused | undefined => {
  const { scheme } = body;
  if (scheme === undefined) return undefined;
  if (!isSymbol(symbol)) return refuse('symbol.malformed', { symbol: symbol.slice(0, 100) });
  if (entryOf(body.register, symbol) !== undefined) return refuse('symbol.taken', { symbol });
  const of = issued.text;
  const first =
    of === undefined
      ? undefined
      : entryFor(body, { kind: 'text', deliberation: of.id, reference: 'r1', lang: '' })?.symbol;
  const expected = first === undefined ? nextSymbol(body, 'text') : nextRevisionSymbol(body, first);
  if (expected === undefined || symbol === expected) return undefined;
  return first !== undefined || isOwnSymbol(scheme, symbol)
    ? refuse('symbol.notNext', { symbol, expected })
    : undefined;
};
