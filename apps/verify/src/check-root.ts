import {
  appendLeaves,
  EMPTY_FRONTIER,
  equalBytes,
  hexToBytes,
  leafHash,
  rootOf,
  type Checkpoint,
  type RecordExport,
} from '@plenary/ledger';
import { Failed, type Facts } from './report.ts';
import { walk, type OnProgress } from './walk.ts';

/** VER-3: the leaves are exactly those below the size of the checkpoint, each once, and give its root. */
export const checkRoot = (
  record: RecordExport,
  { size, root }: Checkpoint,
  onProgress: OnProgress,
): Facts => {
  const leaves = new Map<number, Uint8Array>();
  const put = (seq: number, hash: Uint8Array): void => {
    if (leaves.has(seq)) throw new Failed({ problem: 'twice', seq });
    leaves.set(seq, hash);
  };
  for (const { envelope } of walk(record.entries, 'root', onProgress)) put(envelope.seq, leafHash(envelope));
  for (const [seq, hash] of record.otherLeaves) put(seq, hexToBytes(hash));
  if (leaves.size !== size) throw new Failed({ problem: 'leaves', found: leaves.size, size });
  const ordered = Array.from({ length: size }, (_, seq) => {
    const leaf = leaves.get(seq);
    if (leaf === undefined) throw new Failed({ problem: 'missing', seq });
    return leaf;
  });
  if (!equalBytes(rootOf(appendLeaves(EMPTY_FRONTIER, ordered).frontier), root))
    throw new Failed({ problem: 'root', size });
  return { leaves: size };
};
