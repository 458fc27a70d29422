import {
  submittedAmendments,
  type AmendmentId,
  type BodyState,
  type DeliberationState,
  type TabledAmendment,
} from '@plenary/consensus';
import { collisions, paragraphLabels, type Collision } from '@plenary/tabling';
import { printedLabel } from '@plenary/text';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { lastAnswer } from '../../lib/amendment-order.ts';
import { localised } from '../../ui/localised.ts';
import { listed } from '../../lib/lists.ts';

export { useOrder, useWords } from '../../lib/amendment-order.ts';

/** Amendments in the order of submission. */
export const useSubmitted = (words: DeliberationState): readonly TabledAmendment[] =>
  useMemo(() => submittedAmendments(words), [words]);

const lastCollisions = lastAnswer(collisions);

/** Which pending amendments meet; worked out once for all pages, since readers go from one to the other. */
export const useCollisions = (words: DeliberationState): ReadonlyMap<AmendmentId, readonly Collision[]> =>
  useMemo(() => lastCollisions(words), [words]);

/** Names as the reader's language has them. */
export interface Names {
  readonly member: (id: string) => string;
  readonly group: (id: string) => string;
  /** Label of a paragraph; empty where it has none. */
  readonly label: (pid: string) => string;
  readonly list: (names: readonly string[]) => string;
}

export const useNames = (body: BodyState, words: DeliberationState): Names => {
  const { i18n } = useTranslation();
  const lang = i18n.language;
  return useMemo(() => {
    const labels = paragraphLabels(words);
    return {
      member: (id) => localised(body.members[id]?.names ?? { en: id }, lang),
      group: (id) => localised(body.groups[id]?.names ?? { en: id }, lang),
      label: (pid) => printedLabel(labels.get(pid) ?? '', words.revision?.lang ?? 'en'),
      list: (names) => listed(lang, names),
    };
  }, [body, words, lang]);
};
