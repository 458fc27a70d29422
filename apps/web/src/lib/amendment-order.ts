import type { AmendmentId, DeliberationState, ParagraphId } from '@plenary/consensus';
import { orderView, type VotingComponent } from '@plenary/tabling';
import { useDeferredValue, useMemo, useState } from 'react';
import { useHere } from './deliberation.ts';

const WORDS = [
  'amendments',
  'textSteps',
  'revision',
  'orderRulings',
  'decisions',
  'divisions',
  'phase',
  'marks',
  'submissionUntil',
] as const;

/**
 * The deliberation as pages of amendments need it: the same value as long as no words, no order and no decision change.
 * Positions come all the time and change none of it.
 */
export const useWords = (): DeliberationState => {
  const { state } = useHere();
  const [held, setHeld] = useState(state);
  if (WORDS.every((part) => held[part] === state[part])) return held;
  setHeld(state);
  return state;
};

/** What is worked out from the words, kept for the last of them: readers go from one page to the other. */
export const lastAnswer = <Value>(workOut: (words: DeliberationState) => Value) => {
  let last: { readonly words: DeliberationState; readonly value: Value } | undefined;
  return (words: DeliberationState): Value => {
    const isSame =
      last !== undefined &&
      last.words.amendments === words.amendments &&
      last.words.textSteps === words.textSteps &&
      last.words.orderRulings === words.orderRulings;
    if (last === undefined || !isSame) last = { words, value: workOut(words) };
    return last.value;
  };
};
const lastOrder = lastAnswer(orderView);

/** The order of voting on what is pending; worked out once for all pages. */
export const useOrder = (words: DeliberationState): readonly VotingComponent[] =>
  useMemo(() => lastOrder(words), [words]);

/** What is pending, in the order in which it is put. */
export interface PendingOrder {
  readonly components: readonly VotingComponent[];
  /** Of each paragraph the amendments that change it, or bring one behind it. */
  readonly byParagraph: ReadonlyMap<ParagraphId, readonly AmendmentId[]>;
  readonly count: number;
}

const NOTHING: PendingOrder = { components: [], byParagraph: new Map(), count: 0 };

/** What is pending at this moment, for a page that stands still. */
export const pendingOrder = (words: DeliberationState): PendingOrder => {
  const components = lastOrder(words);
  const byParagraph = new Map<ParagraphId, AmendmentId[]>();
  const placed = components.flatMap(({ order }) => order);
  for (const { id } of placed) {
    const about = new Set(
      (words.amendments[id]?.changes ?? []).flatMap((change) =>
        'insert' in change ? (change.after ?? []) : change.paragraph,
      ),
    );
    for (const pid of about) byParagraph.set(pid, [...(byParagraph.get(pid) ?? []), id]);
  }
  return { components, byParagraph, count: placed.length };
};

/**
 * What is pending, for pages about something else: they are drawn first, and the order comes when it is worked out.
 */
export const usePendingOrder = (): PendingOrder => {
  const words = useDeferredValue<DeliberationState | undefined>(useWords(), undefined);
  return useMemo(() => (words === undefined ? NOTHING : pendingOrder(words)), [words]);
};
