import { listConsultation } from '../acts/body/list-consultation.ts';
import { evolveBody } from '../acts/body/evolve-body.ts';
import { head, meeting, SECRETARIAT, TEXT, type Meeting } from '../acts/meeting.fixture.ts';
import { addSeconds } from '../rules/instant.ts';
import type { Actor, BodyState, Instant, Recorded, Refusal } from '../types.ts';
import { admitConsultation } from './admit-consultation.ts';
import { evolveConsultation } from './evolve-consultation.ts';
import type { CommittedWords, ConsultationAct, ConsultationEvent, ConsultationState } from './types.ts';

export const COMMENTER: Actor = { kind: 'commenter' };
export const OBSERVER: Actor = { kind: 'observer', member: 'OBS' };
export const START: Instant = meeting().at;
const HOUR = 3_600;

export const PLAN: Extract<ConsultationAct, { readonly type: 'announceConsultation' }> = {
  type: 'announceConsultation',
  id: 'first',
  deliberation: 'x',
  title: { en: 'First consultation' },
  opensAt: addSeconds(START, HOUR),
  closesAt: addSeconds(START, 3 * HOUR),
  audience: 'public',
  languages: ['en', 'ar'],
  questions: [{ en: 'Is it clear?' }],
  charactersMin: 10,
  textHash: TEXT.hash,
};

export const SAID: CommittedWords = { words: 'a'.repeat(64), characters: 40, proposes: false };
export const FILE: Extract<ConsultationAct, { readonly type: 'fileComment' }> = {
  type: 'fileComment',
  about: { on: 'paragraph', paragraph: 'p3', textHash: TEXT.paragraphs[2]?.hash ?? '' },
  kind: 'general',
  lang: 'en',
  naming: 'name',
};

/** A consultation through which acts pass one by one, at an instant that a test moves on. */
export interface Desk {
  readonly body: BodyState;
  readonly state: ConsultationState;
  readonly events: readonly Recorded<ConsultationEvent>[];
  readonly at: Instant;
  readonly meeting: Meeting;
  wait(seconds: number): void;
  /** The act must be admitted. */
  take(act: ConsultationAct, actor: Actor, said?: CommittedWords): void;
  /** The refusal the act meets, or undefined; nothing changes either way. */
  refusal(act: ConsultationAct, actor: Actor, said?: CommittedWords | null): Refusal | undefined;
}

/** A consultation that was announced on the text of a meeting. */
export const announcedDesk = (plan: typeof PLAN = PLAN): Desk => {
  const room = meeting();
  let { body } = room;
  let state: ConsultationState | undefined;
  let at = START;
  const events: Recorded<ConsultationEvent>[] = [];
  const tried = (act: ConsultationAct, actor: Actor, said: CommittedWords | null) =>
    admitConsultation(state, act, {
      at,
      actor,
      body,
      deliberation: room.state,
      ...(said === null || act.type !== 'fileComment' ? {} : { said }),
    });
  const desk: Desk = {
    get body() {
      return body;
    },
    get state() {
      if (state === undefined) throw new Error('nothing is announced');
      return state;
    },
    events,
    get at() {
      return at;
    },
    meeting: room,
    wait: (seconds) => {
      at = addSeconds(at, seconds);
    },
    refusal: (act, actor, said = SAID) => {
      const admission = tried(act, actor, said);
      return admission.admitted ? undefined : admission.refusal;
    },
    take: (act, actor, said = SAID) => {
      const admission = tried(act, actor, said);
      if (!admission.admitted) throw new Error(`${act.type}: ${JSON.stringify(admission.refusal)}`);
      for (const fact of admission.events) {
        const event = { ...fact, stream: `consultation:${plan.id}`, version: events.length + 1, at, actor };
        events.push(event);
        state = evolveConsultation(state, event);
      }
    },
  };
  desk.take(plan, SECRETARIAT);
  const listed = listConsultation(body, plan.id);
  if (!listed.admitted) throw new Error('not listed');
  for (const fact of listed.events)
    body = evolveBody(body, { ...fact, stream: 'body:x', version: 99, at, actor: SECRETARIAT });
  return desk;
};

/** The same, open, with so many comments of the public. */
export const openDesk = (comments = 0, plan: typeof PLAN = PLAN): Desk => {
  const desk = announcedDesk(plan);
  desk.wait(HOUR);
  for (let filed = 0; filed < comments; filed += 1) desk.take(FILE, COMMENTER);
  return desk;
};

/** An amendment of a member to the text, `A1` where it is the first. */
export const amends = (desk: Desk, member: string, words: string): string => {
  desk.meeting.take(
    {
      type: 'submitAmendment',
      changes: [{ paragraph: 'p3', new: words }],
      reason: '',
      textHash: TEXT.hash,
      needs: [],
      excludes: [],
    },
    head(member),
  );
  return `A${Object.keys(desk.meeting.state.amendments).length}`;
};
