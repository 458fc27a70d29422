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
  const wantedPlaces = new Int32Array(wanted.length);
  for (let at = 0; at < wanted.length; at += 1) {
    const id = wanted[at] ?? '';
    let place = places.get(id);
    if (place === undefined) {
      grown ??= new Map(places);
      places = grown;
      place = known.ids.length + added.length;
      grown.set(id, place);
      added.push(id);
    }
    wantedPlaces[at] = place;
  }
  const names = grown === undefined ? known : { ids: [...known.ids, ...added], places };
  return { names, places: wantedPlaces };
};
