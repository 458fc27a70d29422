import { noteNumbers, workingLabels, type Draft, type Labels } from '@plenary/drafting';
import { printedLabel } from '@plenary/text';

type Paragraphs = Pick<Draft, 'paragraphs'>;

/** Labels as they are printed, with the numbers of notes; computed anew only when the order or a kind has changed. */
export const editorLabels = (): ((draft: Paragraphs, issued: Labels, lang: string) => Labels) => {
  let shape = '';
  let last: { readonly issued: Labels; readonly lang: string; readonly labels: Labels } | undefined;
  return (draft, issued, lang) => {
    const notes = noteNumbers(draft);
    const now = [
      ...draft.paragraphs.map(({ id, kind, level }) => `${id} ${kind} ${level}`),
      ...[...notes].map(([id, number]) => `${id}=${number}`),
    ].join();
    if (last !== undefined && now === shape && last.issued === issued && last.lang === lang)
      return last.labels;
    shape = now;
    const plain = workingLabels(draft, issued);
    const labels = new Map(
      draft.paragraphs.map(({ id }) => [
        id,
        notes.has(id) ? String(notes.get(id)) : printedLabel(plain.get(id) ?? '', lang),
      ]),
    );
    last = { issued, lang, labels };
    return labels;
  };
};
