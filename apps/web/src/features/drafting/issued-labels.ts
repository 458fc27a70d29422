import type { DeliberationState } from '@plenary/consensus';
import type { Labels } from '@plenary/drafting';

/** Labels of the revision in force, by the ids that its paragraphs have in the live text. */
export const issuedLabels = ({
  revision,
  sources,
}: Pick<DeliberationState, 'revision' | 'sources'>): Labels => {
  const here = new Map(Object.entries(sources).map(([source, pid]) => [pid, source]));
  return new Map(
    (revision?.paragraphs ?? []).flatMap(({ pid, label }): readonly (readonly [string, string])[] => {
      const source = here.get(pid);
      // A text that began from an issued one has its ids; one that was issued from here has our own.
      return source === undefined
        ? [[pid, label]]
        : [
            [pid, label],
            [source, label],
          ];
    }),
  );
};
