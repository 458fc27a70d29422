import type { Decision, DeliberationEvent, DeliberationState, Recorded, Withheld } from '../types.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Draft = Mutable<DeliberationState>;
type Change = (draft: Draft, own: Own, event: Recorded<DeliberationEvent>) => void;

/**
 * Containers copied by this replay may be changed by it; all others belong to earlier states. A replay of many events
 * thus copies each container once, and the state it began with stays as it was.
 */
class Own {
  private readonly copies = new WeakSet<object>();
  /** The record under `key`, copied if it is not yet ours; made if it is not there. */
  record<P extends object, K extends keyof P>(parent: P, key: K): Record<string, unknown> {
    const value = parent[key] as object | undefined;
    if (value !== undefined && this.copies.has(value)) return value as Record<string, unknown>;
    const copy: Record<string, unknown> = { ...value };
    this.copies.add(copy);
    parent[key] = copy as P[K];
    return copy;
  }
}

const last = (draft: Draft, id: string): Decision => {
  const decision = draft.decisions.at(-1);
  if (decision?.id !== id) throw new Error(`an event names decision ${id}, which is not the last`);
  return decision;
};
const changeLast = (draft: Draft, id: string, change: Partial<Decision>): void => {
  draft.decisions = [...draft.decisions.slice(0, -1), { ...last(draft, id), ...change }];
};

/** Adds one event to the draft. Total: an event type that is not here does not compile. */
const apply: Change = (draft, own, event) => {
  const { at } = event;
  switch (event.type) {
    case 'deliberationOpened':
      throw new Error('a deliberation is opened once');
    case 'textImported': {
      const { symbol, lang, paragraphs, hash } = event.payload;
      draft.revision = { symbol, lang, paragraphs, hash, issuedAt: at };
      return;
    }
    case 'positionStated':
    case 'soundingGiven': {
      const { member, item, stance, reason, textHash } = event.payload;
      const items = own.record(draft, event.type === 'positionStated' ? 'positions' : 'soundings');
      own.record(items, item)[member] = { stance, reason, textHash, at };
      return;
    }
    case 'positionWithdrawn': {
      const { member, item } = event.payload;
      const items = own.record(draft, 'positions');
      const positions = own.record(items, item);
      delete positions[member];
      if (Object.keys(positions).length === 0) delete items[item];
      return;
    }
    case 'groupPositionStated': {
      const statement = { ...event.payload, at, aligned: [], dissociated: [] };
      own.record(draft, 'groupStatements')[statement.id] = statement;
      return;
    }
    case 'alignedWithStatement':
    case 'dissociatedFromStatement': {
      const { member, statement: id } = event.payload;
      const statement = draft.groupStatements[id];
      if (statement === undefined) throw new Error(`an event names statement ${id}, which was not made`);
      const aligns = event.type === 'alignedWithStatement';
      const others = (members: readonly string[]) => members.filter((other) => other !== member);
      own.record(draft, 'groupStatements')[id] = {
        ...statement,
        // A member of the group that aligns again is simply no longer dissociated.
        aligned:
          aligns && !statement.members.includes(member)
            ? [...others(statement.aligned), member]
            : others(statement.aligned),
        dissociated: aligns ? others(statement.dissociated) : [...others(statement.dissociated), member],
      };
      return;
    }
    case 'paragraphAgreedAdRef':
      own.record(draft, 'marks')[event.payload.pid] = { status: 'agreedAdRef', at };
      return;
    case 'paragraphReopened':
      own.record(draft, 'marks')[event.payload.pid] = { status: 'open', at, reason: event.payload.reason };
      return;
    case 'adoptionProposed': {
      const { decision: id, rule, textHash, objectionsUntil } = event.payload;
      draft.decisions = [
        ...draft.decisions,
        { id, rule, textHash, proposedAt: at, objectionsUntil, objections: {} },
      ];
      draft.phase = 'adoptionProposed';
      return;
    }
    case 'objected': {
      const { decision, member, reason } = event.payload;
      const objections = { ...last(draft, decision).objections, [member]: { at, reason } };
      changeLast(draft, decision, { objections });
      return;
    }
    case 'objectionWithdrawn': {
      const { [event.payload.member]: _gone, ...objections } = last(draft, event.payload.decision).objections;
      changeLast(draft, event.payload.decision, { objections });
      return;
    }
    case 'ballotOpened': {
      const { decision, closesAt, electors } = event.payload;
      changeLast(draft, decision, { ballot: { openedAt: at, closesAt, electors, cast: {} } });
      draft.phase = 'balloting';
      return;
    }
    case 'ballotCast': {
      const { decision, member, choice } = event.payload;
      const { ballot } = last(draft, decision);
      if (ballot === undefined) throw new Error('a ballot was cast before it was opened');
      changeLast(draft, decision, {
        ballot: { ...ballot, cast: { ...ballot.cast, [member]: { choice, at } } },
      });
      return;
    }
    case 'ballotClosed': {
      const { decision, result, equalVoice } = event.payload;
      const { ballot } = last(draft, decision);
      if (ballot === undefined) throw new Error('a ballot was closed before it was opened');
      changeLast(draft, decision, { ballot: { ...ballot, closedAt: at }, result, equalVoice });
      draft.phase = 'ballotClosed';
      return;
    }
    case 'textAdopted': {
      const { decision, result, equalVoice } = event.payload;
      changeLast(draft, decision, { outcome: 'adopted', decidedAt: at, result, equalVoice });
      draft.phase = 'adopted';
      draft.marks = Object.fromEntries(
        (draft.revision?.paragraphs ?? []).map((paragraph) => [
          paragraph.pid,
          { status: 'adopted' as const, at },
        ]),
      );
      return;
    }
    case 'adoptionRejected': {
      const { decision, result, equalVoice, note } = event.payload;
      changeLast(draft, decision, { outcome: 'rejected', decidedAt: at, result, equalVoice, note });
      draft.phase = 'open';
      return;
    }
    case 'proposalWithdrawn': {
      const { decision, note } = event.payload;
      changeLast(draft, decision, { outcome: 'withdrawn', decidedAt: at, note });
      draft.phase = 'open';
      return;
    }
    case 'explained':
      draft.explanations = [...draft.explanations, { ...event.payload, at }];
      return;
  }
};

const opened = (event: Recorded<DeliberationEvent>): Draft => {
  if (event.type !== 'deliberationOpened')
    throw new Error(`${event.type} on a deliberation that was not opened`);
  const { id, body, title } = event.payload;
  return {
    id,
    body,
    title,
    openedAt: event.at,
    phase: 'open',
    marks: {},
    positions: {},
    groupStatements: {},
    soundings: {},
    decisions: [],
    explanations: [],
  };
};

/** State after many events, each container copied once. A withheld event changes nothing that its viewer may see. */
export const replayDeliberation = (
  events: Iterable<Recorded<DeliberationEvent> | Withheld>,
  from?: DeliberationState,
): DeliberationState | undefined => {
  const own = new Own();
  let draft: Draft | undefined = from === undefined ? undefined : { ...from };
  for (const event of events) {
    if ('withheld' in event) continue;
    if (draft === undefined) draft = opened(event);
    else apply(draft, own, event);
  }
  return draft;
};

/** The deliberation after one more event. */
export const evolveDeliberation = (
  state: DeliberationState | undefined,
  event: Recorded<DeliberationEvent> | Withheld,
): DeliberationState => {
  const next = replayDeliberation([event], state);
  if (next === undefined) throw new Error('a deliberation cannot begin with a withheld event');
  return next;
};
