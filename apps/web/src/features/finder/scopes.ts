import {
  holdsPositions,
  pendingAmendments,
  type DeliberationState,
  type Paragraph,
  type ParagraphId,
} from '@plenary/consensus';

/** Which paragraphs a search is about; a closed list. */
export const SCOPES = ['contested', 'preamble', 'operative', 'all', 'chosen'] as const;
export type Scope = (typeof SCOPES)[number];

/** Paragraphs that may still be settled, in the order of the text. */
export const openParagraphs = ({ revision, marks }: DeliberationState): readonly Paragraph[] =>
  (revision?.paragraphs ?? []).filter(
    (paragraph) =>
      holdsPositions(paragraph) && ['open', 'deferred'].includes(marks[paragraph.pid]?.status ?? 'open'),
  );

/** Paragraphs that pending amendments change, or beside which they put something. */
const amendedIn = (state: DeliberationState): ReadonlySet<ParagraphId> =>
  new Set(
    pendingAmendments(state).flatMap(({ touches, changes }) => [
      ...touches,
      ...changes.flatMap((change) => ('insert' in change && change.after !== null ? [change.after] : [])),
    ]),
  );

/** Words in brackets, amendments to them, or somebody who opposes them or objects to them as they stand. */
const isContested = (
  state: DeliberationState,
  amended: ReadonlySet<ParagraphId>,
  { pid, text, hash }: Paragraph,
): boolean =>
  text.includes('[') ||
  amended.has(pid) ||
  Object.values(state.positions[pid] ?? {}).some(
    ({ stance, textHash }) => textHash === hash && (stance === 'oppose' || stance === 'object'),
  );

/** Paragraphs that say what they are part of by what stands before them: an item belongs to its paragraph. */
const partsOf = (paragraphs: readonly Paragraph[]): ReadonlyMap<ParagraphId, 'preamble' | 'operative'> => {
  const parts = new Map<ParagraphId, 'preamble' | 'operative'>();
  let part: 'preamble' | 'operative' = 'preamble';
  for (const { pid, kind } of paragraphs) {
    if (kind === 'preambular') part = 'preamble';
    else if (kind === 'operative' || kind === 'statement' || kind === 'annex') part = 'operative';
    parts.set(pid, part);
  }
  return parts;
};

/** The open paragraphs of a scope. */
export const paragraphsIn = (
  state: DeliberationState,
  scope: Scope,
  chosen: ReadonlySet<ParagraphId>,
): readonly ParagraphId[] => {
  const open = openParagraphs(state);
  const parts = partsOf(state.revision?.paragraphs ?? []);
  const amended = amendedIn(state);
  const isIn = (paragraph: Paragraph): boolean => {
    switch (scope) {
      case 'all':
        return true;
      case 'chosen':
        return chosen.has(paragraph.pid);
      case 'contested':
        return isContested(state, amended, paragraph);
      case 'preamble':
      case 'operative':
        return parts.get(paragraph.pid) === scope;
    }
  };
  return open.filter(isIn).map(({ pid }) => pid);
};
