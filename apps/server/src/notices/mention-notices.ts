import { documentRights, type AddressedNotice, type Person } from '@plenary/consensus';
import type { ReadableDocument } from '../documents/readable-document.ts';
import { seesThread, type ThreadAudience } from '../rooms/live/sees-thread.ts';
import type { Viewer } from '../viewer.ts';

/** A message that mentions delegations. */
export interface Mention {
  readonly number: number;
  /** Account and delegation of whoever wrote it. */
  readonly account: string;
  readonly delegation: string;
  readonly mentions: readonly string[];
  readonly at: string;
}

const viewerOf = ({ account, kind, member }: Person): Viewer => ({
  kind,
  account,
  session: '',
  mayBind: false, // what they may read does not depend on it
  ...(member === undefined ? {} : { member }),
});

/**
 * NOT-1: delegates of mentioned delegations are told when they may read the thread; a mention of somebody who may not tells
 * them nothing, not even that there is a comment.
 */
export const mentionNotices = (
  { state, body, document }: Pick<ReadableDocument, 'state' | 'body' | 'document'>,
  thread: ThreadAudience,
  { number, account, delegation, mentions, at }: Mention,
  people: readonly Person[],
): readonly AddressedNotice[] =>
  people
    .filter((person) => {
      const { kind, member } = person;
      if (kind !== 'delegate' || member === undefined || !mentions.includes(member)) return false;
      const rights = documentRights(state, document, { kind, member }, body);
      return rights !== undefined && seesThread(thread, viewerOf(person), rights.role);
    })
    .filter((person) => person.account !== account)
    .map((person) => ({
      account: person.account,
      notice: {
        key: `mention:${thread.id}:${number}`,
        kind: 'mentioned',
        code: 'mentioned',
        deliberation: state.id,
        facts: { owner: delegation },
        path: `/deliberations/${state.id}/drafts/${document.id}`,
        at,
      },
    }));
