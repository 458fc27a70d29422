import { ENTRY_KINDS, type ConversationEntry } from '@plenary/ledger';
import { isJson } from './act-forms.ts';
import { Failed } from './report.ts';

/** A line of the log of a conversation, as everybody may download it. */
export interface LogLine {
  readonly entry: ConversationEntry;
  /** Words that the entry commits to, with the salt; absent where they were erased or are not shown. */
  readonly said?: { readonly words: string; readonly salt: string };
  /** Where a batch ends: the hash of everything up to there. */
  readonly hash?: string;
}

const HASH = /^[0-9a-f]{64}$/u;
const SALT = /^(?:[0-9a-f]{2})+$/u;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;
const LINE_FIELDS = ['entry', 'words', 'salt', 'hash'];
const ENTRY_FIELDS = ['position', 'kind', 'participant', 'statement', 'value', 'detail', 'at'];

const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value);
const hasOnly = (json: Readonly<Record<string, unknown>>, fields: readonly string[]): boolean =>
  Object.keys(json).every((field) => fields.includes(field));

const entryOf = (json: unknown): ConversationEntry | undefined => {
  if (!isJson(json) || !hasOnly(json, ENTRY_FIELDS)) return undefined;
  const { position, participant, statement, value, detail, at } = json;
  const kind = ENTRY_KINDS.find((known) => known === json['kind']);
  const isEntry =
    kind !== undefined &&
    isWhole(position) &&
    typeof participant === 'string' &&
    isWhole(statement) &&
    (value === null || isWhole(value)) &&
    typeof detail === 'string' &&
    typeof at === 'string' &&
    INSTANT.test(at);
  return isEntry ? { position, kind, participant, statement, value, detail, at } : undefined;
};

const lineOf = (text: string): LogLine | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
  if (!isJson(json) || !hasOnly(json, LINE_FIELDS)) return undefined;
  const { words, salt, hash } = json;
  const entry = entryOf(json['entry']);
  const isSaid = typeof words === 'string' && typeof salt === 'string' && SALT.test(salt);
  const isSilent = words === undefined && salt === undefined;
  if (entry === undefined || !(isSaid || isSilent)) return undefined;
  if (hash !== undefined && !(typeof hash === 'string' && HASH.test(hash))) return undefined;
  return {
    entry,
    ...(isSaid ? { said: { words, salt } } : {}),
    ...(hash === undefined ? {} : { hash }),
  };
};

/**
 * The lines of `log.jsonl`.
 * @throws Failed with the line that has another form
 */
export const conversationLines = (conversation: string, text: string): readonly LogLine[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, place) => {
      const read = lineOf(line);
      if (read === undefined) throw new Failed({ problem: 'line', conversation, line: place + 1 });
      return read;
    });
