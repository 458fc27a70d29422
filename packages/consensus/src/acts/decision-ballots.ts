import type {
  Ballot,
  BodyState,
  Decision,
  DeliberationState,
  Instant,
  ItemId,
  MemberId,
  OpenedBallot,
  Tally,
} from '../types.ts';
import { equalVoiceTally } from '../rules/evaluate.ts';
import { isBarOutcome } from './text-bar.ts';
import { BALLOT_CHOICES, BALLOT_POSITIONS, type BallotPosition, type Stance } from '../vocabulary.ts';
import { memberAt } from './body/body-at.ts';
import { isOfEdition } from './edition.ts';
import { effectiveStance, standingsOn, type Standing } from './effective-stance.ts';
import { entryOf } from './entry-of.ts';
import { WHOLE_TEXT } from './items.ts';
import { latestBallot } from './tied-vote.ts';
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

/** The members as voters, in the order of their ids; with the attributes of an instant that has passed, where one is named. */
export const votersOf = (body: BodyState, at?: Instant): readonly Voter[] =>
  votingMembers(body).map((member) => ({
    id: member.id,
    attrs: votingAttributes(at === undefined ? member : memberAt(member, at)),
  }));

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

/** SIL-39: the instant up to which own objections break a silence. */
const objectionsEnd = (decision: Decision | undefined): Instant | undefined =>
  decision?.rule.method === 'silence' && isOfEdition(decision, 2) ? decision.objectionsUntil : undefined;

/** Members whose own position on the item as it stands is an objection, as its condition has it now. */
const ownObjectors = (
  body: BodyState,
  state: DeliberationState,
  item: ItemId,
  until: Instant | undefined,
): readonly MemberId[] =>
  Object.keys(entryOf(state.positions, item) ?? {})
    .filter((member) => entryOf(body.members, member)?.role === 'member')
    .filter((member) => {
      const { source, stance, position } = effectiveStance(state, item, member);
      const inTime = until === undefined || (position !== undefined && position.at <= until);
      return source === 'own' && stance === 'object' && inTime;
    });

/**
 * ACT-33: who objects to the adoption of the text or of an amendment: whoever objected to this proposal, or holds an own
 * `object` on what is to be adopted; of a silence, while its time ran. In code point order; without a decision only the latter, of the text.
 */
export const objectorsOf = (
  body: BodyState,
  state: DeliberationState,
  decision?: Decision,
): readonly MemberId[] =>
  [
    ...new Set([
      ...Object.keys(decision?.objections ?? {}),
      ...ownObjectors(body, state, decision?.item ?? WHOLE_TEXT, objectionsEnd(decision)),
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

/** BAL-3: hands as ballots without names. Which elector's place stands for which hand says nothing: the rule counts heads. */
const handBallots = ({ electors, hands }: OpenedBallot): readonly Ballot[] => {
  const raised: readonly BallotPosition[] =
    hands === undefined
      ? []
      : BALLOT_CHOICES.flatMap((choice) => Array.from({ length: hands[choice] }, () => choice));
  return electors.map(({ attrs }, place) => ({
    id: `hand${place + 1}`,
    attrs,
    position: raised[place] ?? 'none',
  }));
};

const namedBallots = (ballot: OpenedBallot): readonly Ballot[] =>
  ballot.electors.map(({ id, attrs }) => ({
    id,
    attrs,
    position: entryOf(ballot.cast, id)?.choice ?? 'none',
  }));

const castBallots = (ballot: OpenedBallot): readonly Ballot[] =>
  ballot.manner === 'showOfHands' ? handBallots(ballot) : namedBallots(ballot);

/** The ballots by which a decision is judged: those cast, or without a ballot the positions and objections. */
export const decisionBallots = (
  body: BodyState,
  state: DeliberationState,
  decision: Decision,
): readonly Ballot[] => {
  const ballot = latestBallot(decision);
  return ballot === undefined
    ? withObjections(projectedBallots(body, state, decision.item), objectorsOf(body, state, decision))
    : castBallots(ballot);
};

const isSameTally = (one: Tally, other: Tally): boolean =>
  BALLOT_POSITIONS.every((position) => one[position] === other[position]) && one.eligible === other.eligible;

/**
 * ACT-86: the ballots by which a decision was judged, for showing them. Without a ballot they are the positions on the
 * words that were decided on; none are shown where what was said since no longer gives the tally on record.
 */
export const ballotsAsDecided = (
  body: BodyState,
  state: DeliberationState,
  decision: Decision,
): readonly Ballot[] | undefined => {
  const { rule, item, textHash, equalVoice, silence, objections, outcome } = decision;
  if (latestBallot(decision) !== undefined || outcome === undefined)
    return decisionBallots(body, state, decision);
  // SIT-40: on a motion of a sitting nobody's position was asked.
  if (isBarOutcome(outcome)) return undefined;
  // BOD-145: nobody has another weight in what was decided before.
  const voters = votersOf(body, decision.decidedAt);
  const projected = projectBallots(voters, standingsOn(state, item, voters, textHash));
  const stood = projected.flatMap(({ id, position }) => (position === 'object' ? [id] : []));
  const objectors = silence?.broke ?? [...Object.keys(objections), ...stood];
  const ballots = withObjections(projected, objectors);
  const isAsRecorded = equalVoice !== undefined && isSameTally(equalVoiceTally(rule, ballots), equalVoice);
  return isAsRecorded ? ballots : undefined;
};

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
