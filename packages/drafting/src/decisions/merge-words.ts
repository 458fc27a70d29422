import { replacements, type Replacement } from '../history/replace-text.ts';

/** What is to be replaced in the words of a working text so that an adopted change stands in them. */
export interface MergedWords {
  /** In offsets of the words as they are in the working text, in order and apart from each other. */
  readonly edits: readonly Replacement[];
  /** Words that were written since the revision, or taken out since, give way to adopted ones. */
  readonly isDisplaced: boolean;
}

/** An adopted change with what was written since in its place, both in offsets of the issued words. */
interface Block {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly since: readonly Replacement[];
}

const isSame = (a: Replacement, b: Replacement): boolean =>
  a.from === b.from && a.to === b.to && a.text === b.text;

/** One replaces words of the other, or stands inside them. Side by side they do not meet. */
const meets = (a: Replacement, b: Replacement): boolean => (a.from < b.to && b.from < a.to) || isSame(a, b);

/** The whole of what was changed since gives way: around the adopted words the issued ones stand again. */
const absorb = (issued: string, block: Block, change: Replacement): Block => {
  const [from, to] = [Math.min(block.from, change.from), Math.max(block.to, change.to)];
  return {
    from,
    to,
    text: issued.slice(from, block.from) + block.text + issued.slice(block.to, to),
    since: [...block.since, change],
  };
};

/** Absorbing may make two adopted changes meet: they are one then. In order. */
const joined = (issued: string, blocks: readonly Block[]): readonly Block[] => {
  const out: Block[] = [];
  for (const block of blocks.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = out.at(-1);
    if (last === undefined || block.from >= last.to) {
      out.push(block);
      continue;
    }
    const alike = last.to - block.from;
    out[out.length - 1] = {
      from: last.from,
      to: Math.max(last.to, block.to),
      text: last.text.slice(0, last.text.length - alike) + block.text + issued.slice(block.to, last.to),
      since: [...last.since, ...block.since],
    };
  }
  return out;
};

const growth = ({ from, to, text }: Replacement): number => text.length - (to - from);

/**
 * Brings an adopted change, `issued` to `adopted`, into words that went on since: what was changed elsewhere stays, and
 * where both changed the same words the adopted ones stand.
 */
export const mergeWords = (issued: string, adopted: string, working: string): MergedWords => {
  if (working === adopted) return { edits: [], isDisplaced: false };
  const blocks: Block[] = replacements(issued, adopted).map((change) => ({ ...change, since: [] }));
  const kept: Replacement[] = [];
  let isDisplaced = false;
  for (const change of replacements(issued, working)) {
    const at = blocks.findIndex((block) => meets(block, change));
    const block = blocks[at];
    if (block === undefined) {
      kept.push(change);
      continue;
    }
    if (!isSame(block, change)) isDisplaced = true;
    blocks[at] = absorb(issued, block, change);
  }
  const inOrder = [
    ...joined(issued, blocks).map((block) => ({ ...block, isKept: false })),
    ...kept.map((change) => ({ ...change, since: [change], isKept: true })),
    // Adopted words stand right behind the issued ones; what was added there since follows them.
  ].toSorted((a, b) => a.from - b.from || a.to - b.to || Number(a.isKept) - Number(b.isKept));
  const edits: Replacement[] = [];
  let shift = 0;
  for (const { from, to, text, since, isKept } of inOrder) {
    const grown = since.reduce((sum, change) => sum + growth(change), 0);
    const edit: Replacement = { from: from + shift, to: to + shift + grown, text };
    if (!isKept && working.slice(edit.from, edit.to) !== text) edits.push(edit);
    shift += grown;
  }
  return { edits, isDisplaced };
};
