import {
  itemsOf,
  currentHash,
  votingMembers,
  WHOLE_TEXT,
  type BodyState,
  type DeliberationAct,
  type DeliberationState,
  type GroupId,
  type MemberId,
  type Stance,
} from '@plenary/consensus';
import { seededDraws } from './random.ts';

export interface SimulatedAct {
  readonly member: MemberId;
  readonly act: DeliberationAct;
}

/** Neutral reasons, so that nothing that is drawn reads as the policy of a State that exists. */
const REASONS: Readonly<Record<'reserve' | 'oppose' | 'object', readonly string[]>> = {
  reserve: [
    'Subject to instructions from capital.',
    'Wording to be aligned with the preamble.',
    'We would like to see the legal review first.',
    'The financial implications are not yet clear.',
  ],
  oppose: [
    'The obligation goes further than our law allows.',
    'The paragraph duplicates work done elsewhere.',
    'We would prefer voluntary language.',
    'The burden on small administrations is too heavy.',
  ],
  object: [
    'We cannot join a consensus on this wording.',
    'The paragraph touches a matter outside the mandate of the Conference.',
    'The definition is missing on which the obligation rests.',
  ],
};

/** Two dimensions on which groups differ a little: how binding the text is, how far it shares. */
type Leaning = readonly [number, number];
const SILENT_SHARE = 0.12;
const SPEAKS_ON_TEXT = 0.55;

const pick = <T>(list: readonly T[], draw: number): T => list[Math.floor(draw * list.length)] as T;
const spread = (draw: () => number): number => draw() + draw() + draw() - 1.5;

const stanceAt = (closeness: number): Stance => {
  if (closeness > 0.3) return 'support';
  if (closeness > -0.42) return 'accept';
  if (closeness > -0.66) return 'abstain';
  if (closeness > -0.92) return 'reserve';
  return closeness > -1.32 ? 'oppose' : 'object';
};

/**
 * Positions of an exercise, drawn by chance from the seed: delegations of one regional group lean alike, each has its
 * own mind, some are silent, a few object. The same seed gives the same acts on every machine.
 */
export const simulatedActs = (
  body: BodyState,
  state: DeliberationState,
  seed: number,
): readonly SimulatedAct[] => {
  const draw = seededDraws(seed);
  const acts: SimulatedAct[] = [];
  const regional = Object.values(body.groups).filter((group) => group.kind === 'regional');
  const leanings = new Map<GroupId, Leaning>(
    regional.map(({ id }) => [id, [spread(draw) * 0.35, spread(draw) * 0.35]]),
  );
  const members = votingMembers(body).map(({ id }) => {
    const group = regional.find((candidate) => candidate.members.includes(id));
    const [x, y] = (group === undefined ? undefined : leanings.get(group.id)) ?? [0, 0];
    return { id, mind: [x + spread(draw) * 0.3, y + spread(draw) * 0.3] as Leaning, silent: draw() < 0.04 };
  });
  for (const item of itemsOf(state)) {
    const textHash = currentHash(state, item);
    if (textHash === undefined) continue;
    const paragraph = state.revision?.paragraphs.find(({ pid }) => pid === item);
    // Bracketed paragraphs and operative ones divide more than the preamble.
    const heat =
      (paragraph?.text.includes('[') === true ? 0.86 : 0.3) +
      (paragraph?.kind === 'preambular' ? draw() * 0.12 : draw() * 0.42);
    const direction: Leaning = [draw() * 2 - 1, draw() * 2 - 1];
    for (const { id, mind, silent } of members) {
      const closeness =
        0.75 -
        heat +
        (mind[0] * direction[0] + mind[1] * direction[1]) * heat * 1.7 +
        spread(draw) * heat * 0.62;
      const says = draw();
      if (silent || says < (item === WHOLE_TEXT ? 1 - SPEAKS_ON_TEXT : SILENT_SHARE)) continue;
      const drawn = stanceAt(closeness);
      const stance = item === WHOLE_TEXT && drawn === 'object' ? 'reserve' : drawn;
      const reasons =
        stance === 'reserve' || stance === 'oppose' || stance === 'object' ? REASONS[stance] : undefined;
      const reason = reasons === undefined ? '' : pick(reasons, draw());
      acts.push({ member: id, act: { type: 'statePosition', item, stance, reason, textHash } });
    }
  }
  acts.push(...groupStatements(body, state));
  return acts;
};

/** Two statements in the name of groups, with one member standing apart and one aligning itself from outside. */
const groupStatements = (body: BodyState, state: DeliberationState): readonly SimulatedAct[] => {
  const named = (id: GroupId) => body.groups[id];
  const items = itemsOf(state).slice(-2);
  return ['aosis', 'g77'].flatMap((id, place): SimulatedAct[] => {
    const group = named(id);
    const item = items[place];
    const textHash = item === undefined ? undefined : currentHash(state, item);
    if (group?.chair === undefined || item === undefined || textHash === undefined) return [];
    const reason = 'Stated on behalf of the group.';
    const statement = `g${place + 1}`;
    const apart = group.members.find(
      (member) => member !== group.chair && body.members[member]?.role === 'member',
    );
    const joining = Object.values(body.members).find(
      ({ id: other, role }) => role === 'member' && !group.members.includes(other),
    );
    return [
      {
        member: group.chair,
        act: { type: 'stateGroupPosition', group: id, item, stance: 'support', reason, textHash },
      },
      ...(apart === undefined
        ? []
        : [{ member: apart, act: { type: 'dissociateFromStatement' as const, statement } }]),
      ...(joining === undefined
        ? []
        : [{ member: joining.id, act: { type: 'alignWithStatement' as const, statement } }]),
    ];
  });
};
