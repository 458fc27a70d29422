import type { Admission, BodyEvent, BodyState } from '../../types.ts';
import { admitPublic, idRefusal, limitRefusal, refuse } from '../admission.ts';
import { ACT_LIMITS } from '../limits.ts';

/** What the body's stream says when a sitting is planned: its calendar; appended in the same transaction. */
export const listSitting = (body: BodyState, sitting: string): Admission<BodyEvent> => {
  if (body.sittings.includes(sitting)) return refuse('sitting.exists', { sitting });
  if (body.sittings.length >= ACT_LIMITS.SITTINGS_MAX) return limitRefusal('SITTINGS_MAX');
  return idRefusal(sitting) ?? admitPublic({ type: 'sittingListed', payload: { sitting } });
};
