import { maySee } from '@plenary/consensus';
import type { ConsultationStore, EventStore, LedgerEntry, LedgerStore } from '@plenary/db';
import {
  bytesToHex,
  EXPORT_FORMAT,
  openCheckpoint,
  type Envelope,
  type ExportedEntry,
  type ExportedWords,
  type RecordExport,
} from '@plenary/ledger';

const PAGE = 5_000;
/** Times the record is looked at, until what was committed has its place; another node may be the one that gives it. */
const TRIES_MAX = 50;
const BETWEEN_TRIES_MILLISECONDS = 100;

export interface ExportParts {
  readonly store: EventStore;
  readonly ledger: LedgerStore;
  readonly verifierKey: string;
  readonly words: ConsultationStore;
  /** Gives everything that waits its place in the log. */
  readonly flush: () => Promise<void>;
}

/** Waits until every event of the streams that is committed now has its place under a signed checkpoint. */
const sequenced = async (
  { store, ledger, flush }: ExportParts,
  streams: readonly string[],
): Promise<void> => {
  const wanted = await Promise.all(
    streams.map(async (stream) => ({ stream, version: await store.version(stream) })),
  );
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    await flush();
    const size = (await ledger.latestCheckpoint())?.size ?? 0;
    const places = await Promise.all(wanted.map(({ stream, version }) => ledger.entryOf(stream, version)));
    if (places.every((entry) => entry !== undefined && entry.seq < size)) return;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MILLISECONDS));
  }
  throw new Error('committed events have no place in the log');
};

/** What the public may see of a stream's events, by version. */
const publicPayloads = async (
  store: EventStore,
  stream: string,
): Promise<ReadonlyMap<number, Pick<ExportedEntry, 'payload' | 'salt'>>> => {
  const shown = new Map<number, Pick<ExportedEntry, 'payload' | 'salt'>>();
  for (let after = 0; ;) {
    const page = await store.read(stream, after, PAGE);
    for (const { version, audience, payload, salt } of page)
      if (payload !== undefined && salt !== undefined && maySee({ kind: 'public' }, audience))
        shown.set(version, { payload, salt: bytesToHex(salt) });
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return shown;
    after = last.version;
  }
};

/** Leaf hashes of the first `size` entries except those of `own`. */
const leavesBeside = async (
  ledger: LedgerStore,
  own: readonly LedgerEntry[],
  size: number,
): Promise<RecordExport['otherLeaves']> => {
  const inside = new Set(own.map(({ seq }) => seq));
  const leaves: (readonly [number, string])[] = [];
  for (let from = 0; from < size;) {
    const page = await ledger.leaves(from, PAGE);
    for (const { index, hash } of page)
      if (index < size && !inside.has(index)) leaves.push([index, bytesToHex(hash)]);
    const last = page.at(-1);
    if (last === undefined) break;
    from = last.index + 1;
  }
  return leaves;
};

type Payload = Readonly<Record<string, unknown>>;

/** Comments of a consultation that are shown after these entries: neither erased nor hidden. */
const shownIn = (stream: string, entries: readonly ExportedEntry[]): ReadonlySet<string> => {
  const shown = new Set<string>();
  for (const { envelope, payload } of entries) {
    if (envelope.stream !== stream) continue;
    const { comment, ground } = (payload ?? {}) as Payload; // what the rules admitted
    if (envelope.type === 'commentFiled') shown.add(String(comment));
    if (envelope.type === 'commentErased') shown.delete(String(comment));
    if (envelope.type !== 'commentModerated') continue;
    if (ground === null) shown.add(String(comment));
    else shown.delete(String(comment));
  }
  return shown;
};

/** What was said in the comments that are shown; undefined when some of it was erased since the entries were read. */
const publicWords = async (
  { words }: ExportParts,
  stream: string,
  entries: readonly ExportedEntry[],
): Promise<readonly ExportedWords[] | undefined> => {
  const shown = shownIn(stream, entries);
  const id = stream.slice('consultation:'.length);
  const found: ExportedWords[] = [];
  const last = Math.max(0, ...[...shown].map((comment) => Number(comment.slice(1))));
  for (let after = 0; after < last; after += PAGE)
    for (const { comment, published, publishedSalt } of await words.wordsAfter(id, after, PAGE))
      if (shown.has(`c${comment}`))
        found.push({ stream, comment: `c${comment}`, words: published, salt: bytesToHex(publishedSalt) });
  return found.length === shown.size ? found : undefined;
};

/** The streams of a deliberation's record. */
export interface RecordStreams {
  readonly body: string;
  readonly deliberation: string;
  readonly sittings: readonly string[];
  readonly consultations: readonly string[];
}

const exportedOnce = async (
  parts: ExportParts,
  { body, deliberation, sittings, consultations }: RecordStreams,
): Promise<RecordExport | undefined> => {
  const streams = [body, deliberation, ...sittings, ...consultations];
  const { store, ledger, verifierKey } = parts;
  await sequenced(parts, streams);
  const latest = await ledger.latestCheckpoint();
  const checkpoint = latest === undefined ? undefined : openCheckpoint(latest.note, verifierKey);
  if (latest === undefined || checkpoint === undefined)
    throw new Error('the log has no checkpoint of this key');
  const { size } = checkpoint;
  const own = (await ledger.entriesOf(streams)).filter(({ seq }) => seq < size);
  const payloads = new Map<string, Awaited<ReturnType<typeof publicPayloads>>>();
  for (const stream of streams) payloads.set(stream, await publicPayloads(store, stream));
  const entries = own.map(({ envelope, stream, version }): ExportedEntry => ({
    // Written by the sequencer as the canonical text of an envelope.
    envelope: JSON.parse(envelope) as Envelope,
    ...payloads.get(stream)?.get(version),
  }));
  const words: ExportedWords[] = [];
  for (const stream of consultations) {
    const said = await publicWords(parts, stream, entries);
    if (said === undefined) return undefined;
    words.push(...said);
  }
  const otherLeaves = await leavesBeside(ledger, own, size);
  return {
    format: EXPORT_FORMAT,
    body,
    deliberation,
    ...(sittings.length === 0 ? {} : { sittings }),
    ...(consultations.length === 0 ? {} : { consultations }),
    ...(words.length === 0 ? {} : { words }),
    verifierKey,
    checkpoint: latest.note,
    entries,
    otherLeaves,
  };
};

/** Times an export is begun anew because somebody erased what they had said while it was made. */
const ERASURES_MAX = 20;

/**
 * A deliberation with its record as the public may see it: the entries of the body, its own and those of the sittings that
 * dealt with it and the consultations on its text, with what they say,
 * and the leaf hash of every other entry, so that the root is recomputed from the file alone.
 */
export const recordExporter =
  (parts: ExportParts) =>
  async (streams: RecordStreams): Promise<RecordExport> => {
    for (let tries = 0; tries < ERASURES_MAX; tries += 1) {
      const exported = await exportedOnce(parts, streams);
      if (exported !== undefined) return exported;
    }
    throw new Error('words are erased faster than a record is exported');
  };
export type ExportRecord = ReturnType<typeof recordExporter>;
