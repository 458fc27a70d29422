import { openDatabase, migrate, eventStore } from '@plenary/db';
import { hexToBytes, parseExport } from '@plenary/ledger';
import { verifyRecord } from '@plenary/verify';
import type { Actor, Audience } from '@plenary/consensus';
import { InputError, readJson } from '../input.ts';

/**
 * `plenary import FILE`: brings an exported deliberation with its body into an empty database, event for event with
 * the same commitments, so that what was provable stays provable. Refused unless the record holds, and unless every
 * event is shown: a withheld one could not be brought in whole.
 */
export const importRecord = async (
  path: string,
  settings: { readonly databaseUrl: string | undefined; readonly dataFolder: string },
  print: (line: string) => void,
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
    const appended = await store.append(events, []);
    if (!appended.ok)
      throw new InputError(`${path}: somebody else wrote at the same time; nothing was brought in`);
    print(`${events.length} events of ${body} and ${deliberation}`);
    return 0;
  } finally {
    await database.close();
  }
};
