import { PARAGRAPH_KINDS, type ParagraphKind } from '@plenary/text';
import type { Node } from 'prosemirror-model';
import type { Mapping } from 'prosemirror-transform';
import type { Creation, Edits, Inline, NewParagraph, Part, Writing } from '../model/edits.ts';
import { partedAt } from '../model/edit-parts.ts';
import type { Draft } from '../model/reader.ts';
import { EMPHASES, type Emphasis } from '../model/registers.ts';
import { longestInOrder } from '../model/longest-in-order.ts';
import { changedRegion, type Block, type Match, type Region } from './retained.ts';

/** Characters that no text holds: they become spaces. */
const CONTROL = /[\u0000-\u001F\u007F-\u009F\uFFFC\u2028\u2029]/g;

const kindOf = (node: Node): ParagraphKind =>
  PARAGRAPH_KINDS.find((kind) => kind === node.type.name) ?? 'statement';
const levelOf = (node: Node): number => {
  const level: unknown = node.attrs.level;
  return kindOf(node) === 'item' && typeof level === 'number' ? Math.min(4, Math.max(1, level)) : 0;
};
const idOf = (node: Node): string | undefined => {
  const id: unknown = node.attrs.id;
  return typeof id === 'string' ? id : undefined;
};
const attributeOf = (node: Node, name: string): string => {
  const value: unknown = node.attrs[name];
  return typeof value === 'string' ? value : '';
};

const emphasisOf = (node: Node): readonly Emphasis[] =>
  EMPHASES.filter((name) => node.marks.some(({ type }) => type.name === name));

/** Gives pasted brackets ids of their own; both signs of one keep belonging together. */
type Rename = (bracket: string) => string;

const inlineOf = (node: Node, rename: Rename): Inline | undefined => {
  switch (node.type.name) {
    case 'text':
      return { chars: (node.text ?? '').replaceAll(CONTROL, ' '), emphasis: emphasisOf(node) };
    case 'bracketOpen':
      return { embed: { type: 'o', id: rename(attributeOf(node, 'bracket')) } };
    case 'bracketClose':
      return { embed: { type: 'c', id: rename(attributeOf(node, 'bracket')) } };
    case 'reference':
      return { embed: { type: 'ref', id: attributeOf(node, 'paragraph') } };
    case 'noteReference':
      return { embed: { type: 'note', id: attributeOf(node, 'paragraph') } };
    default:
      return undefined;
  }
};

/** The content of a paragraph of the editor between two offsets. */
const contentBetween = (node: Node, from: number, to: number, rename: Rename): readonly Inline[] => {
  const out: Inline[] = [];
  node.content.cut(from, to).forEach((child) => {
    const inline = inlineOf(child, rename);
    if (inline !== undefined) out.push(inline);
  });
  return out;
};

interface Piece {
  readonly match: Match;
  /** What is written before it, after the piece before. */
  readonly before: readonly Inline[];
}

/** A new paragraph taken apart: pieces kept from old ones, each with what was written before it, and what ends it. */
interface Composition {
  readonly block: Block;
  readonly pieces: readonly Piece[];
  readonly rest: readonly Inline[];
}

const compose = (block: Block, matches: readonly Match[], rename: Rename): Composition => {
  let at = 0;
  const pieces = matches.map((match) => {
    const before = contentBetween(block.node, at, match.newFrom, rename);
    at = match.newFrom + match.length;
    return { match, before };
  });
  return { block, pieces, rest: contentBetween(block.node, at, block.node.content.size, rename) };
};

/** Ends of the parts of each old paragraph that are kept, to know what was deleted. */
const deletedParts = (region: Region): readonly Part[] =>
  region.before.flatMap((block, number) => {
    const kept = region.matches
      .flat()
      .filter(({ old }) => old === number)
      .toSorted((a, b) => a.oldFrom - b.oldFrom);
    const paragraph = idOf(block.node);
    if (paragraph === undefined) return [];
    const out: Part[] = [];
    let at = 0;
    for (const { oldFrom, length } of kept) {
      if (oldFrom > at) out.push({ paragraph, from: at, to: oldFrom });
      at = oldFrom + length;
    }
    if (block.node.content.size > at) out.push({ paragraph, from: at, to: block.node.content.size });
    return out;
  });

/** Emphasis that was laid on or taken off kept words. */
const emphasisChanges = (region: Region): Edits['emphasis'] =>
  region.after.flatMap((block, at) =>
    (region.matches[at] ?? []).flatMap((match) => {
      const source = region.before[match.old];
      const paragraph = source === undefined ? undefined : idOf(source.node);
      if (source === undefined || paragraph === undefined) return [];
      const old = emphasisRuns(source.node, match.oldFrom, match.length);
      const now = emphasisRuns(block.node, match.newFrom, match.length);
      return EMPHASES.flatMap((emphasis) =>
        differences(old, now, emphasis).map(({ from, to, on }) => ({
          paragraph,
          from: match.oldFrom + from,
          to: match.oldFrom + to,
          emphasis,
          on,
        })),
      );
    }),
  );

interface EmphasisRun {
  readonly from: number;
  readonly to: number;
  readonly emphasis: readonly Emphasis[];
}

const emphasisRuns = (node: Node, from: number, length: number): readonly EmphasisRun[] => {
  const out: EmphasisRun[] = [];
  let at = 0;
  node.content.cut(from, from + length).forEach((child) => {
    out.push({ from: at, to: at + child.nodeSize, emphasis: emphasisOf(child) });
    at += child.nodeSize;
  });
  return out;
};

const differences = (
  old: readonly EmphasisRun[],
  now: readonly EmphasisRun[],
  emphasis: Emphasis,
): readonly { readonly from: number; readonly to: number; readonly on: boolean }[] => {
  const out: { from: number; to: number; on: boolean }[] = [];
  for (const { from, to, emphasis: wanted } of now) {
    const on = wanted.includes(emphasis);
    for (const before of old) {
      const [start, end] = [Math.max(from, before.from), Math.min(to, before.to)];
      if (start >= end || before.emphasis.includes(emphasis) === on) continue;
      const last = out.at(-1);
      if (last !== undefined && last.to === start && last.on === on) last.to = end;
      else out.push({ from: start, to: end, on });
    }
  }
  return out;
};

/** What a transaction of the editor means for the text. */
export interface Translation {
  readonly edits: Edits;
  /** The ids of all paragraphs after it, in order. */
  readonly ids: readonly string[];
}

interface Plan {
  readonly cuts: Part[];
  readonly writings: Writing[];
  readonly created: Creation[];
  readonly joined: { paragraph: string; into: string }[];
  readonly parted: { paragraph: string; member: string }[];
  readonly kinds: NewParagraph[];
}

/**
 * Reads what a transaction did to the document of a draft. A split becomes a marker, a join a register, a move a
 * register and a place; words that stayed keep their identity wherever they stand now, and everything else is cut or
 * written.
 */
export const translate = (
  draft: Draft,
  oldDoc: Node,
  newDoc: Node,
  mapping: Mapping,
  newId: () => string,
): Translation => {
  const region = changedRegion(oldDoc, newDoc, mapping);
  const rename = renaming(oldDoc, newId);
  const compositions = region.after.map((block, at) => compose(block, region.matches[at] ?? [], rename));
  const oldIds = region.before.map(({ node }) => idOf(node));
  const allMatches = region.matches.flat();
  const hasKept = (number: number): boolean => allMatches.some(({ old }) => old === number);
  const headHolder = (number: number): number =>
    region.matches.findIndex((list) =>
      list.some(
        (match) =>
          match.old === number &&
          allMatches.every(({ old, oldFrom }) => old !== number || oldFrom >= match.oldFrom),
      ),
    );
  const behind = ({ paragraph, offset }: Place): Place => {
    const number = oldIds.indexOf(paragraph);
    const following = allMatches.filter(({ old, oldFrom }) => old === number && oldFrom >= offset);
    const end = region.before[number]?.node.content.size ?? offset;
    return { paragraph, offset: Math.min(end, ...following.map(({ oldFrom }) => oldFrom)) };
  };
  const plan: Plan = { cuts: [], writings: [], created: [], joined: [], parted: [], kinds: [] };
  const taken = new Set<number>();
  const joined = new Set<number>();
  let previous = idBefore(oldDoc, region);
  // A note that is pasted together with what refers to it brings an id that nothing had before.
  const isUnused = (id: string): boolean =>
    draft.paragraph(id) === undefined &&
    draft.props(id).kind === undefined &&
    draft.runs(id).length === 0 &&
    !plan.created.some((creation) => creation.id === id);
  const ids = compositions.map((composition, at) => {
    const { node } = composition.block;
    const shape = { kind: kindOf(node), level: levelOf(node) };
    const first = composition.pieces[0]?.match;
    const own = oldIds.findIndex((id, number) => id !== undefined && id === idOf(node) && !taken.has(number));
    let id: string;
    if (first === undefined) {
      const keeps = own !== -1 && !hasKept(own);
      const brought = idOf(node);
      id = keeps ? (oldIds[own] ?? newId()) : brought !== undefined && isUnused(brought) ? brought : newId();
      if (keeps) {
        taken.add(own);
        if (composition.rest.length > 0)
          plan.writings.push({
            paragraph: id,
            offset: region.before[own]?.node.content.size ?? 0,
            content: composition.rest,
          });
      } else plan.created.push({ id, ...shape, after: previous, content: composition.rest });
      if (keeps) plan.kinds.push({ id, ...shape });
    } else
      id = compound(composition, at, {
        draft,
        oldIds,
        headHolder,
        taken,
        joined,
        plan,
        newId,
        shape,
        behind,
      });
    previous = id;
    return id;
  });
  // A paragraph is shown under the id of its first stretch that was not taken out: so are the two it is parted into.
  for (const { paragraph, member } of plan.parted) {
    const members = draft.paragraph(paragraph)?.members ?? [];
    const at = members.indexOf(member);
    const [first, second] = [shownId(draft, members.slice(0, at)), shownId(draft, members.slice(at))];
    const place = ids.indexOf(member, ids.indexOf(paragraph) + 1);
    if (place !== -1 && second !== undefined) ids[place] = second;
    const before = ids.indexOf(paragraph);
    if (first !== undefined && before !== -1 && before < place) ids[before] = first;
  }
  const gone = oldIds.flatMap((id, number) =>
    id === undefined || taken.has(number) || joined.has(number) || hasKept(number) ? [] : [id],
  );
  const deleted = deletedParts(region).filter(({ paragraph }) => !gone.includes(paragraph));
  return {
    ids: allIds(newDoc, region, ids),
    edits: {
      ...plan,
      ...createdInText(plan, ids),
      cuts: deleted,
      gone,
      moved: movesOf(ids, oldIds, idBefore(oldDoc, region)),
      kinds: plan.kinds.filter(({ id, kind, level }) => {
        const paragraph = draft.paragraph(id);
        return paragraph !== undefined && (paragraph.kind !== kind || paragraph.level !== level);
      }),
      emphasis: emphasisChanges(region),
    },
  };
};

const shownId = (draft: Draft, members: readonly string[]): string | undefined =>
  members.find((id) => draft.props(id).state === 'here') ?? members[0];

const allIds = (newDoc: Node, { after }: Region, ids: readonly string[]): readonly string[] => {
  const changed = new Map(after.map(({ node }, at) => [node, ids[at]]));
  return newDoc.children.flatMap((node) => changed.get(node) ?? idOf(node) ?? []);
};

/**
 * Paragraphs made between a paragraph and what is split off from it stand in the same text, behind markers of their
 * own: the order is that of the text and needs no places.
 */
const createdInText = (plan: Plan, ids: readonly string[]): Pick<Edits, 'created' | 'writings'> => {
  const isMade = new Map(plan.created.map((creation) => [creation.id, creation]));
  const within = new Set<string>();
  const writings = plan.writings.flatMap((writing) => {
    const { split, paragraph, offset } = writing;
    if (split === undefined) return [writing];
    const before: Creation[] = [];
    for (let at = ids.indexOf(split.id) - 1; at >= 0; at -= 1) {
      const creation = isMade.get(ids[at] ?? '');
      if (creation === undefined) break;
      before.unshift(creation);
      within.add(creation.id);
    }
    return [
      ...before.flatMap(({ content, id, kind, level }) => [
        { paragraph, offset, content: [], split: { id, kind, level } },
        ...(content.length === 0 ? [] : [{ paragraph, offset, content }]),
      ]),
      writing,
    ];
  });
  return { created: plan.created.filter(({ id }) => !within.has(id)), writings };
};

const idBefore = (oldDoc: Node, region: Region): string | undefined => {
  const first = region.before[0] ?? region.after[0];
  if (first === undefined || first.start <= 1) return undefined;
  const before = oldDoc.resolve(Math.min(first.start - 1, oldDoc.content.size)).nodeBefore;
  return before === null ? undefined : idOf(before);
};

/** Old paragraphs whose order changed, each with the one it now stands after. */
const movesOf = (
  ids: readonly string[],
  oldIds: readonly (string | undefined)[],
  before: string | undefined,
): Edits['moved'] => {
  const numbers = ids.flatMap((id) => {
    const number = oldIds.indexOf(id);
    return number === -1 ? [] : [number];
  });
  const staying = longestInOrder(numbers);
  return ids.flatMap((id, at) => {
    const number = oldIds.indexOf(id);
    if (number === -1 || staying.has(number)) return [];
    const after = ids.slice(0, at).findLast((other) => oldIds.includes(other));
    return [{ paragraph: id, after: after ?? before }];
  });
};

const bracketsIn = (doc: Node): ReadonlySet<string> => {
  const found = new Set<string>();
  doc.descendants((node) => {
    if (node.type.name === 'bracketOpen' || node.type.name === 'bracketClose')
      found.add(attributeOf(node, 'bracket'));
  });
  return found;
};

const renaming = (oldDoc: Node, newId: () => string): Rename => {
  // Asked for only when a bracket was pasted: it means going through the whole document.
  let known: ReadonlySet<string> | undefined;
  const renamed = new Map<string, string>();
  return (bracket) => {
    known ??= bracketsIn(oldDoc);
    if (!known.has(bracket)) return bracket;
    const name = renamed.get(bracket) ?? newId();
    renamed.set(bracket, name);
    return name;
  };
};

/** An offset of an old paragraph. */
interface Place {
  readonly paragraph: string;
  readonly offset: number;
}

interface CompoundContext {
  readonly draft: Draft;
  readonly oldIds: readonly (string | undefined)[];
  readonly headHolder: (number: number) => number;
  readonly taken: Set<number>;
  readonly joined: Set<number>;
  readonly plan: Plan;
  readonly newId: () => string;
  readonly shape: { readonly kind: ParagraphKind; readonly level: number };
  /** The end of what was deleted behind a kept part: what replaces words stands behind them. */
  readonly behind: (end: Place) => Place;
}

/** A new paragraph that holds words of old ones: whose it is, what is split off or joined for it, what is written. */
const compound = (composition: Composition, at: number, context: CompoundContext): string => {
  const { draft, oldIds, headHolder, taken, joined, plan, newId, shape, behind } = context;
  let id = '';
  let before: Place | undefined;
  composition.pieces.forEach(({ match, before: written }) => {
    const paragraph = oldIds[match.old] ?? '';
    const isHead = headHolder(match.old) === at && !taken.has(match.old) && !joined.has(match.old);
    const here = { paragraph, offset: match.oldFrom };
    if (before !== undefined && before.paragraph === paragraph && !isHead) {
      if (written.length > 0) plan.writings.push({ ...here, content: written });
    } else if (id === '') {
      // The paragraph is that of its first words: the old one when it holds its head, else one split off from it.
      if (isHead) {
        id = paragraph;
        taken.add(match.old);
        plan.kinds.push({ id, ...shape });
        if (written.length > 0) plan.writings.push({ ...here, content: written });
      } else {
        const old = draft.paragraph(paragraph);
        const parted = old === undefined ? undefined : partedAt(old, match.oldFrom);
        id = parted ?? newId();
        if (parted === undefined) plan.writings.push({ ...here, content: [], split: { id, ...shape } });
        else plan.parted.push({ paragraph, member: parted });
        if (written.length > 0)
          plan.writings.push({
            ...here,
            content: written,
            ...(parted === undefined ? {} : { segment: parted }),
          });
      }
    } else {
      if (written.length > 0)
        plan.writings.push({ ...(before === undefined ? here : behind(before)), content: written });
      if (isHead) {
        joined.add(match.old);
        plan.joined.push({ paragraph, into: before?.paragraph ?? id });
      } else {
        // Words from the middle of a paragraph whose head stands elsewhere: split off, then joined to this one.
        const split = newId();
        plan.writings.push({ ...here, content: [], split: { id: split, ...shape } });
        plan.joined.push({ paragraph: split, into: id });
      }
    }
    before = { paragraph, offset: match.oldFrom + match.length };
  });
  if (composition.rest.length > 0 && before !== undefined)
    plan.writings.push({ ...behind(before), content: composition.rest });
  return id;
};
