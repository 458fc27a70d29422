import {
  admitPublic,
  conductRefusal,
  idRefusal,
  limitRefusal,
  refuse,
  type Refused,
} from '../acts/admission.ts';
import { RULES_EDITION } from '../acts/edition.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import { compare, fraction, parseFraction, ZERO } from '../rules/fraction.ts';
import { formatInstant, parseInstant } from '../rules/instant.ts';
import type {
  Admission,
  AgendaItem,
  BodyState,
  FloorRules,
  SittingAct,
  SittingEvent,
  SittingState,
} from '../types.ts';
import type { SittingCircumstances } from './sitting-answer.ts';

const isShare = (text: string): boolean => {
  const share = parseFraction(text);
  return share !== undefined && compare(share, ZERO) >= 0 && compare(share, fraction(1)) <= 0;
};
const isTime = (seconds: number): boolean =>
  Number.isSafeInteger(seconds) && seconds >= 1 && seconds <= ACT_LIMITS.FLOOR_SECONDS_MAX;

/** SIT-3: shares from 0 to 1, times of at least one second, replies within their bound. */
const rulesRefusal = (rules: FloorRules) => {
  for (const share of ['openingShare', 'decidingShare'] as const)
    if (!isShare(rules[share])) return refuse('sitting.badRule', { field: share });
  const times = ['speechSeconds', 'groupSeconds', 'observerSeconds', 'motionSeconds', 'voteSeconds'] as const;
  for (const time of times) if (!isTime(rules[time])) return limitRefusal('FLOOR_SECONDS_MAX');
  const { constituencySlots: slots = 1 } = rules;
  if (!Number.isSafeInteger(slots) || slots < 1 || slots > ACT_LIMITS.CONSTITUENCY_SLOTS_MAX)
    return limitRefusal('CONSTITUENCY_SLOTS_MAX');
  if (rules.replySeconds.length > ACT_LIMITS.REPLIES_MAX) return limitRefusal('REPLIES_MAX');
  return rules.replySeconds.every(isTime) ? undefined : limitRefusal('FLOOR_SECONDS_MAX');
};

/** SIT-3: the instant of opening is written as the record writes instants. */
export const opensAtRefusal = (opensAt: string): Refused | undefined => {
  const opens = parseInstant(opensAt);
  return opens === undefined || formatInstant(opens) !== opensAt
    ? refuse('sitting.badRule', { field: 'opensAt' })
    : undefined;
};

/** SIT-3: a place is a few words. */
export const placeRefusal = (place: string | undefined): Refused | undefined => {
  if (place === undefined) return undefined;
  if (place.trim() === '') return refuse('sitting.badRule', { field: 'place' });
  return place.length > ACT_LIMITS.PLACE_CHARACTERS_MAX ? limitRefusal('PLACE_CHARACTERS_MAX') : undefined;
};

/** SIT-3: every item of an agenda once, with texts of deliberations of this body. */
export const agendaRefusal = (agenda: readonly AgendaItem[], body: BodyState): Refused | undefined => {
  if (agenda.length === 0) return refuse('agenda.empty');
  if (agenda.length > ACT_LIMITS.AGENDA_ITEMS_MAX) return limitRefusal('AGENDA_ITEMS_MAX');
  const ids = agenda.map(({ id }) => id);
  const malformed = idRefusal(...ids);
  if (malformed !== undefined) return malformed;
  const twice = ids.find((id, place) => ids.indexOf(id) !== place);
  if (twice !== undefined) return refuse('agenda.twice', { item: twice });
  const foreign = agenda.find(
    ({ deliberation }) => deliberation !== undefined && !body.deliberations.includes(deliberation),
  );
  return foreign === undefined ? undefined : refuse('agenda.unknownDeliberation', { item: foreign.id });
};

/** SIT-1, SIT-3: a sitting is planned once, with its agenda and the rules by which the floor will be held. */
export const planSitting = (
  state: SittingState | undefined,
  act: Extract<SittingAct, { readonly type: 'planSitting' }>,
  { actor, body }: SittingCircumstances,
): Admission<SittingEvent> => {
  const { type: _, ...plan } = act;
  if (state !== undefined || body.sittings.includes(act.id))
    return refuse('sitting.exists', { sitting: act.id });
  const refused =
    conductRefusal(actor, 'chair', 'secretariat') ??
    idRefusal(act.id) ??
    rulesRefusal(act.rules) ??
    opensAtRefusal(act.opensAt) ??
    placeRefusal(act.place);
  if (refused !== undefined) return refused;
  if (!Number.isSafeInteger(act.meeting) || act.meeting < 1)
    return refuse('sitting.badRule', { field: 'meeting' });
  const unfit = agendaRefusal(act.agenda, body);
  if (unfit !== undefined) return unfit;
  return admitPublic({
    type: 'sittingPlanned',
    payload: { ...plan, body: body.id, edition: RULES_EDITION },
  });
};
