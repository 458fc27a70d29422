import {
  paragraphOf,
  type BodyState,
  type DeliberationState,
  type FloorVote,
  type Recorded,
  type SittingEvent,
  type SittingState,
} from '@plenary/consensus';
import { isolate } from '@plenary/i18n';
import type { TFunction } from 'i18next';
import { showDeadline, showDuration } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { itemNumber, memberName } from './names.ts';

const NOTHING = '—';

/** What is needed to tell an event of a sitting in words. */
export interface Telling {
  readonly body: BodyState;
  readonly state: SittingState;
  readonly lang: string;
  /** The texts of the agenda by their deliberations, as far as they are known here: what was in hand is told by its number. */
  readonly texts?: ReadonlyMap<string, DeliberationState>;
  readonly t: TFunction<['floor', 'vocabulary', 'acts', 'documents']>;
}

/** The number of a paragraph, also of one that has left the text since; undefined for one that has none. */
const numberOf = (text: DeliberationState | undefined, pid: string): string | undefined => {
  if (text === undefined) return undefined;
  const earlier = text.revisions.toReversed().flatMap(({ paragraphs }) => paragraphs);
  const label = (paragraphOf(text, pid) ?? earlier.find((one) => one.pid === pid))?.label;
  return label === '' ? undefined : label;
};

const factsOf = (
  event: Recorded<SittingEvent>,
  { body, state, lang, t, texts }: Telling,
): Readonly<Record<string, string | number>> => {
  const words = (text: string): string => (text === '' ? NOTHING : isolate(text));
  const member = (id: string): string => isolate(memberName(body, id, lang));
  const motion = (id: string): string => {
    const moved = state.motions.find((one) => one.id === id);
    return moved === undefined ? id : t(`vocabulary:motion.${moved.kind}`);
  };
  /** What was voted on: a motion, with the item that it was about, or an appeal against a ruling. */
  const votedOn = (on: FloorVote['on'] | undefined): string => {
    if (on === undefined) return NOTHING;
    if ('point' in on) return t('floor:appeal');
    const moved = state.motions.find(({ id }) => id === on.motion);
    const item = state.agenda.find(({ id }) => id === moved?.item);
    return [
      motion(on.motion),
      item === undefined ? undefined : `${itemNumber(item)} ${localised(item.title, lang)}`,
    ]
      .filter(Boolean)
      .join(' · ');
  };
  switch (event.type) {
    case 'sittingPlanned':
      return {
        title: words(localised(event.payload.title, lang)),
        until: showDeadline(event.payload.opensAt, lang),
      };
    case 'sittingChanged':
      return {
        until: showDeadline(event.payload.opensAt, lang),
        before: showDeadline(event.payload.before, lang),
        place: words(event.payload.place ?? ''),
        reason: words(event.payload.reason),
      };
    case 'sittingCancelled':
      return { reason: words(event.payload.reason) };
    case 'presenceRegistered':
      return {
        mark: t(event.payload.present ? 'floor:present' : 'floor:absent'),
        members: event.payload.members.map(member).join(' · '),
      };
    case 'sittingOpened':
      return { present: event.payload.present, of: event.payload.members };
    case 'takenUp': {
      const item = state.agenda.find(({ id }) => id === event.payload.item);
      const title = item === undefined ? event.payload.item : localised(item.title, lang);
      const number = item === undefined ? '' : `${itemNumber(item)} · `;
      const { paragraph, amendment, division } = event.payload;
      const text = item?.deliberation === undefined ? undefined : texts?.get(item.deliberation);
      const label = paragraph === undefined ? undefined : numberOf(text, paragraph);
      return {
        item: words([`${number}${title}`, label, amendment, division].filter(Boolean).join(' · ')),
      };
    }
    case 'floorAsked':
      return { member: member(event.payload.member), kind: t(`vocabulary:floorKind.${event.payload.kind}`) };
    case 'requestWithdrawn':
    case 'floorGiven':
    case 'speechEnded':
    case 'rulingAppealed':
      return { member: member(event.payload.member) };
    case 'speakersListSet':
      return { mark: t(event.payload.open ? 'floor:listOpen' : 'floor:listClosed') };
    case 'timeExtended':
      return { member: member(event.payload.member), time: showDuration(event.payload.seconds) };
    case 'pointOfOrderRaised':
      return { member: member(event.payload.member), text: words(event.payload.text) };
    case 'pointRuled':
      return {
        mark: t(event.payload.upheld ? 'floor:ruledUpheld' : 'floor:ruledNotUpheld'),
        text: words(event.payload.words),
      };
    case 'motionMoved':
      return { member: member(event.payload.member), kind: t(`vocabulary:motion.${event.payload.kind}`) };
    case 'motionObjected':
      return { member: member(event.payload.member), kind: motion(event.payload.motion) };
    case 'motionWithdrawn':
    case 'objectionsAsked':
    case 'motionCarried':
    case 'motionPut': {
      const moved = state.motions.find(({ id }) => id === event.payload.motion);
      return {
        kind: motion(event.payload.motion),
        member: moved === undefined ? NOTHING : member(moved.member),
      };
    }
    case 'voteCast':
      return {
        member: member(event.payload.member),
        choice: t(`vocabulary:ballot.${event.payload.choice}`),
      };
    case 'voteClosed': {
      const { tally, outcome } = event.payload.result;
      const vote = state.votes.find(({ id }) => id === event.payload.vote);
      return {
        kind: words(votedOn(vote?.on)),
        for: tally.for,
        against: tally.against,
        abstain: tally.abstain,
        mark: t(outcome === 'adopted' ? 'floor:voteCarried' : 'floor:voteLost'),
      };
    }
    case 'sittingSuspended':
    case 'sittingResumed':
    case 'sittingAdjourned':
      return {};
  }
};

/** One event of a sitting as one sentence in the reader's language. */
export const sittingSentence = (event: Recorded<SittingEvent>, telling: Telling): string => {
  const { body, lang, t } = telling;
  const { kind, member } = event.actor;
  const actor = member === undefined ? t(`vocabulary:actor.${kind}`) : memberName(body, member, lang);
  return t(`acts:sentence.${event.type}`, { actor: isolate(actor), ...factsOf(event, telling) });
};
