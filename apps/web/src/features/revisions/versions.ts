import type { AmendmentId, DeliberationState, Paragraph, ParagraphId, Revision } from '@plenary/consensus';
import { compareRevisions, type ParagraphComparison } from '@plenary/text';

/** A text that stands on record: a revision as it was issued, or the text in force as amended since. */
export interface Version {
  /** In an address: the number of the revision, `r2`; `now` for the text in force where it was amended since. */
  readonly key: string;
  readonly revision: Revision;
  /** How many changes of the text lead to it. */
  readonly steps: number;
}

export const AS_AMENDED = 'now';

type Texts = Pick<DeliberationState, 'revisions' | 'textSteps' | 'amendments' | 'divisions'> & {
  readonly revision?: DeliberationState['revision'];
};

/** TXV-1: every version of the text, the oldest first; the text in force is one of its own while it is amended. */
export const versionsOf = ({ revision, revisions, textSteps }: Texts): readonly Version[] => [
  ...revisions.map((issued, at) => ({
    key: `r${at + 1}`,
    revision: issued,
    steps: textSteps.findIndex((step) => 'revision' in step && step.revision === at) + 1,
  })),
  ...(revision?.amendedBy === undefined ? [] : [{ key: AS_AMENDED, revision, steps: textSteps.length }]),
];

/** What became of one paragraph between two versions. */
export interface VersionRow {
  readonly pid: ParagraphId;
  readonly fate: ParagraphComparison['fate'];
  /** Absent for a paragraph that came in between. */
  readonly before?: Paragraph;
  /** Absent for a paragraph that was taken out in between. */
  readonly now?: Paragraph;
  readonly segments: ParagraphComparison['segments'];
  /** Amendments adopted in between that touched it, in the order of their adoption. */
  readonly by: readonly AmendmentId[];
  /** The decision on a part of a division by which it was taken out. */
  readonly decision?: string;
}

/** TXV-3: by which amendments each paragraph was changed by the steps of the text between two versions. */
const touchedBetween = (
  { textSteps, amendments }: Texts,
  from: Version,
  to: Version,
): ReadonlyMap<ParagraphId, ReadonlySet<AmendmentId>> => {
  const touched = new Map<ParagraphId, Set<AmendmentId>>();
  for (const step of textSteps.slice(Math.min(from.steps, to.steps), Math.max(from.steps, to.steps))) {
    if ('revision' in step) continue;
    if ('division' in step) continue;
    for (const id of [step.amendment, ...step.with])
      for (const change of amendments[id]?.changes ?? []) {
        const pid = 'insert' in change ? change.pid : change.paragraph;
        touched.set(pid, (touched.get(pid) ?? new Set()).add(id));
      }
  }
  return touched;
};

/** TXV-5: the decision by which a division took each paragraph out between two versions. */
const takenOutBetween = (
  { textSteps, divisions }: Texts,
  from: Version,
  to: Version,
): ReadonlyMap<ParagraphId, string> => {
  const taken = new Map<ParagraphId, string>();
  for (const step of textSteps.slice(Math.min(from.steps, to.steps), Math.max(from.steps, to.steps))) {
    if (!('division' in step)) continue;
    const parts = divisions[step.division]?.parts ?? [];
    for (const pid of step.removed) {
      const decision = parts.find(({ units }) => units.includes(pid))?.decision;
      if (decision !== undefined) taken.set(pid, decision);
    }
  }
  return taken;
};

/** TXV-2: two versions beside each other, paragraph by paragraph: old label to new, what became of it, its words. */
export const compareVersions = (texts: Texts, from: Version, to: Version): readonly VersionRow[] => {
  const written = ({ revision }: Version) =>
    revision.paragraphs.map(({ pid, label, text }) => ({ id: pid, label, text }));
  const touched = touchedBetween(texts, from, to);
  const taken = takenOutBetween(texts, from, to);
  return compareRevisions(written(from), written(to)).flatMap(({ fate, old, next, segments }) => {
    const before = old === undefined ? undefined : from.revision.paragraphs[old];
    const now = next === undefined ? undefined : to.revision.paragraphs[next];
    const pid = (now ?? before)?.pid;
    const decision = pid === undefined ? undefined : taken.get(pid);
    return pid === undefined
      ? []
      : [
          {
            pid,
            fate,
            segments,
            by: [...(touched.get(pid) ?? [])],
            ...(decision === undefined ? {} : { decision }),
            ...(before === undefined ? {} : { before }),
            ...(now === undefined ? {} : { now }),
          },
        ];
  });
};

/** Whether a paragraph bears another number than before. */
export const isRenumbered = ({ before, now }: VersionRow): boolean =>
  before !== undefined && now !== undefined && before.label !== now.label;

/** Whether anything is to be said of a paragraph beside that it is still there. */
export const isChanged = (row: VersionRow): boolean => row.fate !== 'same' || isRenumbered(row);
