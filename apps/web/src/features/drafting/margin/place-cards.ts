/** A card beside the text, in pixels of the column it stands in. */
export interface CardToPlace {
  readonly id: string;
  /** The height of its words; undefined for one whose words are nowhere: it comes last. */
  readonly wanted: number | undefined;
  readonly height: number;
}

/** Where each card stands, and how far down the last one reaches. */
export interface PlacedCards {
  readonly tops: ReadonlyMap<string, number>;
  readonly end: number;
}

interface Placing extends CardToPlace {
  top: number;
}

/** From the first to the last: each at the height of its words, or right below the one before. */
const pushDown = (cards: readonly Placing[], start: number, gap: number): void => {
  let free = start;
  for (const card of cards) {
    card.top = Math.max(card.wanted ?? free, free);
    free = card.top + card.height + gap;
  }
};

/** From the last to the first: none reaches below what stands under it. */
const pushUp = (cards: readonly Placing[], end: number, gap: number): void => {
  let free = end;
  for (const card of cards.toReversed()) {
    card.top = Math.min(card.top, free - card.height);
    free = card.top - gap;
  }
};

/**
 * Cards at the heights of their words, none over another: those that have no room are pushed down, in order. The one in
 * hand stands exactly at its words, and those before it make room upwards as far as the column reaches; where it does not
 * reach, all of them go down together.
 */
export const placeCards = (
  cards: readonly CardToPlace[],
  active: string | undefined,
  gap: number,
): PlacedCards => {
  // The order of the text is kept, also where two paragraphs were measured at different moments.
  const placing: Placing[] = [
    ...cards.filter(({ wanted }) => wanted !== undefined),
    ...cards.filter(({ wanted }) => wanted === undefined),
  ].map((card) => ({ ...card, top: 0 }));
  const at = placing.findIndex(({ id, wanted }) => id === active && wanted !== undefined);
  const inHand = placing[at];
  if (inHand === undefined) pushDown(placing, 0, gap);
  else {
    const before = placing.slice(0, at);
    inHand.top = Math.max(0, inHand.wanted ?? 0);
    pushDown(before, 0, gap);
    pushUp(before, inHand.top - gap, gap);
    const above = Math.max(0, -(before[0]?.top ?? 0));
    for (const card of [...before, inHand]) card.top += above;
    pushDown(placing.slice(at + 1), inHand.top + inHand.height + gap, gap);
  }
  return {
    tops: new Map(placing.map(({ id, top }) => [id, top])),
    end: placing.reduce((end, { top, height }) => Math.max(end, top + height), 0),
  };
};
