import type { ParagraphKind } from '@plenary/text';
import type { Paragraph, PlacedRun } from './paragraph.ts';
import type { ParsedEmbed } from './embeds.ts';
import { idAt, indexOfId, type IdRange } from './elements.ts';
import { neighbours, spotAt, startSpot } from './spots.ts';
import { spansBetween, type Spot } from './paragraph-text.ts';
import type { Draft } from './reader.ts';
import type { Recorder } from './recorder.ts';
import {
  EMPHASES,
  formatMark,
  type Edge,
  type Emphasis,
  type EmphasisMark,
  type OVERLAY_NAMES,
} from './registers.ts';
import { suggestionOfText } from './draft-document.ts';
import * as Y from 'yjs';

/** What can be written in a row: characters with their emphasis, or one sign. */
export type Inline =
  { readonly chars: string; readonly emphasis: readonly Emphasis[] } | { readonly embed: ParsedEmbed };

/** In whose name one writes: into the text itself, or into a suggestion of one's own delegation. */
export type Hand =
  | { readonly mode: 'edit' }
  | {
      readonly mode: 'suggest';
      /** The suggestion that takes the words. */
      readonly suggestion: string;
      /** Whether an open suggestion is the writer's own, to be edited freely. */
      readonly isOwn: (suggestion: string) => boolean;
    };

/** A part of a paragraph of the draft, in offsets of its view. */
export interface Part {
  readonly paragraph: string;
  readonly from: number;
  readonly to: number;
}

/** What is written at one offset of a paragraph, and the paragraph that begins there, if one does. */
export interface Writing {
  readonly paragraph: string;
  readonly offset: number;
  readonly content: readonly Inline[];
  /** After the content a new paragraph begins. */
  readonly split?: NewParagraph;
  /** The content stands at the beginning of this stretch, which begins at the offset. */
  readonly segment?: string;
}

export interface NewParagraph {
  readonly id: string;
  readonly kind: ParagraphKind;
  readonly level: number;
}

/** A paragraph that is made, not split off. */
export interface Creation extends NewParagraph {
  /** The paragraph it stands after; undefined: before all. */
  readonly after: string | undefined;
  readonly content: readonly Inline[];
}

/** One edit of a draft. All offsets are those of the draft before it. */
export interface Edits {
  readonly cuts: readonly Part[];
  readonly writings: readonly Writing[];
  readonly created: readonly Creation[];
  readonly gone: readonly string[];
  readonly joined: readonly { readonly paragraph: string; readonly into: string }[];
  /** Stretches joined before that are paragraphs of their own again. */
  readonly parted: readonly { readonly paragraph: string; readonly member: string }[];
  readonly moved: readonly { readonly paragraph: string; readonly after: string | undefined }[];
  readonly kinds: readonly NewParagraph[];
  readonly emphasis: readonly (Part & { readonly emphasis: Emphasis; readonly on: boolean })[];
}

export const NO_EDITS: Edits = {
  cuts: [],
  writings: [],
  created: [],
  gone: [],
  joined: [],
  parted: [],
  moved: [],
  kinds: [],
  emphasis: [],
};

/** Whether there is nothing to do. */
export const isNothing = (edits: Edits): boolean => Object.values(edits).every((list) => list.length === 0);

interface Context {
  readonly draft: Draft;
  readonly recorder: Recorder;
  readonly hand: Hand;
}

const paragraphIn = (draft: Draft, id: string): Paragraph => {
  const paragraph = draft.paragraph(id);
  if (paragraph === undefined) throw new Error(`there is no paragraph ${id}`);
  return paragraph;
};

const headOf = ({ members, id }: Paragraph): string => members[0] ?? id;

/** Whether words in this text are the writer's own suggestion, so that they are edited and not suggested upon. */
const isOwnText = ({ draft, hand }: Context, text: string): boolean => {
  const suggestion = suggestionOfText(text);
  if (suggestion === undefined || hand.mode === 'edit') return false;
  return hand.isOwn(suggestion) && draft.treatment(suggestion) === 'shown';
};

// ---------------------------------------------------------------------------------------------------------- words

const cutPart = (context: Context, { paragraph, from, to }: Part): void => {
  const { draft, recorder, hand } = context;
  const byText = new Map<string, { own: boolean; ranges: IdRange[] }>();
  for (const { run, index, length, text } of spansBetween(paragraphIn(draft, paragraph), from, to)) {
    const own = isOwnGround(context, { text });
    if (hand.mode === 'suggest' && !own && run.struckBy.some((id) => hand.isOwn(id))) continue;
    const entry = byText.get(text) ?? { own, ranges: [] };
    entry.ranges.push([run.client, run.clock + index - run.index, length]);
    byText.set(text, entry);
  }
  for (const [text, { own, ranges }] of byText)
    recorder.cut(text, ranges, hand.mode === 'edit' || own ? undefined : hand.suggestion);
};

/** Signs of brackets alone do not bring back a paragraph that was taken out. */
const isBracketSign = ({ embed }: PlacedRun): boolean => embed?.type === 'o' || embed?.type === 'c';

/** Who empties a paragraph that was shown again although it was taken out, and stays in it, has decided to keep it. */
const keepEmptied = ({ draft, recorder, hand }: Context, { paragraph, from, to }: Part): void => {
  const found = paragraphIn(draft, paragraph);
  if (hand.mode === 'suggest' || !found.restored) return;
  const left = [...spansBetween(found, 0, from), ...spansBetween(found, to, found.size)];
  if (left.every(({ run }) => isBracketSign(run))) recorder.set('props', `${found.id}/state`, 'here');
};

/** What of a paragraph is left between two offsets when these parts are cut. */
const leftBetween = (
  paragraph: Paragraph,
  { from, to }: Pick<Part, 'from' | 'to'>,
  cuts: readonly Part[],
): ReturnType<typeof spansBetween> => {
  const out: ReturnType<typeof spansBetween>[number][] = [];
  let at = from;
  for (const cut of cuts
    .filter((each) => each.paragraph === paragraph.id)
    .toSorted((a, b) => a.from - b.from)) {
    if (cut.from > at) out.push(...spansBetween(paragraph, at, Math.min(to, cut.from)));
    at = Math.max(at, cut.to);
  }
  return at < to ? [...out, ...spansBetween(paragraph, at, to)] : out;
};

/**
 * Of a paragraph that is cut in two where all was taken out, the half that has no words would not be shown: it is taken
 * in again, for whoever cuts a paragraph wants both.
 */
const keepHalves = ({ draft, recorder, hand }: Context, { cuts, parted, writings }: Edits): void => {
  if (hand.mode === 'suggest') return;
  const keep = (paragraph: Paragraph, members: readonly string[], part: Pick<Part, 'from' | 'to'>): void => {
    const [head] = members;
    if (head === undefined || members.some((id) => draft.props(id).state === 'here')) return;
    if (leftBetween(paragraph, part, cuts).every(({ run }) => isBracketSign(run)))
      recorder.set('props', `${head}/state`, 'here');
  };
  for (const { paragraph: id, member } of parted) {
    const paragraph = paragraphIn(draft, id);
    const { members, runs, size } = paragraph;
    const at = members.indexOf(member);
    const first = new Set(members.slice(0, at));
    const middle = runs.reduce((sum, { segment, width }) => sum + (first.has(segment) ? width : 0), 0);
    keep(paragraph, members.slice(0, at), { from: 0, to: middle });
    keep(paragraph, members.slice(at), { from: middle, to: size });
  }
  for (const { paragraph: id, offset, split } of writings) {
    const paragraph = split === undefined ? undefined : draft.paragraph(id);
    if (paragraph === undefined) continue;
    const { left } = neighbours(paragraph, offset);
    const last = left === undefined ? 0 : paragraph.members.indexOf(left.segment);
    keep(paragraph, paragraph.members.slice(0, last + 1), { from: 0, to: offset });
  }
};

/** Whether a stretch was made by a suggestion of the writer's own that is still open. */
const isOwnParagraph = ({ draft, hand }: Context, segment: string): boolean => {
  const { sug } = draft.props(segment);
  return hand.mode === 'suggest' && sug !== undefined && hand.isOwn(sug) && draft.treatment(sug) === 'shown';
};

/** Whether words written at a spot of this paragraph belong to a suggestion of the writer's without more. */
const isOwnGround = (context: Context, { text }: Pick<Spot, 'text'>): boolean =>
  isOwnText(context, text) || (suggestionOfText(text) === undefined && isOwnParagraph(context, text));

const nextOrder = (marks: readonly EmphasisMark[]): number =>
  marks.reduce((highest, { order }) => Math.max(highest, order), 0) + 1;

/** Counts up the order of marks that are written in one edit. */
type Orders = Map<string, number>;
const takeOrder = ({ draft }: Context, orders: Orders, text: string): number => {
  const order = orders.get(text) ?? nextOrder(draft.marks(text));
  orders.set(text, order + 1);
  return order;
};

const layMark = (
  context: Context,
  orders: Orders,
  text: string,
  { index, length, emphasis, on }: { index: number; length: number; emphasis: Emphasis; on: boolean },
): void => {
  const { recorder, hand } = context;
  const sequence = recorder.shared.texts.get(text);
  const first = sequence instanceof Y.Text ? idAt(sequence, index) : undefined;
  if (!(sequence instanceof Y.Text) || first === undefined) return;
  const following = idAt(sequence, index + length);
  // The far edge is what follows, so that words typed on at the end have the emphasis too.
  const to: Edge = following === undefined ? 'end' : { ...following, side: 'before' };
  const order = takeOrder(context, orders, text);
  const own = isOwnGround(context, { text });
  recorder.set(
    'marks',
    `${text}/${recorder.newId()}`,
    formatMark({
      emphasis,
      on,
      from: { ...first, side: 'before' },
      to,
      order,
      ...(hand.mode === 'edit' || own ? {} : { sug: hand.suggestion }),
    }),
  );
};

/** Writes content at a spot, with the emphasis it must have there; gives the number of elements. */
const writeInline = (
  context: Context,
  orders: Orders,
  { text, index }: Spot,
  content: readonly Inline[],
  inherited: readonly Emphasis[],
): number => {
  let at = index;
  let before = inherited;
  for (const inline of content) {
    if ('embed' in inline) {
      context.recorder.insertEmbed(text, at, inline.embed);
      at += 1;
      continue;
    }
    const { chars, emphasis } = inline;
    if (chars === '') continue;
    context.recorder.insertChars(text, at, chars);
    for (const name of EMPHASES)
      if (emphasis.includes(name) !== before.includes(name))
        layMark(context, orders, text, {
          index: at,
          length: chars.length,
          emphasis: name,
          on: emphasis.includes(name),
        });
    before = emphasis;
    at += chars.length;
  }
  return at - index;
};

/** The emphasis that words written at a spot have by themselves: that of the element before it in its text. */
const inheritedAt = ({ draft }: Context, { text, index }: Spot): readonly Emphasis[] =>
  draft.runs(text).find((run) => run.index < index && index <= run.index + run.length)?.emphasis ?? [];

const lengthOf = (runs: readonly { readonly length: number }[]): number =>
  runs.reduce((sum, { length }) => sum + length, 0);

/**
 * The same place in a text as it is now: right behind the element it was behind in the draft. Others may have written
 * there since.
 */
const placeNow = ({ draft, recorder }: Context, { text, index }: Spot): Spot => {
  if (index === 0) return { text, index };
  const run = draft
    .runs(text)
    .find((candidate) => candidate.index < index && index <= candidate.index + candidate.length);
  const sequence = recorder.shared.texts.get(text);
  if (run === undefined || !(sequence instanceof Y.Text)) return { text, index };
  const found = indexOfId(sequence, { client: run.client, clock: run.clock + index - 1 - run.index });
  return { text, index: found === undefined ? index : found + 1 };
};

interface Planned {
  readonly spot: Spot;
  readonly write: (index: number) => void;
}

/** A writing as it is laid into its text: words, or the place of suggested words, then the marker. */
const planWriting = (context: Context, orders: Orders, writing: Writing): readonly Planned[] => {
  const { draft, recorder, hand } = context;
  const paragraph = paragraphIn(draft, writing.paragraph);
  const spot =
    writing.segment === undefined
      ? spotAt(paragraph, writing.offset, {
          stay: (text) => isOwnText(context, text),
          lengthOf: (text) => lengthOf(draft.runs(text)),
        })
      : startSpot({ ...paragraph, members: [writing.segment] });
  const words: Planned[] =
    writing.content.length === 0
      ? []
      : [
          {
            spot,
            write: (index) => {
              if (hand.mode === 'edit' || isOwnGround(context, spot)) {
                writeInline(
                  context,
                  orders,
                  { text: spot.text, index },
                  writing.content,
                  inheritedAt(context, spot),
                );
                return;
              }
              const text = `${hand.suggestion}.${recorder.newId()}`;
              recorder.makeText(text);
              recorder.insertEmbed(spot.text, index, { type: 's', id: text });
              writeInline(context, orders, { text, index: 0 }, writing.content, []);
            },
          },
        ];
  const { split } = writing;
  if (split === undefined) return words;
  const marker: Planned = {
    spot,
    write: (index) => {
      recorder.insertEmbed(spot.text, index, { type: 'p', id: split.id });
      writeBirth(context, split);
      const { left } = neighbours(paragraph, writing.offset);
      if (left !== undefined) carryMembers(context, paragraph, left.segment);
    },
  };
  return [...words, marker];
};

/** The registers of a new paragraph. Only its presence is taken back by an undo. */
const writeBirth = ({ recorder, hand }: Context, { id, kind, level }: NewParagraph): void => {
  recorder.settle('props', `${id}/kind`, kind);
  recorder.settle('props', `${id}/level`, level);
  if (hand.mode === 'suggest') recorder.settle('props', `${id}/sug`, hand.suggestion);
  recorder.set('props', `${id}/state`, 'here');
};

/** Lays writings in from the end of each text to its beginning, so that the places counted before hold. */
const writeAll = (context: Context, orders: Orders, writings: readonly Writing[]): void => {
  const planned = writings.flatMap((writing) => planWriting(context, orders, writing));
  const inOrder = planned.map((plan, number) => ({ ...plan, number }));
  inOrder.sort((a, b) => b.spot.index - a.spot.index || b.number - a.number);
  for (const { spot, write } of inOrder) write(placeNow(context, spot).index);
};

// ------------------------------------------------------------------------------------------------------ structure

/** The place after which something stands that comes after this paragraph; -1: before all. */
const placeIndex = ({ recorder }: Context, place: string | undefined): number => {
  const places = recorder.shared.places.toArray();
  return place === undefined ? places.length - 1 : places.indexOf(place);
};

/**
 * Makes places right after a paragraph. Stretches that share its place and stand after it are given a place of their
 * own behind the new ones, so that they stay where they are seen.
 */
const placesAfter = (context: Context, after: string | undefined, count: number): readonly string[] => {
  const { draft, recorder } = context;
  if (after === undefined) return recorder.makePlaces(-1, count);
  const head = headOf(paragraphIn(draft, after));
  const place = draft.placeOf(head);
  const sharing = place === undefined ? [] : draft.at(place);
  const behind = sharing.slice(sharing.indexOf(head) + 1);
  const made = recorder.makePlaces(placeIndex(context, place), count + (behind.length > 0 ? 1 : 0));
  const rest = made[count];
  if (rest !== undefined && context.hand.mode === 'edit') stayAt(context, behind, rest);
  return made.slice(0, count);
};

/** A stretch will no longer follow the one before it: what continued the end of both by naming that one names it. */
const anchorJoins = ({ draft, recorder, hand }: Context, id: string): void => {
  if (hand.mode === 'suggest') return;
  for (const { segment, target } of draft.continuingThrough(id))
    recorder.set('props', `${segment}/cont`, target);
};

/** Stretches that stand at a place because of another one get it in their own right. */
const stayAt = (context: Context, segments: readonly string[], place: string): void => {
  const { draft, recorder } = context;
  segments.forEach((id) => {
    const host = draft.hangsOn(id);
    if (host !== undefined && segments.includes(host)) return;
    anchorJoins(context, id);
    recorder.set('props', `${id}/${draft.props(id).place === undefined ? 'rest' : 'place'}`, place);
  });
};

/** A register of a paragraph: written at once, or proposed by the suggestion. */
const setProp = (
  context: Context,
  id: string,
  name: (typeof OVERLAY_NAMES)[number],
  value: string | number,
): void => {
  const { recorder, hand } = context;
  if (hand.mode === 'edit' || isOwnParagraph(context, id)) recorder.set('props', `${id}/${name}`, value);
  else recorder.set('suggestions', `${hand.suggestion}/${name}:${id}`, value);
};

const create = (context: Context, orders: Orders, created: readonly Creation[]): void => {
  const made = new Set(created.map(({ id }) => id));
  const runs: Creation[][] = [];
  for (const creation of created)
    if (creation.after !== undefined && made.has(creation.after)) runs.at(-1)?.push(creation);
    else runs.push([creation]);
  for (const run of runs) {
    const places = placesAfter(context, run[0]?.after, run.length);
    run.forEach((creation, at) => {
      const { recorder } = context;
      recorder.makeText(creation.id);
      writeInline(context, orders, { text: creation.id, index: 0 }, creation.content, []);
      const place = places[at];
      if (place !== undefined) recorder.settle('props', `${creation.id}/place`, place);
      writeBirth(context, creation);
    });
  }
};

/** Paragraphs that hang behind one of these stretches and are not one of them. */
const hangingOn = ({ draft }: Context, members: readonly string[]): readonly string[] =>
  members.flatMap((member) => {
    const follower = draft.naturalAfter(member);
    return follower === undefined || members.includes(follower) ? [] : [follower];
  });

const move = (context: Context, paragraph: string, after: string | undefined): void => {
  const { draft, hand } = context;
  const moving = paragraphIn(draft, paragraph);
  const head = headOf(moving);
  const old = draft.placeOf(head);
  const [place] = placesAfter(context, after, 1);
  if (place === undefined) return;
  // Who followed it only because it was split off from it stays; a split made at the same time elsewhere follows.
  if (hand.mode === 'edit' && old !== undefined) stayAt(context, hangingOn(context, moving.members), old);
  anchorJoins(context, head);
  setProp(context, head, 'place', place);
};

const join = (context: Context, paragraph: string, into: string): void => {
  const target = paragraphIn(context.draft, into);
  // What is split off in the same edit is not in the draft yet, and is its own head.
  const joining = context.draft.paragraph(paragraph);
  const head = joining === undefined ? paragraph : headOf(joining);
  const last = target.members.at(-1) ?? into;
  const follower = context.draft.naturalAfter(last);
  // What was split off from the end of the first paragraph before stays apart from what is joined to it now.
  if (context.hand.mode === 'edit' && follower !== undefined && follower !== head) {
    const place =
      context.draft.placeOf(last) ?? context.recorder.makePlaces(placeIndex(context, undefined), 1)[0];
    anchorJoins(context, follower);
    context.recorder.set('props', `${follower}/rest`, place);
  }
  anchorJoins(context, head);
  setProp(context, head, 'cont', last);
};

const takeOut = (context: Context, id: string): void => {
  const paragraph = paragraphIn(context.draft, id);
  cutPart(context, { paragraph: id, from: 0, to: paragraph.size });
  for (const member of paragraph.members)
    if (context.draft.props(member).state === 'here') setProp(context, member, 'state', 'gone');
};

/**
 * Members behind one that were joined to members before it are joined to the one they stand behind, so that they go
 * with it when the paragraph is cut there. A suggestion proposes it, for when it is accepted.
 */
const carryMembers = (context: Context, { members }: Paragraph, member: string): void => {
  const { draft } = context;
  const at = members.indexOf(member);
  members.forEach((id, number) => {
    const behind = members[number - 1];
    const target = draft.continues(id);
    if (number <= at || behind === undefined || target === undefined) return;
    if (members.indexOf(target) < at) setProp(context, id, 'cont', behind);
  });
};

const part = (context: Context, { paragraph, member }: Edits['parted'][number]): void => {
  carryMembers(context, paragraphIn(context.draft, paragraph), member);
  anchorJoins(context, member);
  // A paragraph that continues itself continues none.
  setProp(context, member, 'cont', member);
};

const emphasise = (
  context: Context,
  orders: Orders,
  { paragraph, from, to, emphasis, on }: Edits['emphasis'][number],
): void => {
  const spans: { text: string; index: number; length: number }[] = [];
  for (const { text, index, length } of spansBetween(paragraphIn(context.draft, paragraph), from, to)) {
    const last = spans.at(-1);
    if (last !== undefined && last.text === text && last.index + last.length === index) last.length += length;
    else spans.push({ text, index, length });
  }
  for (const span of spans) {
    // The first element is where it is now; what others wrote among them since has the emphasis too.
    const end = placeNow(context, { text: span.text, index: span.index + span.length }).index;
    const index = placeNow(context, { text: span.text, index: span.index + 1 }).index - 1;
    layMark(context, orders, span.text, { index, length: end - index, emphasis, on });
  }
};

/**
 * A suggestion touches no place of others: its new paragraphs stand behind markers at the end of the text of the one
 * before. Without the suggestion the markers count for nothing.
 */
const suggestedAtEnd = (
  { draft, hand }: Context,
  { created, writings }: Edits,
): Pick<Edits, 'created' | 'writings'> => {
  if (hand.mode === 'edit') return { created, writings };
  const hostOf = (id: string | undefined): string | undefined => {
    if (id === undefined || draft.paragraph(id) !== undefined) return id;
    const creation = created.find((other) => other.id === id);
    return hostOf(
      creation === undefined ? writings.find(({ split }) => split?.id === id)?.paragraph : creation.after,
    );
  };
  const atEnd = created.flatMap(({ id, kind, level, content, after }): Writing[] => {
    const host = hostOf(after);
    if (host === undefined) return [];
    const spot = { paragraph: host, offset: paragraphIn(draft, host).size };
    return [
      { ...spot, content: [], split: { id, kind, level } },
      ...(content.length === 0 ? [] : [{ ...spot, content }]),
    ];
  });
  return {
    created: created.filter(({ after }) => hostOf(after) === undefined),
    writings: [...writings, ...atEnd],
  };
};

/**
 * Two people may have joined two paragraphs to each other; the circle is broken at the smallest id. Whoever changes the
 * structure of such a paragraph writes down what is seen, so that the change does not close another way round.
 */
const settleCircles = (context: Context, { writings, joined, parted, moved }: Edits): void => {
  const { draft, recorder, hand } = context;
  if (hand.mode === 'suggest') return;
  const touched = new Set([
    ...writings.flatMap(({ split, paragraph }) => (split === undefined ? [] : [paragraph])),
    ...joined.flatMap(({ paragraph, into }) => [paragraph, into]),
    ...[...parted, ...moved].map(({ paragraph }) => paragraph),
  ]);
  for (const id of touched) {
    const paragraph = draft.paragraph(id);
    const head = paragraph === undefined ? undefined : headOf(paragraph);
    const cont = head === undefined ? undefined : draft.props(head).cont;
    if (head !== undefined && cont !== undefined && cont !== head)
      recorder.set('props', `${head}/cont`, head);
  }
};

/** Writes one edit into the document, in the name of this hand. Called inside `record`. */
export const writeEdits = (draft: Draft, recorder: Recorder, hand: Hand, edits: Edits): void => {
  const context: Context = { draft, recorder, hand };
  const orders: Orders = new Map();
  for (const cut of edits.cuts) {
    cutPart(context, cut);
    keepEmptied(context, cut);
  }
  for (const entry of edits.emphasis) emphasise(context, orders, entry);
  keepHalves(context, edits);
  settleCircles(context, edits);
  for (const id of edits.gone) takeOut(context, id);
  for (const { paragraph, into } of edits.joined) join(context, paragraph, into);
  for (const entry of edits.parted) part(context, entry);
  for (const { paragraph, after } of edits.moved) move(context, paragraph, after);
  const { created, writings } = suggestedAtEnd(context, edits);
  writeAll(context, orders, writings);
  create(context, orders, created);
  for (const { id, kind, level } of edits.kinds) {
    const { kind: oldKind, level: oldLevel } = paragraphIn(draft, id);
    if (kind !== oldKind) setProp(context, id, 'kind', kind);
    if (level !== oldLevel) setProp(context, id, 'level', level);
  }
};

/** The stretch that was joined exactly at an offset, when cutting a paragraph there would part it again. */
export const partedAt = (paragraph: Paragraph, offset: number): string | undefined => {
  const { left, right } = neighbours(paragraph, offset);
  if (left === undefined || right === undefined || left.segment === right.segment) return undefined;
  return right.segment;
};

/** Ids of the elements of a part of a paragraph, text by text, for those who keep them. */
export const partRanges = (
  draft: Draft,
  { paragraph, from, to }: Part,
): ReadonlyMap<string, readonly IdRange[]> => {
  const out = new Map<string, IdRange[]>();
  for (const { text, run, index, length } of spansBetween(paragraphIn(draft, paragraph), from, to))
    out.set(text, [...(out.get(text) ?? []), [run.client, run.clock + index - run.index, length]]);
  return out;
};
