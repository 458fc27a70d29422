import type { DeliberationState, TabledAmendment } from '@plenary/consensus';
import { compareWords, type WordSegment } from '@plenary/text';
import { groundAt } from './ground.ts';
import { isChanged, rowsOf, type Changes, type Ground, type Row } from './rows.ts';

/** What an amendment does to one paragraph, in words that stay, go and come. */
export interface Alteration {
  /** The permanent id of the paragraph, or the name of one that comes. */
  readonly paragraph: string;
  readonly type: 'words' | 'takenOut' | 'added' | 'moved';
  /** Label of the paragraph; for one that comes of the paragraph behind which it comes, empty for the start. */
  readonly label: string;
  /** For what comes or moves: the paragraph of the ground behind which it stands; null is the start. */
  readonly behind?: string | null;
  readonly segments: readonly WordSegment[];
}

const typeOf = ({ place, isGone }: Row): Alteration['type'] => {
  if (isGone) return 'takenOut';
  if (place === 'new') return 'added';
  return place === 'moved' ? 'moved' : 'words';
};

/** Words of a row against those of the ground: what is taken out goes whole. */
export const segmentsOf = ({ before, text, isGone }: Row): readonly WordSegment[] =>
  compareWords(before, isGone ? '' : text);

/** What these changes do, paragraph by paragraph in the order of the text. */
export const alterationsOf = (ground: Ground, changes: Changes): readonly Alteration[] => {
  let last: { readonly id: string; readonly label: string } | undefined;
  return rowsOf(ground, changes).flatMap((row): readonly Alteration[] => {
    const behind = last;
    if (row.place === 'stays') last = { id: row.id, label: row.label };
    if (row.place === 'left' || !isChanged(row)) return [];
    const type = typeOf(row);
    return [
      {
        paragraph: row.id,
        type,
        label: type === 'added' ? (behind?.label ?? '') : row.label,
        ...(type === 'added' || type === 'moved' ? { behind: behind?.id ?? null } : {}),
        segments: segmentsOf(row),
      },
    ];
  });
};

/** Whether two alterations are about one paragraph, or stand behind one. */
export const meetIn = (one: Alteration, other: Alteration): boolean =>
  one.paragraph === other.paragraph ||
  (one.behind !== undefined && (one.behind === other.behind || one.behind === other.paragraph)) ||
  (other.behind !== undefined && other.behind === one.paragraph);

/** What a tabled amendment does, on the words that it was written on. */
export const tabledAlterations = (
  state: DeliberationState,
  { base, amends, changes }: TabledAmendment,
): readonly Alteration[] =>
  alterationsOf(
    groundAt(state, base, amends),
    changes.map((change) => ('insert' in change ? { ...change, name: change.pid } : change)),
  );
