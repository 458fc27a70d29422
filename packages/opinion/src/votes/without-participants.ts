import { namesOf } from './names.ts';
import type { VoteTable } from './vote-table.ts';

/** OPI-55: the table as if these participants had never voted; statements stay, also those on which nobody else did. */
export const withoutParticipants = (table: VoteTable, absent: ReadonlySet<string>): VoteTable => {
  const { participants, ptr, col, val } = table;
  if (absent.size === 0 || !participants.ids.some((id) => absent.has(id))) return table;
  const kept = participants.ids.filter((id) => !absent.has(id));
  const next = {
    ptr: new Int32Array(kept.length + 1),
    col: new Int32Array(col.length),
    val: new Int8Array(val.length),
  };
  let size = 0;
  let row = 0;
  participants.ids.forEach((id, place) => {
    if (absent.has(id)) return;
    const from = ptr[place] ?? 0;
    const to = ptr[place + 1] ?? 0;
    next.col.set(col.subarray(from, to), size);
    next.val.set(val.subarray(from, to), size);
    size += to - from;
    row += 1;
    next.ptr[row] = size;
  });
  return {
    ...table,
    participants: namesOf(kept),
    ptr: next.ptr,
    col: next.col.slice(0, size),
    val: next.val.slice(0, size),
  };
};
