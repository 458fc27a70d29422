import type { Admission, BodyEvent, BodyState } from '../../types.ts';
import { admitPublic, idRefusal, limitRefusal, refuse } from '../admission.ts';
import { ACT_LIMITS } from '../limits.ts';

/** What the body's stream says when a consultation is announced; appended in the same transaction. */
export const listConsultation = (body: BodyState, consultation: string): Admission<BodyEvent> => {
  if (body.consultations.includes(consultation)) return refuse('consultation.exists', { consultation });
  if (body.consultations.length >= ACT_LIMITS.CONSULTATIONS_MAX) return limitRefusal('CONSULTATIONS_MAX');
  return idRefusal(consultation) ?? admitPublic({ type: 'consultationListed', payload: { consultation } });
};
