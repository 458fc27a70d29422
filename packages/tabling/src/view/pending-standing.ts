import type { AmendmentId, DeliberationState, TabledAmendment } from '@plenary/consensus';
import {
  applyAmendments,
  compareWords,
  issuedParagraphs,
  standingIn,
  type AmendableText,
  type Amendment,
  type Standing,
} from '@plenary/text';
import { onItsOwn } from '../adopt.ts';
import { engineAmendment, textInForce } from '../engine-texts.ts';
import { takenBy } from '../taken-by.ts';
import { paragraphLabels } from './paragraph-labels.ts';
import type { ShownChange } from './shown-changes.ts';

/** How a pending amendment stands in the text in force, and what it would still do there. */
export interface PendingStanding {
  readonly standing: Standing;
  /** Empty where it stands as it was written: then it does what it says. */
  readonly survives: readonly ShownChange[];
}

const AS_WRITTEN: PendingStanding = { standing: 'clean', survives: [] };

/** The words that an amendment stands in now; for one to another, as that one would leave them with what was taken into it. */
const standsIn = (
  state: DeliberationState,
  { id, amends }: TabledAmendment,
): { readonly text: AmendableText; readonly amendment: Amendment } => {
  const amendment = engineAmendment(state, id);
  if (amends === undefined) return { text: textInForce(state), amendment };
  const root = [amends, ...takenBy(state, amends)].map((one) => engineAmendment(state, one));
  return { text: applyAmendments(textInForce(state), root), amendment: onItsOwn(amendment) };
};

/** What these operations would still do to the text, paragraph by paragraph in the order that they leave. */
const surviving = (
  state: DeliberationState,
  text: AmendableText,
  amendments: readonly Amendment[],
): readonly ShownChange[] => {
  const labels = paragraphLabels(state);
  const label = (pid: string | null): string => (pid === null ? '' : (labels.get(pid) ?? ''));
  const before = issuedParagraphs(text);
  const after = issuedParagraphs(applyAmendments(text, amendments));
  const words = new Map(before.map(({ id, text: now }) => [id, now]));
  const stays = new Set(after.map(({ id }) => id));
  const moved = new Set(
    amendments.flatMap(({ operations }) =>
      operations.flatMap((operation) => (operation.type === 'moveParagraph' ? operation.paragraph : [])),
    ),
  );
  const gone = before.flatMap(({ id, text: lost }): ShownChange | readonly [] =>
    stays.has(id) ? [] : { type: 'delete', paragraph: id, label: label(id), text: lost },
  );
  const changed = after.flatMap(({ id, kind, level, text: now }, at): readonly ShownChange[] => {
    const was = words.get(id);
    const behind = after[at - 1]?.id ?? null;
    if (was === undefined)
      return [{ type: 'insert', paragraph: id, after: behind, label: label(behind), kind, level, text: now }];
    const about = { paragraph: id, label: label(id) };
    return [
      ...(was === now ? [] : [{ type: 'words', ...about, segments: compareWords(was, now) } as const]),
      ...(moved.has(id)
        ? [{ type: 'move', ...about, after: behind, afterLabel: label(behind), text: now } as const]
        : []),
    ];
  });
  return [...gone, ...changed];
};

/**
 * TAB-41: how a pending amendment stands in the text in force, with the words that survive where others were adopted since
 * it was written (engine specification 1.8); undefined for one that is not pending.
 */
export const pendingStanding = (state: DeliberationState, id: AmendmentId): PendingStanding | undefined => {
  const tabled = state.amendments[id];
  if (tabled === undefined) throw new Error(`amendment ${id} was not submitted`);
  if (tabled.state !== 'submitted') return undefined;
  const isOnText = tabled.base === state.textSteps.length;
  if (isOnText && (tabled.amends === undefined || takenBy(state, tabled.amends).length === 0))
    return AS_WRITTEN;
  const { text, amendment } = standsIn(state, tabled);
  const standing = standingIn(text)(amendment);
  if (standing === 'clean') return AS_WRITTEN;
  const taken = takenBy(state, id).map((one) => engineAmendment(state, one));
  return { standing, survives: surviving(state, text, [amendment, ...taken]) };
};
