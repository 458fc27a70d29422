import { pendingAmendments } from './amendments/amendment-records.ts';
import { admitPublic, conductRefusal, refuse } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { standingsOn } from './effective-stance.ts';
import { holdsPositions, paragraphOf } from './items.ts';
import { parkedRefusal } from './parked-paragraphs.ts';
import { votingMembers } from './voting-members.ts';

/** ACT-28: a paragraph is marked agreed ad referendum on the floor's word, while no objection stands on it. */
export const agreeAdRef: AdmitAct<'agreeAdRef'> = (state, { pid }, { actor, body }) => {
  const refused = conductRefusal(actor, 'chair', 'secretariat');
  if (refused !== undefined) return refused;
  const paragraph = paragraphOf(state, pid);
  if (paragraph === undefined || !holdsPositions(paragraph)) return refuse('paragraph.unknown', { pid });
  if (state.marks[pid]?.status === 'agreedAdRef') return refuse('paragraph.agreed', { pid });
  const parked = parkedRefusal(state, [pid]);
  if (parked !== undefined) return parked;
  // AMP-3: what somebody still asks to change is not agreed.
  const amendments = pendingAmendments(state).flatMap(({ id, touches }) => (touches.includes(pid) ? id : []));
  if (amendments.length > 0) return refuse('paragraph.amended', { pid, amendments });
  const members = votingMembers(body);
  const standings = standingsOn(state, pid, members);
  const objectors = members.filter((_, seat) => standings[seat]?.stance === 'object').map(({ id }) => id);
  if (objectors.length > 0) return refuse('paragraph.objected', { pid, members: objectors });
  return admitPublic({ type: 'paragraphAgreedAdRef', payload: { pid } });
};
