import {
  admitDeliberation,
  amendmentNumber,
  evolveDeliberation,
  pendingAmendments,
  type Actor,
  type AmendmentId,
  type BodyState,
  type DeliberationAct,
  type DeliberationEvent,
  type DeliberationState,
  type Fact,
  type Instant,
  type MemberId,
  type Refusal,
} from '@plenary/consensus';
import { engineAmendment, TEXTS, textInForce } from '@plenary/tabling';
import { conflictsBetween, type Amendment, type ConflictKind } from '@plenary/text';

/** An act by which words of an amendment are handed in. */
export type HandingIn = Extract<
  DeliberationAct,
  { readonly type: 'submitAmendment' | 'enterOralAmendment' | 'reviseAmendment' }
>;

/** A pending amendment that ours meets. */
export interface Collision {
  readonly amendment: AmendmentId;
  readonly kind: ConflictKind;
  /** Both cannot be adopted. */
  readonly hard: boolean;
}

/** What would come of handing the words in now. */
export interface Outlook {
  /** Why they would be refused. */
  readonly refusal?: Refusal;
  /** The amendment that says the same already. */
  readonly twin?: AmendmentId;
  /** In the order in which they were submitted, hard ones first. */
  readonly collisions: readonly Collision[];
}

interface Circumstances {
  readonly body: BodyState;
  readonly at: Instant;
  readonly actor: Actor;
}

/** The same words as if the secretariat entered them: rights and deadlines keep nobody from seeing what they would meet. */
const asEntered = (act: HandingIn, member: MemberId): HandingIn => {
  if (act.type === 'enterOralAmendment' && act.sponsors.length === 0) return { ...act, sponsors: [member] };
  if (act.type !== 'submitAmendment') return act;
  return { ...act, type: 'enterOralAmendment', sponsors: [member] };
};

const brought = ({ type, payload }: Fact<DeliberationEvent>): AmendmentId | undefined => {
  if (type === 'amendmentSubmitted') return payload.amendment.id;
  return type === 'amendmentRevised' ? payload.amendment : undefined;
};

/** What an amendment names: paragraphs, and places behind which something comes. */
const namedBy = ({ operations }: Amendment): ReadonlySet<string> =>
  new Set(
    operations.flatMap((operation) =>
      operation.type === 'text' || operation.type === 'deleteParagraph'
        ? [operation.paragraph]
        : [operation.paragraph, operation.after],
    ),
  );

/** Pending amendments that this one meets, each pair looked at by itself, with what the two of them amend. */
const collisionsOf = (state: DeliberationState, id: AmendmentId): readonly Collision[] => {
  const text = textInForce(state);
  const own = engineAmendment(state, id);
  const names = namedBy(own);
  const withAmended = (amendment: Amendment): readonly Amendment[] =>
    amendment.parent === undefined
      ? [amendment]
      : [engineAmendment(state, `A${amendment.parent}`), amendment];
  const found = pendingAmendments(state).flatMap((other): readonly Collision[] => {
    if (other.id === id) return [];
    const amendment = engineAmendment(state, other.id);
    const isDeclared = own.excludes?.includes(amendment.number) || amendment.excludes?.includes(own.number);
    if (isDeclared !== true && [...namedBy(amendment)].every((name) => !names.has(name))) return [];
    const both = [...withAmended(own), ...withAmended(amendment)];
    const each = [...new Map(both.map((one) => [one.number, one])).values()];
    return conflictsBetween(text, each)
      .filter(({ a, b }) => [a, b].includes(own.number) && [a, b].includes(amendment.number))
      .map(({ kind, hard }) => ({ amendment: other.id, kind, hard }));
  });
  return found.toSorted(
    (a, b) => Number(b.hard) - Number(a.hard) || amendmentNumber(a.amendment) - amendmentNumber(b.amendment),
  );
};

const twinOf = ({ code, facts }: Refusal): AmendmentId | undefined =>
  code === 'amendment.twin' ? String(facts['amendment']) : undefined;

/** Handed in now: refused and why, the same as another, or what it would collide with. Nothing is sent. */
export const outlookOf = (
  state: DeliberationState,
  act: HandingIn,
  { body, at, actor }: Circumstances,
): Outlook => {
  const tried = (one: HandingIn, by: Actor) =>
    admitDeliberation(state, one, { at, actor: by, body, texts: TEXTS });
  const own = tried(act, actor);
  const member = actor.member ?? Object.keys(body.members)[0] ?? '';
  const read = own.admitted ? own : tried(asEntered(act, member), { kind: 'secretariat' });
  const refusal = own.admitted ? {} : { refusal: own.refusal };
  if (!read.admitted) {
    const twin = twinOf(read.refusal);
    return { ...refusal, ...(twin === undefined ? {} : { twin }), collisions: [] };
  }
  const [fact] = read.events;
  const id = fact === undefined ? undefined : brought(fact);
  if (fact === undefined || id === undefined) return { ...refusal, collisions: [] };
  const next = evolveDeliberation(state, { ...fact, stream: '', version: 0, at, actor });
  return { ...refusal, collisions: collisionsOf(next, id) };
};
