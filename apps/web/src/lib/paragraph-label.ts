import type { DeliberationState, ParagraphId } from '@plenary/consensus';
import { printedLabel } from '@plenary/text';

/** A paragraph's number as the text in force prints it; undefined where it has none, or is not in the text. */
export const paragraphLabel = (
  { revision }: Pick<DeliberationState, 'revision'>,
  pid: ParagraphId,
): string | undefined => {
  const label = revision?.paragraphs.find((paragraph) => paragraph.pid === pid)?.label ?? '';
  return label === '' ? undefined : printedLabel(label, revision?.lang ?? 'en');
};
