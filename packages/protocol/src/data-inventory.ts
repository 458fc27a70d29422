import { LIMITS } from './limits.ts';

/** Whose data is held. */
export const DATA_SUBJECTS = ['visitors', 'commenters', 'participants', 'applicants', 'members'] as const;
export type DataSubject = (typeof DATA_SUBJECTS)[number];

/** How long data is held: until somebody erases it, for so many days and then no more, or as long as the record stands. */
export const DATA_TERMS = [
  'untilErased',
  'afterDays',
  'unconfirmedDays',
  'refusedDays',
  'endedDays',
  'operator',
  'kept',
] as const;
export type DataTerm = (typeof DATA_TERMS)[number];

/** How whoever it is of has it erased. */
export const DATA_ERASURES = [
  'ownComment',
  'ownPart',
  'stays',
  'bySelf',
  'mailLink',
  'secretariat',
  'browser',
  'operator',
  'settings',
] as const;
export type DataErasure = (typeof DATA_ERASURES)[number];

/** One kind of data about people: in which tables it stands, of whom, for how long, and how it is erased. */
export interface HeldData {
  readonly kind: string;
  /** Tables of the database; none where it stands in the browser alone. */
  readonly tables: readonly string[];
  readonly subject: DataSubject;
  readonly term: DataTerm;
  /** Of a term in days, as it is kept by the service itself. */
  readonly days?: number;
  readonly erasure: DataErasure;
}

/** What is held about people. The page that everybody reads and the test of docs/privacy.md come from here. */
export const HELD_DATA = [
  {
    kind: 'comment',
    tables: ['consultation_words'],
    subject: 'commenters',
    term: 'untilErased',
    erasure: 'ownComment',
  },
  {
    kind: 'statement',
    tables: ['conversation_words', 'conversation_participants'],
    subject: 'participants',
    term: 'untilErased',
    erasure: 'ownPart',
  },
  {
    kind: 'vote',
    tables: ['conversation_entries', 'conversation_leavers'],
    subject: 'participants',
    term: 'kept',
    erasure: 'stays',
  },
  {
    kind: 'addressLink',
    tables: ['address_links'],
    subject: 'visitors',
    term: 'afterDays',
    days: 1,
    erasure: 'bySelf',
  },
  {
    kind: 'browser',
    tables: [],
    subject: 'visitors',
    term: 'afterDays',
    days: LIMITS.COMMENTER_DAYS,
    erasure: 'browser',
  },
  {
    kind: 'followedAddress',
    tables: ['correspondents'],
    subject: 'commenters',
    term: 'unconfirmedDays',
    days: LIMITS.UNCONFIRMED_DAYS,
    erasure: 'mailLink',
  },
  {
    kind: 'application',
    tables: ['applications'],
    subject: 'applicants',
    term: 'refusedDays',
    days: LIMITS.REFUSED_APPLICATION_DAYS,
    erasure: 'secretariat',
  },
  { kind: 'account', tables: ['accounts'], subject: 'members', term: 'operator', erasure: 'operator' },
  {
    kind: 'session',
    tables: ['sessions', 'invitations'],
    subject: 'members',
    term: 'endedDays',
    days: LIMITS.ENDED_SESSION_DAYS,
    erasure: 'bySelf',
  },
  {
    kind: 'notice',
    tables: ['notices', 'notice_settings', 'mails'],
    subject: 'members',
    term: 'afterDays',
    days: LIMITS.NOTICE_DAYS,
    erasure: 'settings',
  },
  {
    kind: 'act',
    tables: ['acts', 'events', 'event_payloads'],
    subject: 'members',
    term: 'kept',
    erasure: 'stays',
  },
  {
    kind: 'draft',
    tables: ['document_updates', 'document_leases', 'comment_threads', 'comment_messages', 'recovered_words'],
    subject: 'members',
    term: 'kept',
    erasure: 'stays',
  },
] as const satisfies readonly HeldData[];

/** Tables that hold nothing about a person. */
export const NOBODYS_TABLES: readonly string[] = [
  'snapshots',
  'ledger_entries',
  'ledger_nodes',
  'checkpoints',
  'outbox',
  'conversations',
  'conversation_batches',
  'notice_cursors',
  'documents',
  'document_snapshots',
  'register_documents',
  'settings',
];
