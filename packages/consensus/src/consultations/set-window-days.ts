import { admitPublic, conductRefusal, limitRefusal } from '../acts/admission.ts';
import type { AdmitBodyAct } from '../acts/body/body-answer.ts';
import { ACT_LIMITS } from '../acts/limits.ts';

/**
 * CSL-60: those who preside or the secretariat say for how many days windows for comments are open at the least; 0 asks
 * for nothing. Windows that were announced before stay as they are. The same again brings about no event.
 */
export const setWindowDays: AdmitBodyAct<'setWindowDays'> = (body, { days }, { actor }) => {
  const refused = conductRefusal(actor, 'chair', 'secretariat');
  if (refused !== undefined) return refused;
  if (!Number.isSafeInteger(days) || days < 0 || days > ACT_LIMITS.WINDOW_DAYS_MAX)
    return limitRefusal('WINDOW_DAYS_MAX');
  return (body.windowDaysMin ?? 0) === days
    ? admitPublic()
    : admitPublic({ type: 'windowDaysSet', payload: { days } });
};
