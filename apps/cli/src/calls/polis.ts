import {
  conversationPhase,
  type Conversation,
  type ConversationFrame,
  type DocumentLanguage,
} from '@plenary/consensus';
import {
  conversationStore,
  DatabaseUnavailable,
  eventStore,
  migrate,
  openDatabase,
  type Database,
  type OpenDatabase,
} from '@plenary/db';
import { bringPolis } from '../bring-polis.ts';
import { optionAt, subjectAt, type Call, type Given, type Print } from '../call.ts';
import { InputError } from '../input.ts';
import { readPolisExport, type PolisExport } from '../polis-export.ts';

const PAGE = 1_000;

/** Where an export is brought. */
export interface PolisPlace {
  readonly deliberation: string;
  readonly conversation: string;
  /** Language of the statements; needed where the conversation has several. */
  readonly language?: string;
}

/** A conversation as the record has it. */
const conversationIn = async (
  db: Database,
  { deliberation, conversation }: PolisPlace,
): Promise<Pick<Conversation, 'id' | 'languages' | 'groups' | 'opensAt' | 'closesAt' | 'closedAt'>> => {
  const store = eventStore(db);
  const stream = `deliberation:${deliberation}`;
  let frame: (ConversationFrame & { readonly id: string }) | undefined;
  let closedAt: string | undefined;
  for (let after = 0; ; after += PAGE) {
    const events = await store.read(stream, after, PAGE);
    for (const { type, payload, at } of events) {
      if (type === 'conversationOpened') {
        const opened = payload as { readonly conversation: ConversationFrame & { readonly id: string } }; // what the rules admitted
        if (opened.conversation.id === conversation) frame = opened.conversation;
      }
      if (type === 'conversationClosed') {
        const closed = payload as { readonly conversation: string }; // what the rules admitted
        if (closed.conversation === conversation) closedAt = at;
      }
    }
    if (events.length < PAGE) break;
  }
  if (frame === undefined)
    throw new InputError(
      `--conversation ${conversation}: no such conversation in ${stream}; expected one that was opened there`,
    );
  return { ...frame, ...(closedAt === undefined ? {} : { closedAt }) };
};

/** The language of the statements: the one that is asked for, or the only one there is. */
const languageIn = (
  languages: readonly DocumentLanguage[],
  language: string | undefined,
): DocumentLanguage => {
  const [only, ...others] = languages;
  const found =
    language === undefined && others.length === 0 ? only : languages.find((one) => one === language);
  if (found === undefined)
    throw new InputError(`--language ${language ?? ''}: expected one of ${languages.join(', ')}`);
  return found;
};

/**
 * Brings what was read from an export into a conversation that is open at `now` and in which nobody took part: all of it
 * in one transaction, or nothing.
 * @throws InputError for a conversation, a language or groups that do not fit
 */
export const importPolis = async (
  db: Database,
  exported: PolisExport,
  place: PolisPlace,
  now: string,
): Promise<string> => {
  const conversation = await conversationIn(db, place);
  const phase = conversationPhase(conversation, now);
  if (phase !== 'open')
    throw new InputError(`--conversation ${place.conversation}: it is ${phase}; expected an open one`);
  const lang = languageIn(conversation.languages, place.language);
  const { deliberation } = place;
  const brought = await db.transaction((transaction) =>
    bringPolis(conversationStore(transaction), exported, { deliberation, conversation, lang, now }),
  );
  return `${brought.statements.size} statements, ${brought.rejected} of them hidden, and ${brought.votes} votes of ${brought.participants} people in ${place.conversation} of ${deliberation}`;
};

const opened = async (print: Print): Promise<OpenDatabase> => {
  try {
    return await openDatabase({
      databaseUrl: process.env['DATABASE_URL'],
      dataFolder: process.env['PLENARY_DATA'] ?? '.plenary',
      onFault: (error) => print(`database: ${String(error)}`),
    });
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw new InputError(error.message);
    throw error;
  }
};

const needed = (given: Given, name: string, expected: string): string => {
  const value = optionAt(given, name);
  if (value === undefined) throw new InputError(`plenary polis: expected --${name} ${expected}`);
  return value;
};

const run = async (given: Given, print: Print): Promise<number> => {
  const language = optionAt(given, 'language');
  const place = {
    deliberation: needed(given, 'deliberation', 'ID'),
    conversation: needed(given, 'conversation', 'cN'),
    ...(language === undefined ? {} : { language }),
  };
  // All is read and found good before a database is opened.
  const exported = await readPolisExport(subjectAt(given, 0));
  const database = await opened(print);
  try {
    await migrate(database.db);
    print(await importPolis(database.db, exported, place, new Date().toISOString()));
    return 0;
  } finally {
    await database.close();
  }
};

export const polis: Call = {
  takes: 'FOLDER --deliberation ID --conversation cN [--language LANG]',
  subjects: 1,
  help: `Brings the export of a Polis conversation into a conversation that is open and in which nobody took part yet.
FOLDER has comments.csv, and votes.csv (every vote) or participants-votes.csv (current votes, groups) or both; each may
be packed (.gz). --language is that of the statements, needed where the conversation has several.
Groups of the export are those that the conversation declares, in their order; where it declares none they are left out.
Times that do not lie between opening and now are all moved by one span. Written is everything or nothing.
The database is DATABASE_URL, beside which the service may run, else the one of the folder PLENARY_DATA, else that of
.plenary, which the service must not have open.`,
  options: {
    deliberation: { type: 'string' },
    conversation: { type: 'string' },
    language: { type: 'string' },
  },
  run,
};
