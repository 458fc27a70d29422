/** An amendment as the order of voting sees it. */
export interface OrderedAmendment {
  readonly id: string;
  /** How far removed in substance from the original; a judgement of the chair, or computed. */
  readonly distance: number;
  /** Place in the order of submission. */
  readonly submitted: number;
  readonly excludesIfAdopted?: readonly string[];
  readonly needs?: readonly string[];
}

export type VoteOutcome = 'adopted' | 'rejected';

/**
 * GA rule 90: the amendment furthest removed first, then the next, ties by order of submission. One that an adopted
 * one necessarily rejects, or that needs one which was not adopted, is not put.
 */
export const voteInOrder = (
  amendments: readonly OrderedAmendment[],
  votes: Readonly<Record<string, VoteOutcome>>,
): {
  readonly sequence: readonly (readonly [string, VoteOutcome | 'not_put'])[];
  readonly applied: readonly string[];
  readonly finalVote: 'amended' | 'original';
} => {
  const order = [...amendments].sort((a, b) => b.distance - a.distance || a.submitted - b.submitted);
  const fallen = new Set<string>();
  const done = new Map<string, VoteOutcome | 'not_put'>();
  const sequence: (readonly [string, VoteOutcome | 'not_put'])[] = [];
  const put = (amendment: OrderedAmendment): void => {
    if (done.has(amendment.id)) return;
    // What it needs is decided before it, whatever the distance.
    done.set(amendment.id, 'not_put');
    for (const need of amendment.needs ?? []) {
      const needed = amendments.find((other) => other.id === need);
      if (needed !== undefined) put(needed);
    }
    const unmet = (amendment.needs ?? []).some((need) => done.get(need) !== 'adopted');
    const outcome = fallen.has(amendment.id) || unmet ? 'not_put' : (votes[amendment.id] ?? 'not_put');
    done.set(amendment.id, outcome);
    sequence.push([amendment.id, outcome]);
    if (outcome === 'adopted') for (const other of amendment.excludesIfAdopted ?? []) fallen.add(other);
  };
  for (const amendment of order) put(amendment);
  const applied = sequence.filter(([, outcome]) => outcome === 'adopted').map(([id]) => id);
  return { sequence, applied, finalVote: applied.length > 0 ? 'amended' : 'original' };
};
