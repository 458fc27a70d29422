import { PARAGRAPH_KINDS, type ParagraphKind } from '@plenary/text';
import type { ElementId, IdRange } from './elements.ts';
import { ID, TEXT_ID } from './draft-document.ts';

/** Is the paragraph part of the text? Absent: it is not yet, or its making was undone. */
export type ParagraphState = 'here' | 'gone';

/** The registers of a paragraph. */
export interface Props {
  readonly state?: ParagraphState;
  readonly kind?: ParagraphKind;
  /** 0, or 1 to 4 for degrees of sub-paragraph. */
  readonly level?: number;
  /** The place it was put at. Absent: it follows the stretch before it in its text. */
  readonly place?: string;
  /** The place it stays at because the stretch before it was moved away; weaker than `place`. */
  readonly rest?: string;
  /** The paragraph it continues: its words are shown at the end of that one. */
  readonly cont?: string;
  /** The suggestion that made it. */
  readonly sug?: string;
}
export type PropName = keyof Props;

const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

/** Whether a value may stand in a register of a paragraph. */
export const isProp = (name: string, value: unknown): boolean => {
  switch (name) {
    case 'state':
      return value === 'here' || value === 'gone';
    case 'kind':
      return PARAGRAPH_KINDS.some((kind) => kind === value);
    case 'level':
      return value === 0 || value === 1 || value === 2 || value === 3 || value === 4;
    case 'place':
    case 'rest':
    case 'cont':
    case 'sug':
      return isId(value);
    default:
      return false;
  }
};

/** Registers of one paragraph from its raw values; what cannot be read counts as absent. */
export const readProps = (raw: ReadonlyMap<string, unknown>): Props => {
  const state = raw.get('state');
  const kind = PARAGRAPH_KINDS.find((candidate) => candidate === raw.get('kind'));
  const level = raw.get('level');
  const id = (name: 'place' | 'rest' | 'cont' | 'sug'): { readonly [key in typeof name]?: string } => {
    const value = raw.get(name);
    return isId(value) ? { [name]: value } : {};
  };
  return {
    ...(state === 'here' || state === 'gone' ? { state } : {}),
    ...(kind === undefined ? {} : { kind }),
    ...(typeof level === 'number' && isProp('level', level) ? { level } : {}),
    ...id('place'),
    ...id('rest'),
    ...id('cont'),
    ...id('sug'),
  };
};

/** Elements taken out of a text, or proposed to be: ids of what is concerned, and of the suggestion if it is one. */
export interface Cut {
  readonly ranges: readonly IdRange[];
  readonly sug?: string;
}

/** Ids of one cut are at most this many ranges; a longer one is written as several. */
export const CUT_RANGES_MAX = 256;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** Reads `{r: [client, clock, length, …], s?}`; undefined for anything else. */
export const parseCut = (value: unknown): Cut | undefined => {
  const fields = fieldsOf(value, ['r', 's']);
  if (fields === undefined) return undefined;
  const { r, s } = fields;
  if (!Array.isArray(r) || r.length === 0 || r.length % 3 !== 0 || r.length > CUT_RANGES_MAX * 3)
    return undefined;
  if (!r.every(isCount) || (s !== undefined && !isId(s))) return undefined;
  const ranges = Array.from({ length: r.length / 3 }, (_, at): IdRange => {
    const [client = 0, clock = 0, length = 0] = r.slice(at * 3, at * 3 + 3);
    return [client, clock, length];
  });
  return ranges.some(([, , length]) => length === 0)
    ? undefined
    : { ranges, ...(s === undefined ? {} : { sug: s }) };
};

/** A cut as its register holds it. */
export const formatCut = ({ ranges, sug }: Cut): Readonly<Record<string, unknown>> => ({
  r: ranges.flat(),
  ...(sug === undefined ? {} : { s: sug }),
});

/** An end of a stretch that survives every edit: before or after one element, or the end of the text. */
export type Edge = (ElementId & { readonly side: 'before' | 'after' }) | 'end';

export const EMPHASES = ['italic', 'bold'] as const;
export type Emphasis = (typeof EMPHASES)[number];

/** Emphasis laid on a stretch (`on`) or taken off it; of several the one with the higher `order` holds. */
export interface EmphasisMark {
  readonly emphasis: Emphasis;
  readonly on: boolean;
  readonly from: Edge;
  readonly to: Edge;
  readonly order: number;
  readonly sug?: string;
}

/** Reads an edge; undefined for anything else. */
export const parseEdge = (value: unknown): Edge | undefined => {
  if (value === 'end') return 'end';
  if (!Array.isArray(value) || value.length !== 3) return undefined;
  const [client, clock, side]: unknown[] = value;
  if (!isCount(client) || !isCount(clock) || (side !== 0 && side !== 1)) return undefined;
  return { client, clock, side: side === 0 ? 'before' : 'after' };
};

/** An edge as registers and messages hold it: `end`, or client, clock and 0 (before) or 1 (after). */
export const formatEdge = (edge: Edge): string | readonly number[] =>
  edge === 'end' ? 'end' : [edge.client, edge.clock, edge.side === 'before' ? 0 : 1];

/** Reads `{k, on, a, z, n, s?}`; undefined for anything else. */
export const parseMark = (value: unknown): EmphasisMark | undefined => {
  const fields = fieldsOf(value, ['k', 'on', 'a', 'z', 'n', 's']);
  if (fields === undefined) return undefined;
  const { k, on, a, z, n, s } = fields;
  const emphasis = EMPHASES.find((name) => name === k);
  const from = parseEdge(a);
  const to = parseEdge(z);
  if (emphasis === undefined || typeof on !== 'boolean' || from === undefined || to === undefined)
    return undefined;
  if (!isCount(n) || (s !== undefined && !isId(s))) return undefined;
  return { emphasis, on, from, to, order: n, ...(s === undefined ? {} : { sug: s }) };
};

/** A mark as its register holds it. */
export const formatMark = (mark: EmphasisMark): Readonly<Record<string, unknown>> => ({
  k: mark.emphasis,
  on: mark.on,
  a: formatEdge(mark.from),
  z: formatEdge(mark.to),
  n: mark.order,
  ...(mark.sug === undefined ? {} : { s: mark.sug }),
});

export const SUGGESTION_STATES = ['open', 'accepted', 'rejected', 'withdrawn'] as const;
export type SuggestionState = (typeof SUGGESTION_STATES)[number];

/** Limits of what a suggestion says about itself, in UTF-16 code units. */
export const SUGGESTION_LIMITS = { NAME_CHARACTERS_MAX: 64, REASON_CHARACTERS_MAX: 4_000 } as const;

/** Registers of a suggestion beside its words: who, when, why, its state, and what it would do to paragraphs. */
export interface Suggestion {
  readonly id: string;
  readonly state: SuggestionState;
  readonly delegation: string;
  readonly person: string;
  /** Milliseconds since 1970 as its author said; the log knows better. */
  readonly at: number;
  readonly reason: string;
  /** Delegations that support it, beside its own. */
  readonly supporters: readonly string[];
  /** What it would write into the registers of paragraphs, by paragraph. */
  readonly overlay: ReadonlyMap<string, Props>;
}

const SUPPORT = /^for:([A-Za-z0-9_-]{1,32})$/;

/** The delegation that a register `for:DELEGATION` of a suggestion speaks of; undefined for other registers. */
export const supporterOf = (name: string): string | undefined => SUPPORT.exec(name)?.[1];

/** Names of paragraph registers a suggestion may want to write. */
export const OVERLAY_NAMES = [
  'state',
  'kind',
  'level',
  'place',
  'cont',
] as const satisfies readonly PropName[];

const OVERLAY = /^(state|kind|level|place|cont):([A-Za-z0-9_-]{1,32})$/;

/** `kind:PARAGRAPH` → its two parts; undefined for the other registers of a suggestion. */
export const parseOverlayName = (
  name: string,
): { readonly name: PropName; readonly paragraph: string } | undefined => {
  const match = OVERLAY.exec(name);
  const prop = OVERLAY_NAMES.find((candidate) => candidate === match?.[1]);
  return prop === undefined || match?.[2] === undefined ? undefined : { name: prop, paragraph: match[2] };
};

/** Whether a value may stand in a register of a suggestion. */
export const isSuggestionRegister = (name: string, value: unknown): boolean => {
  const overlay = parseOverlayName(name);
  if (overlay !== undefined) return isProp(overlay.name, value);
  if (supporterOf(name) !== undefined) return value === true;
  switch (name) {
    case 'state':
      return SUGGESTION_STATES.some((state) => state === value);
    case 'delegation':
    case 'person':
      return typeof value === 'string' && value.length <= SUGGESTION_LIMITS.NAME_CHARACTERS_MAX;
    case 'at':
      return isCount(value);
    case 'reason':
      return typeof value === 'string' && value.length <= SUGGESTION_LIMITS.REASON_CHARACTERS_MAX;
    default:
      return false;
  }
};

/** A suggestion from its raw registers; undefined without a state. */
export const readSuggestion = (id: string, raw: ReadonlyMap<string, unknown>): Suggestion | undefined => {
  const state = SUGGESTION_STATES.find((candidate) => candidate === raw.get('state'));
  if (state === undefined) return undefined;
  const word = (name: string): string => {
    const value = raw.get(name);
    return typeof value === 'string' ? value : '';
  };
  const at = raw.get('at');
  return {
    id,
    state,
    delegation: word('delegation'),
    person: word('person'),
    at: isCount(at) ? at : 0,
    reason: word('reason'),
    supporters: [...raw]
      .flatMap(([name, value]) => (value === true ? (supporterOf(name) ?? []) : []))
      .toSorted(),
    overlay: readOverlay(raw),
  };
};

const readOverlay = (raw: ReadonlyMap<string, unknown>): ReadonlyMap<string, Props> => {
  const out = new Map<string, Map<string, unknown>>();
  for (const [key, value] of raw) {
    const overlay = parseOverlayName(key);
    if (overlay === undefined || !isProp(overlay.name, value)) continue;
    const props = out.get(overlay.paragraph) ?? new Map<string, unknown>();
    out.set(overlay.paragraph, props.set(overlay.name, value));
  }
  return new Map([...out].map(([paragraph, props]) => [paragraph, readProps(props)]));
};

/** Registers of a bracket: its number among alternatives (`Alt 2`). */
export interface BracketRegisters {
  readonly alternative?: number;
}

export const ALTERNATIVE_MAX = 99;

/** Whether a value may stand in a register of a bracket. */
export const isBracketRegister = (name: string, value: unknown): boolean =>
  name === 'alt' && isCount(value) && value >= 1 && value <= ALTERNATIVE_MAX;

/** Registers of a bracket from raw values. */
export const readBracket = (raw: ReadonlyMap<string, unknown>): BracketRegisters => {
  const alternative = raw.get('alt');
  return isCount(alternative) && isBracketRegister('alt', alternative) ? { alternative } : {};
};

/** Whether a key of `cuts` or `marks` names a text and something in it. */
export const isTextKey = (owner: string, name: string): boolean => TEXT_ID.test(owner) && ID.test(name);

/** The members of an object when it has none but these; undefined otherwise. */
const fieldsOf = (
  value: unknown,
  names: readonly string[],
): Readonly<Record<string, unknown>> | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields: Record<string, unknown> = { ...value };
  return Object.keys(fields).every((name) => names.includes(name)) ? fields : undefined;
};
