import type { AnchoredPart } from '@plenary/drafting';
import { useRef, type ReactNode } from 'react';
import type { LiveEditor } from '../editor/live-editor.ts';
import { useAnchoredCards } from './use-anchored-cards.ts';
import { useWide } from './use-wide.ts';

/** Where cards stand: the text beside which they do, the one in hand, and where the words of each are. */
export interface CardPlaces {
  readonly editor: LiveEditor;
  readonly active: string | undefined;
  readonly partOf: (id: string) => AnchoredPart | undefined;
}

/** Cards beside their words on a wide page, a list on a narrow one. Its children are `li` with `data-card`. */
export const CardList = ({
  places: { editor, active, partOf },
  children,
}: {
  readonly places: CardPlaces;
  readonly children: ReactNode;
}) => {
  const list = useRef<HTMLOListElement>(null);
  const isWide = useWide();
  useAnchoredCards(list, editor, isWide, active, partOf);
  return (
    <ol ref={list} className={`margin-list${isWide ? ' is-anchored' : ''}`}>
      {children}
    </ol>
  );
};
