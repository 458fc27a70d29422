import type {
  BodyState,
  DeliberationState,
  Instant,
  ItemId,
  ItemTrend,
  LocalisedText,
  MemberId,
  PlenaryEvent,
  Recorded,
  Refusal,
  Withheld,
  ActorKind,
  DeliberationPhase,
} from '@plenary/consensus';

/** Every answer that is not a success has this shape; `facts` by code, see docs/errors.md. */
export interface ErrorAnswer {
  readonly error: Refusal;
}

/** Proof that the service took an act: signed, and later tied to the log by an inclusion proof. */
export interface ReceiptAnswer {
  readonly stream: string;
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly commitments: readonly string[];
  readonly at: Instant;
  readonly key: string;
  readonly signature: string;
}

/** Answer to `POST /api/acts` (201, or 200 when the same key was seen before with the same body). */
export interface ActAnswer {
  readonly receipt: ReceiptAnswer;
  /** The events the act brought about, as the actor may see them. Empty when nothing changed. */
  readonly events: readonly (Recorded | Withheld)[];
  readonly replayed: boolean;
}

/** `GET /api/session` */
export interface SessionAnswer {
  readonly signedIn: boolean;
  readonly account?: {
    readonly id: string;
    readonly kind: ActorKind;
    readonly member?: MemberId;
    readonly mayBind: boolean;
    readonly displayName: string;
    readonly hasPassword: boolean;
  };
  readonly session?: string;
}

/** `GET /api/sessions`: the account's own sessions. */
export interface SessionListAnswer {
  readonly sessions: readonly {
    readonly id: string;
    readonly createdAt: Instant;
    readonly lastSeenAt: Instant;
    readonly label: string;
    readonly current: boolean;
  }[];
}

/** `POST /api/invitations` */
export interface InvitationAnswer {
  readonly token: string;
  /** Path of the page that accepts it. */
  readonly path: string;
  readonly expiresAt: Instant;
}

/** `GET /api/body` */
export interface BodyAnswer {
  readonly stream: string;
  readonly version: number;
  readonly state: BodyState;
}

/** `GET /api/deliberations` */
export interface DeliberationListAnswer {
  readonly deliberations: readonly {
    readonly id: string;
    readonly title: LocalisedText;
    readonly symbol: string;
    readonly phase: DeliberationPhase;
    readonly openedAt: Instant;
    readonly paragraphs: number;
    readonly version: number;
  }[];
}

/** `GET /api/deliberations/:id`: the state as this viewer may see it; events after `version` follow by socket. */
export interface DeliberationAnswer {
  readonly stream: string;
  readonly version: number;
  readonly state: DeliberationState;
}

/** `GET /api/deliberations/:id/trends` */
export interface TrendsAnswer {
  readonly version: number;
  /** The instant up to which was counted. */
  readonly at: Instant;
  readonly trends: readonly (ItemTrend & { readonly item: ItemId })[];
}

/** `GET /api/events?stream=…&after=…` */
export interface EventsAnswer {
  readonly stream: string;
  readonly events: readonly (Recorded | Withheld)[];
  /** Version of the stream when the answer was made. */
  readonly version: number;
}

/** `GET /api/record` */
export interface RecordAnswer {
  readonly origin: string;
  /** Verifier key in the note format, see docs/ledger-format.md. */
  readonly verifierKey: string;
  readonly size: number;
  /** The latest signed checkpoint, as text. */
  readonly checkpoint: string;
}

/** `GET /api/record/inclusion?stream=…&version=…` */
export interface InclusionAnswer {
  readonly seq: number;
  /** The envelope exactly as it was hashed. */
  readonly envelope: unknown;
  readonly size: number;
  readonly path: readonly string[];
  readonly checkpoint: string;
}

/** `GET /api/record/consistency?from=…&to=…` */
export interface ConsistencyAnswer {
  readonly from: number;
  readonly to: number;
  readonly path: readonly string[];
  readonly fromRoot: string;
  readonly toRoot: string;
}

/** `GET /api/record/entries?from=…&limit=…` */
export interface EntriesAnswer {
  readonly size: number;
  readonly entries: readonly { readonly seq: number; readonly envelope: unknown }[];
}

/** What the server sends on the socket event `events`: events of one stream in order, as this viewer may see them. */
export interface EventsMessage {
  readonly stream: string;
  readonly events: readonly (Recorded<PlenaryEvent> | Withheld)[];
}

/** Answer (socket acknowledgement) to `follow {stream, after}`. */
export type FollowAnswer =
  | { readonly ok: true; readonly version: number; readonly events: readonly (Recorded | Withheld)[] }
  /** Too much was missed: fetch the state again, then follow from its version. */
  | { readonly ok: false; readonly reload: true; readonly version: number }
  | { readonly ok: false; readonly reload: false; readonly error: Refusal };
