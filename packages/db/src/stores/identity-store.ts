import type { ActorKind, Instant } from '@plenary/consensus';
import { and, asc, count, eq, gt, isNotNull, isNull, lt, lte, max, or, sql } from 'drizzle-orm';
import { isTaken, type Database } from '../database.ts';
import { accounts } from '../schema/accounts.ts';
import { invitations } from '../schema/invitations.ts';
import { sessions } from '../schema/sessions.ts';
import { settings } from '../schema/settings.ts';

/** Who can sign in. Names of people stay here and never enter the record. */
export interface Account {
  readonly id: string;
  readonly kind: ActorKind;
  readonly member?: string;
  readonly mayBind: boolean;
  readonly login?: string;
  readonly displayName: string;
  readonly passwordHash?: string;
}
export interface Session {
  readonly id: string;
  readonly account: Account;
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant;
  readonly label: string;
}

type AccountRow = typeof accounts.$inferSelect;
const accountOf = (row: AccountRow): Account => ({
  id: row.id,
  kind: row.kind as ActorKind, // written by `create` from the closed list
  ...(row.member === null ? {} : { member: row.member }),
  mayBind: row.mayBind,
  ...(row.login === null ? {} : { login: row.login }),
  displayName: row.displayName,
  ...(row.passwordHash === null ? {} : { passwordHash: row.passwordHash }),
});

export interface IdentityStore {
  readonly createAccount: (account: Account, at: Instant) => Promise<void>;
  readonly accountByLogin: (login: string) => Promise<Account | undefined>;
  readonly account: (id: string) => Promise<Account | undefined>;
  /** All accounts that can sign in. */
  readonly accounts: () => Promise<readonly Account[]>;
  readonly accountBySeat: (kind: ActorKind, member?: string) => Promise<Account | undefined>;
  /** Disables the accounts of a kind that stand for a member, and returns those that were not disabled before. */
  readonly disableSeat: (kind: ActorKind, member: string, at: Instant) => Promise<readonly string[]>;
  /** False when the login is taken. */
  readonly setPassword: (account: string, login: string, passwordHash: string) => Promise<boolean>;
  readonly invite: (tokenHash: string, account: string, at: Instant, expiresAt: Instant) => Promise<void>;
  /** One use: of any number of simultaneous tries one gets the account. */
  readonly useInvitation: (tokenHash: string, at: Instant) => Promise<Account | undefined>;
  readonly openSession: (
    session: {
      readonly id: string;
      readonly tokenHash: string;
      readonly account: string;
      readonly label: string;
    },
    at: Instant,
    expiresAt: Instant,
  ) => Promise<void>;
  readonly sessionByToken: (tokenHash: string, at: Instant) => Promise<Session | undefined>;
  readonly sessionsOf: (account: string, at: Instant) => Promise<readonly Omit<Session, 'account'>[]>;
  /** Those of these sessions that are open, in one question however many they are. */
  readonly openAmong: (ids: readonly string[], at: Instant) => Promise<ReadonlySet<string>>;
  /** Whether somebody of a kind can come in without a new link: with a password, or by a session that is open. */
  readonly canComeIn: (kind: ActorKind, at: Instant) => Promise<boolean>;
  /**
   * Seats of observers into which nobody came yet, neither with a password nor by a link, and whose last link ends between
   * two instants.
   */
  readonly neverEntered: (ends: {
    readonly after: Instant;
    readonly upTo: Instant;
  }) => Promise<readonly string[]>;
  readonly touch: (session: string, at: Instant) => Promise<void>;
  /** Ends sessions of an account, all or one; returns the ids ended. */
  readonly revoke: (account: string, at: Instant, session?: string) => Promise<readonly string[]>;
  /** Deletes sessions that were over, and links that were used or had run out, before these instants. */
  readonly forget: (before: { readonly sessions: Instant; readonly invitations: Instant }) => Promise<void>;
  readonly setting: (key: string) => Promise<string | undefined>;
  /** Writes a setting unless it is there, and returns what is there then. */
  readonly keepSetting: (key: string, value: string) => Promise<string>;
}

export const identityStore = (db: Database): IdentityStore => ({
  createAccount: async (account, at) => {
    await db.insert(accounts).values({ ...account, createdAt: new Date(at) });
  },
  accountByLogin: async (login) => {
    const [row] = await db
      .select()
      .from(accounts)
      .where(and(eq(accounts.login, login), isNull(accounts.disabledAt)));
    return row === undefined ? undefined : accountOf(row);
  },
  account: async (id) => {
    const [row] = await db.select().from(accounts).where(eq(accounts.id, id));
    return row === undefined ? undefined : accountOf(row);
  },
  accounts: async () => (await db.select().from(accounts).where(isNull(accounts.disabledAt))).map(accountOf),
  accountBySeat: async (kind, member) => {
    const seat = member === undefined ? isNull(accounts.member) : eq(accounts.member, member);
    const [row] = await db
      .select()
      .from(accounts)
      .where(and(eq(accounts.kind, kind), seat, isNull(accounts.disabledAt)))
      .orderBy(asc(accounts.createdAt))
      .limit(1);
    return row === undefined ? undefined : accountOf(row);
  },
  disableSeat: async (kind, member, at) => {
    const rows = await db
      .update(accounts)
      .set({ disabledAt: new Date(at) })
      .where(and(eq(accounts.kind, kind), eq(accounts.member, member), isNull(accounts.disabledAt)))
      .returning({ id: accounts.id });
    return rows.map(({ id }) => id);
  },
  setPassword: async (account, login, passwordHash) => {
    try {
      await db.update(accounts).set({ login, passwordHash }).where(eq(accounts.id, account));
      return true;
    } catch (error) {
      if (isTaken(error)) return false;
      throw error;
    }
  },
  invite: async (tokenHash, account, at, expiresAt) => {
    await db
      .insert(invitations)
      .values({ tokenHash, account, createdAt: new Date(at), expiresAt: new Date(expiresAt) });
  },
  forget: async (before) => {
    const ofSessions = new Date(before.sessions);
    const ofInvitations = new Date(before.invitations);
    await db
      .delete(sessions)
      .where(or(lt(sessions.expiresAt, ofSessions), lt(sessions.revokedAt, ofSessions)));
    await db
      .delete(invitations)
      .where(or(lt(invitations.expiresAt, ofInvitations), lt(invitations.usedAt, ofInvitations)));
  },
  neverEntered: async ({ after, upTo }) => {
    const rows = await db
      .select({ member: accounts.member })
      .from(accounts)
      .innerJoin(invitations, eq(invitations.account, accounts.id))
      .where(and(eq(accounts.kind, 'observer'), isNull(accounts.passwordHash), isNull(accounts.disabledAt)))
      .groupBy(accounts.id)
      .having(
        and(
          eq(count(invitations.usedAt), 0),
          gt(max(invitations.expiresAt), new Date(after)),
          lte(max(invitations.expiresAt), new Date(upTo)),
        ),
      );
    return rows.flatMap(({ member }) => member ?? []);
  },
  useInvitation: async (tokenHash, at) => {
    const [used] = await db
      .update(invitations)
      .set({ usedAt: new Date(at) })
      .where(
        and(
          eq(invitations.tokenHash, tokenHash),
          isNull(invitations.usedAt),
          gt(invitations.expiresAt, new Date(at)),
        ),
      )
      .returning({ account: invitations.account });
    if (used === undefined) return undefined;
    const [row] = await db
      .select()
      .from(accounts)
      .where(and(eq(accounts.id, used.account), isNull(accounts.disabledAt)));
    return row === undefined ? undefined : accountOf(row);
  },
  openSession: async (session, at, expiresAt) => {
    const now = new Date(at);
    await db
      .insert(sessions)
      .values({ ...session, createdAt: now, lastSeenAt: now, expiresAt: new Date(expiresAt) });
  },
  sessionByToken: async (tokenHash, at) => {
    const [row] = await db
      .select()
      .from(sessions)
      .innerJoin(accounts, eq(accounts.id, sessions.account))
      .where(
        and(
          eq(sessions.tokenHash, tokenHash),
          isNull(sessions.revokedAt),
          gt(sessions.expiresAt, new Date(at)),
          isNull(accounts.disabledAt),
        ),
      );
    if (row === undefined) return undefined;
    const { id, createdAt, lastSeenAt, label } = row.sessions;
    return {
      id,
      account: accountOf(row.accounts),
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      label,
    };
  },
  sessionsOf: async (account, at) => {
    const rows = await db
      .select()
      .from(sessions)
      .where(
        and(eq(sessions.account, account), isNull(sessions.revokedAt), gt(sessions.expiresAt, new Date(at))),
      )
      .orderBy(asc(sessions.createdAt));
    return rows.map(({ id, createdAt, lastSeenAt, label }) => ({
      id,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      label,
    }));
  },
  openAmong: async (ids, at) => {
    const rows = await db
      .select({ id: sessions.id })
      .from(sessions)
      .where(
        and(
          // One parameter, as text that both engines read alike.
          sql`${sessions.id} = any(${`{${ids.join(',')}}`}::text::uuid[])`,
          isNull(sessions.revokedAt),
          gt(sessions.expiresAt, new Date(at)),
        ),
      );
    return new Set(rows.map(({ id }) => id));
  },
  canComeIn: async (kind, at) => {
    const isOpen = and(
      eq(sessions.account, accounts.id),
      isNull(sessions.revokedAt),
      gt(sessions.expiresAt, new Date(at)),
    );
    const rows = await db
      .select({ id: accounts.id })
      .from(accounts)
      .leftJoin(sessions, isOpen)
      .where(
        and(
          eq(accounts.kind, kind),
          isNull(accounts.disabledAt),
          or(isNotNull(accounts.passwordHash), isNotNull(sessions.id)),
        ),
      )
      .limit(1);
    return rows.length > 0;
  },
  touch: async (session, at) => {
    await db
      .update(sessions)
      .set({ lastSeenAt: new Date(at) })
      .where(eq(sessions.id, session));
  },
  revoke: async (account, at, session) => {
    const rows = await db
      .update(sessions)
      .set({ revokedAt: new Date(at) })
      .where(
        and(
          eq(sessions.account, account),
          isNull(sessions.revokedAt),
          session === undefined ? undefined : eq(sessions.id, session),
        ),
      )
      .returning({ id: sessions.id });
    return rows.map(({ id }) => id);
  },
  setting: async (key) => {
    const [row] = await db.select().from(settings).where(eq(settings.key, key));
    return row?.value;
  },
  keepSetting: async (key, value) => {
    await db.insert(settings).values({ key, value }).onConflictDoNothing();
    const [row] = await db.select().from(settings).where(eq(settings.key, key));
    return row?.value ?? value;
  },
});
