import type { ParagraphKind } from '@plenary/consensus';
import { changesOf, rowsOf, type Changes, type Ground, type Row } from './rows.ts';

/** One thing that a person does to the text. `behind: null` is the start of it. */
export type Step =
  | { readonly type: 'write'; readonly row: string; readonly text: string }
  | {
      readonly type: 'add';
      readonly behind: string | null;
      readonly name: string;
      readonly kind: ParagraphKind;
      readonly level: number;
    }
  | { readonly type: 'shape'; readonly row: string; readonly kind: ParagraphKind; readonly level: number }
  | { readonly type: 'takeOut'; readonly row: string }
  | { readonly type: 'move'; readonly row: string; readonly behind: string | null }
  | { readonly type: 'restore'; readonly row: string };

/** What is written, and the way back. */
export interface Composition {
  readonly changes: Changes;
  readonly past: readonly Changes[];
  readonly future: readonly Changes[];
  /** The row in which words were written last: writing on there is one step. */
  readonly writing?: string;
}

/** How many steps can be undone. */
const PAST_MAX = 200;

export const compositionOf = (changes: Changes): Composition => ({ changes, past: [], future: [] });

/** A paragraph holds no line breaks, and no marks that would make it read otherwise than it is stored. */
const UNFIT = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFFFC]+/g;

/** Words as a paragraph holds them: what is pasted over several lines becomes one. */
export const fitWords = (typed: string): string => typed.replace(UNFIT, ' ');

const place = (rows: readonly Row[], row: Row, behind: string | null): readonly Row[] => {
  const at = behind === null ? -1 : rows.findIndex((other) => other.id === behind && other.place !== 'left');
  return at === -1 && behind !== null ? rows : [...rows.slice(0, at + 1), row, ...rows.slice(at + 1)];
};

/** Takes back where a paragraph moved to. */
const unmoved = (rows: readonly Row[], id: string): readonly Row[] => {
  const moved = rows.find((row) => row.id === id && row.place === 'moved');
  if (moved === undefined) return rows;
  return rows
    .filter((row) => row !== moved)
    .map((row): Row => (row.id === id ? { ...moved, place: 'stays' } : row));
};

const stepped = (rows: readonly Row[], step: Step): readonly Row[] => {
  if (step.type === 'add') {
    const { name: id, kind, level, behind } = step;
    return place(
      rows,
      { id, place: 'new', label: '', kind, level, before: '', text: '', isGone: false },
      behind,
    );
  }
  const row = rows.find(({ id, place: where }) => id === step.row && where !== 'left');
  // What is taken out is neither written in nor moved until it is restored.
  if (row === undefined || (row.isGone && step.type !== 'restore')) return rows;
  const replaced = (next: Row): readonly Row[] => rows.map((other) => (other === row ? next : other));
  switch (step.type) {
    case 'write':
      return replaced({ ...row, text: fitWords(step.text) });
    case 'shape':
      return row.place === 'new' ? replaced({ ...row, kind: step.kind, level: step.level }) : rows;
    case 'takeOut':
      if (row.place === 'new') return rows.filter((other) => other !== row);
      return unmoved(rows, row.id).map((other) =>
        other.id === row.id ? { ...other, text: other.before, isGone: true } : other,
      );
    case 'restore':
      if (row.place === 'new') return rows.filter((other) => other !== row);
      return unmoved(rows, row.id).map((other) =>
        other.id === row.id ? { ...other, text: other.before, isGone: false } : other,
      );
    case 'move': {
      if (step.behind === row.id) return rows;
      const home = row.place === 'moved' ? rows.filter((other) => other !== row) : rows;
      if (row.place === 'new')
        return place(
          rows.filter((other) => other !== row),
          row,
          step.behind,
        );
      const left = home.map((other): Row => (other === row ? { ...other, place: 'left' } : other));
      // Behind the paragraph before its old place is where it stood.
      const at = left.findIndex((other) => other.id === row.id && other.place === 'left');
      const isHome = (left[at - 1]?.id ?? null) === step.behind;
      return isHome ? unmoved(rows, row.id) : place(left, { ...row, place: 'moved' }, step.behind);
    }
  }
};

/** The composition after one step; writing on in one row is one step on the way back, and what does nothing is none. */
export const composed = (ground: Ground, composition: Composition, step: Step): Composition => {
  const { changes, past, writing } = composition;
  const next = changesOf(stepped(rowsOf(ground, changes), step));
  if (JSON.stringify(next) === JSON.stringify(changes)) return composition;
  const isOn = step.type === 'write' && writing === step.row;
  return {
    changes: next,
    past: isOn ? past : [...past, changes].slice(-PAST_MAX),
    future: [],
    ...(step.type === 'write' ? { writing: step.row } : {}),
  };
};

export const undone = (composition: Composition): Composition => {
  const { changes, past, future } = composition;
  const before = past.at(-1);
  return before === undefined
    ? composition
    : { changes: before, past: past.slice(0, -1), future: [changes, ...future] };
};

export const redone = (composition: Composition): Composition => {
  const { changes, past, future } = composition;
  const [after, ...rest] = future;
  return after === undefined ? composition : { changes: after, past: [...past, changes], future: rest };
};
