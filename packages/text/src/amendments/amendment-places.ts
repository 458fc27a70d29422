import { TEXT_START, type AmendableText, type Amendment, type PlaceId } from './model.ts';

/** Places are never changed: where each stands is told once, however many groups of amendments ask. */
const knownIndexes = new WeakMap<AmendableText['places'], ReadonlyMap<PlaceId, number>>();
const indexOf = (places: AmendableText['places']): ReadonlyMap<PlaceId, number> => {
  const known = knownIndexes.get(places);
  if (known !== undefined) return known;
  const at = new Map(places.map(({ id }, place) => [id, place]));
  at.set(TEXT_START, -1);
  knownIndexes.set(places, at);
  return at;
};

/**
 * Places of amendments in the text: of the first paragraph that each touches. A paragraph that is not there comes with what
 * the amendment amends, which is decided together with it and has a place; alone it stands behind everything.
 */
export const amendmentPlaces = (
  { places }: AmendableText,
  amendments: readonly Amendment[],
): ((number: Amendment['number']) => number) => {
  const at = indexOf(places);
  const found = new Map(
    amendments.map(({ number, operations }) => [
      number,
      Math.min(
        ...operations.flatMap((operation) => {
          const isNew = operation.type === 'insertParagraph';
          const place = at.get(isNew ? operation.after : operation.paragraph);
          // What comes behind a paragraph stands after what changes it.
          return place === undefined ? [] : [place + (isNew ? 0.5 : 0)];
        }),
      ),
    ]),
  );
  return (number) => found.get(number) ?? Number.POSITIVE_INFINITY;
};
