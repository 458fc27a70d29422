import {
  addSeconds,
  type AddressedNotice,
  type BodyEvent,
  type CommentAuthors,
  type CommentId,
  type Instant,
  type MemberId,
} from '@plenary/consensus';
import type { ApplicationStore, Correspondent, CorrespondentStore, Mail } from '@plenary/db';
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
  readonly ofBody: (events: readonly BodyEvent[]) => Promise<readonly Mail[]>;
  /** ACC-135: reminds organizations that were accredited and have not come in, once, before their link ends. */
  readonly remind: () => Promise<void>;
  /** Forgets addresses that nobody confirmed, and applications that are over. */
  readonly forget: () => Promise<void>;
}

/** ACC-12, ACC-60: what an event of accreditation tells the organization that applied; a way in is put to it where it needs one. */
const toldOf = (event: BodyEvent): { readonly organization: string; readonly told: Told } | undefined => {
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

export const correspondence = ({
  correspondents,
  applications,
  composer,
  clock,
  neverEntered,
  wayIn,
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
    /** A link is made for whoever will read it alone, and for the newest of several accreditations. */
    const withWayIn = async (letters: readonly Told[], organization: MemberId): Promise<readonly Told[]> => {
      const at = letters.findLastIndex((one) => 'letter' in one && one.letter === 'accredited');
      const way = at === letters.length - 1 && at >= 0 ? await wayIn(organization) : undefined;
      return way === undefined
        ? letters
        : letters.with(at, { letter: 'invited', facts: { until: way.until }, path: way.path });
    };
    const letters = kept.map(async ({ id, organization }): Promise<readonly Mail[]> => {
      const reader: Correspondent | undefined = readers.get(id);
      if (reader === undefined || organization === undefined) return [];
      const own = told.flatMap((one) => (one.organization === organization ? [one.told] : []));
      return [await composer.letter(reader, await withWayIn(own, organization))];
    });
    return (await Promise.all(letters)).flat();
  },
  remind: async () => {
    const at = clock();
    const seats = await neverEntered({ after: at, upTo: addSeconds(at, LIMITS.REMINDED_DAYS * DAY_SECONDS) });
    const waiting = await applications.unreminded(seats);
    const readers = await correspondents.ofApplications(waiting.map(({ id }) => id));
    for (const { id, organization } of waiting) {
      const reader = readers.get(id);
      // Whoever asked for no mails is reminded by none.
      const way = reader === undefined || organization === undefined ? undefined : await wayIn(organization);
      if (reader === undefined || way === undefined) continue;
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
