import type { Admission, BodyEvent, BodyState } from '../../types.ts';
import { admitPublic, idRefusal, refuse } from '../admission.ts';

/** What the body's stream says when a deliberation is opened in it; appended in the same transaction. */
export const listDeliberation = (body: BodyState, deliberation: string): Admission<BodyEvent> => {
  if (body.deliberations.includes(deliberation)) return refuse('deliberation.exists', { deliberation });
  return idRefusal(deliberation) ?? admitPublic({ type: 'deliberationListed', payload: { deliberation } });
};
