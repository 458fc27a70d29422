import { holdsPositions, WHOLE_TEXT } from '../acts/items.ts';
import type { DeliberationState, ItemId, TextHash } from '../types.ts';

/** What the plain form calls the whole text. */
export const WHOLE_TEXT_NAME = 'the text';

/** What people call the items of a text in the plain form of positions and conditions. */
export interface NamedItem {
  readonly item: ItemId;
  readonly label: string;
  readonly textHash: TextHash;
}

/** The paragraphs that hold positions and have a label, and the whole text. Of equal labels the first is meant. */
export const namedItems = ({ revision }: Pick<DeliberationState, 'revision'>): readonly NamedItem[] =>
  revision === undefined
    ? []
    : [
        { item: WHOLE_TEXT, label: WHOLE_TEXT_NAME, textHash: revision.hash },
        ...revision.paragraphs
          .filter((paragraph) => holdsPositions(paragraph) && paragraph.label !== '')
          .map(({ pid, label, hash }) => ({ item: pid, label, textHash: hash })),
      ];
