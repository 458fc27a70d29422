import { and, count, eq, gte, lt } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { addressLinks } from '../schema/address-links.ts';
import { queueIn, type Mail } from './notice-store.ts';

/** Links by which owners of addresses confirm them: how many were sent, and nothing by which an address is read. */
export interface AddressLinkStore {
  /** Queues the mail with the link; false, and nothing is kept, when the address was sent so many since `since`. */
  readonly send: (
    mark: string,
    mail: Mail,
    at: string,
    limit: { readonly since: string; readonly max: number },
  ) => Promise<boolean>;
  /** Forgets what was sent before an instant. */
  readonly forget: (before: string) => Promise<void>;
}

export const addressLinkStore = (db: Database): AddressLinkStore => ({
  send: (mark, mail, at, { since, max }) =>
    db.transaction(async (transaction) => {
      const [sent] = await transaction
        .select({ rows: count() })
        .from(addressLinks)
        .where(and(eq(addressLinks.mark, mark), gte(addressLinks.createdAt, new Date(since))));
      if ((sent?.rows ?? 0) >= max) return false;
      await transaction.insert(addressLinks).values({ mark, createdAt: new Date(at) });
      await queueIn(transaction, [mail], at);
      return true;
    }),
  forget: async (before) => {
    await db.delete(addressLinks).where(lt(addressLinks.createdAt, new Date(before)));
  },
});
