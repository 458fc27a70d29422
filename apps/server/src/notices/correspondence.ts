import {
  addSeconds,
  type AddressedNotice,
  type BodyEvent,
  type CommentAuthors,
  type CommentId,
  type Instant,
  type MemberId,
  type Recorded,
} from '@plenary/consensus';
import type { ApplicationStore, Correspondent, CorrespondentStore, KeptApplication, Mail } from '@plenary/db';
import { LIMITS } from '@plenary/protocol';
import type { MailComposer, Told } from './mail-composer.ts';

const DAY_SECONDS = 86_400;

export interface CorrespondenceParts {
  readonly correspondents: CorrespondentStore;
  readonly applications: ApplicationStore;
  readonly composer: MailComposer;
  readonly clock: () => Instant;
  /** Observers into whose seat nobody came yet, and whose link ends between two instants. */
  readonly neverEntered: (ends: {
    readonly after: Instant;
    readonly upTo: Instant;
  }) => Promise<readonly MemberId[]>;
  /** A link that opens the account of an organization once; undefined where somebody can come in by it already. */
  readonly wayIn: (organization: MemberId) => Promise<WayIn | undefined>;
  /** When an organization was last listed before a version of the body; undefined where it never was. */
  readonly listedAt: (organization: MemberId, before: number) => Promise<Instant | undefined>;
}

/** Where a link leads, and until when. */
export interface WayIn {
  readonly path: string;
  readonly until: Instant;
}

/** What people without an account are told by mail: authors of comments who left an address, and applicants. */
export interface Correspondence {
  /** Correspondents who follow these comments, in the place of the accounts of authors. */
  readonly followers: (consultation: string, comments: readonly CommentId[]) => Promise<CommentAuthors>;
  /** One letter to each correspondent whom notices are addressed to. */
  readonly letters: (told: readonly AddressedNotice[]) => Promise<readonly Mail[]>;
  /** Letters to those who asked for an accreditation that events of the body decided. */
  readonly ofBody: (events: readonly Recorded<BodyEvent>[]) => Promise<readonly Mail[]>;
  /** ACC-135: reminds organizations that were accredited and have not come in, once, before their link ends. */
  readonly remind: () => Promise<void>;
  /** Forgets addresses that nobody confirmed, and applications that are over. */
  readonly forget: () => Promise<void>;
}

/** ACC-12, ACC-60: what an event of accreditation tells the organization that applied; a way in is put to it where it needs one. */
const toldOf = (
  event: Recorded<BodyEvent>,
): { readonly organization: string; readonly told: Told } | undefined => {
  const path = '/accreditation';
  switch (event.type) {
    case 'organizationAccredited':
      return { organization: event.payload.organization, told: { letter: 'accredited', facts: {}, path } };
    case 'organizationDeclined':
    case 'accreditationWithdrawn': {
      const { organization, reason } = event.payload;
      const letter = event.type === 'organizationDeclined' ? 'declined' : 'withdrawn';
      return { organization, told: { letter, facts: { reason }, path } };
    }
    case 'accreditationExpired':
      return { organization: event.payload.organization, told: { letter: 'expired', facts: {}, path } };
    default:
      return undefined;
  }
};

/**
 * ACC-155: the application with which an organization was listed, of those that were told of one of its listings: the first
 * that was told of the listing that came to this accreditation.
 */
const listedWith = (
  kept: readonly KeptApplication[],
  organization: MemberId,
  span: { readonly from: Instant; readonly until: Instant },
): KeptApplication | undefined => {
  const decided = ({ decidedAt = '' }: KeptApplication): Instant => decidedAt;
  const [first] = kept
    .filter(
      (one) => one.organization === organization && span.from <= decided(one) && decided(one) <= span.until,
    )
    .toSorted((a, b) => (decided(a) < decided(b) || (decided(a) === decided(b) && a.id < b.id) ? -1 : 1));
  return first;
};

export const correspondence = ({
  correspondents,
  applications,
  composer,
  clock,
  neverEntered,
  wayIn,
  listedAt,
}: CorrespondenceParts): Correspondence => ({
  followers: async (consultation, comments) => {
    const found = await correspondents.ofComments(
      consultation,
      comments.map((comment) => Number(comment.slice(1))),
    );
    return new Map([...found].map(([comment, { id }]) => [`c${comment}`, id]));
  },
  letters: async (told) => {
    const byReader = new Map<string, AddressedNotice['notice'][]>();
    for (const { account, notice } of told) byReader.set(account, [...(byReader.get(account) ?? []), notice]);
    const written = await Promise.all(
      [...byReader].map(async ([id, notices]) => {
        const reader = await correspondents.correspondent(id);
        // Whoever ended mails meanwhile is written none.
        return reader === undefined
          ? []
          : [
              await composer.letter(
                reader,
                notices.map((notice) => ({ notice })),
              ),
            ];
      }),
    );
    return written.flat();
  },
  ofBody: async (events) => {
    const told = events.flatMap((event) => toldOf(event) ?? []);
    if (told.length === 0) return [];
    const kept = await applications.listedAs([...new Set(told.map(({ organization }) => organization))]);
    const readers = await correspondents.ofApplications(kept.map(({ id }) => id));
    /** Who is given the way in, where the newest of what is told of an organization is that it is accredited. */
    const invitedFor = async (organization: MemberId): Promise<string | undefined> => {
      const last = events.findLast((event) => toldOf(event)?.organization === organization);
      if (last?.type !== 'organizationAccredited') return undefined;
      const from = await listedAt(organization, last.version);
      return from === undefined ? undefined : listedWith(kept, organization, { from, until: last.at })?.id;
    };
    const invited = new Set<string>();
    for (const organization of new Set(told.map((one) => one.organization))) {
      const id = await invitedFor(organization);
      if (id !== undefined && readers.has(id)) invited.add(id);
    }
    const withWayIn = async (letters: readonly Told[], organization: MemberId): Promise<readonly Told[]> => {
      const at = letters.length - 1;
      const way = await wayIn(organization);
      return way === undefined
        ? letters
        : letters.with(at, { letter: 'invited', facts: { until: way.until }, path: way.path });
    };
    const letters = kept.map(async ({ id, organization }): Promise<readonly Mail[]> => {
      const reader: Correspondent | undefined = readers.get(id);
      if (reader === undefined || organization === undefined) return [];
      const own = told.flatMap((one) => (one.organization === organization ? [one.told] : []));
      // A link is made for whoever will read it alone.
      return [await composer.letter(reader, invited.has(id) ? await withWayIn(own, organization) : own)];
    });
    return (await Promise.all(letters)).flat();
  },
  remind: async () => {
    const at = clock();
    const seats = await neverEntered({ after: at, upTo: addSeconds(at, LIMITS.REMINDED_DAYS * DAY_SECONDS) });
    const waiting = await applications.unreminded(seats);
    const readers = await correspondents.ofApplications(waiting.map(({ id }) => id));
    const kept = await applications.listedAs(seats);
    const unreminded = new Set(waiting.map(({ id }) => id));
    /** Organizations whose one reminder went out: nothing is looked up for their other applications. */
    const done = new Set(kept.flatMap((one) => (unreminded.has(one.id) ? [] : [one.organization])));
    for (const { id, organization } of waiting) {
      const reader = readers.get(id);
      // Whoever asked for no mails is reminded by none.
      if (reader === undefined || organization === undefined || done.has(organization)) continue;
      // ACC-155: a new link goes to nobody but whom the first one went to.
      const from = await listedAt(organization, Number.MAX_SAFE_INTEGER);
      if (from === undefined || listedWith(kept, organization, { from, until: at })?.id !== id) continue;
      const way = await wayIn(organization);
      if (way === undefined) continue;
      const told: Told = { letter: 'reminded', facts: { until: way.until }, path: way.path };
      await applications.remind(id, at, await composer.letter(reader, [told]));
    }
  },
  forget: async () => {
    const before = (days: number): Instant => addSeconds(clock(), -days * DAY_SECONDS);
    const unconfirmed = before(LIMITS.UNCONFIRMED_DAYS);
    await correspondents.removeUnconfirmed(unconfirmed);
    await applications.forget({ unconfirmed, refused: before(LIMITS.REFUSED_APPLICATION_DAYS) });
  },
});
