import type {
  Ballot,
  BodyState,
  Decision,
  DeliberationState,
  ItemId,
  MemberId,
  OpenedBallot,
} from '../types.ts';
import type { BallotPosition, Stance } from '../vocabulary.ts';
import { effectiveStance, standingsOn, type Standing } from './effective-stance.ts';
import { entryOf } from './entry-of.ts';
import { WHOLE_TEXT } from './items.ts';
import { votingAttributes, votingMembers } from './voting-members.ts';

const PROJECTION: Readonly<Record<Stance | 'silent', BallotPosition>> = {
  support: 'for',
  accept: 'for',
  abstain: 'abstain',
  reserve: 'abstain',
  oppose: 'against',
  object: 'object',
  silent: 'none',
};

/** A stance as a ballot would show it (domain 6). */
export const projected = (stance: Stance | 'silent'): BallotPosition => PROJECTION[stance];

const isReasoned = (standing: Standing): boolean =>
  (standing.statement ?? standing.position)?.reason.trim() !== '' && standing.source !== 'none';

/** Someone who can vote, with what a rule may read of them. */
export interface Voter {
  readonly id: MemberId;
  readonly attrs: Ballot['attrs'];
}

/** The members as voters, in the order of their ids. */
export const votersOf = (body: BodyState): readonly Voter[] =>
  votingMembers(body).map((member) => ({ id: member.id, attrs: votingAttributes(member) }));

/** The ballots that these standings would give. */
export const projectBallots = (voters: readonly Voter[], standings: readonly Standing[]): readonly Ballot[] =>
  voters.map(({ id, attrs }, seat): Ballot => {
    const standing = standings[seat];
    if (standing === undefined) return { id, attrs, position: 'none', reasoned: false };
    return { id, attrs, position: projected(standing.stance), reasoned: isReasoned(standing) };
  });

/** Ballots that the standing positions on an item would give, in the order of member ids. */
export const projectedBallots = (
  body: BodyState,
  state: DeliberationState,
  item: ItemId,
): readonly Ballot[] => {
  const voters = votersOf(body);
  return projectBallots(voters, standingsOn(state, item, voters));
};

/** The decision that is not yet taken, if any. */
export const openDecision = (state: DeliberationState): Decision | undefined => {
  const last = state.decisions.at(-1);
  return last !== undefined && last.outcome === undefined ? last : undefined;
};

/** The open decision on the whole text: one on an amendment is not about the text as it stands. */
export const openDecisionOnText = (state: DeliberationState): Decision | undefined => {
  const decision = openDecision(state);
  return decision?.item === WHOLE_TEXT ? decision : undefined;
};

/** Members whose own position on the item as it stands is an objection, as its condition has it now. */
const ownObjectors = (body: BodyState, state: DeliberationState, item: ItemId): readonly MemberId[] =>
  Object.keys(entryOf(state.positions, item) ?? {})
    .filter((member) => entryOf(body.members, member)?.role === 'member')
    .filter((member) => {
      const { source, stance } = effectiveStance(state, item, member);
      return source === 'own' && stance === 'object';
    });

/**
 * ACT-33: who objects to the adoption of the text or of an amendment: whoever objected to this proposal, or holds an own
 * `object` on what is to be adopted. In code point order; without a decision only the latter, of the text.
 */
export const objectorsOf = (
  body: BodyState,
  state: DeliberationState,
  decision?: Decision,
): readonly MemberId[] =>
  [
    ...new Set([
      ...Object.keys(decision?.objections ?? {}),
      ...ownObjectors(body, state, decision?.item ?? WHOLE_TEXT),
    ]),
  ].sort();

/**
 * Positions on an item as an adoption without a ballot counts them. Only a member's own objection is one: a
 * group statement that objects counts its members as against.
 */
export const withObjections = (
  ballots: readonly Ballot[],
  objectors: readonly MemberId[],
): readonly Ballot[] => {
  const objecting = new Set(objectors);
  return ballots.map((ballot): Ballot => {
    if (objecting.has(ballot.id)) return { ...ballot, position: 'object', reasoned: true };
    return ballot.position === 'object' ? { ...ballot, position: 'against' } : ballot;
  });
};

const castBallots = (ballot: OpenedBallot): readonly Ballot[] =>
  ballot.electors.map(({ id, attrs }) => ({
    id,
    attrs,
    position: entryOf(ballot.cast, id)?.choice ?? 'none',
  }));

/** The ballots by which a decision is judged: those cast, or without a ballot the positions and objections. */
export const decisionBallots = (
  body: BodyState,
  state: DeliberationState,
  decision: Decision,
): readonly Ballot[] =>
  decision.ballot === undefined
    ? withObjections(projectedBallots(body, state, decision.item), objectorsOf(body, state, decision))
    : castBallots(decision.ballot);

/** ACT-36: consensus is exhausted when an attempt to adopt these very words without a ballot was rejected. */
export const decisionFlags = (
  state: DeliberationState,
  decision: Pick<Decision, 'id' | 'textHash'>,
): Readonly<Record<string, boolean>> => ({
  consensusExhausted: state.decisions.some(
    (earlier) =>
      earlier.id !== decision.id &&
      earlier.outcome === 'rejected' &&
      (earlier.rule.method === 'consensus' || earlier.rule.method === 'silence') &&
      earlier.textHash === decision.textHash,
  ),
});
