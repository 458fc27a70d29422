import { firstToBePut } from '../amendments/voting-order.ts';
import { divisionTurn, type Turn } from '../divisions/division-turn.ts';
import { afterCounted, countingOf } from '../rules/counted-time.ts';
import {
  admitPublic,
  conductRefusal,
  limitRefusal,
  refuse,
  secondsRefusal,
  type DeliberationCircumstances,
  type Refused,
} from './admission.ts';
import { pendingAmendments, unmetNeed } from './amendments/amendment-records.ts';
import { pendingAmendment } from './amendments/read-handed-in.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { RULES_EDITION } from './edition.ts';
import { entryOf } from './entry-of.ts';
import { WHOLE_TEXT } from './items.ts';
import { ACT_LIMITS } from './limits.ts';
import { metFlags } from './met-flags.ts';
import { parkedInText, parkedRefusal } from './parked-paragraphs.ts';
import { ruleApplies } from './rule-applies.ts';
import { standingRejection } from './text-bar.ts';
import { votingMembers } from './voting-members.ts';
import type { DeliberationState, ItemId } from '../types.ts';

/**
 * AMP-13: amendments are put before the text (GA rule 90), each when what it needs is decided and it is the first of those
 * that it is decided together with.
 */
const itemTurn = (state: DeliberationState, item: ItemId, { texts }: DeliberationCircumstances): Turn => {
  if (state.revision === undefined) return { refused: refuse('text.none') };
  if (item === WHOLE_TEXT) {
    const pending = pendingAmendments(state).map(({ id }) => id);
    return pending.length === 0
      ? { textHash: state.revision.hash }
      : { refused: refuse('adoption.amendmentsPending', { amendments: pending }) };
  }
  const found = pendingAmendment(state, item);
  if ('refused' in found) return found;
  const { id, hash } = found.amendment;
  const needed = unmetNeed(state, found.amendment);
  if (needed !== undefined) return { refused: refuse('amendment.needs', { amendment: id, needed }) };
  const first = firstToBePut(state, texts, id);
  return first === id || first === undefined
    ? { textHash: hash }
    : { refused: refuse('amendment.notNext', { amendment: id, next: first }) };
};

/** What is set aside of the words that an item is about: of an amendment those that it touches, else the whole text. */
const parkedFor = (state: DeliberationState, item: ItemId): Refused | undefined => {
  const amendment = entryOf(state.amendments, item);
  return amendment === undefined ? parkedInText(state) : parkedRefusal(state, amendment.touches);
};

/** ACT-30: the chair proposes adoption under a rule in force; rule and words are frozen from then on. */
export const proposeAdoption: AdmitAct<'proposeAdoption'> = (state, act, circumstances) => {
  const { actor, at, body } = circumstances;
  const refused =
    conductRefusal(actor, 'chair') ?? secondsRefusal(act.objectionSeconds, 'OBJECTION_SECONDS_MAX');
  if (refused !== undefined) return refused;
  const item = act.item ?? WHOLE_TEXT;
  const rejection = item === WHOLE_TEXT ? standingRejection(state) : undefined;
  if (rejection !== undefined) return refuse('text.rejectedByVote', { decision: rejection.id });
  const turn = divisionTurn(state, item, (one) => itemTurn(state, one, circumstances));
  if ('refused' in turn) return turn.refused;
  // ACT-52, ACT-53: words that are set aside stand still, and the text waits for all of them.
  const parked = parkedFor(state, item);
  if (parked !== undefined) return parked;
  const rule = entryOf(body.rules, act.rule);
  if (rule === undefined) return refuse('rule.unknown', { rule: act.rule });
  if (state.decisions.length >= ACT_LIMITS.DECISIONS_MAX) return limitRefusal('DECISIONS_MAX');
  const refusal = ruleApplies(rule, votingMembers(body));
  if (refusal !== undefined) return { admitted: false, refusal };
  const decision = `d${state.decisions.length + 1}`;
  const { textHash } = turn;
  if (rule.method !== 'ballot') {
    // ACT-31: without a ballot nothing could meet a requirement later; a ballot asks when it is opened.
    const flags = metFlags(body, state, { id: decision, item, textHash });
    const unmet = (rule.requires ?? []).filter((flag) => entryOf(flags, flag) !== true);
    if (unmet.length > 0) return refuse('adoption.requires', { flags: unmet });
    const minHours = rule.period?.minHours ?? 0;
    if (act.objectionSeconds < minHours * 3_600) return refuse('adoption.periodTooShort', { minHours });
  }
  // SIL-7: days of rest do not count; the instant is fixed now and no change of clocks moves it.
  const objectionsUntil = afterCounted(at, act.objectionSeconds, countingOf(rule));
  return admitPublic({
    type: 'adoptionProposed',
    payload: {
      decision,
      ...(item === WHOLE_TEXT ? {} : { item }),
      rule,
      textHash,
      objectionsUntil,
      edition: RULES_EDITION,
    },
  });
};
