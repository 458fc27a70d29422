import type { Refusal } from '@plenary/consensus';
import { Type, type Static } from 'typebox';
import { Id, closed } from '../from-client/values.ts';

const ClientNumber = Type.Integer({ minimum: 1, maximum: 4_294_967_295 });

/** Socket message `openDocument`, answered with an `OpenDocumentAnswer`. */
export const OpenDocumentMessage = closed({
  deliberation: Id,
  document: Id,
  /** Version of the schema of the text that this client knows. */
  schema: Type.Integer({ minimum: 1 }),
  /** The client number under which this page wrote before; absent for a new one. */
  lease: Type.Optional(ClientNumber),
  /** True for a client that holds something and will send its state vector; others get the whole document. */
  holds: Type.Boolean(),
});
export type OpenDocumentMessage = Static<typeof OpenDocumentMessage>;

/** What one may do in a document, in this moment. */
export interface LiveRights {
  readonly role: 'edit' | 'suggest' | 'read';
  /** The delegation, or office, in whose name one suggests. */
  readonly delegation: string;
  /** The opaque id of the account. */
  readonly person: string;
  /** Paragraphs closed to everyone. */
  readonly closed: readonly string[];
  /** Paragraphs that one may edit although one may otherwise only suggest. */
  readonly opened: readonly string[];
}

export type OpenDocumentAnswer =
  | {
      readonly ok: true;
      readonly handle: number;
      /** The client number leased to this client; absent for one who may only read. */
      readonly client?: number;
      /** How far the log holds what was written under one's own client numbers: number and clock of each. */
      readonly clocks: readonly (readonly [client: number, clock: number])[];
      readonly rights: LiveRights;
      /** Number of the last row of the log. */
      readonly seq: number;
    }
  | { readonly ok: false; readonly error: Refusal };

/** A batch of which nothing was taken. Until the client opens the document anew nothing more is taken from it. */
export interface RefusedBatch {
  readonly batch: number;
  readonly refusal: Refusal;
  /** The words of the batch. They are in the recovery box as well, under this number. */
  readonly text: string;
  readonly entry?: string;
}

/** Where a person is, as all see it. Who it is comes from the session. */
export interface PresentPerson {
  readonly client: number;
  readonly name: string;
  readonly delegation: string;
  readonly colour: string;
  readonly anchor?: unknown;
  readonly head?: unknown;
}

export interface PresenceMessage {
  /** Those who came or moved. */
  readonly here: readonly PresentPerson[];
  /** Client numbers of those who left. */
  readonly gone: readonly number[];
}
