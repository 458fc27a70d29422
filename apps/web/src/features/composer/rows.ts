import type { Paragraph, WrittenAmendmentChange } from '@plenary/consensus';

/** A paragraph of the words that an amendment is written on. */
export type GroundParagraph = Pick<Paragraph, 'pid' | 'label' | 'kind' | 'level' | 'text'>;
/** The words that an amendment is written on: the text in force, or that text as another amendment would leave it. */
export type Ground = readonly GroundParagraph[];
/** What is being written. What comes has a name here, by which it is found again; it needs none when it is handed in. */
export type Changes = readonly WrittenAmendmentChange[];

/** How a row came to its place; `left` is where a paragraph stood that moved. */
export type RowPlace = 'stays' | 'new' | 'moved' | 'left';

/** One paragraph as it would stand, or the place that it left. */
export interface Row {
  /** The permanent id of a paragraph of the ground, or the name of one that comes. */
  readonly id: string;
  readonly place: RowPlace;
  readonly label: string;
  readonly kind: Paragraph['kind'];
  readonly level: number;
  /** The words of the ground; empty for what comes. */
  readonly before: string;
  readonly text: string;
  /** Taken out. */
  readonly isGone: boolean;
}

/** Behind what a row was put; `undefined` where it stands by itself. */
type Placed = Row & { readonly behind?: string | null };

const standing = ({ pid, label, kind, level, text }: GroundParagraph): Placed => ({
  id: pid,
  place: 'stays',
  label,
  kind,
  level,
  before: text,
  text,
  isGone: false,
});

/** Whether a row was put behind this one, or behind one that was. */
const hangsOn = (rows: readonly Placed[], row: Placed | undefined, id: string | null): boolean => {
  let at = row;
  for (let steps = 0; at?.behind !== undefined && steps <= rows.length; steps += 1) {
    const { behind } = at;
    if (behind === id) return true;
    at = rows.find((other) => other.id === behind && other.place === 'new');
  }
  return false;
};

/** The index behind everything that was put behind this row already; -1 where there is no such row. */
const placeBehind = (rows: readonly Placed[], behind: string | null): number => {
  const anchor = behind === null ? -1 : rows.findIndex(({ id, place }) => id === behind && place !== 'moved');
  if (anchor === -1 && behind !== null) return -1;
  let at = anchor + 1;
  while (hangsOn(rows, rows[at], behind)) at += 1;
  return at;
};

const put = (rows: readonly Placed[], row: Placed): readonly Placed[] => {
  const at = placeBehind(rows, row.behind ?? null);
  return at === -1 ? rows : [...rows.slice(0, at), row, ...rows.slice(at)];
};

const withChange = (rows: readonly Placed[], change: WrittenAmendmentChange): readonly Placed[] => {
  if ('insert' in change) {
    const { after, kind, level, insert, name } = change;
    const id = name ?? `new${rows.length}`;
    return put(rows, {
      id,
      place: 'new',
      label: '',
      kind,
      level,
      before: '',
      text: insert,
      isGone: false,
      behind: after,
    });
  }
  const { paragraph } = change;
  const own = rows.find(({ id, place }) => id === paragraph && (place === 'stays' || place === 'moved'));
  if (own === undefined) return rows;
  if ('moveAfter' in change) {
    const left = rows.map((row): Placed => (row === own ? { ...row, place: 'left' } : row));
    return put(left, { ...own, place: 'moved', behind: change.moveAfter });
  }
  const changed: Placed = 'new' in change ? { ...own, text: change.new } : { ...own, isGone: true };
  return rows.map((row) => (row === own ? changed : row));
};

const unplaced = (placed: Placed): Row => {
  const { behind: _behind, ...row } = placed;
  return row;
};

/** The ground with these changes in it, as the engine of texts would order it. Changes that name nothing here are left out. */
export const rowsOf = (ground: Ground, changes: Changes): readonly Row[] =>
  changes.reduce<readonly Placed[]>(withChange, ground.map(standing)).map(unplaced);

/** Whether a paragraph moved past nothing of the ground: what was added makes way for it instead. */
const isBack = (rows: readonly Row[], moved: Row): boolean => {
  const at = rows.indexOf(moved);
  const left = rows.findIndex(({ id, place }) => id === moved.id && place === 'left');
  return rows
    .slice(Math.min(at, left) + 1, Math.max(at, left))
    .every(({ place }) => place === 'new' || place === 'moved');
};

/** Of a moved paragraph that came back to its place nothing is left but the paragraph. */
const settled = (rows: readonly Row[]): readonly Row[] =>
  rows.reduce<readonly Row[]>(
    (now, row) =>
      row.place === 'moved' && isBack(now, row)
        ? now
            .filter(({ id, place }) => id !== row.id || place !== 'left')
            .map((other): Row => (other === row ? { ...row, place: 'stays' } : other))
        : now,
    rows,
  );

/**
 * The changes that make these rows of their ground, in the order of the text: everything that comes or moves is put behind the
 * last paragraph that stayed in its place, so that two people who do the same hand in the same.
 */
export const changesOf = (rows: readonly Row[]): Changes => {
  let last: string | null = null;
  const changes: WrittenAmendmentChange[] = [];
  for (const { id, place, kind, level, before, text, isGone } of settled(rows)) {
    if (place === 'new') {
      changes.push({ after: last, kind, level, insert: text, name: id });
      continue;
    }
    if (place === 'moved') changes.push({ paragraph: id, moveAfter: last });
    else last = id;
    if (place === 'left') continue;
    if (isGone) changes.push({ paragraph: id, delete: true });
    else if (text !== before) changes.push({ paragraph: id, new: text });
  }
  return changes;
};

/** A row that reads otherwise than the ground, or stands elsewhere. */
export const isChanged = ({ place, before, text, isGone }: Row): boolean =>
  place !== 'stays' || isGone || text !== before;

/** As it is handed in: without the names that only this page needs. */
export const handedIn = (changes: Changes): Changes =>
  changes.map((change) => {
    if (!('insert' in change)) return change;
    const { name: _, ...rest } = change;
    return rest;
  });
