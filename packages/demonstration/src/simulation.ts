import {
  currentHash,
  itemsOf,
  votingMembers,
  WHOLE_TEXT,
  type BodyState,
  type DeliberationAct,
  type DeliberationState,
  type Group,
  type ItemId,
  type MemberId,
  type Stance,
} from '@plenary/consensus';
import { seededDraws } from './random.ts';
import { reasonFor } from './reasons.ts';

/** An act and the member in whose name it is made; whoever sends it makes the actor. */
export interface SimulatedAct {
  readonly member: MemberId;
  readonly act: DeliberationAct;
}

/** Two dimensions on which delegations differ: how binding the text should be, how far it should share. */
type Leaning = readonly [number, number];

/** One delegation of the exercise. */
export interface Mind {
  readonly id: MemberId;
  readonly leaning: Leaning;
  readonly isSilent: boolean;
}

/** Members who say nothing at all, and how often the others leave a paragraph or the whole text aside. */
const SILENT_MEMBERS = 0.03;
const SILENT_ON_PARAGRAPH = 0.095;
const SILENT_ON_TEXT = 0.42;

/** How warm a paragraph is: brackets divide most, the preamble least. */
const HEAT = { bracketed: 0.84, plain: 0.3, drawnInPreamble: 0.12, drawnElsewhere: 0.42 };
/** How much a group's leaning counts in its members, and how much each has its own mind. */
const GROUP_SPREAD = 0.55;
const OWN_SPREAD = 0.3;

/** Groups that make a statement, where the body has them and somebody speaks for them. */
const STATEMENTS_BY = ['aosis', 'g77'];

const byId = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] =>
  list.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** Bell-shaped around 0, within ±1.5. */
const spread = (draw: () => number): number => draw() + draw() + draw() - 1.5;

const pick = <T>(list: readonly T[], draw: () => number): T | undefined =>
  list[Math.floor(draw() * list.length)];

const stanceAt = (closeness: number): Stance => {
  if (closeness > 0.3) return 'support';
  if (closeness > -0.42) return 'accept';
  if (closeness > -0.66) return 'abstain';
  if (closeness > -0.94) return 'reserve';
  return closeness > -1.6 ? 'oppose' : 'object';
};

/** A member leans as the groups it belongs to, on average, and has a mind of its own. */
export const mindsOf = (body: BodyState, draw: () => number): readonly Mind[] => {
  const groups = byId(Object.values(body.groups)).map(({ members }) => ({
    members: new Set(members),
    leaning: [spread(draw) * GROUP_SPREAD, spread(draw) * GROUP_SPREAD] as const,
  }));
  return byId(votingMembers(body)).map(({ id }) => {
    const mine = groups.filter(({ members }) => members.has(id)).map(({ leaning }) => leaning);
    const mean = (axis: 0 | 1): number =>
      mine.length === 0 ? 0 : mine.reduce((sum, leaning) => sum + leaning[axis], 0) / mine.length;
    const leaning: Leaning = [mean(0) + spread(draw) * OWN_SPREAD, mean(1) + spread(draw) * OWN_SPREAD];
    return { id, leaning, isSilent: draw() < SILENT_MEMBERS };
  });
};

/** Where the delegations stand on one item. Formal objections are made to paragraphs, not to the text as a whole. */
export const positionsOn = (
  state: DeliberationState,
  item: ItemId,
  minds: readonly Mind[],
  draw: () => number,
  silent = item === WHOLE_TEXT ? SILENT_ON_TEXT : SILENT_ON_PARAGRAPH,
): readonly SimulatedAct[] => {
  const textHash = currentHash(state, item);
  if (textHash === undefined) return [];
  const paragraph = state.revision?.paragraphs.find(({ pid }) => pid === item);
  const isBracketed = paragraph?.text.includes('[') === true;
  const isPreamble = paragraph?.kind === 'preambular';
  const heat =
    (isBracketed ? HEAT.bracketed : HEAT.plain) +
    draw() * (isPreamble ? HEAT.drawnInPreamble : HEAT.drawnElsewhere);
  const direction: Leaning = [draw() * 2 - 1, draw() * 2 - 1];
  return minds.flatMap(({ id, leaning, isSilent }): SimulatedAct[] => {
    const along = leaning[0] * direction[0] + leaning[1] * direction[1];
    const closeness = 0.75 - heat + along * heat * 1.7 + spread(draw) * heat * 0.62;
    const speaks = draw() >= silent;
    const which = draw();
    if (isSilent || !speaks) return [];
    const drawn = stanceAt(closeness);
    const stance = item === WHOLE_TEXT && drawn === 'object' ? 'reserve' : drawn;
    const reason = reasonFor(stance, which);
    return [{ member: id, act: { type: 'statePosition', item, stance, reason, textHash } }];
  });
};

/** A statement in the name of a group, from which one member stands apart and with which one outside aligns itself. */
const statementOf = (
  body: BodyState,
  state: DeliberationState,
  group: Group,
  statement: string,
  draw: () => number,
): readonly SimulatedAct[] => {
  const operative = state.revision?.paragraphs.filter(({ kind }) => kind === 'operative') ?? [];
  const item = pick(operative, draw)?.pid;
  const textHash = item === undefined ? undefined : currentHash(state, item);
  if (group.chair === undefined || item === undefined || textHash === undefined) return [];
  const voting = byId(votingMembers(body)).map(({ id }) => id);
  const apart = pick(
    voting.filter((id) => id !== group.chair && group.members.includes(id)),
    draw,
  );
  const joining = pick(
    voting.filter((id) => !group.members.includes(id)),
    draw,
  );
  const reason = 'Stated on behalf of the group.';
  return [
    {
      member: group.chair,
      act: { type: 'stateGroupPosition', group: group.id, item, stance: 'support', reason, textHash },
    },
    ...(apart === undefined
      ? []
      : [{ member: apart, act: { type: 'dissociateFromStatement', statement } } as const]),
    ...(joining === undefined
      ? []
      : [{ member: joining, act: { type: 'alignWithStatement', statement } } as const]),
  ];
};

/**
 * Positions of an exercise, drawn by chance from the seed: delegations that share groups lean alike, each has its own
 * mind, some are silent, a few object. The same seed gives the same acts on every machine, in whatever order the body
 * lists its members. Statements of groups come last: what follows refers to their ids, `g1`, `g2` …
 */
export const simulatedActs = (
  body: BodyState,
  state: DeliberationState,
  seed: number,
): readonly SimulatedAct[] => {
  const draw = seededDraws(seed);
  const minds = mindsOf(body, draw);
  const positions = itemsOf(state).flatMap((item) => positionsOn(state, item, minds, draw));
  const speaking = STATEMENTS_BY.flatMap((id) => body.groups[id] ?? []).filter(
    ({ chair }) => chair !== undefined,
  );
  const statements = speaking.flatMap((group, place) =>
    statementOf(body, state, group, `g${place + 1}`, draw),
  );
  return [...positions, ...statements];
};
