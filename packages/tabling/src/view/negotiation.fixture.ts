import {
  addSeconds,
  admitBody,
  admitDeliberation,
  currentHash,
  evolveBody,
  evolveDeliberation,
  type Actor,
  type AmendmentId,
  type BodyAct,
  type BodyState,
  type DeliberationAct,
  type DeliberationState,
  type Refusal,
  type WrittenAmendmentChange,
} from '@plenary/consensus';
import { revisionHash, textHash } from '@plenary/text';
import { TEXTS } from '../index.ts';

const AT = '2026-03-02T10:00:00.000Z';
const CHAIR: Actor = { kind: 'chair' };
const SECRETARIAT: Actor = { kind: 'secretariat' };
const MEMBERS = ['AAA', 'BBB', 'CCC', 'DDD'] as const;

const after = (body: BodyState | undefined, act: BodyAct): BodyState | undefined => {
  const answer = admitBody(body, act, { at: AT, actor: SECRETARIAT });
  if (!answer.admitted) throw new Error(`${act.type}: ${JSON.stringify(answer.refusal)}`);
  return answer.events.reduce<BodyState | undefined>(
    (state, event) =>
      evolveBody(state, { ...event, at: AT, actor: SECRETARIAT, stream: 'body:x', version: 1 }),
    body,
  );
};

const BODY_ACTS: readonly BodyAct[] = [
  {
    type: 'foundBody',
    id: 'x',
    names: { en: 'X' },
    exercise: true,
    defaultRule: 'consensus',
    rules: [
      {
        id: 'consensus',
        method: 'consensus',
        eligible: { attr: 'role', ne: 'observer' },
        pass: { set: 'object', op: '==', value: '0' },
      },
    ],
  },
  {
    type: 'admitMembers',
    members: MEMBERS.map((id) => ({
      id,
      role: 'member',
      class: 'government',
      names: { en: `State of ${id}` },
      attrs: {},
    })),
  },
];

/** Words of a paragraph that are given in a negotiation, first the title. */
export type Words = readonly [string, ...string[]];

/** A small body with a text, whose acts are admitted by the rules, a minute apart. */
export const negotiation = ([title, ...operative]: Words) => {
  const body = BODY_ACTS.reduce(after, undefined);
  if (body === undefined) throw new Error('nothing was founded');
  let state: DeliberationState | undefined;
  let version = 0;
  const now = (): DeliberationState => {
    if (state === undefined) throw new Error('nothing was opened');
    return state;
  };
  const attempt = (act: DeliberationAct, actor: Actor): Refusal | undefined => {
    const at = addSeconds(AT, version * 60);
    const answer = admitDeliberation(state, act, { at, actor, body, texts: TEXTS });
    if (!answer.admitted) return answer.refusal;
    for (const event of answer.events) {
      version += 1;
      state = evolveDeliberation(state, { ...event, at, actor, stream: 'deliberation:x', version });
    }
    return undefined;
  };
  const take = (act: DeliberationAct, actor: Actor): void => {
    const refusal = attempt(act, actor);
    if (refusal !== undefined) throw new Error(`${act.type}: ${JSON.stringify(refusal)}`);
  };
  take({ type: 'openDeliberation', id: 'x', title: { en: 'A text' } }, SECRETARIAT);
  const paragraphs = [
    { kind: 'title' as const, level: 0, label: '', text: title, hash: textHash(title) },
    ...operative.map((text, at) => ({
      kind: 'operative' as const,
      level: 0,
      label: `OP${at + 1}`,
      text,
      hash: textHash(text),
    })),
  ];
  take(
    {
      type: 'importText',
      symbol: 'X/L.1',
      lang: 'en',
      paragraphs,
      hash: revisionHash(paragraphs.map(({ hash }) => hash)),
    },
    SECRETARIAT,
  );
  return {
    body,
    now,
    take,
    attempt,
    /** Submits an amendment for a delegation and gives back its id. */
    submit: (
      member: (typeof MEMBERS)[number],
      changes: readonly WrittenAmendmentChange[],
      rest: {
        readonly amends?: AmendmentId;
        readonly needs?: readonly AmendmentId[];
        readonly excludes?: readonly AmendmentId[];
      } = {},
    ): AmendmentId => {
      const hash = currentHash(now(), rest.amends ?? 'text') ?? '';
      take(
        {
          type: 'submitAmendment',
          changes,
          reason: 'So instructed.',
          textHash: hash,
          needs: [],
          excludes: [],
          ...rest,
        },
        { kind: 'delegate', member, mayBind: true },
      );
      return `A${Object.keys(now().amendments).length}`;
    },
    /** Adoption by consensus, or what stands in its way. */
    adopt: (item: AmendmentId): void => {
      take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1, item }, CHAIR);
      take({ type: 'adopt' }, CHAIR);
    },
    reject: (item: AmendmentId, objector: (typeof MEMBERS)[number]): void => {
      take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60, item }, CHAIR);
      take({ type: 'object', reason: 'No.' }, { kind: 'delegate', member: objector, mayBind: true });
      version += 1; // a minute in which the time for objections ends
      take({ type: 'reject', note: 'Objected to.' }, CHAIR);
    },
    /** Taken in by the main sponsor of what it amends. */
    accept: (amendment: AmendmentId, member: (typeof MEMBERS)[number]): void =>
      take({ type: 'acceptAmendment', amendment }, { kind: 'delegate', member, mayBind: true }),
    chair: CHAIR,
  };
};
