import type {
  ConversationNumber,
  ConversationStore,
  Participant,
  StoredConversationEntry,
} from '@plenary/db';
import { bytesToHex } from '@plenary/ledger';
import type { OpinionFigures } from '@plenary/opinion-worker';
import { csvLine } from '@plenary/text';
import type { FlaggedAccounts } from './flagged-accounts.ts';
import { loggedEntry } from './log-lane.ts';
import { KIND, type StatementBoard } from './statement-board.ts';

const PAGE = 20_000;

/** Entries of a log up to a position, page by page. */
export async function* pagesOf(
  store: ConversationStore,
  conversation: ConversationNumber,
  upTo: number,
): AsyncGenerator<readonly StoredConversationEntry[]> {
  for (let after = 0; after < upTo;) {
    const entries = (await store.read(conversation, after, PAGE)).filter(({ position }) => position <= upTo);
    const last = entries.at(-1);
    if (last === undefined) return;
    yield entries;
    after = last.position;
  }
}

/** `votes.csv`: every vote in the order of the log. */
export async function* votesCsv(
  pages: AsyncIterable<readonly StoredConversationEntry[]>,
): AsyncGenerator<string> {
  yield csvLine(['timestamp', 'datetime', 'comment-id', 'voter-id', 'vote']);
  for await (const entries of pages)
    yield entries
      .filter(({ kind }) => kind === KIND.vote)
      .map(({ at, statement, pseudonym, value }) =>
        csvLine([Date.parse(at), at, statement, pseudonym, value ?? 0]),
      )
      .join('');
}

const MODERATED = { shown: 1, waiting: 0, hidden: -1, erased: -1 } as const;

/** `comments.csv`: every statement with what became of it; words of those that are not shown stay out. */
export const statementsCsv = ({ statements }: StatementBoard): string =>
  csvLine([
    'timestamp',
    'datetime',
    'comment-id',
    'author-id',
    'moderated',
    'lang',
    'reason',
    'comment-body',
  ]) +
  [...statements.values()]
    .map(({ number, at, author, status, lang, reason, words }) =>
      csvLine([
        Date.parse(at),
        at,
        number,
        author,
        MODERATED[status],
        lang,
        reason ?? '',
        status === 'shown' ? (words ?? '') : '',
      ]),
    )
    .join('');

/** Participants of a conversation, page by page. */
export async function* participantPages(
  store: Pick<ConversationStore, 'participants'>,
  conversation: ConversationNumber,
): AsyncGenerator<readonly Participant[]> {
  for (let after = 0; ;) {
    const page = await store.participants(conversation, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.number;
  }
}

type Grouped = readonly (readonly [pseudonym: string, group: string])[];

/** Groups that are in memory already, in pages: a file of them is never there as a whole. */
export function* pagesOfGroups(groups: Grouped): Generator<Grouped> {
  for (let from = 0; from < groups.length; from += PAGE) yield groups.slice(from, from + PAGE);
}

/** `groups.csv`: a group for each participant; the next page is asked for when the one before has been taken. */
export async function* groupsCsv(pages: Iterable<Grouped> | AsyncIterable<Grouped>): AsyncGenerator<string> {
  yield csvLine(['participant', 'group-id']);
  for await (const groups of pages) yield groups.map((pair) => csvLine(pair)).join('');
}

/** The groups that participants declared, page by page, as far as the figures tell them. */
export async function* declaredGroups(
  pages: AsyncIterable<readonly Participant[]>,
  figures: Pick<OpinionFigures, 'declared'>,
): AsyncGenerator<Grouped> {
  for await (const people of pages)
    yield toldGroups(
      people.flatMap(({ pseudonym, declared }): [string, string][] =>
        declared === undefined ? [] : [[pseudonym, declared]],
      ),
      figures,
    );
}

/** CON-8: declared groups as the figures tell them: those of fewer than five people who voted stay out. */
const toldGroups = (
  declared: readonly (readonly [pseudonym: string, group: string])[],
  { declared: told }: Pick<OpinionFigures, 'declared'>,
): readonly (readonly [string, string])[] => {
  const groups = new Set(told.flatMap(({ id, size }) => (size === null ? [] : [id])));
  return declared.filter(([, group]) => groups.has(group));
};

/** `flagged.csv`: what flags each account, and the family with which it is flagged, numbered by flag. */
export const flaggedCsv = ({ flags, families }: FlaggedAccounts): string =>
  csvLine(['participant', 'flag', 'family']) +
  [...flags]
    .flatMap(([account, own]) =>
      own.map((flag) => {
        const family = families.filter((one) => one.flag === flag);
        const place = family.findIndex(({ accounts }) => accounts.includes(account));
        return csvLine([account, flag, place < 0 ? '' : place + 1]);
      }),
    )
    .join('');

/** `set-aside.csv`: accounts that are set aside, by whom the entry of the log tells. */
export const setAsideCsv = ({ accounts, accountDecisions }: StatementBoard): string =>
  csvLine(['participant', 'reason', 'datetime', 'by', 'entry']) +
  [...accounts.values()]
    .filter(({ status }) => status === 'setAside')
    .map(({ account, reason, at }) => {
      const decision = accountDecisions.findLast((one) => one.accounts.includes(account));
      return csvLine([account, reason ?? '', at, decision?.by ?? '', decision?.position ?? '']);
    })
    .join('');

/** `log.jsonl`: the log itself, as it is hashed, with the ends of its batches and the words that can be shown. */
export async function* logLines(
  pages: AsyncIterable<readonly StoredConversationEntry[]>,
  {
    batches,
    words,
  }: {
    readonly batches: readonly { readonly position: number; readonly hash: string }[];
    /** Words that everybody may read, with their salts, by position. */
    readonly words: ReadonlyMap<number, { readonly text: string; readonly salt: Uint8Array }>;
  },
): AsyncGenerator<string> {
  const ends = new Map(batches.map(({ position, hash }) => [position, hash]));
  for await (const entries of pages)
    yield entries
      .map((entry) => {
        const said = words.get(entry.position);
        const hash = ends.get(entry.position);
        return `${JSON.stringify({
          entry: loggedEntry(entry),
          ...(said === undefined ? {} : { words: said.text, salt: bytesToHex(said.salt) }),
          ...(hash === undefined ? {} : { hash }),
        })}\n`;
      })
      .join('');
}
