import type { TextEngine } from '../amendments/text-engine.ts';
import type { REFUSAL_CODES, RefusalCode } from '../refusal-codes.ts';
import type {
  Actor,
  Admission,
  BodyState,
  DeliberationState,
  Fact,
  Instant,
  MemberId,
  PlenaryEvent,
  Refusal,
} from '../types.ts';
import { entryOf } from './entry-of.ts';
import { ACT_LIMITS } from './limits.ts';

/** Who acts and when; everything a rule may know beside the state. */
export interface Circumstances {
  readonly at: Instant;
  readonly actor: Actor;
}
export interface BodyCircumstances extends Circumstances {
  /** The deliberation to which the document belongs that the act is about, as far as the caller holds it. */
  readonly deliberation?: DeliberationState | undefined;
}
export interface DeliberationCircumstances extends Circumstances {
  /** Edition of the rules under which an act of the past is judged again (ACT-80); absent for what is done now. */
  readonly edition?: number;
  /** The body as it stands when the act is made. */
  readonly body: BodyState;
  /** What reads, compares and adopts the words of amendments. */
  readonly texts: TextEngine;
  /** BAL-1: a whole number below 2³² drawn by lot for this act; only who opens a roll-call needs one. */
  readonly lot?: number;
}

export interface Refused {
  readonly admitted: false;
  readonly refusal: Refusal;
}

type FactName<C extends RefusalCode> = (typeof REFUSAL_CODES)[C][number];
type FactsOf<C extends RefusalCode> = Readonly<Record<FactName<C>, Refusal['facts'][string]>>;

/** A refusal with exactly the facts that its code announces. */
export const refuse = <C extends RefusalCode>(
  code: C,
  ...[facts]: FactName<C> extends never ? [] : [facts: FactsOf<C>]
): Refused => ({ admitted: false, refusal: { code, facts: facts ?? {} } });

/** Admits with events that anyone may see; with none, the act is in order and changes nothing. */
export const admitPublic = <E extends PlenaryEvent>(...events: readonly E[]): Admission<E> => ({
  admitted: true,
  events: events.map((event): Fact<E> => ({ ...event, audience: 'public' })),
});

/** ACT-4: only an empowered delegate of an admitted member binds a delegation. The member, or the refusal. */
export const bindingMember = (
  actor: Actor,
  body: BodyState,
): { readonly member: MemberId } | { readonly refused: Refused } => {
  const { member } = actor;
  if (actor.kind !== 'delegate' || member === undefined || entryOf(body.members, member)?.role !== 'member')
    return { refused: refuse('actor.notMember', { kind: actor.kind }) };
  if (actor.mayBind !== true) return { refused: refuse('actor.mayNotBind', { member }) };
  return { member };
};

/** ACT-5: what is not theirs to conduct is refused to all other kinds of actors. */
export const conductRefusal = (actor: Actor, ...kinds: readonly Actor['kind'][]): Refused | undefined =>
  kinds.includes(actor.kind) ? undefined : refuse('actor.notConducting', { kind: actor.kind });

/** A limit by its name, with the figure that was passed. */
export const limitRefusal = (limit: keyof typeof ACT_LIMITS): Refused =>
  refuse('act.limit', { limit, max: ACT_LIMITS[limit] });

/** ACT-6: an announced time is a whole number of seconds, from one second to thirty days. */
export const secondsRefusal = (
  seconds: number,
  limit: 'OBJECTION_SECONDS_MAX' | 'BALLOT_SECONDS_MAX',
): Refused | undefined =>
  Number.isSafeInteger(seconds) && seconds >= ACT_LIMITS.SECONDS_MIN && seconds <= ACT_LIMITS[limit]
    ? undefined
    : limitRefusal(limit);

/** ACT-7: where a reason is due, white space is none; and it has a bounded length. */
export const reasonRefusal = (reason: string): Refused | undefined => {
  if (reason.trim() === '') return refuse('act.reasonNeeded');
  return reason.length > ACT_LIMITS.REASON_CHARACTERS_MAX ? limitRefusal('REASON_CHARACTERS_MAX') : undefined;
};

const ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

/** ACT-8: ids are 1 to 64 of letters, digits, dot, dash and underscore, and begin with a letter or digit. */
export const idRefusal = (...ids: readonly string[]): Refused | undefined => {
  const malformed = ids.find((id) => !ID.test(id));
  return malformed === undefined ? undefined : refuse('id.malformed', { id: malformed.slice(0, 64) });
};
