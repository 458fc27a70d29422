import type { AmendmentId, AmendmentState, BodyState, TabledAmendment } from '@plenary/consensus';
import { AMENDMENT_STATES } from '@plenary/consensus';

/** Under their paragraphs, in the text, or those of one paragraph beside each other. */
export const VIEWS = ['list', 'text', 'beside'] as const;
export type View = (typeof VIEWS)[number];

/**
 * How the compiled text is read: every proposal in brackets with its sponsors; the words in force alone; only the words
 * that nobody proposes to change.
 */
export const READINGS = ['annotated', 'clean', 'undisputed'] as const;
export type Reading = (typeof READINGS)[number];

/** States that readers tell apart; `colliding` are those pending that cannot all be adopted. */
export const SHOWN_STATES = [...AMENDMENT_STATES, 'colliding'] as const;
export type ShownState = AmendmentState | 'colliding';

/** What of the amendments is looked at; it stands in the address, so that it can be passed on. */
export interface Looking {
  readonly q?: string;
  /** Code of a delegation, or `group:` and the id of a group. */
  readonly by?: string;
  readonly paragraph?: string;
  readonly state?: ShownState;
  readonly view?: View;
  readonly reading?: Reading;
  /** Numbers of the amendments that stand beside each other: `A1,A4`. */
  readonly beside?: string;
}

/** So many amendments stand beside each other. */
export const BESIDE_MAX = 4;
const BESIDE = /^A[1-9]\d{0,6}(?:,A[1-9]\d{0,6}){0,3}$/u;

/** The amendments that an address lays beside each other; the first few of those that are there where it names none. */
export const besideOf = (
  { beside }: Looking,
  amendments: readonly Pick<TabledAmendment, 'id'>[],
): readonly AmendmentId[] => {
  const ids = amendments.map(({ id }) => id);
  const named = beside?.split(',') ?? [];
  const there = ids.filter((id) => named.includes(id));
  return there.length === 0 ? ids.slice(0, 2) : there;
};

const GROUP = 'group:';
export const groupChoice = (id: string): string => `${GROUP}${id}`;

const oneOf = <const Value extends string>(values: readonly Value[], given: unknown): Value | undefined =>
  values.find((value) => value === given);

/** Reads what the address says; what it says wrongly is as if it were not said. */
export const readLooking = (search: { readonly [Name in keyof Looking]?: unknown }): Looking => {
  const words = (given: unknown): string | undefined =>
    typeof given === 'string' || typeof given === 'number' ? String(given) : undefined;
  const read = {
    q: words(search.q),
    by: words(search.by),
    paragraph: words(search.paragraph),
    state: oneOf(SHOWN_STATES, search.state),
    view: oneOf(VIEWS, search.view),
    reading: oneOf(READINGS, search.reading),
    beside: BESIDE.test(words(search.beside) ?? '') ? words(search.beside) : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined && value !== ''));
};

const folded = (words: string): string => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * What is searched of each amendment: its number, the words that it brings and those that it takes away, its reason, whose it
 * is and what it touches.
 */
export const searchWords = (
  amendments: readonly TabledAmendment[],
  {
    memberName,
    label,
    removed,
  }: {
    readonly memberName: (id: string) => string;
    readonly label: (pid: string) => string;
    /** The words that an amendment takes away. */
    readonly removed: (id: AmendmentId) => string;
  },
): ReadonlyMap<AmendmentId, string> =>
  new Map(
    amendments.map(({ id, changes, reason, sponsors, touches }) => [
      id,
      folded(
        [
          id,
          reason,
          removed(id),
          ...sponsors.flatMap((member) => [member, memberName(member)]),
          ...touches.map(label),
          ...changes.flatMap((change) =>
            'insert' in change ? change.insert : 'new' in change ? change.new : [],
          ),
        ].join('\n'),
      ),
    ]),
  );

/** The paragraph under which an amendment is listed: the first that it touches, or behind which it brings one. */
export const firstPlace = ({ changes }: TabledAmendment): string | null => {
  const [first] = changes;
  return first === undefined ? null : 'insert' in first ? first.after : first.paragraph;
};

const isAbout = (amendment: TabledAmendment, paragraph: string): boolean =>
  amendment.touches.includes(paragraph) ||
  amendment.changes.some((change) =>
    'insert' in change ? change.after === paragraph : change.paragraph === paragraph,
  );

/** The amendments that are looked at, in the order given. Every word that is searched for must be there. */
export const lookedAt = (
  amendments: readonly TabledAmendment[],
  { q, by, paragraph, state }: Looking,
  {
    body,
    words,
    isColliding,
  }: {
    readonly body: BodyState;
    readonly words: ReadonlyMap<AmendmentId, string>;
    readonly isColliding: (id: AmendmentId) => boolean;
  },
): readonly TabledAmendment[] => {
  const searched = folded(q ?? '')
    .split(/\s+/u)
    .filter((word) => word !== '');
  const sponsors =
    by === undefined
      ? undefined
      : by.startsWith(GROUP)
        ? new Set(body.groups[by.slice(GROUP.length)]?.members)
        : new Set([by]);
  return amendments.filter(
    (amendment) =>
      (state === undefined ||
        (state === 'colliding' ? isColliding(amendment.id) : amendment.state === state)) &&
      (paragraph === undefined || isAbout(amendment, paragraph)) &&
      (sponsors === undefined || amendment.sponsors.some((member) => sponsors.has(member))) &&
      searched.every((word) => words.get(amendment.id)?.includes(word) === true),
  );
};

/** A row of the list: a paragraph as a heading, or an amendment below it. */
export type ListItem =
  | { readonly type: 'paragraph'; readonly pid: string | null; readonly count: number }
  | {
      readonly type: 'amendment';
      readonly amendment: TabledAmendment;
      /** The paragraph above it. */
      readonly under: string | null;
    };

/**
 * Amendments under the paragraphs of the text, in its order; an amendment to another directly behind that one. Paragraphs
 * that are gone come last.
 */
export const listed = (
  amendments: readonly TabledAmendment[],
  order: readonly string[],
): readonly ListItem[] => {
  const present = new Map(amendments.map((amendment) => [amendment.id, amendment]));
  const subs = new Map<AmendmentId, TabledAmendment[]>();
  const under = new Map<string | null, TabledAmendment[]>();
  const push = <Key>(map: Map<Key, TabledAmendment[]>, key: Key, amendment: TabledAmendment): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [amendment]);
    else list.push(amendment);
  };
  for (const amendment of amendments)
    if (amendment.amends !== undefined && present.has(amendment.amends))
      push(subs, amendment.amends, amendment);
    else push(under, firstPlace(amendment), amendment);
  const places = new Map(order.map((pid, at) => [pid, at]));
  const placeOf = (pid: string | null): number =>
    pid === null ? -1 : (places.get(pid) ?? Number.POSITIVE_INFINITY);
  return [...under]
    .sort(([a], [b]) => {
      const [one, other] = [placeOf(a), placeOf(b)];
      return one === other ? 0 : one - other;
    })
    .flatMap(([pid, those]): readonly ListItem[] => {
      const all = those.flatMap((amendment) => [amendment, ...(subs.get(amendment.id) ?? [])]);
      return [
        { type: 'paragraph', pid, count: all.length },
        ...all.map((amendment) => ({ type: 'amendment' as const, amendment, under: pid })),
      ];
    });
};
