import { refuse, type Refused } from '../acts/admission.ts';
import { isOfEdition } from '../acts/edition.ts';
import type { DeliberationAct, DeliberationState, ItemId, TextHash } from '../types.ts';
import { divisionOf, divisionUnderWay, isDivisionName, isDividable, pendingDivision } from './division-of.ts';

/** Whether something may be put now, with the hash of what is put; undefined for what has nothing to do with a division. */
export type Turn = { readonly textHash: TextHash } | { readonly refused: Refused };

/** DIV-5: what is to be divided is not put, nor taken in, before the motion on it is decided. */
export const dividedFirst = (state: DeliberationState, item: ItemId): Refused | undefined => {
  const pending = pendingDivision(state, item);
  return pending === undefined ? undefined : refuse('division.pending', { division: pending.id });
};

/**
 * DIV-5, DIV-6: the turn of a motion for division comes when its item could be put; once it is carried nothing is put but
 * its parts, in any order, each once.
 * @param itemTurn whether the item itself could be put now
 */
export const divisionTurn = (
  state: DeliberationState,
  item: ItemId,
  itemTurn: (item: ItemId) => Turn,
): Turn => {
  const named = divisionOf(state, item);
  const underWay = divisionUnderWay(state);
  if (underWay !== undefined && named?.division.id !== underWay.id)
    return { refused: refuse('division.underWay', { division: underWay.id }) };
  if (named === undefined) {
    if (isDivisionName(item)) return { refused: refuse('division.none', { division: item }) };
    const first = dividedFirst(state, item);
    return first === undefined ? itemTurn(item) : { refused: first };
  }
  const { division, part } = named;
  if (part !== undefined)
    return part.outcome === undefined
      ? { textHash: part.hash }
      : { refused: refuse('division.partDecided', { part: item, outcome: part.outcome }) };
  if (division.fate !== 'requested' || !isDividable(state, division))
    return { refused: refuse('division.closed', { division: division.id, fate: division.fate }) };
  const turn = itemTurn(division.item);
  return 'refused' in turn ? turn : { textHash: division.hash };
};

/** Acts that would change what is being divided, or what is put after it. */
const STAND_STILL: readonly DeliberationAct['type'][] = [
  'importText',
  'issueRevision',
  'submitAmendment',
  'enterOralAmendment',
  'withdrawAmendment',
  'takeOverAmendment',
  'reviseAmendment',
  'acceptAmendment',
  'ruleOrder',
  'requestDivision',
  'withdrawText',
];

/** DIV-145: acts that take words away, or set them aside so that no part could be put; refused since the fourth edition. */
const SET_ASIDE: readonly DeliberationAct['type'][] = [
  'proposeDeletion',
  'deleteParagraph',
  'deferParagraphs',
];

/** ACT-80: a division is held under the edition of the decision that carried it. */
const isHeldUnder = ({ decisions }: DeliberationState, division: string, edition: number): boolean =>
  decisions.some((decision) => decision.item === division && isOfEdition(decision, edition));

/** DIV-6: while parts are being put, words stand still (GA rule 88: a vote that has begun is not interrupted). */
export const standingStill = (
  state: DeliberationState,
  type: DeliberationAct['type'],
): Refused | undefined => {
  const underWay = divisionUnderWay(state);
  if (underWay === undefined) return undefined;
  const isRefused =
    STAND_STILL.includes(type) || (SET_ASIDE.includes(type) && isHeldUnder(state, underWay.id, 4));
  return isRefused ? refuse('division.underWay', { division: underWay.id }) : undefined;
};
