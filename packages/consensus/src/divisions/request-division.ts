import {
  admitPublic,
  bindingMember,
  limitRefusal,
  reasonRefusal,
  refuse,
  type Refused,
} from '../acts/admission.ts';
import { isAmended } from '../acts/amendments/amendment-records.ts';
import { pendingAmendment } from '../acts/amendments/read-handed-in.ts';
import { openDecision } from '../acts/decision-ballots.ts';
import type { AdmitAct } from '../acts/deliberation-answer.ts';
import { entryOf } from '../acts/entry-of.ts';
import { WHOLE_TEXT } from '../acts/items.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import type { DeliberationAct, DeliberationState, ItemId, MemberId, TextHash } from '../types.ts';
import { dividedItem, pendingDivision } from './division-of.ts';

/** Hash of the words that are to be divided, or why they are not. */
const wordsOf = (
  state: DeliberationState,
  item: ItemId,
): { readonly hash: TextHash } | { readonly refused: Refused } => {
  if (state.revision === undefined) return { refused: refuse('text.none') };
  if (item === WHOLE_TEXT) return { hash: state.revision.hash };
  const found = pendingAmendment(state, item);
  if ('refused' in found) return found;
  // DIV-3: what others changed in it was decided already, and goes into the text with it.
  return isAmended(state, item)
    ? { refused: refuse('amendment.amended', { amendment: item }) }
    : { hash: found.amendment.hash };
};

/** DIV-4: one motion for an item at a time, none on words that were divided, one of each delegation on the same words. */
const repeatedRefusal = (
  state: DeliberationState,
  item: ItemId,
  hash: TextHash,
  member: MemberId,
): Refused | undefined => {
  const pending = pendingDivision(state, item);
  if (pending !== undefined) return refuse('division.pending', { division: pending.id });
  const earlier = Object.values(state.divisions).filter(
    (division) => division.item === item && division.textHash === hash,
  );
  const again = earlier.find((division) => division.fate === 'carried' || division.member === member);
  if (again === undefined) return undefined;
  return refuse(again.fate === 'carried' ? 'division.divided' : 'division.askedBefore', {
    division: again.id,
  });
};

type Asked = Extract<DeliberationAct, { readonly type: 'requestDivision' }>;

const sizeRefusal = (state: DeliberationState, { parts, reason }: Asked): Refused | undefined => {
  if (Object.keys(state.divisions).length >= ACT_LIMITS.DIVISIONS_MAX) return limitRefusal('DIVISIONS_MAX');
  if (parts.length > ACT_LIMITS.DIVISION_PARTS_MAX) return limitRefusal('DIVISION_PARTS_MAX');
  if (parts.some((ids) => ids.length > ACT_LIMITS.PARAGRAPHS_MAX)) return limitRefusal('PARAGRAPHS_MAX');
  return reason === '' ? undefined : reasonRefusal(reason);
};

/**
 * DIV-3, DIV-4: any delegation asks that parts of the text or of an amendment be voted on separately, before voting
 * begins. Where something else than a vote is proposed it objects instead.
 */
export const requestDivision: AdmitAct<'requestDivision'> = (state, act, { actor, body, texts }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const tooMuch = sizeRefusal(state, act);
  if (tooMuch !== undefined) return tooMuch;
  const { item = WHOLE_TEXT, parts, reason, textHash } = act;
  const words = wordsOf(state, item);
  if ('refused' in words) return words.refused;
  if (textHash !== words.hash) return refuse('division.staleText', { expected: words.hash });
  const open = openDecision(state);
  if (open?.item === item && open.rule.method !== 'ballot')
    return refuse('division.noVote', { decision: open.id });
  const repeated = repeatedRefusal(state, item, words.hash, member);
  if (repeated !== undefined) return repeated;
  const divided = dividedItem(state, item, parts);
  if (!divided.ok) return { admitted: false, refusal: divided.refusal };
  const hash = texts.digest(JSON.stringify([item, textHash, member, parts]));
  return admitPublic({
    type: 'divisionRequested',
    payload: {
      division: {
        id: `D${Object.keys(state.divisions).length + 1}`,
        item,
        member,
        asked: parts,
        reason,
        textHash,
        hash,
      },
    },
  });
};

/** DIV-4: who asked takes it back until it is put. */
export const withdrawDivision: AdmitAct<'withdrawDivision'> = (state, act, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const division = entryOf(state.divisions, act.division);
  if (division === undefined) return refuse('division.none', { division: act.division });
  const { id, member, fate } = division;
  if (member !== binding.member) return refuse('division.notOwn', { division: id, member: binding.member });
  if (fate !== 'requested') return refuse('division.closed', { division: id, fate });
  if (openDecision(state)?.item === id) return refuse('division.beingPut', { division: id });
  return admitPublic({ type: 'divisionWithdrawn', payload: { division: id } });
};
