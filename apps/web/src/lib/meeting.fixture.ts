import {
  addSeconds,
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
  type WrittenAmendmentChange,
} from '@plenary/consensus';
import { TEXTS } from '@plenary/tabling';
import { revisionHash, textHash } from '@plenary/text';

export const CHAIR: Actor = { kind: 'chair' };
export const SECRETARIAT: Actor = { kind: 'secretariat' };
export const head = (member: string): Actor => ({ kind: 'delegate', member, mayBind: true });

const paragraph = (label: string, text: string, kind: 'title' | 'operative' = 'operative') => ({
  kind,
  level: 0,
  label,
  text,
  hash: textHash(text),
});
const PARAGRAPHS = [
  paragraph('', 'A declaration', 'title'),
  paragraph('OP1', 'Encourages States to establish testing of all systems before they are used;'),
  paragraph('OP2', 'Requests the secretariat to report every two years;'),
  paragraph('OP3', 'Decides to meet again in the spring.'),
];

/** A text before three delegations, and acts on it one by one. */
export interface Room {
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly at: string;
  wait(seconds: number): void;
  /** The act must be admitted. */
  take(act: DeliberationAct, actor: Actor): void;
  refusal(act: DeliberationAct, actor: Actor): Refusal | undefined;
  /** A delegation tables these changes of the text in force, or of another amendment. */
  table(member: string, changes: readonly WrittenAmendmentChange[], amends?: string): void;
}

export const room = (): Room => {
  let body: BodyState | undefined;
  let state: DeliberationState | undefined;
  let at = '2026-03-02T10:00:00.000Z';
  const present = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('the meeting has not begun');
    return value;
  };
  const takeBody = (act: BodyAct): void => {
    const admission = admitBody(body, act, { at, actor: SECRETARIAT });
    if (!admission.admitted) throw new Error(admission.refusal.code);
    for (const fact of admission.events)
      body = evolveBody(body, { ...fact, stream: 'body:x', version: 1, at, actor: SECRETARIAT });
  };
  const admit = (act: DeliberationAct, actor: Actor) =>
    admitDeliberation(state, act, { at, actor, body: present(body), texts: TEXTS });
  const take = (act: DeliberationAct, actor: Actor): void => {
    const admission = admit(act, actor);
    if (!admission.admitted) throw new Error(`refused: ${JSON.stringify(admission.refusal)}`);
    for (const fact of admission.events)
      state = evolveDeliberation(state, { ...fact, stream: 'deliberation:x', version: 1, at, actor });
  };
  const names = { en: 'X' };
  const rule = {
    id: 'majority',
    method: 'ballot' as const,
    pass: { set: 'for' as const, of: 'voting' as const, op: '>' as const, value: '1/2' },
  };
  takeBody({ type: 'foundBody', id: 'x', names, exercise: true, rules: [rule], defaultRule: 'majority' });
  takeBody({
    type: 'admitMembers',
    members: ['AAA', 'BBB', 'CCC'].map((id) => ({
      id,
      role: 'member',
      class: 'government',
      names: { en: `State of ${id}` },
      attrs: {},
    })),
  });
  take({ type: 'openDeliberation', id: 'x', title: names }, SECRETARIAT);
  const hash = revisionHash(PARAGRAPHS.map((one) => one.hash));
  take({ type: 'importText', symbol: 'X/L.1', lang: 'en', paragraphs: PARAGRAPHS, hash }, SECRETARIAT);
  return {
    get body() {
      return present(body);
    },
    get state() {
      return present(state);
    },
    get at() {
      return at;
    },
    wait: (seconds) => {
      at = addSeconds(at, seconds);
    },
    take,
    refusal: (act, actor) => {
      const admission = admit(act, actor);
      return admission.admitted ? undefined : admission.refusal;
    },
    table: (member, changes, amends) => {
      const { amendments, revision } = present(state);
      const textHashOf = amends === undefined ? revision?.hash : amendments[amends]?.hash;
      take(
        {
          type: 'submitAmendment',
          changes,
          reason: '',
          textHash: textHashOf ?? '',
          needs: [],
          excludes: [],
          ...(amends === undefined ? {} : { amends }),
        },
        head(member),
      );
    },
  };
};
