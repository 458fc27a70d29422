import type { PlacedRun } from './paragraph.ts';

/** A run before it is known to which stretch it belongs. */
export type FlatRun = Omit<PlacedRun, 'segment'>;

const isSign = ({ embed, cut }: FlatRun): boolean => !cut && (embed?.type === 'o' || embed?.type === 'c');

/** Which opening and closing signs belong together, as parentheses do: by the id of their bracket and their order. */
const pairedSigns = (runs: readonly FlatRun[]): ReadonlySet<number> => {
  const opened = new Map<string, number[]>();
  const paired = new Set<number>();
  runs.forEach((run, at) => {
    const { embed } = run;
    if (!isSign(run) || embed === undefined || embed === null) return;
    const open = opened.get(embed.id) ?? [];
    if (embed.type === 'o') opened.set(embed.id, [...open, at]);
    else {
      const from = open.pop();
      if (from !== undefined) paired.add(from).add(at);
    }
  });
  return paired;
};

/**
 * The runs of a text, suggested words in their places, with the brackets that are open at each. A sign whose fellow is
 * not there shows nothing and opens nothing, so that no bracket ever runs on over the rest of a text.
 */
export const pairBrackets = (runs: readonly FlatRun[]): readonly FlatRun[] => {
  if (!runs.some(isSign)) return runs;
  const paired = pairedSigns(runs);
  let inside: readonly string[] = [];
  return runs.map((run, at) => {
    const { embed } = run;
    if (!isSign(run) || embed === undefined || embed === null)
      return inside.length === 0 ? run : { ...run, brackets: [...new Set(inside)] };
    if (!paired.has(at)) return { ...run, cut: true, width: 0 };
    if (embed.type === 'o') {
      const outside = inside;
      inside = [...inside, embed.id];
      return { ...run, brackets: [...new Set(outside)] };
    }
    const last = inside.lastIndexOf(embed.id);
    inside = inside.filter((_, n) => n !== last);
    return { ...run, brackets: [...new Set(inside)] };
  });
};
