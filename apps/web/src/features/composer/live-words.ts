import type { WrittenAmendmentChange } from '@plenary/consensus';
import type { AmendmentWords } from '../../lib/amendment-words.ts';
import { changesOf, rowsOf, type Changes, type Ground } from './rows.ts';

/**
 * Changes of a live text as changes of the ground. Its paragraphs have ids of their own, which `sources` knows by the permanent
 * ones; what comes has none, and follows what came last. A paragraph that is another kind there goes and comes.
 */
export const fromLiveWords = (
  ground: Ground,
  words: AmendmentWords,
  sources: Readonly<Record<string, string>>,
): Changes => {
  const known = new Set(ground.map(({ pid }) => pid));
  const idOf = (id: string): string => sources[id] ?? id;
  let last: string | null = null;
  const behind = (place: string | null): string | null => {
    if (place !== null && known.has(idOf(place))) last = idOf(place);
    else if (place === null) last = null;
    return last;
  };
  const shaped = new Map(
    words.flatMap((change) =>
      'kind' in change && 'paragraph' in change ? [[idOf(change.paragraph), change] as const] : [],
    ),
  );
  const changes = words.flatMap((change, at): readonly WrittenAmendmentChange[] => {
    if ('insert' in change)
      return [{ ...change, after: behind(change.after), name: change.name ?? `came${at}` }];
    const paragraph = idOf(change.paragraph);
    const stands = ground.find(({ pid }) => pid === paragraph);
    if (stands === undefined) return [];
    const shape = shaped.get(paragraph);
    if ('kind' in change) {
      const rewritten = words.find((other) => 'new' in other && idOf(other.paragraph) === paragraph);
      const insert = rewritten !== undefined && 'new' in rewritten ? rewritten.new : stands.text;
      const { kind, level } = change;
      return [
        { paragraph, delete: true },
        { after: paragraph, kind, level, insert, name: `came${at}` },
      ];
    }
    if (shape !== undefined) return [];
    return 'moveAfter' in change
      ? [{ paragraph, moveAfter: behind(change.moveAfter) }]
      : [{ ...change, paragraph }];
  });
  return changesOf(rowsOf(ground, changes));
};

const idOfMoved = (change: WrittenAmendmentChange): string => ('paragraph' in change ? change.paragraph : '');

/** The same for a live text, in which every paragraph stands behind the one before it. */
export const forLiveWords = (changes: Changes): AmendmentWords => {
  let previous: { readonly behind: string | null; readonly id: string } | undefined;
  return changes.map((change) => {
    const place = 'insert' in change ? change.after : 'moveAfter' in change ? change.moveAfter : undefined;
    if (place === undefined) return change;
    const behind = previous !== undefined && previous.behind === place ? previous.id : place;
    previous = { behind: place, id: 'insert' in change ? (change.name ?? '') : idOfMoved(change) };
    return 'insert' in change ? { ...change, after: behind } : { ...change, moveAfter: behind };
  });
};
