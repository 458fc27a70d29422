import { noteNumbers, workingLabels, type Draft, type Labels, type Paragraph } from '@plenary/drafting';
import { printedLabel } from '@plenary/text';

type Paragraphs = Pick<Draft, 'paragraphs'>;

/** The notes that a paragraph refers to, in order. */
const notesIn = ({ runs }: Paragraph): string =>
  runs.flatMap(({ width, embed }) => (width > 0 && embed?.type === 'note' ? [embed.id] : [])).join();

/** Whether paragraphs have the same labels and notes: those that are the same values are not looked into. */
const areLabelledAlike = (before: readonly Paragraph[], now: readonly Paragraph[]): boolean =>
  before.length === now.length &&
  now.every((paragraph, at) => {
    const other = before[at];
    return (
      other === paragraph ||
      (other !== undefined &&
        other.id === paragraph.id &&
        other.kind === paragraph.kind &&
        other.level === paragraph.level &&
        notesIn(other) === notesIn(paragraph))
    );
  });

/** Labels as they are printed, with the numbers of notes; computed anew only when the order or a kind has changed. */
export const editorLabels = (): ((draft: Paragraphs, issued: Labels, lang: string) => Labels) => {
  let last:
    | {
        readonly paragraphs: Paragraphs['paragraphs'];
        readonly issued: Labels;
        readonly lang: string;
        readonly labels: Labels;
      }
    | undefined;
  return (draft, issued, lang) => {
    const { paragraphs } = draft;
    if (
      last !== undefined &&
      last.issued === issued &&
      last.lang === lang &&
      areLabelledAlike(last.paragraphs, paragraphs)
    ) {
      last = { ...last, paragraphs };
      return last.labels;
    }
    const notes = noteNumbers(draft);
    const plain = workingLabels(draft, issued);
    const labels = new Map(
      draft.paragraphs.map(({ id }) => [
        id,
        notes.has(id) ? String(notes.get(id)) : printedLabel(plain.get(id) ?? '', lang),
      ]),
    );
    last = { paragraphs, issued, lang, labels };
    return labels;
  };
};
