import { namesOf } from './names.ts';
import type { VoteTable } from './vote-table.ts';

/** OPI-3: the table as if these statements had never been put; nobody is lost, who voted on nothing else has no votes. */
export const withoutStatements = (table: VoteTable, absent: ReadonlySet<string>): VoteTable => {
  const { statements, ptr, col, val } = table;
  if (!statements.ids.some((id) => absent.has(id))) return table;
  const kept = statements.ids.filter((id) => !absent.has(id));
  const names = namesOf(kept);
  const moved = Int32Array.from(statements.ids, (id) => names.places.get(id) ?? -1);
  const next = {
    ptr: new Int32Array(ptr.length),
    col: new Int32Array(col.length),
    val: new Int8Array(val.length),
  };
  let size = 0;
  for (let place = 0; place + 1 < ptr.length; place += 1) {
    for (let at = ptr[place] ?? 0; at < (ptr[place + 1] ?? 0); at += 1) {
      const statement = moved[col[at] ?? 0] ?? -1;
      if (statement < 0) continue;
      next.col[size] = statement;
      next.val[size] = val[at] ?? 0;
      size += 1;
    }
    next.ptr[place + 1] = size;
  }
  return {
    ...table,
    statements: names,
    ptr: next.ptr,
    col: next.col.slice(0, size),
    val: next.val.slice(0, size),
  };
};
