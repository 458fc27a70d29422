import {
  admitBody,
  admitDeliberation,
  evolveBody,
  evolveDeliberation,
  registerNew,
  type Actor,
  type Admission,
  type BodyAct,
  type BodyEvent,
  type BodyState,
  type DeliberationAct,
  type DeliberationState,
} from '@plenary/consensus';
import { TEXTS } from '@plenary/tabling';
import { DELIBERATION_ID, demonstrationText, foundingActs } from './demonstration.ts';
import { simulatedActs } from './simulation.ts';

const AT = '2026-01-05T09:00:00.000Z';
const CHAIR: Actor = { kind: 'chair' };
const SECRETARIAT: Actor = { kind: 'secretariat' };

const taken = (
  body: BodyState | undefined,
  answer: Admission<BodyEvent>,
  what: string,
): BodyState | undefined => {
  if (!answer.admitted) throw new Error(`${what}: ${JSON.stringify(answer.refusal)}`);
  return answer.events.reduce<BodyState | undefined>(
    (state, event) =>
      evolveBody(state, { ...event, at: AT, actor: SECRETARIAT, stream: 'body:main', version: 1 }),
    body,
  );
};

const after = (body: BodyState | undefined, act: BodyAct): BodyState | undefined =>
  taken(body, admitBody(body, act, { at: AT, actor: SECRETARIAT }), act.type);

/** The body as the founding acts leave it. */
export const foundedBody = (): BodyState => {
  const body = foundingActs().reduce(after, undefined);
  if (body === undefined) throw new Error('nothing was founded');
  return body;
};

/** A deliberation of the body that admits acts, and throws on a refusal. */
export const meeting = (body: BodyState) => {
  let state: DeliberationState | undefined;
  let version = 0;
  const enact = (act: DeliberationAct, actor: Actor): void => {
    const answer = admitDeliberation(state, act, { at: AT, actor, body, texts: TEXTS });
    if (!answer.admitted)
      throw new Error(`${actor.member ?? actor.kind} ${act.type}: ${JSON.stringify(answer.refusal)}`);
    for (const event of answer.events) {
      version += 1;
      state = evolveDeliberation(state, { ...event, at: AT, actor, stream: 'deliberation', version });
    }
  };
  const now = (): DeliberationState => {
    if (state === undefined) throw new Error('nothing was opened');
    return state;
  };
  return { enact, now };
};

/** The exercise before anyone has spoken. */
export const opened = (body: BodyState) => {
  const { enact, now } = meeting(body);
  const { title, acts } = demonstrationText();
  enact({ type: 'openDeliberation', id: DELIBERATION_ID, title }, CHAIR);
  for (const act of acts) enact(act, SECRETARIAT);
  return { enact, now };
};

/** The body once the text of the exercise has its symbol, as when the follow-up begins. */
export const bodyWithText = (body: BodyState): BodyState => {
  const named = taken(body, registerNew(body, opened(body).now()), 'registering');
  if (named === undefined) throw new Error('nothing was founded');
  return named;
};

/** The exercise with everything that a seed draws. */
export const simulated = (body: BodyState, seed: number): DeliberationState => {
  const { enact, now } = opened(body);
  for (const { member, act } of simulatedActs(body, now(), seed))
    enact(act, { kind: 'delegate', member, mayBind: true });
  return now();
};
