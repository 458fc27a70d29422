import type { ConversationTelling } from '@plenary/consensus';
import type { ConversationNumber, ConversationStore } from '@plenary/db';
import type { ConversationRoom } from '../conversations/conversation-rooms.ts';
import { KIND } from '../conversations/statement-board.ts';

/** Entries read at once. */
const PAGE = 2_000;

/** What the log of a conversation tells after a position, and up to where it was read. */
export interface ToldByLog {
  readonly upTo: number;
  readonly tellings: readonly ConversationTelling[];
}

/** NTC-55, NTC-56: what was decided and asked in the log of a conversation, with the accounts of those whom it is about. */
export const conversationTellings = async ({
  store,
  number,
  after,
  roomOf,
}: {
  readonly store: ConversationStore;
  readonly number: ConversationNumber;
  readonly after: number;
  /** Opened only where something was decided: it keeps figures. */
  readonly roomOf: () => Promise<ConversationRoom>;
}): Promise<ToldByLog> => {
  const entries = await store.read(number, after, PAGE, 'said');
  const upTo = entries.at(-1)?.position ?? after;
  const decided = entries.filter(({ kind }) => kind !== KIND.statement);
  if (decided.length === 0) return { upTo, tellings: [] };
  const room = await roomOf();
  const { position: known, statements, decisions, accounts, accountDecisions } = room.board();
  // Another node wrote it: this one tells it when it has read it, or that one does.
  if (known < upTo) return { upTo: after, tellings: [] };
  const isNew = ({ position }: { readonly position: number }): boolean =>
    position > after && position <= upTo;
  const pseudonyms = [
    ...decisions.filter(isNew).map(({ statement }) => statements.get(statement)?.author ?? ''),
    ...accountDecisions.filter(isNew).flatMap((one) => one.accounts),
  ];
  const owners = await store.accountsOf(number, [...new Set(pseudonyms)]);
  const place = { deliberation: room.deliberation, conversation: room.frame().id };
  const appeals = [
    ...[...statements.values()].flatMap(({ number: statement, appeal }) =>
      appeal !== undefined && isNew(appeal)
        ? [{ ...place, ...appeal, about: 'statement' as const, statement }]
        : [],
    ),
    ...[...accounts.values()].flatMap(({ appeal }) =>
      appeal !== undefined && isNew(appeal)
        ? [{ ...place, ...appeal, about: 'accounts' as const, owners: [] }]
        : [],
    ),
  ];
  return {
    upTo,
    tellings: [
      ...decisions
        .filter(isNew)
        .flatMap(({ position, at, statement, outcome, reason, by }): ConversationTelling[] => {
          const author = owners.get(statements.get(statement)?.author ?? '');
          return outcome !== 'shown' && outcome !== 'hidden'
            ? []
            : [
                {
                  ...place,
                  position,
                  at,
                  about: 'statement',
                  statement,
                  outcome,
                  byChair: by === 'chair',
                  ...(author === undefined ? {} : { author }),
                  ...(reason === undefined ? {} : { reason }),
                },
              ];
        }),
      ...accountDecisions
        .filter(isNew)
        .map(({ position, at, accounts: named, outcome, reason, by }): ConversationTelling => ({
          ...place,
          position,
          at,
          about: 'accounts',
          owners: named.flatMap((account) => owners.get(account) ?? []),
          outcome,
          byChair: by === 'chair',
          ...(reason === undefined ? {} : { reason }),
        })),
      ...appeals.map(({ words: _words, open: _open, ...appeal }): ConversationTelling => ({
        ...appeal,
        outcome: 'appealed',
        byChair: false,
      })),
    ],
  };
};
