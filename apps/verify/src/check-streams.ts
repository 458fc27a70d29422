import type { RecordExport } from '@plenary/ledger';
import { TEXT_EFFECT_TYPES } from '@plenary/consensus';
import { placeOf } from './place-of.ts';
import { Failed, type Facts } from './report.ts';

/** Events that are said in the moment of another stream's act. */
const OF_ANOTHER_ACT: ReadonlySet<string> = new Set([
  'deliberationListed',
  'sittingListed',
  'consultationListed',
  'documentsRegistered',
  ...TEXT_EFFECT_TYPES,
]);

/**
 * VER-5: entries of the named streams only, in the order of the log, versions from 1 without gaps, and no instant before
 * the one that stands before it. Only the listing of a deliberation, a sitting or a consultation and the registration of documents, and
 * what a motion of a sitting does to a text, carry the instant of another stream's act.
 */
export const checkStreams = (record: RecordExport): Facts => {
  const { body, deliberation, sittings = [], consultations = [] } = record;
  const beside = [...sittings, ...consultations];
  const ends = new Map([
    [body, { version: 0, at: '' }],
    [deliberation, { version: 0, at: '' }],
    ...beside.map((stream) => [stream, { version: 0, at: '' }] as const),
  ]);
  if (ends.size < 2 + beside.length) throw new Failed({ problem: 'sameStream', stream: deliberation });
  let last = -1;
  for (const entry of record.entries) {
    const { seq, stream, version, type, at } = entry.envelope;
    if (seq <= last) throw new Failed({ problem: 'order', seq });
    last = seq;
    const end = ends.get(stream);
    if (end === undefined) throw new Failed({ problem: 'foreign', ...placeOf(entry) });
    if (version !== end.version + 1) throw new Failed({ problem: 'gap', ...placeOf(entry) });
    if (at < end.at && !OF_ANOTHER_ACT.has(type)) throw new Failed({ problem: 'time', ...placeOf(entry) });
    ends.set(stream, { version, at });
  }
  return { body: ends.get(body)?.version ?? 0, deliberation: ends.get(deliberation)?.version ?? 0 };
};
