import type {
  AmendmentChange,
  AmendmentId,
  AmendmentWords,
  DeliberationState,
  ParagraphId,
} from '@plenary/consensus';
import { compareWords, plainText, type WordSegment } from '@plenary/text';
import { paragraphLabels } from './paragraph-labels.ts';
import { writtenOn } from './shown-changes.ts';

/** What a version of an amendment does to one place of the text; `none` where it leaves it alone. */
export type VersionDoes = 'words' | 'delete' | 'move' | 'insert' | 'none';

/** One place of the text between two versions of an amendment. */
export interface ComparedPlace {
  /** Of the paragraph; of one that comes, of the paragraph behind which it does. Empty where it has none. */
  readonly label: string;
  readonly was: VersionDoes;
  readonly is: VersionDoes;
  /** Of a move: the label of the paragraph behind which each version puts it; empty at the start of the text. */
  readonly movedWas?: string;
  readonly movedIs?: string;
  /** The words that would stand there by each version, compared word by word. */
  readonly segments: readonly WordSegment[];
}

type Words = Pick<AmendmentWords, 'changes' | 'base'>;

interface Place {
  readonly key: string;
  readonly change: AmendmentChange;
}

/**
 * Changes by the place that they are about: a paragraph and what is done to it, or the how manieth paragraph comes behind
 * another. A revision gives new ids to what it brings, so that those tell nothing.
 */
const placesOf = ({ changes }: Words): readonly Place[] => {
  const keys = new Map<ParagraphId, string>();
  const counted = new Map<string, number>();
  return changes.map((change): Place => {
    if (!('insert' in change))
      return { change, key: `${'moveAfter' in change ? 'move' : 'words'} ${change.paragraph}` };
    const { after, pid } = change;
    const behind = `behind ${after === null ? 'nothing' : (keys.get(after) ?? after)}`;
    const count = (counted.get(behind) ?? 0) + 1;
    counted.set(behind, count);
    const key = `${behind} ${count}`;
    keys.set(pid, key);
    return { change, key };
  });
};

const does = (change: AmendmentChange | undefined): VersionDoes => {
  if (change === undefined) return 'none';
  if ('insert' in change) return 'insert';
  if ('new' in change) return 'words';
  return 'delete' in change ? 'delete' : 'move';
};

/**
 * TAB-45: two versions of an amendment, place by place in the order of the later one, with the words that would stand
 * there by each. A place that a version leaves alone has the words on which that version was written.
 */
export const comparedVersions = (
  state: DeliberationState,
  id: AmendmentId,
  before: Words,
  now: Words,
): readonly ComparedPlace[] => {
  const amendment = state.amendments[id];
  if (amendment === undefined) throw new Error(`amendment ${id} was not submitted`);
  const labels = paragraphLabels(state);
  const labelOf = (paragraph: ParagraphId | null): string =>
    paragraph === null ? '' : (labels.get(paragraph) ?? '');
  const [was, is] = [before, now].map((words) => {
    const { paragraphs } = writtenOn(state, { ...amendment, base: words.base });
    return {
      places: placesOf(words),
      standing: (paragraph: ParagraphId): string => {
        const found = paragraphs.get(paragraph);
        return found === undefined ? '' : plainText(found);
      },
    };
  });
  if (was === undefined || is === undefined) return [];
  const changeIn = (side: typeof was, key: string): AmendmentChange | undefined =>
    side.places.find((place) => place.key === key)?.change;
  const wordsIn = (side: typeof was, key: string, other: AmendmentChange): string => {
    const change = changeIn(side, key);
    if (change === undefined) return 'insert' in other ? '' : side.standing(other.paragraph);
    if ('insert' in change) return change.insert;
    if ('new' in change) return change.new.normalize('NFC');
    return 'delete' in change ? '' : side.standing(change.paragraph);
  };
  const known = new Set(is.places.map(({ key }) => key));
  return [...is.places, ...was.places.filter(({ key }) => !known.has(key))].map(
    ({ key, change }): ComparedPlace => {
      const [old, present] = [changeIn(was, key), changeIn(is, key)];
      return {
        label: labelOf('insert' in change ? change.after : change.paragraph),
        was: does(old),
        is: does(present),
        ...(old !== undefined && 'moveAfter' in old ? { movedWas: labelOf(old.moveAfter) } : {}),
        ...(present !== undefined && 'moveAfter' in present ? { movedIs: labelOf(present.moveAfter) } : {}),
        segments: compareWords(wordsIn(was, key, change), wordsIn(is, key, change)),
      };
    },
  );
};
