import type { Writing, Creation, Edits } from './edits.ts';
import { type Context, paragraphIn, headOf } from './edit-context.ts';
import { anchorJoins, setProp, writeBirth, carryMembers } from './edit-registers.ts';
import type { Orders } from './edit-marks.ts';
import { cutPart, writeInline } from './edit-words.ts';

/** The place after which something stands that comes after this paragraph; -1: before all. */
const placeIndex = ({ recorder }: Context, place: string | undefined): number => {
  const places = recorder.shared.places.toArray();
  return place === undefined ? places.length - 1 : places.indexOf(place);
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

/** Makes paragraphs that stand in texts of their own. */
export const create = (context: Context, orders: Orders, created: readonly Creation[]): void => {
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

/** A paragraph stands behind another one from now on. */
export const move = (context: Context, paragraph: string, after: string | undefined): void => {
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

/** A paragraph continues another one from now on. */
export const join = (context: Context, paragraph: string, into: string): void => {
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

/** A paragraph is taken out with its words. */
export const takeOut = (context: Context, id: string): void => {
  const paragraph = paragraphIn(context.draft, id);
  cutPart(context, { paragraph: id, from: 0, to: paragraph.size });
  for (const member of paragraph.members)
    if (context.draft.props(member).state === 'here') setProp(context, member, 'state', 'gone');
};

/** A stretch that continued another one is a paragraph of its own again. */
export const part = (context: Context, { paragraph, member }: Edits['parted'][number]): void => {
  carryMembers(context, paragraphIn(context.draft, paragraph), member);
  anchorJoins(context, member);
  // A paragraph that continues itself continues none.
  setProp(context, member, 'cont', member);
};

/**
 * A suggestion touches no place of others: its new paragraphs stand behind markers at the end of the text of the one
 * before. Without the suggestion the markers count for nothing.
 */
export const suggestedAtEnd = (
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
export const settleCircles = (context: Context, { writings, joined, parted, moved }: Edits): void => {
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
