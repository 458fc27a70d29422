import type { Paragraph } from '@plenary/consensus';
import { labelParagraphs, ORDINALS } from '@plenary/text';

/** A paragraph of an amended text; what has no label yet came by an amendment. */
export type Unlabelled = Omit<Paragraph, 'label'> & { readonly label?: string };

const LAST_WORD = new RegExp(` (${ORDINALS.join('|')})$`);

/** `OP3` of `OP3 bis`, `OP5 (a)` of `OP5 (a) ter`. */
const plain = (label: string): string => label.replace(LAST_WORD, '');

/** The first of `OP3 bis`, `OP3 ter` … that no paragraph has; past decies they are counted on: `OP3 11`. */
const nextBehind = (label: string, taken: ReadonlySet<string>): string => {
  const stem = plain(label);
  const free = ORDINALS.find((ordinal) => !taken.has(`${stem} ${ordinal}`));
  if (free !== undefined) return `${stem} ${free}`;
  let count = ORDINALS.length + 2;
  while (taken.has(`${stem} ${count}`)) count += 1;
  return `${stem} ${count}`;
};

/** Whether one paragraph is of the same row as another: numbered by the same count where nothing stands between. */
const isAlike = (one: Unlabelled, other: Unlabelled): boolean =>
  one.kind === other.kind && one.level === other.level;

/** Whether a paragraph ends the row of another, as an annex or a paragraph above it does. */
const ends = (other: Unlabelled, one: Unlabelled): boolean =>
  other.kind === 'annex' ||
  (one.kind === 'item' && (other.kind === 'item' ? other.level < one.level : other.level === 0));

/** The next paragraph of the same row that has a label, one way or the other. */
const neighbour = (paragraphs: readonly Unlabelled[], at: number, way: 1 | -1): string | undefined => {
  const one = paragraphs[at];
  for (let place = at + way; ; place += way) {
    const other = paragraphs[place];
    if (one === undefined || other === undefined || ends(other, one)) return undefined;
    if (isAlike(one, other) && other.label !== undefined && other.label !== '') return other.label;
  }
};

/**
 * TAB-6: what came keeps the others' labels until a revision is issued: `bis`, `ter` … behind the one it follows in its
 * row (domain 2), or behind the first of the row where it stands before all; what is the first of its row has its plain label.
 */
export const withLabels = (paragraphs: readonly Unlabelled[]): readonly Paragraph[] => {
  const computed = labelParagraphs(paragraphs);
  const taken = new Set(paragraphs.flatMap(({ label }) => label ?? []));
  const labelled = [...paragraphs];
  return paragraphs.map((paragraph, at): Paragraph => {
    if (paragraph.label !== undefined) return { ...paragraph, label: paragraph.label };
    const own = computed[at] ?? '';
    const beside = neighbour(labelled, at, -1) ?? neighbour(labelled, at, 1);
    const label =
      own === ''
        ? ''
        : beside !== undefined
          ? nextBehind(beside, taken)
          : taken.has(own)
            ? nextBehind(own, taken)
            : own;
    taken.add(label);
    const made = { ...paragraph, label };
    labelled[at] = made;
    return made;
  });
};
