import type { Refusal } from '@plenary/consensus';
import type { Caret, Presence } from '@plenary/drafting';
import type { LiveRights } from '@plenary/protocol';
import type { Socket } from 'socket.io-client';
import type * as Y from 'yjs';
import type { DeviceStore } from './device-store.ts';
import type { Observable } from './observable.ts';

/** The line to the service as the live text needs it: a socket of socket.io with `liveParser` (live-parser.ts). */
export type LiveSocket = Pick<Socket, 'connected' | 'on' | 'off' | 'emit' | 'timeout'>;

export const LIVE_CONNECTIONS = ['connecting', 'live', 'away', 'closed', 'outdated'] as const;
/**
 * `connecting`: the document is being opened; `live`: what others write arrives; `away`: no line, or it is being opened
 * again; `closed`: it is not, or no longer, for this person; `outdated`: this page is older than the text's schema and
 * must be loaded again.
 */
export type LiveConnection = (typeof LIVE_CONNECTIONS)[number];

/** What became of what was written here; `count` updates are not acknowledged; they are on this device. */
export type LiveSaving =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving'; readonly count: number }
  /** `isUnkept`: the device did not take all of them; they last as long as the page. */
  | { readonly kind: 'offline'; readonly count: number; readonly isUnkept?: true }
  /** Something was refused and the document is being read again from the service. */
  | { readonly kind: 'refused'; readonly count: number };

export interface LiveState {
  readonly connection: LiveConnection;
  readonly saving: LiveSaving;
  /** Whether the document holds the text: from this device, or from the service. */
  readonly isLoaded: boolean;
  /** Why it is closed. */
  readonly refusal?: Refusal;
}

/** Words that were refused: which rule, and what they were. They wait in the recovery box of their author as well. */
export interface LiveRefusal {
  readonly id: string;
  readonly refusal: Refusal;
  readonly text: string;
}

export interface LiveCarets {
  readonly anchor: Caret;
  readonly head: Caret;
}

/** A live document that is open on this page. */
export interface LiveText {
  /**
   * The document. Its `clientID` is the number leased to this page: nothing may be written before `isLoaded`, and nothing
   * while the rights say `read`. After a refusal it is another document, without what was refused: whoever shows it
   * begins anew with that one.
   */
  readonly doc: Observable<Y.Doc>;
  readonly state: Observable<LiveState>;
  /** Undefined until the document was opened for the first time. */
  readonly rights: Observable<LiveRights | undefined>;
  readonly presence: {
    /** Says where the carets are; undefined: nowhere. At most ten times a second is sent, the last always. */
    readonly set: (carets: LiveCarets | undefined) => void;
    /** The others, in the order of their client numbers. */
    readonly others: Observable<readonly Presence[]>;
  };
  readonly refusals: Observable<readonly LiveRefusal[]>;
  /** Takes a refusal from the list; the recovery box keeps it. */
  readonly dismissRefusal: (id: string) => void;
  /** Grows whenever comments of this document changed: they are then fetched again. */
  readonly comments: Observable<number>;
  /** Resolves when everything written so far is acknowledged, or refused. */
  readonly settled: () => Promise<void>;
  /** Leaves the document. What was not acknowledged stays on this device and is sent at the next opening. */
  readonly close: () => Promise<void>;
}

export interface LiveTextOptions {
  readonly socket: LiveSocket;
  readonly deliberation: string;
  readonly document: string;
  readonly store: DeviceStore;
  /** Whose updates are kept on this device: the account that is signed in, or any word for nobody. */
  readonly account: string;
  /**
   * Called when updates begin to wait for their acknowledgement and when none waits any more: the page then asks before
   * it is closed.
   */
  readonly onUnsaved?: (isUnsaved: boolean) => void;
}

/** The origin of everything that came from the service or from this device, in transactions of the document. */
export const REMOTE_ORIGIN = 'plenary-remote';
