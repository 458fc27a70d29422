/** Ids by place, in the order in which they came, and the place of each. */
export interface Names {
  readonly ids: readonly string[];
  readonly places: ReadonlyMap<string, number>;
}

/**
 * Names of these ids.
 * @throws RangeError for an id that stands twice
 */
export const namesOf = (ids: readonly string[]): Names => {
  const places = new Map(ids.map((id, place) => [id, place]));
  if (places.size !== ids.length) throw new RangeError('every id is expected once');
  return { ids, places };
};

/**
 * The place of every wanted id, known ones where they were and new ones behind them in the order in which they come.
 * Where nothing is new, the names are those that were given.
 */
export const extendedNames = (
  known: Names,
  wanted: readonly string[],
): { readonly names: Names; readonly places: Int32Array } => {
  let { places } = known;
  const added: string[] = [];
  let grown: Map<string, number> | undefined;
  const wantedPlaces = Int32Array.from(wanted, (id) => {
    const place = places.get(id);
    if (place !== undefined) return place;
    grown ??= new Map(places);
    places = grown;
    const next = known.ids.length + added.length;
    grown.set(id, next);
    added.push(id);
    return next;
  });
  const names = grown === undefined ? known : { ids: [...known.ids, ...added], places };
  return { names, places: wantedPlaces };
};
