import type { SittingAct, SittingPhase } from '../types.ts';

type LaterAct = Exclude<SittingAct['type'], 'planSitting'>;
type Row = Readonly<Record<SittingPhase, boolean>>;

const yes = true;
const no = false;
/** Columns of the table, in the order of a sitting's life; a cell left out does not compile. */
const phases = (planned: boolean, open: boolean, suspended: boolean, adjourned: boolean): Row => ({
  planned,
  open,
  suspended,
  adjourned,
  // Nothing is done any more on what will not take place.
  cancelled: false,
});

/** SIT-2: which act is in order in which phase of a sitting. */
export const SITTING_IN_ORDER: Readonly<Record<LaterAct, Row>> = {
  changeSitting: phases(yes, no, no, no),
  cancelSitting: phases(yes, no, no, no),
  registerPresence: phases(yes, yes, yes, no),
  openSitting: phases(yes, no, no, no),
  takeUp: phases(no, yes, no, no),
  // Delegations inscribe themselves before the meeting opens, and while it is suspended.
  askForFloor: phases(yes, yes, yes, no),
  withdrawRequest: phases(yes, yes, yes, no),
  setSpeakersList: phases(yes, yes, yes, no),
  giveFloor: phases(no, yes, no, no),
  endSpeech: phases(no, yes, no, no),
  extendTime: phases(no, yes, no, no),
  raisePointOfOrder: phases(no, yes, no, no),
  rulePoint: phases(no, yes, no, no),
  appealRuling: phases(no, yes, no, no),
  moveMotion: phases(no, yes, no, no),
  withdrawMotion: phases(no, yes, no, no),
  askObjections: phases(no, yes, no, no),
  objectToMotion: phases(no, yes, no, no),
  carryMotion: phases(no, yes, no, no),
  putMotion: phases(no, yes, no, no),
  castVote: phases(no, yes, no, no),
  closeVote: phases(no, yes, no, no),
  suspendSitting: phases(no, yes, no, no),
  resumeSitting: phases(no, no, yes, no),
  adjournSitting: phases(no, yes, yes, no),
};
