import { SETTING_ASIDE_REASONS, type Conversation, type DeliberationState } from '@plenary/consensus';
import {
  brokenAt,
  commitmentOf,
  hexToBytes,
  type ConversationEntry,
  type LogBatch,
  type RecordExport,
} from '@plenary/ledger';
import { isJson } from './act-forms.ts';
import { conversationLines, type LogLine } from './conversation-lines.ts';
import { Failed, type Facts } from './report.ts';

/** Logs of conversations by their names, `c1`, each the text of its `log.jsonl`. */
export type ConversationLogs = ReadonlyMap<string, string>;

/** How far the record says that each log was, each time, oldest first. The replay has found them lawful. */
const enteredBy = ({ entries, deliberation }: RecordExport): ReadonlyMap<string, readonly LogBatch[]> => {
  const found = new Map<string, LogBatch[]>();
  for (const { envelope, payload } of entries) {
    if (envelope.type !== 'votesEntered' || envelope.stream !== deliberation || !isJson(payload)) continue;
    const { conversation, upTo, hash } = payload;
    const known = found.get(String(conversation)) ?? [];
    found.set(String(conversation), [...known, { position: Number(upTo), hash: String(hash) }]);
  }
  return found;
};

/** VER-15: the log is the one whose hashes the record holds; of what came after the last of them only the chain is known. */
const checkChain = (id: string, lines: readonly LogLine[], entered: readonly LogBatch[]): void => {
  const entries = lines.map(({ entry }) => entry);
  const batches = lines.flatMap(({ entry, hash }) =>
    hash === undefined ? [] : [{ position: entry.position, hash }],
  );
  const lastEntered = entered.at(-1);
  if (lastEntered !== undefined && entries.length < lastEntered.position)
    throw new Failed({ problem: 'withheld', conversation: id, position: entries.length + 1 });
  const end = batches.at(-1);
  const broken = end === undefined ? entries[0]?.position : brokenAt(entries, batches, end);
  if (broken !== undefined) throw new Failed({ problem: 'chain', conversation: id, position: broken });
  if ((end?.position ?? 0) < entries.length)
    throw new Failed({ problem: 'chain', conversation: id, position: (end?.position ?? 0) + 1 });
  const hashes = new Map(batches.map(({ position, hash }) => [position, hash]));
  const other = entered.find(({ position, hash }) => hashes.get(position) !== hash);
  if (other !== undefined)
    throw new Failed({ problem: 'otherLog', conversation: id, position: other.position });
};

const saidIn = (detail: string): Readonly<Record<string, unknown>> => {
  try {
    const read: unknown = JSON.parse(detail === '' ? '{}' : detail);
    return isJson(read) ? read : {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {};
  }
};
const commitmentIn = (detail: string): unknown => saidIn(detail)['commitment'];

/** What is known of a log up to an entry of it. */
interface LogSoFar {
  readonly statements: number;
  /** Participants who have said something. */
  readonly participants: ReadonlySet<string>;
  readonly aside: ReadonlySet<string>;
}

/**
 * VER-55: accounts that an entry sets aside or takes back. The service appends what somebody decided; twice the same, a
 * reason that nobody published, or somebody who never said anything is not lawful.
 * @returns undefined where it is none that may stand there
 */
const accountsOf = (
  detail: string,
  { participants, aside }: LogSoFar,
): { readonly accounts: readonly string[]; readonly isAside: boolean } | undefined => {
  const { accounts, outcome, reason, by } = saidIn(detail);
  const isAside = outcome === 'setAside';
  const isKnown =
    (isAside
      ? SETTING_ASIDE_REASONS.some((known) => known === reason)
      : outcome === 'counted' && reason === undefined) &&
    (by === 'secretariat' || by === 'chair');
  if (!isKnown || !Array.isArray(accounts) || accounts.length === 0) return undefined;
  // The chair may say it again, on an appeal.
  const mayStand = (account: string): boolean =>
    isAside ? !aside.has(account) || by === 'chair' : aside.has(account);
  const named = accounts.flatMap((account): string[] =>
    typeof account === 'string' && participants.has(account) && mayStand(account) ? [account] : [],
  );
  return named.length === accounts.length && new Set(named).size === named.length
    ? { accounts: named, isAside }
    : undefined;
};

/** VER-16: whether an entry says what an entry of its kind may say, after what was said so far. */
const isOfItsKind = (
  { kind, participant, statement, value, detail }: ConversationEntry,
  before: LogSoFar,
): boolean => {
  const { statements } = before;
  const isKnown = statement >= 1 && statement <= statements;
  switch (kind) {
    case 'vote':
      return participant !== '' && isKnown && (value === 1 || value === 0 || value === -1) && detail === '';
    case 'statement':
      return value === null && statement === statements + 1 && typeof commitmentIn(detail) === 'string';
    case 'moderation':
      return value === null && isKnown && detail !== '';
    case 'appeal':
      return value === null && participant !== '' && isKnown && typeof commitmentIn(detail) === 'string';
    case 'settingAside':
      return (
        value === null && participant === '' && statement === 0 && accountsOf(detail, before) !== undefined
      );
    case 'accountAppeal':
      return (
        value === null &&
        statement === 0 &&
        before.aside.has(participant) &&
        typeof commitmentIn(detail) === 'string'
      );
  }
};

/** VER-16: what people say, they say while the conversation is open; the secretariat may put statements before that. */
const isInTime = (
  { kind, participant, at }: ConversationEntry,
  { opensAt, closesAt }: Conversation,
): boolean => {
  if (kind === 'vote' || (kind === 'statement' && participant !== '')) return at >= opensAt && at <= closesAt;
  return kind !== 'statement' || at <= closesAt;
};

/** @returns entries behind the last of which the record knows the hash */
const checkLog = (
  conversation: Conversation,
  lines: readonly LogLine[],
  entered: readonly LogBatch[],
): number => {
  const { id } = conversation;
  checkChain(id, lines, entered);
  let statements = 0;
  const participants = new Set<string>();
  const aside = new Set<string>();
  for (const { entry, said } of lines) {
    const { position, kind, detail, participant } = entry;
    const before: LogSoFar = { statements, participants, aside };
    if (!isOfItsKind(entry, before)) throw new Failed({ problem: 'entry', conversation: id, position });
    if (kind === 'statement') statements += 1;
    if (participant !== '') participants.add(participant);
    if (kind === 'settingAside') {
      const { accounts = [], isAside = false } = accountsOf(detail, before) ?? {};
      for (const account of accounts) {
        if (isAside) aside.add(account);
        else aside.delete(account);
      }
    }
    if (!isInTime(entry, conversation)) throw new Failed({ problem: 'time', conversation: id, position });
    if (said !== undefined && commitmentOf(hexToBytes(said.salt), said.words) !== commitmentIn(detail))
      throw new Failed({ problem: 'commitment', conversation: id, position });
  }
  return lines.length - (entered.at(-1)?.position ?? 0);
};

/**
 * VER-15, VER-16: the logs of conversations against the hashes that the record holds of them.
 * @returns conversations of the record, logs among them that were read, their entries, and those that are younger than the record
 * @throws Failed with the conversation and the position of the first entry that does not fit
 */
export const checkConversations = (
  record: RecordExport,
  { conversations }: DeliberationState,
  logs: ConversationLogs,
): Facts => {
  const entered = enteredBy(record);
  let entries = 0;
  let younger = 0;
  for (const [id, text] of logs) {
    const conversation = Object.hasOwn(conversations, id) ? conversations[id] : undefined;
    if (conversation === undefined) throw new Failed({ problem: 'foreign', conversation: id });
    const lines = conversationLines(id, text);
    younger += checkLog(conversation, lines, entered.get(id) ?? []);
    entries += lines.length;
  }
  return { conversations: Object.keys(conversations).length, logs: logs.size, entries, younger };
};
