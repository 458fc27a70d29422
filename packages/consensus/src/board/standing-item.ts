import { objectorsOf, openDecisionOnText, projectBallots, withObjections } from '../acts/decision-ballots.ts';
import { standingsOn, type Standing } from '../acts/effective-stance.ts';
import { WHOLE_TEXT } from '../acts/items.ts';
import { tallyStances } from '../tallies/item-tally.ts';
import type { Standpoint } from '../tallies/stance-distance.ts';
import { stanceIndex, type ItemTally } from '../tallies/tally-plan.ts';
import type { Ballot, BodyState, DeliberationState, ItemId, MemberId } from '../types.ts';
import type { BoardPlan } from './board-plan.ts';
import type { ShownStance } from './stance-counts.ts';

/** One item as it stands: what is said of it, and what of that decides. */
export interface StandingItem {
  readonly standings: readonly Standing[];
  readonly objectors: readonly MemberId[];
  /** Stances as stated, by seat. */
  readonly stated: ItemTally;
  /**
   * Stances as the rule sees them. On the whole text only a member's own objection is one: a group statement that
   * objects counts its members as opposed (ACT-33).
   */
  readonly deciding: ItemTally;
  readonly points: readonly Standpoint[];
  readonly ballots: readonly Ballot[];
}

const decidingStance = (stance: ShownStance, objects: boolean): ShownStance => {
  if (objects) return 'object';
  return stance === 'object' ? 'oppose' : stance;
};

/** Where everybody stands on an item. */
export const standingItem = (
  body: BodyState,
  state: DeliberationState,
  item: ItemId,
  { room, plan }: BoardPlan,
): StandingItem => {
  const standings = standingsOn(state, item, room.members);
  const isWhole = item === WHOLE_TEXT;
  const objectors = isWhole
    ? objectorsOf(body, state, openDecisionOnText(state))
    : room.members.flatMap(({ id }, seat) => (standings[seat]?.stance === 'object' ? [id] : []));
  const objecting = new Set(objectors);
  const stances = standings.map(({ stance }) => stance);
  const deciding = isWhole
    ? stances.map((stance, seat) => decidingStance(stance, objecting.has(room.members[seat]?.id ?? '')))
    : stances;
  const given = projectBallots(room.members, standings);
  const ballots = isWhole ? withObjections(given, objectors) : given;
  const stated = tallyStances(plan, stances.map(stanceIndex));
  return {
    standings,
    objectors,
    stated,
    deciding: isWhole ? tallyStances(plan, deciding.map(stanceIndex)) : stated,
    points: room.members.map(({ id, attrs }, seat) => {
      const reasoned = ballots[seat]?.reasoned;
      return {
        id,
        attrs,
        stance: deciding[seat] ?? 'silent',
        ...(reasoned === undefined ? {} : { reasoned }),
      };
    }),
    ballots,
  };
};
