import type { Admission, DeliberationAct, DeliberationEvent, DeliberationState } from '../types.ts';
import type { DeliberationCircumstances } from './admission.ts';

/** One act of a deliberation that is open: whether it is in order now, and the events it brings about. */
export type AdmitAct<T extends DeliberationAct['type']> = (
  state: DeliberationState,
  act: Extract<DeliberationAct, { readonly type: T }>,
  circumstances: DeliberationCircumstances,
) => Admission<DeliberationEvent>;
