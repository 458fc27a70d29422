import type { Admission, BodyAct, BodyEvent, BodyState } from '../../types.ts';
import type { BodyCircumstances } from '../admission.ts';

/** One act of a body that is founded: whether it is in order now, and the events it brings about. */
export type AdmitBodyAct<T extends BodyAct['type']> = (
  body: BodyState,
  act: Extract<BodyAct, { readonly type: T }>,
  circumstances: BodyCircumstances,
) => Admission<BodyEvent>;
