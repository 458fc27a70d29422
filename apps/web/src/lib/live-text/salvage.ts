import { salvageUpdates, type SalvagedUpdates } from '@plenary/drafting';
import type { LiveRights } from '@plenary/protocol';
import type * as Y from 'yjs';

/**
 * After a refusal: writes what waited into the document as the service has it, under the new client number, save what
 * the gate would refuse again. The words of that are given back.
 */
export const salvage = ({
  doc,
  updates,
  client,
  rights,
}: {
  readonly doc: Y.Doc;
  readonly updates: readonly Uint8Array[];
  readonly client: number;
  readonly rights: LiveRights;
}): SalvagedUpdates =>
  salvageUpdates({
    doc,
    updates,
    client,
    rights: { ...rights, closed: new Set(rights.closed), opened: new Set(rights.opened) },
  });
