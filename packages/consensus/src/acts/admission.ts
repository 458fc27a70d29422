import type {
  Actor,
  Admission,
  BodyState,
  Fact,
  Instant,
  MemberId,
  PlenaryEvent,
  Refusal,
} from '../types.ts';

/** Who acts and when; everything a rule may know beside the state. */
export interface Circumstances {
  readonly at: Instant;
  readonly actor: Actor;
}
export interface DeliberationCircumstances extends Circumstances {
  /** The body as it stands when the act is made. */
  readonly body: BodyState;
}

export const refuse = (
  code: string,
  facts: Refusal['facts'] = {},
): { admitted: false; refusal: Refusal } => ({
  admitted: false,
  refusal: { code, facts },
});

/** Admits with events that anyone may see. */
export const admitPublic = <E extends PlenaryEvent>(...events: readonly E[]): Admission<E> => ({
  admitted: true,
  events: events.map((event) => ({ ...event, audience: 'public' }) as Fact<E>),
});

/** ACT-3: only an empowered delegate of an admitted member binds a delegation. Returns the member or the refusal. */
export const bindingMember = (
  actor: Actor,
  body: BodyState,
): { readonly member: MemberId } | { readonly refused: ReturnType<typeof refuse> } => {
  const { member } = actor;
  if (actor.kind !== 'delegate' || member === undefined || body.members[member]?.role !== 'member')
    return { refused: refuse('actor.notMember', { kind: actor.kind }) };
  if (actor.mayBind !== true) return { refused: refuse('actor.mayNotBind', { member }) };
  return { member };
};

/** ACT-4: what only the chair or the secretariat does. */
export const conducts = (actor: Actor, ...kinds: readonly Actor['kind'][]): boolean =>
  kinds.includes(actor.kind);
