import { entryOf } from './entry-of.ts';
import type { DeliberationState, ItemId, Paragraph, ParagraphId, TextHash } from '../types.ts';
import type { ParagraphKind } from '../vocabulary.ts';

/** The item that stands for the whole text. */
export const WHOLE_TEXT: ItemId = 'text';

/** `annex` is the line that opens an annex; what stands in the annex has kinds of its own. */
const WITHOUT_POSITION: readonly ParagraphKind[] = ['title', 'heading', 'annex', 'note'];

/** ACT-18: positions are taken on paragraphs that say something, not on titles, headings and notes. */
export const holdsPositions = ({ kind }: Pick<Paragraph, 'kind'>): boolean =>
  !WITHOUT_POSITION.includes(kind);

/** Items in the order of the text, the whole text first; none before a text is there. */
export const itemsOf = (state: DeliberationState): readonly ItemId[] =>
  state.revision === undefined
    ? []
    : [WHOLE_TEXT, ...state.revision.paragraphs.filter(holdsPositions).map((paragraph) => paragraph.pid)];

/** The paragraph with this permanent id. */
export const paragraphOf = (state: DeliberationState, pid: ParagraphId): Paragraph | undefined => {
  // p7 is the seventh paragraph of a first revision; the look through all of them is for what comes later.
  const likely = state.revision?.paragraphs[Number(pid.slice(1)) - 1];
  return likely?.pid === pid ? likely : state.revision?.paragraphs.find((paragraph) => paragraph.pid === pid);
};

/** Hash of the words an item has now; undefined for something that holds no positions, as an amendment that was decided. */
export const currentHash = (state: DeliberationState, item: ItemId): TextHash | undefined => {
  if (item === WHOLE_TEXT) return state.revision?.hash;
  const amendment = entryOf(state.amendments, item);
  if (amendment !== undefined) return amendment.state === 'submitted' ? amendment.hash : undefined;
  const paragraph = paragraphOf(state, item);
  return paragraph === undefined || !holdsPositions(paragraph) ? undefined : paragraph.hash;
};
