import type { ChangedAttributes, Member } from '@plenary/consensus';
import { columnsOf, valueOf } from './read-members.ts';

/** Changes as they were read, or the first line that cannot be one. */
export type ReadAttributes =
  | { readonly ok: true; readonly members: readonly ChangedAttributes[] }
  | { readonly ok: false; readonly problem: 'header' | 'line'; readonly line: number };

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;

/**
 * MBR-50: reads changes of attributes, one member a line under a line that names the columns: `code; population; zone`. An
 * empty value takes the attribute away; what a member has already is no change, and a member without one is left out.
 */
export const readAttributes = (
  text: string,
  members: Readonly<Record<string, Pick<Member, 'attrs'>>>,
): ReadAttributes => {
  const lines = text.split(/\r\n|\r|\n/).map((line, at) => ({ line, at: at + 1 }));
  const [first, ...rest] = lines.filter(({ line }) => line.trim() !== '');
  if (first === undefined) return { ok: true, members: [] };
  const [code = '', ...names] = columnsOf(first.line);
  const isHeader =
    code.toLowerCase() === 'code' &&
    names.length > 0 &&
    new Set(names).size === names.length &&
    names.every((name) => NAME.test(name));
  if (!isHeader) return { ok: false, problem: 'header', line: first.at };
  const changed = new Map<string, ChangedAttributes>();
  for (const { line, at } of rest) {
    const [id = '', ...values] = columnsOf(line);
    const held = Object.hasOwn(members, id) ? members[id] : undefined;
    if (held === undefined || values.length !== names.length || changed.has(id))
      return { ok: false, problem: 'line', line: at };
    const attrs = Object.fromEntries(
      names.flatMap((name, column) => {
        const word = values[column] ?? '';
        const value = word === '' ? null : valueOf(word);
        const before = held.attrs[name] ?? null;
        return String(before) === String(value) ? [] : [[name, value]];
      }),
    );
    changed.set(id, { id, attrs });
  }
  return { ok: true, members: [...changed.values()].filter(({ attrs }) => Object.keys(attrs).length > 0) };
};

const quoted = (value: string): string => (/[;"\t]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** The attributes that members have now, as they are read back. */
export const writtenAttributes = (members: readonly Pick<Member, 'id' | 'attrs'>[]): string => {
  const names = [...new Set(members.flatMap(({ attrs }) => Object.keys(attrs)))].sort();
  const lines = members.map(({ id, attrs }) => [
    id,
    ...names.map((name) => quoted(String(attrs[name] ?? ''))),
  ]);
  return [['code', ...names], ...lines].map((columns) => columns.join('; ')).join('\n');
};
