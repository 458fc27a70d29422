import { entryOf } from '../acts/entry-of.ts';
import { votingAttributes, votingMembers } from '../acts/voting-members.ts';
import { evaluateRule } from '../rules/evaluate.ts';
import { ceiling, floor, fraction, multiply, parseFraction } from '../rules/fraction.ts';
import type {
  Ballot,
  BodyState,
  DecisionRule,
  FloorRules,
  FloorVote,
  LocalisedText,
  MemberId,
  RationalText,
  RuleResult,
  SittingState,
} from '../types.ts';

/** Who is there, of how many, and how many must be; counted in members, observers never count. */
export interface Quorum {
  readonly present: number;
  readonly members: number;
  readonly needed: number;
  readonly reached: boolean;
}

const shareOf = (share: RationalText) => {
  const read = parseFraction(share);
  if (read === undefined) throw new Error(`a sitting with a share that cannot be read: ${share}`);
  return read;
};

const counted = (body: BodyState, state: SittingState) => {
  const members = votingMembers(body);
  return {
    members: members.length,
    present: members.filter(({ id }) => entryOf(state.present, id) !== undefined).length,
  };
};

/** SIT-6: the meeting opens when at least the announced share of the members is present. */
export const openingQuorum = (body: BodyState, state: SittingState): Quorum => {
  const { members, present } = counted(body, state);
  const needed = Number(ceiling(multiply(shareOf(state.rules.openingShare), fraction(members))));
  return { members, present, needed, reached: present >= needed && members > 0 };
};

/** SIT-20: a vote is taken when more than the announced share of the members is present. */
export const decidingQuorum = (body: BodyState, state: SittingState): Quorum => {
  const { members, present } = counted(body, state);
  const needed = Number(floor(multiply(shareOf(state.rules.decidingShare), fraction(members)))) + 1;
  return { members, present, needed, reached: present >= needed };
};

const PROCEDURE_NAMES: LocalisedText = {
  en: 'Procedure',
  fr: 'Procédure',
  es: 'Procedimiento',
  ru: 'Процедура',
  zh: '程序问题',
  ar: 'المسائل الإجرائية',
};

/** Procedure is decided by a majority of the members present and voting, with the quorum of the sitting. */
export const procedureRule = ({ decidingShare }: FloorRules): DecisionRule => ({
  id: 'procedure',
  names: PROCEDURE_NAMES,
  basis: 'GA rules 67, 71, 77, 85',
  method: 'ballot',
  quorum: { set: 'present', of: 'eligible', op: '>', value: decidingShare },
  pass: { set: 'for', of: 'voting', op: '>', value: '1/2' },
});

/** SIT-43: what was decided is considered again by two thirds of the members present and voting. */
const reconsiderationRule = (rules: FloorRules): DecisionRule => ({
  ...procedureRule(rules),
  basis: 'GA rules 67, 81',
  pass: { set: 'for', of: 'voting', op: '>=', value: '2/3' },
});

const ruleOf = (state: SittingState, { on }: FloorVote): DecisionRule => {
  const motion = 'motion' in on ? state.motions.find(({ id }) => id === on.motion) : undefined;
  return motion?.kind === 'reconsider' ? reconsiderationRule(state.rules) : procedureRule(state.rules);
};

/** SIT-59: whether a member is of those who have a vote: on the roll when it was opened. */
export const isOnRoll = (
  state: Pick<SittingState, 'present'>,
  { roll }: Pick<FloorVote, 'roll'>,
  member: MemberId,
): boolean => (roll === undefined ? entryOf(state.present, member) !== undefined : roll.includes(member));

/** SIT-59: the members on the roll now, as they are frozen with a vote; in code point order. */
export const rollOf = (body: BodyState, state: SittingState): readonly MemberId[] =>
  votingMembers(body)
    .map(({ id }) => id)
    .filter((id) => entryOf(state.present, id) !== undefined)
    .sort();

/** SIT-22: what a vote on procedure comes to, by name and by the exact rule. */
export const voteResult = (body: BodyState, state: SittingState, vote: FloorVote): RuleResult =>
  evaluateRule(
    ruleOf(state, vote),
    votingMembers(body).map((member): Ballot => ({
      id: member.id,
      attrs: votingAttributes(member),
      position: entryOf(vote.cast, member.id) ?? 'none',
      present: isOnRoll(state, vote, member.id) || entryOf(vote.cast, member.id) !== undefined,
    })),
  );

/** Members that have a vote and have not cast it. */
export const notYetVoted = (body: BodyState, state: SittingState, vote: FloorVote): readonly string[] =>
  votingMembers(body)
    .map(({ id }) => id)
    .filter((id) => isOnRoll(state, vote, id) && entryOf(vote.cast, id) === undefined);
