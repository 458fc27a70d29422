import { openDatabase, migrate, eventStore, type KeptWords } from '@plenary/db';
import { hexToBytes, parseExport, type RecordExport } from '@plenary/ledger';
import { verifyRecord } from '@plenary/verify';
import type { Actor, Audience, CommentWords } from '@plenary/consensus';
import { subjectAt, type Call, type Print } from '../call.ts';
import { InputError, readJson } from '../input.ts';

/** Who wrote imported words is not known here: the secretariat alone can erase them. */
const IMPORTED = 'imported';

/** What was said in consultations, as far as the record shows it. */
const wordsIn = ({ words = [] }: RecordExport): readonly KeptWords[] =>
  words.map(({ stream, comment, words: said, salt }) => ({
    consultation: stream.slice('consultation:'.length),
    comment: Number(comment.slice(1)),
    published: said as CommentWords, // the record holds, which says that it is
    publishedSalt: hexToBytes(salt),
    owner: IMPORTED,
  }));

/**
 * Brings an exported deliberation with its body into an empty database, event for event with
 * the same commitments, so that what was provable stays provable. Refused unless the record holds, and unless every
 * event is shown: a withheld one could not be brought in whole.
 */
const run = async (
  path: string,
  settings: { readonly databaseUrl: string | undefined; readonly dataFolder: string },
  print: Print,
): Promise<number> => {
  const json = readJson(path);
  const { ok, checks } = verifyRecord(json);
  const failed = checks.find((check) => !check.ok);
  if (!ok)
    throw new InputError(
      `${path}: ${failed?.code ?? 'format'}: the record does not hold ${JSON.stringify(failed?.facts ?? {})}`,
    );
  const parsed = parseExport(json);
  if (!parsed.ok) throw new InputError(`${path}: ${parsed.path}: expected ${parsed.expected}`);
  const { entries, body, deliberation } = parsed.record;
  const events = entries.map(({ envelope, payload, salt }) => {
    if (salt === undefined)
      throw new InputError(
        `${path}: ${envelope.stream} ${envelope.version}: withheld; expected every event to be shown`,
      );
    const { stream, version, type, at, actor, audience, commitment } = envelope;
    return {
      stream,
      version,
      type,
      at,
      actor: actor as unknown as Actor,
      audience: audience as Audience,
      commitment,
      payload,
      salt: hexToBytes(salt),
    };
  });
  const database = await openDatabase({
    ...settings,
    onFault: (error) => print(`database: ${String(error)}`),
  });
  try {
    await migrate(database.db);
    const store = eventStore(database.db);
    for (const stream of [body, deliberation])
      if ((await store.version(stream)) > 0)
        throw new InputError(`${stream}: already in this database; expected an empty one`);
    const appended = await store.append(events, [], { keep: wordsIn(parsed.record), erase: [] });
    if (!appended.ok)
      throw new InputError(`${path}: somebody else wrote at the same time; nothing was brought in`);
    print(`${events.length} events of ${body} and ${deliberation}`);
    return 0;
  } finally {
    await database.close();
  }
};

export const importRecord: Call = {
  takes: 'FILE.json',
  subjects: 1,
  help: `Brings an exported record (plenary-record/1) that holds into a database that has neither of its streams, event for event.
The database is DATABASE_URL, else the one of the folder PLENARY_DATA, else that of .plenary.`,
  run: (given, print) =>
    run(
      subjectAt(given, 0),
      { databaseUrl: process.env['DATABASE_URL'], dataFolder: process.env['PLENARY_DATA'] ?? '.plenary' },
      print,
    ),
};
