import type { Condition, Conditional, DeliberationState } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { paragraphLabel } from '../lib/paragraph-label.ts';

/** A condition in the reader's words, with labels as the text has them now. */
export const useConditionWords = (state: DeliberationState): ((condition: Condition) => string) => {
  const { t, i18n } = useTranslation('vocabulary');
  const labelOf = (pid: string): string => paragraphLabel(state, pid) ?? pid;
  const list = (type: 'conjunction' | 'disjunction', parts: readonly string[]): string =>
    new Intl.ListFormat(i18n.language, { type }).format(parts);
  const words = (condition: Condition): string => {
    if ('all' in condition) return list('conjunction', condition.all.map(words));
    if ('any' in condition) return list('disjunction', condition.any.map(words));
    if ('not' in condition) return t('vocabulary:condition.not', { condition: words(condition.not) });
    const item = 'amendment' in condition ? condition.amendment : labelOf(condition.paragraph);
    return t(`vocabulary:condition.${condition.is}`, { item });
  };
  return words;
};

/** What a position depends on, and what it is otherwise. */
export const ConditionSentence = ({
  conditional,
  state,
}: {
  readonly conditional: Conditional;
  readonly state: DeliberationState;
}) => {
  const { t } = useTranslation('vocabulary');
  const words = useConditionWords(state);
  return (
    <>
      {t('vocabulary:condition.if', {
        condition: words(conditional.condition),
        fallback: t(`vocabulary:stance.${conditional.fallback}`),
      })}
    </>
  );
};
