import { refuse } from '../acts/admission.ts';
import type { Admission, SittingAct, SittingEvent, SittingState } from '../types.ts';
import {
  adjournSitting,
  openSitting,
  registerPresence,
  resumeSitting,
  suspendSitting,
  takeUp,
} from './conduct.ts';
import { askForFloor, endSpeech, extendTime, giveFloor, setSpeakersList, withdrawRequest } from './floor.ts';
import { cancelSitting, changeSitting } from './change-plan.ts';
import { planSitting } from './plan-sitting.ts';
import {
  appealRuling,
  askObjections,
  carryMotion,
  castVote,
  closeVote,
  moveMotion,
  objectToMotion,
  putMotion,
  raisePointOfOrder,
  rulePoint,
  withdrawMotion,
} from './procedure.ts';
import type { AdmitSittingAct, SittingCircumstances } from './sitting-answer.ts';
import { SITTING_IN_ORDER } from './sitting-phases.ts';

type LaterAct = Exclude<SittingAct, { readonly type: 'planSitting' }>;
type LaterActs = { readonly [T in LaterAct['type']]: Extract<LaterAct, { readonly type: T }> };

/** Act type → its rule; an act without one does not compile. */
const ADMIT: { readonly [T in LaterAct['type']]: AdmitSittingAct<T> } = {
  changeSitting,
  cancelSitting,
  registerPresence,
  openSitting,
  takeUp,
  askForFloor,
  withdrawRequest,
  setSpeakersList,
  giveFloor,
  endSpeech,
  extendTime,
  raisePointOfOrder,
  rulePoint,
  appealRuling,
  moveMotion,
  withdrawMotion,
  askObjections,
  objectToMotion,
  carryMotion,
  putMotion,
  castVote,
  closeVote,
  suspendSitting,
  resumeSitting,
  adjournSitting,
};

/** Every act of a sitting, in the order of its life; the table has exactly these keys. */
export const SITTING_ACT_TYPES: readonly SittingAct['type'][] = [
  'planSitting',
  ...(Object.keys(ADMIT) as LaterAct['type'][]),
];

const admitLater = <T extends LaterAct['type']>(
  state: SittingState,
  type: T,
  act: LaterActs[T],
  circumstances: SittingCircumstances,
): Admission<SittingEvent> => ADMIT[type](state, act, circumstances);

/** Whether a sitting may take this act now; the events it brings about, or why not. */
export const admitSitting = (
  state: SittingState | undefined,
  act: SittingAct,
  circumstances: SittingCircumstances,
): Admission<SittingEvent> => {
  if (act.type === 'planSitting') return planSitting(state, act, circumstances);
  if (state === undefined) return refuse('sitting.unknown');
  if (!SITTING_IN_ORDER[act.type][state.phase])
    return refuse('sitting.outOfOrder', { act: act.type, state: state.phase });
  return admitLater(state, act.type, act, circumstances);
};
