import { addSeconds, type Instant, type Refusal } from '@plenary/consensus';
import type { Account, IdentityStore, Session } from '@plenary/db';
import {
  LIMITS,
  type AcceptInvitationRequest,
  type InviteRequest,
  type SignInRequest,
} from '@plenary/protocol';
import { roleOf } from '../policies/policy-table.ts';
import type { Viewer } from '../viewer.ts';
import { endedSessions, type EndedSessions } from './ended-sessions.ts';
import { mayInvite } from './may-invite.ts';
import { hashPassword, passwordRefusal, verifyPassword } from './password.ts';
import { newId, newToken, tokenHash, type RandomBytes } from './token.ts';

const DAY_SECONDS = 86_400;
/** A session's last use is written down at most this often. */
const TOUCH_SECONDS = 60;

/** Somebody who has just signed in; `token` goes into their cookie and nowhere else. */
export interface SignedIn {
  readonly token: string;
  readonly session: string;
  readonly account: Account;
}

/** What was asked for, or the refusal that answers it. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** A link that leads in once; `token` is shown once and kept only as a hash. */
export interface IssuedLink {
  readonly token: string;
  readonly expiresAt: Instant;
}

/** On whose side a new person stands, and under which name their own page greets them. */
export type Seat = Pick<Account, 'kind' | 'member' | 'mayBind' | 'displayName'>;

/** Who somebody is, and everything they can do about it. Actors are known by their session, never by what they send. */
export interface Identity {
  readonly ended: EndedSessions;
  /** The open session of a token, with its account. */
  readonly resolve: (token: string) => Promise<Session | undefined>;
  readonly signIn: (request: SignInRequest, label: string) => Promise<Outcome<SignedIn>>;
  /** False when the account has no open session of this id. */
  readonly signOut: (account: string, session: string) => Promise<boolean>;
  readonly signOutEverywhere: (account: string) => Promise<void>;
  /** Disables the observers of a member that has lost its seat, and ends their sessions. */
  readonly closeSeat: (member: string) => Promise<void>;
  readonly sessions: (account: string) => Promise<readonly Omit<Session, 'account'>[]>;
  readonly invite: (by: Viewer, request: InviteRequest) => Promise<Outcome<IssuedLink>>;
  /** A link given by the service itself to the first account of a seat, which is made when there is none. */
  readonly linkForSeat: (seat: Seat) => Promise<IssuedLink>;
  readonly accept: (request: AcceptInvitationRequest, label: string) => Promise<Outcome<SignedIn>>;
}

export interface IdentityDeps {
  readonly store: IdentityStore;
  /** Runs the work on a store whose calls are kept or undone together; an error thrown undoes them. */
  readonly inTransaction: <T>(work: (store: IdentityStore) => Promise<T>) => Promise<T>;
  readonly clock: () => Instant;
  readonly randomBytes: RandomBytes;
}

const refused = (code: string, facts: Refusal['facts'] = {}): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, facts },
});
const done = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/** Carries a refusal out of a transaction, so that what was written before it is undone. */
class Undone extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export const createIdentity = ({ store, inTransaction, clock, randomBytes }: IdentityDeps): Identity => {
  const openOf = async (account: string): Promise<readonly string[]> =>
    (await store.sessionsOf(account, clock())).map(({ id }) => id);
  const ended = endedSessions((ids) => store.openAmong(ids, clock()));

  const signOut = async (account: string, session: string): Promise<boolean> => {
    const closed = await store.revoke(account, clock(), session);
    ended.announce(closed);
    return closed.length > 0;
  };

  const open = async (account: Account, label: string): Promise<SignedIn> => {
    const now = clock();
    const token = newToken(randomBytes);
    const session = newId(randomBytes);
    const before = await openOf(account.id);
    for (const oldest of before.slice(0, Math.max(0, before.length + 1 - LIMITS.SESSIONS_PER_ACCOUNT_MAX)))
      await signOut(account.id, oldest);
    await store.openSession(
      { id: session, tokenHash: tokenHash(token), account: account.id, label },
      now,
      addSeconds(now, LIMITS.SESSION_DAYS * DAY_SECONDS),
    );
    return { token, session, account };
  };

  const link = async (account: string, to: IdentityStore): Promise<IssuedLink> => {
    const token = newToken(randomBytes);
    const now = clock();
    const expiresAt = addSeconds(now, LIMITS.INVITATION_DAYS * DAY_SECONDS);
    await to.invite(tokenHash(token), account, now, expiresAt);
    return { token, expiresAt };
  };

  const newAccount = async (seat: Seat, to: IdentityStore): Promise<Account> => {
    const account: Account = { ...seat, id: newId(randomBytes) };
    await to.createAccount(account, clock());
    return account;
  };

  return {
    ended,
    signOut,

    resolve: async (token) => {
      const now = clock();
      const session = await store.sessionByToken(tokenHash(token), now);
      if (session !== undefined && addSeconds(session.lastSeenAt, TOUCH_SECONDS) < now)
        await store.touch(session.id, now);
      return session;
    },

    // IDN-4: an unknown login and a wrong password are refused alike and take as long.
    signIn: async ({ login, password }, label) => {
      const account = await store.accountByLogin(login);
      const known = await verifyPassword(account?.passwordHash, password, randomBytes);
      if (!known || account === undefined) return refused('signIn.refused');
      return done(await open(account, label));
    },

    signOutEverywhere: async (account) => {
      ended.announce(await store.revoke(account, clock()));
    },

    closeSeat: async (member) => {
      const now = clock();
      // Disabled first: nobody signs in between the two.
      for (const account of await store.disableSeat('observer', member, now))
        ended.announce(await store.revoke(account, now));
    },

    sessions: (account) => store.sessionsOf(account, clock()),

    invite: async (by, request) => {
      if (!mayInvite(by, request))
        return refused('act.notAllowed', { act: 'invite', role: roleOf(by) ?? by.kind });
      const { kind, member, mayBind, displayName } = request;
      const seat: Seat = { kind, mayBind, displayName, ...(member === undefined ? {} : { member }) };
      return done(await inTransaction(async (to) => link((await newAccount(seat, to)).id, to)));
    },

    linkForSeat: async (seat) => {
      const account = (await store.accountBySeat(seat.kind, seat.member)) ?? (await newAccount(seat, store));
      return link(account.id, store);
    },

    accept: async ({ token, login, password }, label) => {
      if ((login === undefined) !== (password === undefined))
        return refused('request.malformed', {
          place: login === undefined ? 'body/login' : 'body/password',
          problem: 'required',
        });
      const weak = password === undefined ? undefined : passwordRefusal(password);
      if (weak !== undefined) return { ok: false, refusal: weak };
      const passwordHash = password === undefined ? undefined : await hashPassword(password);
      try {
        // IDN-7: what fails after the invitation was used up gives it back.
        const account = await inTransaction(async (within) => {
          const invited = await within.useInvitation(tokenHash(token), clock());
          if (invited === undefined) throw new Undone('invitation.invalid');
          if (login === undefined || passwordHash === undefined) return invited;
          if (!(await within.setPassword(invited.id, login, passwordHash)))
            throw new Undone('account.loginTaken');
          return { ...invited, login, passwordHash };
        });
        return done(await open(account, label));
      } catch (error) {
        if (error instanceof Undone) return refused(error.code);
        throw error;
      }
    },
  };
};
