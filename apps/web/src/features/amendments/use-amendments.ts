import {
  submittedAmendments,
  type AmendmentId,
  type BodyState,
  type DeliberationState,
  type TabledAmendment,
} from '@plenary/consensus';
import {
  collisions,
  orderView,
  paragraphLabels,
  type Collision,
  type VotingComponent,
} from '@plenary/tabling';
import { printedLabel } from '@plenary/text';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHere } from '../../lib/deliberation.ts';
import { localised } from '../../ui/localised.ts';

const WORDS = [
  'amendments',
  'textSteps',
  'revision',
  'orderRulings',
  'decisions',
  'divisions',
  'phase',
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

/** Amendments in the order of submission. */
export const useSubmitted = (words: DeliberationState): readonly TabledAmendment[] =>
  useMemo(() => submittedAmendments(words), [words]);

const lastAnswer = <Value>(workOut: (words: DeliberationState) => Value) => {
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
const lastCollisions = lastAnswer(collisions);
const lastOrder = lastAnswer(orderView);

/** Which pending amendments meet; worked out once for all pages, since readers go from one to the other. */
export const useCollisions = (words: DeliberationState): ReadonlyMap<AmendmentId, readonly Collision[]> =>
  useMemo(() => lastCollisions(words), [words]);

/** The order of voting on what is pending, likewise. */
export const useOrder = (words: DeliberationState): readonly VotingComponent[] =>
  useMemo(() => lastOrder(words), [words]);

/** Names as the reader's language has them. */
export interface Names {
  readonly member: (id: string) => string;
  /** Label of a paragraph; empty where it has none. */
  readonly label: (pid: string) => string;
  readonly list: (names: readonly string[]) => string;
}

export const useNames = (body: BodyState, words: DeliberationState): Names => {
  const { i18n } = useTranslation();
  const lang = i18n.language;
  return useMemo(() => {
    const labels = paragraphLabels(words);
    const format = new Intl.ListFormat(lang, { type: 'conjunction' });
    return {
      member: (id) => localised(body.members[id]?.names ?? { en: id }, lang),
      label: (pid) => printedLabel(labels.get(pid) ?? '', words.revision?.lang ?? 'en'),
      list: (names) => format.format(names),
    };
  }, [body, words, lang]);
};
