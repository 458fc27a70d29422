/** An amendment as the order of voting sees it. */
export interface OrderedAmendment {
  readonly id: string;
  /** How far removed in substance from the original; a judgement of the chair, or computed. */
  readonly distance: number;
  /** Place in the order of submission. */
  readonly submitted: number;
  /** Amendments that the adoption of this one necessarily rejects. */
  readonly excludesIfAdopted?: readonly string[];
  /** Amendments that must be adopted for this one to be put. */
  readonly needs?: readonly string[];
  /** The amendment that this sub-amendment amends. */
  readonly amends?: string;
}

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
 * GA rule 90: the amendment furthest removed first, then the next, ties by order of submission; a sub-amendment
 * directly before the one it amends, whatever an amendment needs before it. One that an adopted one necessarily
 * rejects, that needs one which was not adopted, or for which no vote is given, is not put.
 */
export const voteInOrder = (
  amendments: readonly OrderedAmendment[],
  votes: Readonly<Record<string, VoteOutcome>>,
): OrderOfVoting => {
  const order = [...amendments].sort((a, b) => b.distance - a.distance || a.submitted - b.submitted);
  const byId = new Map(amendments.map((amendment) => [amendment.id, amendment]));
  const fallen = new Set<string>();
  const done = new Map<string, VoteOutcome | 'not_put'>();
  const begun = new Set<string>();
  const sequence: [string, VoteOutcome | 'not_put'][] = [];
  const put = (amendment: OrderedAmendment): void => {
    const { id, needs = [] } = amendment;
    if (begun.has(id)) return;
    begun.add(id);
    for (const need of needs) {
      const needed = byId.get(need);
      if (needed !== undefined) put(needed);
    }
    if (fallen.has(id) || needs.some((need) => done.get(need) !== 'adopted')) done.set(id, 'not_put');
    // A sub-amendment of what is not put falls with it.
    for (const sub of order.filter(({ amends }) => amends === id)) {
      if (done.has(id)) fallen.add(sub.id);
      put(sub);
    }
    const vote = Object.hasOwn(votes, id) ? votes[id] : undefined;
    const outcome = done.get(id) ?? vote ?? 'not_put';
    done.set(id, outcome);
    sequence.push([id, outcome]);
    if (outcome === 'adopted') for (const other of amendment.excludesIfAdopted ?? []) fallen.add(other);
  };
  // Sub-amendments come with what they amend; one that amends nothing known stands on its own.
  for (const amendment of order)
    if (amendment.amends === undefined || !byId.has(amendment.amends)) put(amendment);
  for (const amendment of order) put(amendment);
  const isApplied = (id: string, steps = 0): boolean => {
    const parent = byId.get(id)?.amends;
    if (done.get(id) !== 'adopted' || steps > amendments.length) return false;
    return parent === undefined || !byId.has(parent) || isApplied(parent, steps + 1);
  };
  const applied = sequence.map(([id]) => id).filter((id) => isApplied(id));
  return { sequence, applied, finalVote: applied.length > 0 ? 'amended' : 'original' };
};
