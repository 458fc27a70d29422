/** Which two versions are beside each other; it stands in the address, so that it can be passed on. */
export interface Chosen {
  readonly from?: string;
  readonly to?: string;
}

/** Reads what the address says; what it says wrongly is as if it were not said. */
export const readChosen = (search: { readonly from?: unknown; readonly to?: unknown }): Chosen => ({
  ...(typeof search.from === 'string' ? { from: search.from } : {}),
  ...(typeof search.to === 'string' ? { to: search.to } : {}),
});
