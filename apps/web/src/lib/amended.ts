import type { AmendmentId, DeliberationState, Paragraph, ParagraphId } from '@plenary/consensus';

/** What amendments made of a paragraph since the revision in force was issued. */
export interface AmendedParagraph {
  /** Amendments and divisions in their order; an amendment to another behind that one. */
  readonly by: readonly string[];
  /** Its words as they were issued; absent for a paragraph that came since. */
  readonly before?: Paragraph;
}

/** A paragraph of the revision that is no longer in the text. */
export interface RemovedParagraph extends AmendedParagraph {
  readonly before: Paragraph;
}

export interface AmendedText {
  readonly paragraphs: ReadonlyMap<ParagraphId, AmendedParagraph>;
  /** Paragraphs of the revision that are no longer in the text, by the one they stood behind; '' at the start. */
  readonly removed: ReadonlyMap<ParagraphId, readonly RemovedParagraph[]>;
}

const NOTHING: AmendedText = { paragraphs: new Map(), removed: new Map() };

/** What changed in the text since its last revision was issued, and by which amendments. */
export const amendedText = ({
  revision,
  revisions,
  textSteps,
  amendments,
}: Pick<DeliberationState, 'revisions' | 'textSteps' | 'amendments'> & {
  readonly revision?: DeliberationState['revision'] | undefined;
}): AmendedText => {
  const issued = revisions.at(-1);
  if (revision?.amendedBy === undefined || issued === undefined) return NOTHING;
  const since = textSteps.slice(textSteps.findLastIndex((step) => 'revision' in step) + 1);
  const by = new Map<ParagraphId, AmendmentId[]>();
  for (const step of since) {
    if ('revision' in step) continue;
    if ('division' in step) {
      for (const pid of step.removed) by.set(pid, [...(by.get(pid) ?? []), step.division]);
      continue;
    }
    for (const id of [step.amendment, ...step.with])
      for (const change of amendments[id]?.changes ?? []) {
        const pid = 'insert' in change ? change.pid : change.paragraph;
        const list = by.get(pid) ?? [];
        if (!list.includes(id)) by.set(pid, [...list, id]);
      }
  }
  const before = new Map(issued.paragraphs.map((paragraph) => [paragraph.pid, paragraph]));
  const paragraphs = new Map<ParagraphId, AmendedParagraph>();
  const standing = new Set<ParagraphId>();
  for (const { pid } of revision.paragraphs) {
    standing.add(pid);
    const those = by.get(pid);
    if (those === undefined) continue;
    const old = before.get(pid);
    paragraphs.set(pid, { by: those, ...(old === undefined ? {} : { before: old }) });
  }
  const removed = new Map<ParagraphId, RemovedParagraph[]>();
  let last = '';
  for (const paragraph of issued.paragraphs) {
    const { pid } = paragraph;
    if (standing.has(pid)) last = pid;
    else removed.set(last, [...(removed.get(last) ?? []), { by: by.get(pid) ?? [], before: paragraph }]);
  }
  return { paragraphs, removed };
};
