import { admitPublic, conductRefusal, reasonRefusal, refuse } from '../acts/admission.ts';
import { agendaRefusal, opensAtRefusal, placeRefusal } from './plan-sitting.ts';
import type { AdmitSittingAct } from './sitting-answer.ts';

/** SIT-44: until it opens, the chair or the secretariat gives a meeting another time, place or agenda, with a reason. */
export const changeSitting: AdmitSittingAct<'changeSitting'> = (state, act, { actor, at, body }) => {
  const { type: _, ...change } = act;
  const refused =
    conductRefusal(actor, 'chair', 'secretariat') ??
    reasonRefusal(act.reason) ??
    opensAtRefusal(act.opensAt) ??
    placeRefusal(act.place) ??
    agendaRefusal(act.agenda, body);
  if (refused !== undefined) return refused;
  if (act.opensAt !== state.opensAt && act.opensAt <= at)
    return refuse('sitting.notAhead', { opensAt: act.opensAt, at });
  return admitPublic({ type: 'sittingChanged', payload: { ...change, before: state.opensAt } });
};

/** SIT-45: a meeting that will not take place is cancelled, with a reason, until it opens; it keeps its place in the calendar. */
export const cancelSitting: AdmitSittingAct<'cancelSitting'> = (_state, { reason }, { actor }) =>
  conductRefusal(actor, 'chair', 'secretariat') ??
  reasonRefusal(reason) ??
  admitPublic({ type: 'sittingCancelled', payload: { reason } });
