import type { Caret } from '../editor/caret.ts';
import { ID } from '../model/draft-document.ts';
import { GATE_LIMITS } from './limits.ts';
import type { GateRefusal } from './refusal.ts';

/** Who is there, as the session says: nothing of it is taken from the message. */
export interface PresentUser {
  readonly name: string;
  readonly delegation: string;
  readonly colour: string;
}

/** What others are told about a person in the document. */
export interface Presence extends PresentUser {
  readonly client: number;
  /** Absent while the person's caret is nowhere. */
  readonly anchor?: Caret;
  readonly head?: Caret;
}

export type PresenceAdmission =
  | { readonly admitted: true; readonly presence: Presence }
  | { readonly admitted: false; readonly refusal: GateRefusal };

const refused = (reason: string): PresenceAdmission => ({
  admitted: false,
  refusal: { code: 'gate.presence', facts: { reason } },
});

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** Reads a caret; undefined for anything that is not exactly one. */
export const parseCaret = (value: unknown): Caret | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields = new Map<string, unknown>(Object.entries(value));
  const paragraph = fields.get('paragraph');
  if (fields.size === 1 && typeof paragraph === 'string' && ID.test(paragraph)) return { paragraph };
  const [client, clock, side] = [fields.get('client'), fields.get('clock'), fields.get('side')];
  if (fields.size !== 3 || !isCount(client) || !isCount(clock)) return undefined;
  return side === 'before' || side === 'after' ? { client, clock, side } : undefined;
};

/**
 * GATE-11: a presence message says where a caret is and nothing else. The client number must be the one leased to this
 * connection; name, delegation and colour come from the session.
 */
export const admitPresence = (message: string, client: number, user: PresentUser): PresenceAdmission => {
  if (message.length > GATE_LIMITS.PRESENCE_BYTES_MAX) return refused('size');
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    // Not JSON: the sender is told so.
    return refused('form');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return refused('form');
  const fields = new Map<string, unknown>(Object.entries(parsed));
  if ([...fields.keys()].some((name) => name !== 'client' && name !== 'anchor' && name !== 'head'))
    return refused('form');
  if (fields.get('client') !== client) return refused('client');
  const [anchor, head] = [parseCaret(fields.get('anchor')), parseCaret(fields.get('head'))];
  if (fields.has('anchor') !== (anchor !== undefined) || fields.has('head') !== (head !== undefined))
    return refused('caret');
  const { name, delegation, colour } = user;
  return {
    admitted: true,
    presence: {
      client,
      name,
      delegation,
      colour,
      ...(anchor === undefined ? {} : { anchor }),
      ...(head === undefined ? {} : { head }),
    },
  };
};
