import type { Session } from '@plenary/db';
import type { Viewer } from '../viewer.ts';

/** Who a session stands for: an opaque id, a side, and whether they may bind it. Their name stays in the account. */
export const viewerOf = ({ id, account }: Session): Viewer => ({
  kind: account.kind,
  account: account.id,
  session: id,
  ...(account.member === undefined ? {} : { member: account.member }),
  mayBind: account.mayBind,
});
