import type { ConversationNumber, ConversationStore, StoredConversationEntry } from '@plenary/db';
import { bytesToHex } from '@plenary/ledger';
import { CELL_MIN } from '@plenary/opinion-worker';
import { loggedEntry } from './log-lane.ts';
import { KIND, type StatementBoard } from './statement-board.ts';

const PAGE = 20_000;

/** A cell of CSV; what a spreadsheet would take for a formula is told as text. */
const cell = (value: string | number): string => {
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const line = (cells: readonly (string | number)[]): string => `${cells.map(cell).join(',')}\r\n`;

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
  yield line(['timestamp', 'datetime', 'comment-id', 'voter-id', 'vote']);
  for await (const entries of pages)
    yield entries
      .filter(({ kind }) => kind === KIND.vote)
      .map(({ at, statement, pseudonym, value }) =>
        line([Date.parse(at), at, statement, pseudonym, value ?? 0]),
      )
      .join('');
}

const MODERATED = { shown: 1, waiting: 0, hidden: -1, erased: -1 } as const;

/** `comments.csv`: every statement with what became of it; words of those that are not shown stay out. */
export const statementsCsv = ({ statements }: StatementBoard, authors: ReadonlyMap<number, string>): string =>
  line(['timestamp', 'datetime', 'comment-id', 'author-id', 'moderated', 'lang', 'reason', 'comment-body']) +
  [...statements.values()]
    .map(({ number, at, participant, status, lang, reason, words }) =>
      line([
        Date.parse(at),
        at,
        number,
        participant === undefined ? '' : (authors.get(participant) ?? ''),
        MODERATED[status],
        lang,
        reason ?? '',
        status === 'shown' ? (words ?? '') : '',
      ]),
    )
    .join('');

/** `groups.csv`: a group for each participant. */
export const groupsCsv = (groups: readonly (readonly [pseudonym: string, group: string])[]): string =>
  line(['participant', 'group-id']) + groups.map((pair) => line(pair)).join('');

/** CON-8: declared groups as they are told: those of fewer than five people stay out. */
export const toldGroups = (
  declared: readonly (readonly [pseudonym: string, group: string])[],
): readonly (readonly [string, string])[] => {
  const sizes = new Map<string, number>();
  for (const [, group] of declared) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return declared.filter(([, group]) => (sizes.get(group) ?? 0) >= CELL_MIN);
};

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
