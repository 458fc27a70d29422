import { commitmentOf, hexToBytes, type RecordExport } from '@plenary/ledger';
import { placeOf } from './place-of.ts';
import { Failed, type Facts } from './report.ts';
import { walk, type OnProgress } from './walk.ts';

/** VER-4: what is shown is what was committed to, and what everyone may see is shown. */
export const checkCommitments = (record: RecordExport, onProgress: OnProgress): Facts => {
  let shown = 0;
  for (const entry of walk(record.entries, 'commitments', onProgress)) {
    const { envelope, payload, salt } = entry;
    if (salt === undefined) {
      if (envelope.audience === 'public') throw new Failed({ problem: 'withheld', ...placeOf(entry) });
      continue;
    }
    if (commitmentOf(hexToBytes(salt), payload) !== envelope.commitment)
      throw new Failed({ problem: 'commitment', ...placeOf(entry) });
    shown += 1;
  }
  return { shown, withheld: record.entries.length - shown };
};
