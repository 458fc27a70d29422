import type { Refusal } from '../types.ts';

/** An amendment as the order of voting sees it. */
export interface OrderedAmendment {
  readonly id: string;
  /** How far removed in substance from the original; a judgement of the chair, or computed. */
  readonly distance: number;
  /** Of equal distances, by how much its numbers differ from those of the text; any unit, 0 unless given. */
  readonly numberShift?: number | bigint;
  /** Of those equal too, how many words it takes away; 0 unless given. */
  readonly wordsRemoved?: number;
  /** Place in the order of submission. */
  readonly submitted: number;
  /** Place in the text of what it is decided together with; components come one after the other. */
  readonly component?: number;
  /** Amendments that the adoption of this one necessarily rejects. */
  readonly excludesIfAdopted?: readonly string[];
  /** Amendments that must be adopted for this one to be put. */
  readonly needs?: readonly string[];
  /** The amendment that this sub-amendment amends. */
  readonly amends?: string;
}

/** Why an amendment has its place in the order of voting. */
export const ORDER_REASONS = [
  'alone',
  'furtherRemoved',
  'largerShift',
  'moreWordsRemoved',
  'submittedEarlier',
  'nearest',
  'beforeAmended',
  'neededBy',
  'chair',
] as const;
export type OrderReason = (typeof ORDER_REASONS)[number];

/** An amendment in its place, with the one that the reason compares it with. */
export interface RankedAmendment {
  readonly id: string;
  readonly why: OrderReason;
  /** The next of its component, what it amends, or what needs it; absent where there is none. */
  readonly than?: string;
}

/** What the chair rules instead of the computed order: every id once. */
export interface ChairsOrder {
  readonly ids: readonly string[];
  readonly reason: string;
}

type Comparison = readonly [number, OrderReason];

/** The first rule that tells two amendments apart, negative when the first comes first. */
const compared = (a: OrderedAmendment, b: OrderedAmendment): Comparison => {
  const [shiftA, shiftB] = [a.numberShift ?? 0, b.numberShift ?? 0];
  const steps: readonly Comparison[] = [
    [b.distance - a.distance, 'furtherRemoved'],
    [shiftA === shiftB ? 0 : shiftA > shiftB ? -1 : 1, 'largerShift'],
    [(b.wordsRemoved ?? 0) - (a.wordsRemoved ?? 0), 'moreWordsRemoved'],
    [a.submitted - b.submitted, 'submittedEarlier'],
  ];
  return steps.find(([difference]) => difference !== 0) ?? [0, 'submittedEarlier'];
};

const componentOf = ({ component = 0 }: OrderedAmendment): number => component;

/** Who stands where: the ids in the order of voting, and what put each there before its turn. */
interface Sequence {
  readonly ids: readonly string[];
  readonly early: ReadonlyMap<string, { readonly why: 'beforeAmended' | 'neededBy'; readonly than: string }>;
  readonly roots: readonly OrderedAmendment[];
}

const sequenceOf = (amendments: readonly OrderedAmendment[]): Sequence => {
  const order = amendments.toSorted((a, b) => componentOf(a) - componentOf(b) || compared(a, b)[0]);
  const byId = new Map(amendments.map((amendment) => [amendment.id, amendment]));
  const ids: string[] = [];
  const begun = new Set<string>();
  const early = new Map<string, { why: 'beforeAmended' | 'neededBy'; than: string }>();
  const subs = new Map<string, OrderedAmendment[]>();
  for (const amendment of order)
    if (amendment.amends !== undefined)
      subs.set(amendment.amends, [...(subs.get(amendment.amends) ?? []), amendment]);
  /** What comes before an amendment: what it needs, then, directly before it, what amends it. */
  const before = ({ id, needs = [] }: OrderedAmendment) => [
    ...needs.flatMap((need) => {
      const needed = byId.get(need);
      return needed === undefined ? [] : [{ one: needed, why: 'neededBy' as const }];
    }),
    ...(subs.get(id) ?? []).map((one) => ({ one, why: 'beforeAmended' as const })),
  ];
  // Not by recursion: a chain of needs may be as long as the list.
  const put = (first: OrderedAmendment): void => {
    if (begun.has(first.id)) return;
    begun.add(first.id);
    const open = [{ id: first.id, waiting: before(first).values() }];
    for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
      const { done, value } = last.waiting.next();
      if (done === true) {
        ids.push(last.id);
        open.pop();
      } else if (!begun.has(value.one.id)) {
        begun.add(value.one.id);
        early.set(value.one.id, { why: value.why, than: last.id });
        open.push({ id: value.one.id, waiting: before(value.one).values() });
      }
    }
  };
  // Sub-amendments come with what they amend; one that amends nothing known stands on its own.
  const roots = order.filter(({ amends }) => amends === undefined || !byId.has(amends));
  for (const amendment of roots) put(amendment);
  for (const amendment of order) put(amendment);
  return { ids, early, roots };
};

/**
 * ORD-1 to ORD-5: the computed order of voting with the reason for each place. GA rule 90: what is furthest removed in
 * substance first, then the next; ties by how far numbers differ, by words taken away, then by order of submission.
 * What an amendment needs comes before it, a sub-amendment directly before what it amends. It informs the chair, who
 * may rule another order.
 */
export const orderOfVoting = (amendments: readonly OrderedAmendment[]): readonly RankedAmendment[] => {
  const { ids, early, roots } = sequenceOf(amendments);
  const rootAt = new Map(roots.map(({ id }, at) => [id, at]));
  return ids.map((id): RankedAmendment => {
    const before = early.get(id);
    if (before !== undefined) return { id, ...before };
    const at = rootAt.get(id);
    const root = at === undefined ? undefined : roots[at];
    const [last, next] = [roots[(at ?? 0) - 1], roots[(at ?? 0) + 1]];
    if (root === undefined) return { id, why: 'alone' };
    if (next !== undefined && componentOf(next) === componentOf(root))
      return { id, why: compared(root, next)[1], than: next.id };
    return last !== undefined && componentOf(last) === componentOf(root)
      ? { id, why: 'nearest', than: last.id }
      : { id, why: 'alone' };
  });
};

/**
 * ORD-6: the order that the chair ruled: every amendment once, no sub-amendment after what it amends, nothing before
 * what it needs. Refused otherwise, with the first amendment that stands wrong.
 */
export const chairsOrder = (
  amendments: readonly OrderedAmendment[],
  { ids }: ChairsOrder,
):
  | { readonly ok: true; readonly order: readonly RankedAmendment[] }
  | { readonly ok: false; readonly refusal: Refusal } => {
  const places = new Map(ids.map((id, at) => [id, at]));
  const refuse = (code: string, facts: Refusal['facts']) => ({
    ok: false as const,
    refusal: { code, facts },
  });
  const missing = amendments.find(({ id }) => !places.has(id));
  if (missing !== undefined) return refuse('order.missing', { amendment: missing.id });
  const known = new Set(amendments.map(({ id }) => id));
  const foreign = ids.find((id, at) => !known.has(id) || places.get(id) !== at);
  if (foreign !== undefined) return refuse('order.unknown', { amendment: foreign });
  for (const { id, amends, needs = [] } of amendments) {
    const place = places.get(id) ?? 0;
    if (amends !== undefined && (places.get(amends) ?? place) < place)
      return refuse('order.subAfterAmended', { amendment: id, amended: amends });
    const late = needs.find((need) => (places.get(need) ?? -1) > place);
    if (late !== undefined) return refuse('order.beforeNeeded', { amendment: id, needed: late });
  }
  return { ok: true, order: ids.map((id) => ({ id, why: 'chair' })) };
};

export const VOTE_OUTCOMES = ['adopted', 'rejected', 'withdrawn'] as const;
export type VoteOutcome = (typeof VOTE_OUTCOMES)[number];

export interface OrderOfVoting {
  /** Every amendment in the order of voting, with what became of it. */
  readonly sequence: readonly (readonly [string, VoteOutcome | 'not_put'])[];
  /** Amendments that change the text, in the order of voting. */
  readonly applied: readonly string[];
  /** Whether the text is put as amended or as it was. */
  readonly finalVote: 'amended' | 'original';
}

/**
 * What becomes of amendments that are voted on in order. One that an adopted one necessarily rejects, that needs one
 * which was not adopted, that amends one which is not put, or for which no vote is given, is not put.
 * @param order ids in the order of voting; the computed one unless the chair ruled another
 */
export const voteInOrder = (
  amendments: readonly OrderedAmendment[],
  votes: Readonly<Record<string, VoteOutcome>>,
  order: readonly string[] = sequenceOf(amendments).ids,
): OrderOfVoting => {
  const byId = new Map(amendments.map((amendment) => [amendment.id, amendment]));
  const fallen = new Set<string>();
  const done = new Map<string, VoteOutcome | 'not_put'>();
  /** Whether an amendment can still be put: nothing rejected it, and what it needs was adopted. */
  const isLost = ({ id, needs = [] }: OrderedAmendment): boolean =>
    fallen.has(id) || needs.some((need) => done.get(need) !== 'adopted');
  const fallsWith = (amendment: OrderedAmendment): boolean => {
    let steps = 0;
    for (let at: OrderedAmendment | undefined = amendment; at !== undefined; steps += 1) {
      if (isLost(at)) return true;
      at = at.amends === undefined || steps > amendments.length ? undefined : byId.get(at.amends);
    }
    return false;
  };
  const sequence = order.flatMap((id): readonly (readonly [string, VoteOutcome | 'not_put'])[] => {
    const amendment = byId.get(id);
    if (amendment === undefined) return [];
    const vote = Object.hasOwn(votes, id) ? votes[id] : undefined;
    const outcome = fallsWith(amendment) ? 'not_put' : (vote ?? 'not_put');
    done.set(id, outcome);
    if (outcome === 'adopted') for (const other of amendment.excludesIfAdopted ?? []) fallen.add(other);
    return [[id, outcome]];
  });
  const isApplied = (id: string, steps = 0): boolean => {
    const parent = byId.get(id)?.amends;
    if (done.get(id) !== 'adopted' || steps > amendments.length) return false;
    return parent === undefined || !byId.has(parent) || isApplied(parent, steps + 1);
  };
  const applied = sequence.map(([id]) => id).filter((id) => isApplied(id));
  return { sequence, applied, finalVote: applied.length > 0 ? 'amended' : 'original' };
};
