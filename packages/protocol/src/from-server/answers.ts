import {
  ACTOR_KINDS,
  DELIBERATION_PHASES,
  type BoardRow,
  type BodyState,
  type DeliberationState,
  type ItemId,
  type ItemTrend,
  type LocalisedText,
  type PlenaryEvent,
  type Recorded,
  type Refusal,
  type StanceChange,
  type StateChange,
  type Withheld,
} from '@plenary/consensus';
import { Type, type Static, type TProperties, type TSchema } from 'typebox';
import { oneOf } from '../from-client/values.ts';

/** What the rules define and the browser evolves by itself: described as an object, typed as the rules type it. */
const ofRules = <T>(description: string) =>
  Type.Unsafe<T>({ type: 'object', additionalProperties: true, description });
const anything = () => Type.Unknown();
const answer = <P extends TProperties>(properties: P, description: string) =>
  Type.Object(properties, { description });
const list = <T extends TSchema>(entry: T) => Type.Immutable(Type.Array(entry));
const Version = Type.Integer({ minimum: 0 });
const Instant = Type.String({ description: 'Instant in UTC, ISO 8601 with milliseconds' });
const Hash = Type.String({ description: 'SHA-256, 64 hexadecimal digits' });
const SeenEvent = ofRules<Recorded | Withheld>(
  'An event as the viewer may see it: whole, or only that it happened',
);

/** Every answer that is not a success has this shape; `facts` by code, see docs/errors.md. */
export interface ErrorAnswer {
  readonly error: Refusal;
}

/** Proof that the service took an act: signed, and later tied to the log by an inclusion proof. */
export const ReceiptAnswer = answer(
  {
    stream: Type.String(),
    fromVersion: Version,
    toVersion: Version,
    commitments: list(Hash),
    at: Instant,
    key: Type.String(),
    signature: Type.String(),
  },
  'Signed proof that the act was taken',
);
export type ReceiptAnswer = Readonly<Static<typeof ReceiptAnswer>>;

/** Answer to `POST /api/acts` (201, or 200 when the same key was seen before with the same body). */
export const ActAnswer = answer(
  {
    receipt: ReceiptAnswer,
    /** The events the act brought about, as the actor may see them. Empty when nothing changed. */
    events: list(SeenEvent),
    replayed: Type.Boolean(),
  },
  'The receipt, and what the act brought about as the actor may see it',
);
export type ActAnswer = Readonly<Static<typeof ActAnswer>>;

/** `GET /api/session` */
export const SessionAnswer = answer(
  {
    signedIn: Type.Boolean(),
    account: Type.Optional(
      Type.Object({
        id: Type.String(),
        kind: oneOf(ACTOR_KINDS),
        member: Type.Optional(Type.String()),
        mayBind: Type.Boolean(),
        displayName: Type.String(),
        hasPassword: Type.Boolean(),
      }),
    ),
    session: Type.Optional(Type.String()),
  },
  'Who is signed in',
);
export type SessionAnswer = Readonly<Static<typeof SessionAnswer>>;

/** `GET /api/sessions`: the account's own sessions. */
export const SessionListAnswer = answer(
  {
    sessions: list(
      Type.Object({
        id: Type.String(),
        createdAt: Instant,
        lastSeenAt: Instant,
        label: Type.String(),
        current: Type.Boolean(),
      }),
    ),
  },
  'Open sessions of the account that is signed in',
);
export type SessionListAnswer = Readonly<Static<typeof SessionListAnswer>>;

/** `POST /api/invitations` */
export const InvitationAnswer = answer(
  {
    token: Type.String(),
    /** Path of the page that accepts it. */
    path: Type.String(),
    expiresAt: Instant,
  },
  'A link for one use: shown once, kept only as a hash',
);
export type InvitationAnswer = Readonly<Static<typeof InvitationAnswer>>;

/** `GET /api/body` */
export const BodyAnswer = answer(
  {
    stream: Type.String(),
    version: Version,
    state: ofRules<BodyState>('Members, groups and rules (docs/formats.md)'),
  },
  'The body as it stands',
);
export type BodyAnswer = Readonly<Static<typeof BodyAnswer>>;

/** `GET /api/deliberations` */
export const DeliberationListAnswer = answer(
  {
    deliberations: list(
      Type.Object({
        id: Type.String(),
        title: Type.Unsafe<LocalisedText>({
          type: 'object',
          additionalProperties: { type: 'string' },
          description: 'By language; English is always there',
        }),
        symbol: Type.String(),
        phase: oneOf(DELIBERATION_PHASES),
        openedAt: Instant,
        paragraphs: Type.Integer({ minimum: 0 }),
        version: Version,
      }),
    ),
  },
  'All deliberations in the order in which they were opened',
);
export type DeliberationListAnswer = Readonly<Static<typeof DeliberationListAnswer>>;

/** `GET /api/deliberations/:id`: the state as this viewer may see it; events after `version` follow by socket. */
export const DeliberationAnswer = answer(
  {
    stream: Type.String(),
    version: Version,
    state: ofRules<DeliberationState>('Text, positions, decisions as the viewer may see them'),
  },
  'A deliberation as it stands; events after `version` follow by socket',
);
export type DeliberationAnswer = Readonly<Static<typeof DeliberationAnswer>>;

/** `GET /api/deliberations/:id/board`: every figure of every item, from what is public. */
export const BoardAnswer = answer(
  { version: Version, rows: list(ofRules<BoardRow>('Figures of an item, each with its trace')) },
  'The consensus board',
);
export type BoardAnswer = Readonly<Static<typeof BoardAnswer>>;

/** `GET /api/deliberations/:id/trends` */
export const TrendsAnswer = answer(
  {
    version: Version,
    /** The instant up to which was counted. */
    at: Instant,
    trends: list(ofRules<ItemTrend & { readonly item: ItemId }>('Course of an item, with its measure')),
  },
  'How every item moves',
);
export type TrendsAnswer = Readonly<Static<typeof TrendsAnswer>>;

/** `GET /api/deliberations/:id/items/:item/course`: empty for an item that was never in the text. */
export const CourseAnswer = answer(
  {
    version: Version,
    at: Instant,
    item: Type.String(),
    /** The latest changes of effective stances, oldest first. */
    changes: list(ofRules<StanceChange>('A member changed its stance')),
    /** The latest states the item passed into, oldest first, as the board of each moment showed them. */
    states: list(ofRules<StateChange>('The item passed into another state')),
    /** Changes and states before these, which are left off. */
    earlier: Type.Integer({ minimum: 0 }),
  },
  'The course of one item',
);
export type CourseAnswer = Readonly<Static<typeof CourseAnswer>>;

/** `GET /api/events?stream=…&after=…` */
export const EventsAnswer = answer(
  {
    stream: Type.String(),
    events: list(SeenEvent),
    /** Version of the stream when the answer was made. */
    version: Version,
  },
  'Events of a stream in order',
);
export type EventsAnswer = Readonly<Static<typeof EventsAnswer>>;

/** `GET /api/record` */
export const RecordAnswer = answer(
  {
    origin: Type.String(),
    /** Verifier key in the note format, see docs/ledger-format.md. */
    verifierKey: Type.String(),
    size: Version,
    /** The latest signed checkpoint, as text. */
    checkpoint: Type.String(),
  },
  'The log: its key, size and latest signed checkpoint',
);
export type RecordAnswer = Readonly<Static<typeof RecordAnswer>>;

/** `GET /api/record/inclusion?stream=…&version=…` */
export const InclusionAnswer = answer(
  {
    seq: Version,
    /** The envelope exactly as it was hashed. */
    envelope: anything(),
    size: Version,
    path: list(Hash),
    checkpoint: Type.String(),
  },
  'Proof that an event is in the log of this checkpoint',
);
export type InclusionAnswer = Readonly<Static<typeof InclusionAnswer>>;

/** `GET /api/record/consistency?from=…&to=…` */
export const ConsistencyAnswer = answer(
  { from: Version, to: Version, path: list(Hash), fromRoot: Hash, toRoot: Hash },
  'Proof that the smaller log is the beginning of the larger one',
);
export type ConsistencyAnswer = Readonly<Static<typeof ConsistencyAnswer>>;

/** `GET /api/record/entries?from=…&limit=…` */
export const EntriesAnswer = answer(
  { size: Version, entries: list(Type.Object({ seq: Version, envelope: anything() })) },
  'Entries of the log in order',
);
export type EntriesAnswer = Readonly<Static<typeof EntriesAnswer>>;

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
