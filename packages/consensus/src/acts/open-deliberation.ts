import type { Admission, DeliberationAct, DeliberationEvent, DeliberationState } from '../types.ts';
import {
  admitPublic,
  conductRefusal,
  idRefusal,
  refuse,
  type DeliberationCircumstances,
} from './admission.ts';

/** ACT-17: a deliberation is opened once in its body; the body's stream lists it in the same transaction. */
export const openDeliberation = (
  state: DeliberationState | undefined,
  act: Extract<DeliberationAct, { readonly type: 'openDeliberation' }>,
  { actor, body }: DeliberationCircumstances,
): Admission<DeliberationEvent> => {
  if (state !== undefined || body.deliberations.includes(act.id))
    return refuse('deliberation.exists', { deliberation: state?.id ?? act.id });
  return (
    conductRefusal(actor, 'secretariat', 'chair') ??
    idRefusal(act.id) ??
    admitPublic({
      type: 'deliberationOpened',
      payload: { id: act.id, body: body.id, title: act.title },
    })
  );
};
