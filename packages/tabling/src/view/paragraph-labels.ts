import type { DeliberationState, ParagraphId, Revision } from '@plenary/consensus';

const known = new WeakMap<Revision, ReadonlyMap<ParagraphId, string>>();

/** Labels of all paragraphs that are in the text, or were in one of its revisions: the latest one of each. */
export const paragraphLabels = ({
  revision,
  revisions,
}: DeliberationState): ReadonlyMap<ParagraphId, string> => {
  if (revision === undefined) return new Map();
  const found = known.get(revision);
  if (found !== undefined) return found;
  const labels = new Map<ParagraphId, string>();
  for (const { paragraphs } of [...revisions, revision])
    for (const { pid, label } of paragraphs) labels.set(pid, label);
  known.set(revision, labels);
  return labels;
};
