/** A deliberation in memory whose acts are admitted by the rules: a parliament before a text. */
import {
  admitBody,
  admitDeliberation,
  evolveBody,
  evolveDeliberation,
  type Actor,
  type BodyAct,
  type BodyState,
  type DeliberationAct,
  type DeliberationState,
  type Refusal,
} from '@plenary/consensus';
import { TEXTS } from '@plenary/tabling';
import type { Block } from './ai-act.ts';
import { importOf } from './import-act.ts';

const AT = '2023-06-14T10:00:00.000Z';
/** The time for objections has ended. */
const LATER = '2023-06-14T10:01:00.000Z';
export const CHAIR: Actor = { kind: 'chair' };
const SECRETARIAT: Actor = { kind: 'secretariat' };
export const PARLIAMENT: Actor = { kind: 'delegate', member: 'EP', mayBind: true };

const BODY_ACTS: readonly BodyAct[] = [
  {
    type: 'foundBody',
    id: 'parliament',
    names: { en: 'European Parliament' },
    exercise: true,
    defaultRule: 'consensus',
    rules: [{ id: 'consensus', method: 'consensus', pass: { set: 'object', op: '==', value: '0' } }],
  },
  {
    type: 'admitMembers',
    members: [
      { id: 'EP', role: 'member', class: 'government', names: { en: 'European Parliament' }, attrs: {} },
    ],
  },
];
const body = BODY_ACTS.reduce<BodyState | undefined>((state, act) => {
  const answer = admitBody(state, act, { at: AT, actor: SECRETARIAT });
  if (!answer.admitted) throw new Error(`${act.type}: ${JSON.stringify(answer.refusal)}`);
  return answer.events.reduce<BodyState | undefined>(
    (after, event) => evolveBody(after, { ...event, at: AT, actor: SECRETARIAT, stream: 'body', version: 1 }),
    state,
  );
}, undefined);

/** The text brought in; acts that the rules refuse leave it as it was. */
export const negotiationRoom = (blocks: readonly Block[]) => {
  if (body === undefined) throw new Error('nothing was founded');
  const founded = body;
  let state: DeliberationState | undefined;
  let version = 0;
  const attempt = (act: DeliberationAct, actor: Actor): Refusal | undefined => {
    const at = act.type === 'adopt' ? LATER : AT;
    const answer = admitDeliberation(state, act, { at, actor, body: founded, texts: TEXTS });
    if (!answer.admitted) return answer.refusal;
    for (const event of answer.events) {
      version += 1;
      state = evolveDeliberation(state, { ...event, at, actor, stream: 'deliberation', version });
    }
    return undefined;
  };
  const take = (act: DeliberationAct, actor: Actor): void => {
    const refusal = attempt(act, actor);
    if (refusal !== undefined) throw new Error(`${act.type}: ${JSON.stringify(refusal)}`);
  };
  take({ type: 'openDeliberation', id: 'ai-act', title: { en: 'Artificial Intelligence Act' } }, SECRETARIAT);
  take(importOf('COM(2021) 206', blocks), SECRETARIAT);
  return {
    attempt,
    take,
    now: (): DeliberationState => {
      if (state === undefined) throw new Error('nothing was opened');
      return state;
    },
  };
};
