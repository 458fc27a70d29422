import { issuedLabels, type DeliberationState } from '@plenary/consensus';
import {
  bracketTree,
  noteNumbers,
  workingLabels,
  type Attributions,
  type Draft,
  type Paragraph,
} from '@plenary/drafting';
import { formatBrackets, printedLabel } from '@plenary/text';
import { useMemo, type ReactNode } from 'react';
import { textDirection } from '../../ui/text-direction.ts';

/** The paragraphs of a draft as on paper: labels in the margin, brackets with their heads, notes at the end. */
export const PlainParagraphs = ({
  draft,
  state,
  lang,
  attributions,
  beside,
}: {
  readonly draft: Draft;
  readonly state: DeliberationState;
  readonly lang: string;
  readonly attributions?: Attributions;
  /** What stands beside a paragraph on the screen. */
  readonly beside?: (paragraph: Paragraph) => ReactNode;
}) => {
  const blocks = useMemo(() => {
    const labels = workingLabels(draft, issuedLabels(state));
    const notes = noteNumbers(draft);
    const printed = (id: string): string => printedLabel(labels.get(id) ?? '', lang);
    const all = draft.paragraphs.map((paragraph) => ({
      paragraph,
      number: notes.get(paragraph.id) ?? 0,
      label: paragraph.kind === 'note' ? `(${notes.get(paragraph.id) ?? 0})` : printed(paragraph.id),
      words: formatBrackets(
        bracketTree(draft, paragraph, {
          attributions: attributions ?? new Map(),
          label: printed,
          note: (id) => (notes.has(id) ? `(${notes.get(id)})` : ''),
        }),
      ),
    }));
    return [
      ...all.filter(({ paragraph }) => paragraph.kind !== 'note'),
      ...all.filter(({ paragraph }) => paragraph.kind === 'note').toSorted((a, b) => a.number - b.number),
    ];
  }, [draft, state, lang, attributions]);
  return (
    <div className="plain-text" lang={lang} dir={textDirection(lang)}>
      {blocks.map(({ paragraph, label, words }) => (
        <div
          key={paragraph.id}
          className={`plain-paragraph plain-${paragraph.kind}`}
          data-level={paragraph.level}
        >
          <span className="plain-label">
            <bdi>{label}</bdi>
          </span>
          <p dir="auto">{words}</p>
          {beside === undefined ? null : <div className="plain-beside no-print">{beside(paragraph)}</div>}
        </div>
      ))}
    </div>
  );
};
