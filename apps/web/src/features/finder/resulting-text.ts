import type { DeliberationState, KeptPackage, SourcedParagraph } from '@plenary/consensus';
import { paragraphsWith } from '@plenary/tabling';
import { textToIssue } from '../../lib/text-to-issue.ts';

type Part = Pick<SourcedParagraph, 'source' | 'kind' | 'level' | 'text'>;

/** The paragraphs in their places, with those that amendments bring; these have no name of their own before they are issued. */
const placed = (
  state: DeliberationState,
  { id, amendments = [] }: Pick<KeptPackage, 'id' | 'amendments'>,
): readonly Part[] => {
  const paragraphs = state.revision?.paragraphs ?? [];
  const inForce = new Set(paragraphs.map(({ pid }) => pid));
  const amended = amendments.length === 0 ? undefined : paragraphsWith(state, amendments);
  if (amended === undefined)
    return paragraphs.map(({ pid, kind, level, text }) => ({ source: pid, kind, level, text }));
  const standing = new Set(amended.map((paragraph) => paragraph.id));
  const kept: Part[] = amended.map(({ id: pid, kind, level, text }) => ({
    source: inForce.has(pid) ? pid : `${id}-${pid}`,
    kind,
    level,
    text,
  }));
  // What an amendment takes away is left out by a choice, or not at all.
  for (const [at, { pid, kind, level, text }] of paragraphs.entries())
    if (!standing.has(pid)) {
      const before = paragraphs.slice(0, at).findLast((other) => standing.has(other.pid))?.pid;
      kept.splice(kept.findIndex(({ source }) => source === before) + 1, 0, {
        source: pid,
        kind,
        level,
        text,
      });
      standing.add(pid);
    }
  return kept;
};

/** The text that a package would give, as a revision is issued: labels and hashes follow from the words. */
export const resultingText = (
  state: DeliberationState,
  kept: Pick<KeptPackage, 'id' | 'choices' | 'amendments'>,
): { readonly paragraphs: readonly SourcedParagraph[]; readonly hash: string } => {
  const by = new Map(kept.choices.map((choice) => [choice.paragraph, choice]));
  const now = new Map(state.revision?.paragraphs.map(({ pid, text }) => [pid, text]));
  const staying = placed(state, kept).flatMap((part) => {
    const choice = by.get(part.source);
    if (choice?.outcome === 'leftOut') return [];
    if (choice === undefined) return [part];
    return [{ ...part, text: choice.words ?? now.get(part.source) ?? part.text }];
  });
  return textToIssue(staying);
};

/** The same as plain text, for whoever takes the words to the working text. */
export const plainText = ({ paragraphs }: ReturnType<typeof resultingText>): string =>
  paragraphs.map(({ text }) => text).join('\n\n');
