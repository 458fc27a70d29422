import * as Y from 'yjs';
import { createGate } from '../gate/gate.ts';
import { GATE_LIMITS } from '../gate/limits.ts';
import { wordsOf } from '../gate/read-update.ts';
import type { GateRefusal } from '../gate/refusal.ts';
import type { DraftRights } from '../gate/rights.ts';
import { renumbering, rewriteUpdate } from './rewrite-update.ts';

/** What one may not write, by the rule it offends. */
export interface LostWords {
  readonly refusal: GateRefusal;
  readonly text: string;
}

export interface SalvagedUpdates {
  /** What was taken, as it is to be sent: under the new client number, already in the document. */
  readonly kept: readonly Uint8Array[];
  readonly lost: readonly LostWords[];
}

/**
 * Writes updates that were refused together into a document anew, one by one, under a new client number, as far as the
 * gate takes them: of an hour without a network only that is lost which may not be written. What builds on something
 * lost is lost with it.
 */
export const salvageUpdates = ({
  doc,
  updates,
  client,
  rights,
  origin,
}: {
  /** As the service holds it: without any of the updates that were not stored. */
  readonly doc: Y.Doc;
  readonly updates: readonly Uint8Array[];
  readonly client: number;
  readonly rights: DraftRights;
  /** Origin of the transactions that write what is kept. */
  readonly origin?: unknown;
}): SalvagedUpdates => {
  const known = Y.decodeStateVector(Y.encodeStateVector(doc));
  const ids = renumbering(client, (id) => id.clock < (known.get(id.client) ?? 0));
  const gate = createGate(doc);
  const kept: Uint8Array[] = [];
  const lost = new Map<string, { refusal: GateRefusal; text: string }>();
  let last: GateRefusal = { code: 'gate.dangling', facts: {} };
  const lose = (refusal: GateRefusal, text: string): void => {
    last = refusal;
    const before = lost.get(refusal.code);
    if (before === undefined) lost.set(refusal.code, { refusal, text });
    else before.text = `${before.text}${text}`.slice(0, GATE_LIMITS.RECOVERED_CHARACTERS_MAX);
  };
  for (const update of updates) {
    const clock = Y.getState(doc.store, client);
    const rewritten = rewriteUpdate(update, client, clock, ids);
    if (rewritten === undefined) {
      lose(last, wordsOf(update));
      continue;
    }
    const answer = gate.admit({ updates: [rewritten.update], leases: new Set([client]), rights });
    if (!answer.admitted) {
      lose(answer.refusal, answer.text);
      continue;
    }
    gate.commit(answer.updates.length, origin);
    rewritten.take();
    kept.push(...answer.updates);
  }
  gate.close();
  return { kept, lost: [...lost.values()] };
};
