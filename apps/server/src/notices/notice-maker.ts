import {
  addSeconds,
  appealNotices,
  bodyNotices,
  changedTextNotices,
  commentNotices,
  commentsAdopted,
  commentsIn,
  conversationNotices,
  deadlineNotices,
  deadlineSpans,
  noticesOf,
  sittingNotices,
  spanBefore,
  standingNotices,
  windowNotices,
  type AddressedNotice,
  type BodyEvent,
  type BodyState,
  type CommentAuthors,
  type CommentId,
  type ConsultationEvent,
  type ConsultationState,
  type DeliberationEvent,
  type DeliberationState,
  type Instant,
  type Person,
  type Recorded,
  type SittingEvent,
  type SittingState,
  type TellingSpan,
} from '@plenary/consensus';
import type { EventStore, Mail, NoticeStore, StreamToTell } from '@plenary/db';
import { recordedOf } from '../streams/held-states.ts';
import type { ToldByLog } from './conversation-tellings.ts';
import type { Correspondence } from './correspondence.ts';
import { toldWords, type DeliberationAt } from './told-words.ts';

/** How late a new event or a deadline is noticed at most on a node that was not woken, in milliseconds. */
const EVERY_MILLISECONDS = 15_000;
const PAGE = 500;
const HOUR_SECONDS = 3_600;
const NEVER: Instant = '9999-12-31T23:59:59.999Z';
/** By this name it is noted that the log of some conversation has grown. */
export const CONVERSATIONS = 'conversations';

export interface NoticeMakerParts {
  readonly store: EventStore;
  readonly notices: NoticeStore;
  readonly consultations: ConsultationsToTell;
  readonly sittings: SittingsToTell;
  readonly conversations: ConversationsToTell;
  readonly deliberation: (stream: string) => Promise<DeliberationAt>;
  readonly body: () => Promise<BodyState | undefined>;
  readonly people: () => Promise<readonly Person[]>;
  /** Those who have no account and are told by mail. */
  readonly correspondence: Pick<Correspondence, 'followers' | 'letters' | 'ofBody'>;
  readonly clock: () => Instant;
  /** Called when something new was told. */
  readonly told: () => void;
  readonly onFault: (error: unknown) => void;
}

/** Sittings of the calendar, as they stand. */
export interface SittingsToTell {
  readonly state: (stream: string) => Promise<SittingState | undefined>;
}

/** Consultations, and who wrote what in them; that is known to the service alone. */
export interface ConsultationsToTell {
  readonly streams: () => Promise<readonly string[]>;
  readonly state: (stream: string) => Promise<ConsultationState | undefined>;
  readonly authors: (consultation: string, comments: readonly CommentId[]) => Promise<CommentAuthors>;
}

/** Logs of conversations, which are no streams: by the name under which it is kept how far each was told. */
export interface ConversationsToTell {
  /** All logs with their ends, asked once in a round. */
  readonly logs: () => Promise<readonly LogToTell[]>;
}
export interface LogToTell {
  readonly name: string;
  /** Place of its last entry. */
  readonly position: number;
  readonly after: (position: number) => Promise<ToldByLog>;
}

/** Everybody with an account, read once in a round, by whoever needs them first. */
type Everyone = () => Promise<readonly Person[]>;

/** What the events of a stream tell: to the owners of accounts, and by letter to those who have none. */
interface ToldByEvents {
  readonly notices: readonly AddressedNotice[];
  readonly letters: readonly Mail[];
}

/**
 * Tells people what concerns them. How far a stream has been told stands in the database and moves with what was told, so
 * that a node that stops or is killed leaves nothing out, and two nodes tell everything once.
 */
export interface NoticeMaker {
  /** A stream has grown: what it says is told, and nothing else is looked at. */
  readonly note: (stream: string) => void;
  /** A stream has left the memory of the node. */
  readonly forget: (stream: string) => void;
  /** Tells everything there is now. */
  readonly round: () => Promise<void>;
  /** Resolves when nothing more will be told by this node. */
  readonly stop: () => Promise<void>;
}

export const startNoticeMaker = (parts: NoticeMakerParts): NoticeMaker => {
  const { store, notices, consultations, deliberation, body, people, clock, told, onFault } = parts;
  const { correspondence, conversations, sittings } = parts;
  const words = toldWords(store);
  /** What is told by now of what is near, so that it is not written again with every event and every round. */
  const nearby = new Map<string, ReadonlySet<string>>();
  /** NOT-72: how far each stream was when it was last looked at, and when its deadlines have something to tell. */
  const lookedAt = new Map<string, { readonly version: number; readonly spans: readonly TellingSpan[] }>();
  /** Streams that have grown since the last round began. */
  const grown = new Set<string>();
  let isEverythingDue = false;
  let stopped = false;
  let working: Promise<void> = Promise.resolve();
  let waiting = false;

  /** What authors of comments are told of a change of the text, as accounts and as correspondents. */
  const ofChangedText = async (
    known: DeliberationState,
    events: readonly Recorded<DeliberationEvent>[],
  ): Promise<{
    readonly authors: readonly AddressedNotice[];
    readonly followers: readonly AddressedNotice[];
  }> => {
    const adopting = events.filter(({ type }) => type === 'amendmentAdopted' || type === 'amendmentAccepted');
    const authors: AddressedNotice[] = [];
    const followers: AddressedNotice[] = [];
    for (const stream of adopting.length === 0 ? [] : await consultations.streams()) {
      const consultation = await consultations.state(stream);
      if (consultation?.deliberation !== known.id) continue;
      for (const event of adopting) {
        const adopted = commentsAdopted(consultation, known, event);
        if (adopted === undefined) continue;
        const { id } = consultation;
        const tell = (readers: CommentAuthors) => changedTextNotices(consultation, known, event, readers);
        authors.push(...tell(await consultations.authors(id, adopted.comments)));
        followers.push(...tell(await correspondence.followers(id, adopted.comments)));
      }
    }
    return { authors, followers };
  };
  const ofDeliberation = async (
    stream: string,
    from: number,
    page: readonly Recorded[],
    everybody: readonly Person[],
  ): Promise<ToldByEvents | undefined> => {
    // The stream is that of a deliberation, whose events are these.
    const events = page as readonly Recorded<DeliberationEvent>[];
    const { after, before } = await words.through(stream, from, events);
    const version = from + events.length;
    const held = await deliberation(stream);
    // What another node appended may not be held yet; what is held may have gone on.
    const known = held.version >= version ? held.state : after;
    if (known === undefined) return undefined;
    words.keep(stream, held.version === version ? held : { version, state: after });
    const { authors, followers } = await ofChangedText(known, events);
    return {
      notices: [
        ...events.flatMap((event) => noticesOf(known, event, everybody, before.get(event.version))),
        ...authors,
      ],
      letters: await correspondence.letters(followers),
    };
  };
  const ofConsultation = async (
    stream: string,
    page: readonly Recorded[],
    everybody: readonly Person[],
  ): Promise<ToldByEvents | undefined> => {
    const known = await consultations.state(stream);
    if (known === undefined) return undefined;
    // The stream is that of a consultation, whose events are these.
    const events = page as readonly Recorded<ConsultationEvent>[];
    const authors: AddressedNotice[] = [];
    const followers: AddressedNotice[] = [];
    for (const event of events) {
      authors.push(...appealNotices(known, event, everybody));
      const comments = commentsIn(event);
      if (comments.length === 0) continue;
      authors.push(...commentNotices(known, event, await consultations.authors(known.id, comments)));
      followers.push(...commentNotices(known, event, await correspondence.followers(known.id, comments)));
    }
    return { notices: authors, letters: await correspondence.letters(followers) };
  };
  const ofSitting = async (
    stream: string,
    page: readonly Recorded[],
    everybody: readonly Person[],
  ): Promise<ToldByEvents | undefined> => {
    const known = await sittings.state(stream);
    if (known === undefined) return undefined;
    // The stream is that of a sitting, whose events are these.
    const events = page as readonly Recorded<SittingEvent>[];
    return { notices: events.flatMap((event) => sittingNotices(known, event, everybody)), letters: [] };
  };
  const ofBody = async (
    page: readonly Recorded[],
    everybody: readonly Person[],
  ): Promise<ToldByEvents | undefined> => {
    const now = await body();
    // The stream is that of the body, whose events are these.
    const events = page as readonly Recorded<BodyEvent>[];
    return {
      notices: now === undefined ? [] : events.flatMap((event) => bodyNotices(now, event, everybody)),
      letters: await correspondence.ofBody(events),
    };
  };
  const ofEvents = async (
    stream: string,
    from: number,
    page: readonly Recorded[],
    everybody: readonly Person[],
  ): Promise<ToldByEvents | undefined> => {
    if (stream.startsWith('consultation:')) return ofConsultation(stream, page, everybody);
    if (stream.startsWith('deliberation:')) return ofDeliberation(stream, from, page, everybody);
    if (stream.startsWith('sitting:')) return ofSitting(stream, page, everybody);
    return ofBody(page, everybody);
  };

  /** Tells what a stream says; returns how many of its events are told. */
  const tellStream = async (stream: string, everyone: Everyone): Promise<number> => {
    let from = await notices.cursor(stream);
    for (;;) {
      const page = (await store.read(stream, from, PAGE)).map(recordedOf);
      const last = page.at(-1);
      if (last === undefined || stopped) return from;
      const everybody = await everyone();
      const all = await ofEvents(stream, from, page, everybody);
      if (all === undefined) return from;
      const accounts = new Set(everybody.map(({ account }) => account));
      const found = all.notices.filter(({ account }) => accounts.has(account));
      const span = { from, to: last.version, at: clock() };
      if (!(await notices.tell(stream, span, found, all.letters))) return from;
      if (found.length > 0 || all.letters.length > 0) told();
      from = last.version;
      if (page.length < PAGE) return from;
    }
  };

  /** Keeps what a deadline tells, as far as this node did not keep it before. */
  const tellNear = async (stream: string, near: readonly AddressedNotice[]): Promise<void> => {
    const nameOf = ({ account, notice }: AddressedNotice): string => `${account} ${notice.key}`;
    const before = nearby.get(stream);
    const fresh = near.filter((one) => before?.has(nameOf(one)) !== true);
    const kept = fresh.length === 0 ? 0 : await notices.keep(fresh);
    // What is near no longer need not be remembered.
    if (near.length === 0) nearby.delete(stream);
    else nearby.set(stream, new Set(near.map(nameOf)));
    if (kept > 0) told();
  };

  /** NOT-71: one stream that cannot be told keeps nobody from hearing of the others. */
  const alone = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      onFault(error);
    }
  };

  const lookAtDeliberation = async (stream: string, toldTo: number, everyone: Everyone): Promise<void> => {
    const now = await body();
    const { version, state } = await deliberation(stream);
    // Where everything is told, what comes next follows on this.
    if (version === toldTo) words.keep(stream, { version, state });
    if (state === undefined || now === undefined) return;
    await tellNear(stream, deadlineNotices(state, now, await everyone(), clock()));
    lookedAt.set(stream, { version, spans: deadlineSpans(state, now) });
  };
  const lookAtConsultation = async (stream: string, toldTo: number, everyone: Everyone): Promise<void> => {
    const known = await consultations.state(stream);
    if (known === undefined) return;
    await tellNear(stream, windowNotices(known, await everyone(), clock()));
    lookedAt.set(stream, { version: toldTo, spans: [spanBefore(known.closesAt)] });
  };
  const lookAtBody = async (stream: string, toldTo: number, everyone: Everyone): Promise<void> => {
    const now = await body();
    if (now === undefined) return;
    const at = clock();
    await tellNear(stream, standingNotices(now, await everyone(), at));
    // What ends, ends after years, and is told of weeks before.
    lookedAt.set(stream, { version: toldTo, spans: [{ from: addSeconds(at, HOUR_SECONDS), until: NEVER }] });
  };
  const tell = async (stream: string, everyone: Everyone): Promise<void> => {
    const toldTo = await tellStream(stream, everyone);
    if (stream.startsWith('deliberation:')) await lookAtDeliberation(stream, toldTo, everyone);
    else if (stream.startsWith('consultation:')) await lookAtConsultation(stream, toldTo, everyone);
    else if (stream.startsWith('body:')) await lookAtBody(stream, toldTo, everyone);
    else lookedAt.set(stream, { version: toldTo, spans: [] });
  };

  /** Whether there can be something to tell: nothing is read of a stream that stands still and has no deadline near. */
  const isToBeTold = (
    { stream, version, told: toldTo }: StreamToTell,
    noted: ReadonlySet<string>,
  ): boolean => {
    const looked = lookedAt.get(stream);
    if (noted.has(stream) || toldTo < version || looked === undefined || looked.version < version)
      return true;
    const at = clock();
    return looked.spans.some(({ from, until }) => from <= at && at < until);
  };
  const tellLog = async ({ name, position, after }: LogToTell, everyone: Everyone): Promise<void> => {
    for (;;) {
      if (stopped) return;
      const from = await notices.cursor(name);
      if (from >= position) return;
      const { upTo, tellings } = await after(from);
      if (upTo === from) return;
      const everybody = await everyone();
      const accounts = new Set(everybody.map(({ account }) => account));
      const found = tellings
        .flatMap((telling) => conversationNotices(telling, everybody))
        .filter(({ account }) => accounts.has(account));
      if (!(await notices.tell(name, { from, to: upTo, at: clock() }, found, []))) return;
      if (found.length > 0) told();
    }
  };
  const conversationsToo = async (everyone: Everyone): Promise<void> => {
    for (const log of await conversations.logs()) await alone(() => tellLog(log, everyone));
  };

  /** NOT-156: what is noted from here on belongs to the next round, also while this one asks what there is. */
  const taken = (): { readonly isEverything: boolean; readonly streams: ReadonlySet<string> } => {
    const now = { isEverything: isEverythingDue, streams: new Set(grown) };
    isEverythingDue = false;
    grown.clear();
    return now;
  };
  const tellDue = async (): Promise<void> => {
    const { isEverything, streams: noted } = taken();
    const hasTalk = isEverything || noted.has(CONVERSATIONS);
    const streams = isEverything
      ? (await notices.streams()).filter((one) => isToBeTold(one, noted)).map(({ stream }) => stream)
      : [...noted].filter((stream) => stream !== CONVERSATIONS);
    let read: Promise<readonly Person[]> | undefined;
    const everyone = (): Promise<readonly Person[]> => (read ??= people());
    for (const stream of streams) {
      if (stopped) return;
      await alone(() => tell(stream, everyone));
    }
    if (hasTalk) await alone(() => conversationsToo(everyone));
  };

  /** One round at a time; of those asked for meanwhile one more is enough. */
  const wake = (): Promise<void> => {
    if (waiting || stopped) return working;
    waiting = true;
    working = working
      .then(() => {
        waiting = false;
        return tellDue();
      })
      .catch(onFault);
    return working;
  };
  const round = (): Promise<void> => {
    isEverythingDue = true;
    return wake();
  };
  const timer = setInterval(() => void round(), EVERY_MILLISECONDS);

  return {
    note: (stream) => {
      grown.add(stream);
      void wake();
    },
    forget: words.forget,
    round,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await working;
    },
  };
};
