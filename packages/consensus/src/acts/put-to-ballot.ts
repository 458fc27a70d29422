import { dividedFirst } from '../divisions/division-turn.ts';
import { eligibleBallots } from '../rules/evaluate.ts';
import { countsHeads } from '../rules/counts-heads.ts';
import { addSeconds } from '../rules/instant.ts';
import { ruleAttributes } from '../rules/parse-rule.ts';
import type { BodyState, Decision, Elector } from '../types.ts';
import { admitPublic, conductRefusal, refuse, secondsRefusal } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { isOfEdition } from './edition.ts';
import { inEnglishOrder, inOrderOfCodePoints } from './english-order.ts';
import { entryOf } from './entry-of.ts';
import { theDecision } from './judge-decision.ts';
import { metFlags } from './met-flags.ts';
import { votingAttributes, votingMembers } from './voting-members.ts';

/** ACT-38: who votes, in which order and with which weight is frozen now; kept are attributes that the rule reads. */
const electorsOf = (body: BodyState, decision: Decision): readonly Elector[] => {
  const { rule } = decision;
  const read = new Set([...ruleAttributes(rule), 'role']);
  const inOrder = isOfEdition(decision, 2) ? inEnglishOrder : inOrderOfCodePoints;
  const sitting = inOrder(votingMembers(body)).map((member) => ({
    id: member.id,
    attrs: votingAttributes(member),
    position: 'none' as const,
  }));
  return eligibleBallots(rule, sitting).map(({ id, attrs }) => ({
    id,
    attrs: Object.fromEntries(Object.entries(attrs).filter(([attr]) => read.has(attr))),
  }));
};

/** BAL-1: electors in the order of the call: from the one drawn to the end, then from the first. */
const calledFrom = (electors: readonly Elector[], lot: number): readonly Elector[] => {
  const first = electors.length === 0 ? 0 : lot % electors.length;
  return [...electors.slice(first), ...electors.slice(0, first)];
};

const LOT_MAX = 2 ** 32 - 1;

export const putToBallot: AdmitAct<'putToBallot'> = (state, act, { actor, at, body, lot }) => {
  const refused = conductRefusal(actor, 'chair') ?? secondsRefusal(act.openSeconds, 'BALLOT_SECONDS_MAX');
  if (refused !== undefined) return refused;
  const decision = theDecision(state);
  const { id, item, rule, textHash } = decision;
  const divided = dividedFirst(state, item);
  if (divided !== undefined) return divided;
  if (rule.method !== 'ballot')
    return refuse('rule.methodUnavailable', { rule: rule.id, method: rule.method });
  if (decision.tied !== undefined && at > decision.tied.until)
    return refuse('deadline.passed', { deadline: decision.tied.until, at });
  // ACT-37: a flag that the record does not show is not met, whatever its name.
  const flags = metFlags(body, state, { id, item, textHash });
  const unmet = (rule.requires ?? []).filter((flag) => entryOf(flags, flag) !== true);
  if (unmet.length > 0) return refuse('ballot.requires', { flags: unmet });
  const { manner = 'recorded' } = act;
  if (manner === 'showOfHands' && !countsHeads(rule)) return refuse('ballot.headsOnly', { rule: rule.id });
  const electors = electorsOf(body, decision);
  const opened = { decision: id, closesAt: addSeconds(at, act.openSeconds) };
  if (manner !== 'rollCall')
    return admitPublic({
      type: 'ballotOpened',
      payload: { ...opened, electors, ...(manner === 'recorded' ? {} : { manner }) },
    });
  if (lot === undefined || !Number.isSafeInteger(lot) || lot < 0 || lot > LOT_MAX)
    return refuse('ballot.noLot');
  return admitPublic({
    type: 'ballotOpened',
    payload: { ...opened, electors: calledFrom(electors, lot), manner, lot },
  });
};
