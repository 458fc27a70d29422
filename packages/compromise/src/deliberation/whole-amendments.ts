import {
  holdsPositions,
  pendingAmendments,
  type AmendmentChange,
  type AmendmentId,
  type BodyState,
  type DeliberationState,
  type Paragraph,
  type ParagraphId,
  type TabledAmendment,
  type TextHash,
} from '@plenary/consensus';
import { PACKAGE_LIMITS } from '../problem/package-limits.ts';
import { rewords, stancesOnAmendment, type Stances } from './amendment-wordings.ts';

/** What pending amendments make of the text, asked of whoever knows words. */
export interface TabledWords {
  readonly hashOf: (words: string) => TextHash;
  /** The words of paragraphs with these adopted together, whatever else they need; undefined where they cannot be. */
  readonly adopting: (
    amendments: readonly AmendmentId[],
  ) => Pick<ReadonlyMap<ParagraphId, string>, 'get'> | undefined;
  /** Pending amendments that cannot be adopted beside this one, by their words or because one says so. */
  readonly apartFrom: (amendment: AmendmentId) => readonly AmendmentId[];
}

/** A paragraph as an amendment would have it that does more than that; without words it goes. */
export interface AmendedPart {
  readonly paragraph: ParagraphId;
  readonly words?: string;
  readonly hash?: TextHash;
}

/** PDL-43: an amendment that is taken as a whole or not: it brings or moves paragraphs, or changes several. */
export interface WholeAmendment {
  readonly id: AmendmentId;
  readonly stances: Stances;
  /** Paragraphs to be settled that it changes: it alone has them so. */
  readonly parts: readonly AmendedPart[];
  /** It does something that is no outcome of a paragraph to be settled, so that it is an item of its own. */
  readonly isItem: boolean;
  /** Paragraphs that it brings, with the hash of their words. */
  readonly brings: ReadonlyMap<ParagraphId, TextHash>;
  /** Paragraphs that stay where it is taken: it moves them, or puts something under them. */
  readonly keeps: ReadonlySet<ParagraphId>;
}

/** Why a pending amendment that is about the scope is in no alternative; a closed list. */
export type UnweighedReason =
  /** It changes also what is not to be settled. */
  | 'scope'
  /** More than the search takes. */
  | 'limit'
  /** It needs or amends what is in no alternative, or its words cannot be adopted as the text stands. */
  | 'words';

export interface UnweighedAmendment {
  readonly amendment: AmendmentId;
  readonly because: UnweighedReason;
}

/** Where whole amendments are looked for. */
export interface WholeGround {
  readonly body: BodyState;
  readonly deliberation: DeliberationState;
  readonly words: TabledWords;
  /** Every open paragraph is to be settled, and with them what stands between them. */
  readonly isAll: boolean;
  /** Amendments that are about the scope whatever they touch. */
  readonly named: ReadonlySet<AmendmentId>;
  /** Paragraphs to be settled, with the alternatives that each has already. */
  readonly settled: ReadonlyMap<ParagraphId, number>;
  /** Amendments that an alternative of a paragraph adopts already. */
  readonly covered: ReadonlySet<AmendmentId>;
  /** How many items and alternatives the search still takes. */
  readonly room: { readonly items: number; readonly alternatives: number };
}

const isInsertion = (
  change: AmendmentChange,
): change is Extract<AmendmentChange, { readonly insert: string }> => 'insert' in change;

/** Paragraphs in force with their places: many amendments are asked about one text. */
interface Ground {
  readonly paragraphs: readonly Paragraph[];
  readonly placeOf: ReadonlyMap<ParagraphId, number>;
}

const groundOf = (deliberation: DeliberationState): Ground => {
  const paragraphs = deliberation.revision?.paragraphs ?? [];
  return { paragraphs, placeOf: new Map(paragraphs.map(({ pid }, at) => [pid, at])) };
};

const placeIn = ({ placeOf }: Ground, pid: ParagraphId | null): number =>
  pid === null ? -1 : (placeOf.get(pid) ?? -1);

const paragraphIn = (ground: Ground, pid: ParagraphId): Paragraph | undefined =>
  ground.paragraphs[placeIn(ground, pid)];

/** The paragraphs over a paragraph that comes after another one at a level, the nearest first. */
const headsOver = (ground: Ground, after: ParagraphId | null, level: number) => {
  const heads: ParagraphId[] = [];
  let lowest = level;
  for (let at = placeIn(ground, after); at >= 0 && lowest > 0; at -= 1) {
    const head = ground.paragraphs[at];
    if (head === undefined || head.level >= lowest) continue;
    heads.push(head.pid);
    lowest = head.level;
  }
  return heads;
};

/** What stands before an inserted paragraph in the text: those of one amendment may stand behind one another. */
const anchorIn = (changes: readonly AmendmentChange[], after: ParagraphId | null): ParagraphId | null => {
  const before = changes.find((change) => isInsertion(change) && change.pid === after);
  return before !== undefined && isInsertion(before) ? anchorIn(changes, before.after) : after;
};

const keptBy = (ground: Ground, changes: readonly AmendmentChange[]): ReadonlySet<ParagraphId> =>
  new Set(
    changes.flatMap((change) => {
      if (isInsertion(change)) return headsOver(ground, anchorIn(changes, change.after), change.level);
      return 'moveAfter' in change ? [change.paragraph] : [];
    }),
  );

/** Paragraphs that an amendment is about: those that it changes, and those between which it puts something. */
const aboutOf = (ground: Ground, changes: readonly AmendmentChange[]): readonly (ParagraphId | null)[] =>
  changes.flatMap((change): readonly (ParagraphId | null)[] => {
    if ('moveAfter' in change) return [change.paragraph, change.moveAfter];
    if (!isInsertion(change)) return [change.paragraph];
    const anchor = anchorIn(changes, change.after);
    const next = ground.paragraphs[placeIn(ground, anchor) + 1];
    return [anchor, next?.pid ?? null];
  });

type Weighed = WholeAmendment | UnweighedReason;

/** A pending amendment as one that is taken or not, before it is known whether there is room for it. */
const wholeOf = (
  { body, deliberation, words, settled }: WholeGround,
  ground: Ground,
  found: ReadonlyMap<AmendmentId, WholeAmendment>,
  amendment: TabledAmendment,
): Weighed => {
  const { id, amends, changes } = amendment;
  const root = amends === undefined ? undefined : found.get(amends);
  // What amends another is weighed where that one is an item by itself, and touches nothing else.
  if (amends !== undefined && (root === undefined || root.parts.length > 0)) return 'words';
  const changed = changes.flatMap((change) => {
    if (isInsertion(change) || 'moveAfter' in change) return [];
    const paragraph = paragraphIn(ground, change.paragraph);
    return paragraph === undefined ? [] : [paragraph];
  });
  const partIds = [...new Set(changed.filter(holdsPositions).map(({ pid }) => pid))];
  if (partIds.some((pid) => !settled.has(pid))) return 'scope';
  if (amends !== undefined && partIds.length > 0) return 'words';
  const after = words.adopting(amends === undefined ? [id] : [amends, id]);
  if (after === undefined) return 'words';
  const isItem =
    amends !== undefined ||
    changes.some((change) => isInsertion(change) || 'moveAfter' in change) ||
    changed.some((paragraph) => !holdsPositions(paragraph));
  return {
    id,
    stances: stancesOnAmendment(body, deliberation, amendment),
    parts: partIds.map((paragraph): AmendedPart => {
      const text = after.get(paragraph);
      return text === undefined ? { paragraph } : { paragraph, words: text, hash: words.hashOf(text) };
    }),
    isItem,
    brings: new Map(
      changes.flatMap((change): readonly (readonly [ParagraphId, TextHash])[] => {
        const text = isInsertion(change) ? after.get(change.pid) : undefined;
        return isInsertion(change) && text !== undefined ? [[change.pid, words.hashOf(text)]] : [];
      }),
    ),
    keeps: keptBy(ground, changes),
  };
};

/** Whether it gives one paragraph that holds positions new words and does nothing else. */
const rewordsOne = (text: Ground, amendment: TabledAmendment): boolean => {
  const [first] = amendment.changes;
  const paragraph = first !== undefined && 'new' in first ? paragraphIn(text, first.paragraph) : undefined;
  return paragraph !== undefined && holdsPositions(paragraph) && rewords(amendment, paragraph);
};

/**
 * PDL-43, PDL-44: the pending amendments about the scope that no alternative of a paragraph adopts, each taken as a whole
 * or not, in the order of submission and as far as there is room; and those that are in no alternative, with the reason.
 */
export const wholeAmendments = (
  ground: WholeGround,
): { readonly whole: readonly WholeAmendment[]; readonly unweighed: readonly UnweighedAmendment[] } => {
  const { deliberation, isAll, named, settled, covered } = ground;
  const text = groundOf(deliberation);
  const found = new Map<AmendmentId, WholeAmendment>();
  const unweighed: UnweighedAmendment[] = [];
  const left = { ...ground.room };
  const taken = new Map(settled);
  const hasRoom = ({ isItem, parts }: WholeAmendment): boolean => {
    const alternatives = parts.length + (isItem ? 2 : 0);
    return (
      (!isItem || left.items > 0) &&
      left.alternatives >= alternatives &&
      parts.every(({ paragraph }) => (taken.get(paragraph) ?? 0) < PACKAGE_LIMITS.ALTERNATIVES_PER_ITEM_MAX)
    );
  };
  const take = (whole: WholeAmendment): void => {
    found.set(whole.id, whole);
    if (whole.isItem) left.items -= 1;
    left.alternatives -= whole.parts.length + (whole.isItem ? 2 : 0);
    for (const { paragraph } of whole.parts) taken.set(paragraph, (taken.get(paragraph) ?? 0) + 1);
  };
  for (const amendment of pendingAmendments(deliberation)) {
    const { id, amends, changes } = amendment;
    if (covered.has(id)) continue;
    const isAbout = aboutOf(text, changes).some((pid) => pid !== null && settled.has(pid));
    const followsOne = amends !== undefined && (found.has(amends) || covered.has(amends));
    if (!isAll && !named.has(id) && !isAbout && !followsOne) continue;
    // It gives one paragraph new words, but not such as could be weighed there.
    if (rewordsOne(text, amendment)) {
      const isSettled = changes.every((change) => 'new' in change && settled.has(change.paragraph));
      const because = !isSettled ? 'scope' : amends === undefined ? 'words' : 'limit';
      unweighed.push({ amendment: id, because });
      continue;
    }
    const weighed = left.alternatives > 0 ? wholeOf(ground, text, found, amendment) : 'limit';
    if (typeof weighed === 'string') unweighed.push({ amendment: id, because: weighed });
    else if (hasRoom(weighed)) take(weighed);
    else unweighed.push({ amendment: id, because: 'limit' });
  }
  return { whole: [...found.values()], unweighed };
};
