import type { Constituency } from '../accreditation/vocabulary.ts';
import { isOfEdition } from '../acts/edition.ts';
import { entryOf } from '../acts/entry-of.ts';
import type { BodyState, FloorRequest, FloorRules, MemberId, SittingState } from '../types.ts';
import { spokenOn } from './motions.ts';

/** The constituency through which an accredited organization has its places on the list; undefined for all others. */
export const constituencyOf = (body: BodyState, member: MemberId): Constituency | undefined =>
  entryOf(body.members, member)?.role === 'observer'
    ? entryOf(body.accreditations, member)?.organization.constituency
    : undefined;

const isStakeholder = (body: BodyState, member: MemberId): boolean => {
  const kind = entryOf(body.members, member)?.class;
  return kind !== 'government' && kind !== 'internationalOrganization';
};

/** SIT-10, SIT-88: the classes of the list, those who speak first first. */
const turnOf = (
  { kind, group, member, motion }: FloorRequest,
  {
    rules,
    on,
    parts,
  }: { readonly rules: FloorRules; readonly on: string | undefined; readonly parts: boolean },
  body: BodyState,
): number => {
  // Whoever speaks on a motion of less precedence waits until it is that motion's turn.
  if (kind === 'onMotion') return motion === on ? 0 : 6;
  if (kind === 'reply') return 5;
  // SIT-88: observer States and organizations of States first, stakeholders after them.
  if (entryOf(body.members, member)?.role === 'observer') return parts && isStakeholder(body, member) ? 4 : 3;
  return group !== undefined && rules.groupsFirst ? 1 : 2;
};

/** SIT-7: whether a request is for what is in hand; one made before anything was taken up is for whatever comes. */
export const isForItem = (request: Pick<FloorRequest, 'item'>, item: string | undefined): boolean =>
  request.item === undefined || request.item === item;

/** SIT-10: those who wait for the item in hand, in the order in which they are called. */
export const speakersOf = (body: BodyState, state: SittingState): readonly FloorRequest[] => {
  const circumstances = {
    rules: state.rules,
    on: spokenOn(state)?.id,
    parts: isOfEdition(state, 4),
  };
  return state.requests
    .filter((request) => isForItem(request, state.inHand?.item))
    .map((request, place) => ({ request, place, turn: turnOf(request, circumstances, body) }))
    .sort((a, b) => a.turn - b.turn || a.place - b.place)
    .map(({ request }) => request);
};

/** Replies that a delegation has made, or waits to make, on the item in hand. */
export const repliesOf = (state: SittingState, member: MemberId): number =>
  [...state.spoken, ...(state.speech === undefined ? [] : [state.speech]), ...state.requests].filter(
    (one) => one.kind === 'reply' && one.member === member && one.item === state.inHand?.item,
  ).length;

/** SIT-60: whether another delegation has spoken on the item in hand, or does: only then is there something to reply to. */
export const mayAnswer = (state: SittingState, member: MemberId): boolean =>
  [...state.spoken, ...(state.speech === undefined ? [] : [state.speech])].some(
    (speech) => speech.item === state.inHand?.item && speech.member !== member,
  );

const repliesMade = (state: SittingState, { member, item }: FloorRequest): number =>
  [...state.spoken, ...(state.speech === undefined ? [] : [state.speech])].filter(
    (one) => one.kind === 'reply' && one.member === member && one.item === item,
  ).length;

/** SIT-11: the seconds a request is given, by the rules that were announced. */
export const limitSecondsOf = (body: BodyState, state: SittingState, request: FloorRequest): number => {
  const { rules } = state;
  if (request.kind === 'onMotion') return rules.motionSeconds;
  if (request.kind === 'reply')
    return (
      rules.replySeconds[repliesMade(state, request)] ?? rules.replySeconds.at(-1) ?? rules.speechSeconds
    );
  if (entryOf(body.members, request.member)?.role === 'observer') return rules.observerSeconds;
  return request.group === undefined ? rules.speechSeconds : rules.groupSeconds;
};
