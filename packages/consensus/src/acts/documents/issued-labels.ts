import type { DeliberationState } from '../../types.ts';

/** Labels of the revision in force, by the ids that its paragraphs have in the record and in the live text. */
export const issuedLabels = ({
  revision,
  sources,
}: Pick<DeliberationState, 'revision' | 'sources'>): ReadonlyMap<string, string> => {
  const here = new Map(Object.entries(sources).map(([source, pid]) => [pid, source]));
  return new Map(
    (revision?.paragraphs ?? []).flatMap(({ pid, label }): readonly (readonly [string, string])[] => {
      const source = here.get(pid);
      // A text that began from an issued one has its ids; one that was issued from here has its own.
      return source === undefined
        ? [[pid, label]]
        : [
            [pid, label],
            [source, label],
          ];
    }),
  );
};
