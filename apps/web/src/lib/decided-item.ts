import { divisionOf, WHOLE_TEXT, type DeliberationState } from '@plenary/consensus';
import { printedLabel } from '@plenary/text';
import { useTranslation } from 'react-i18next';

/** Names of what can be decided or divided, in the reader's language. */
export interface ItemNames {
  /** Of what a decision is about: the text, an amendment, a motion for division or a part. */
  readonly decided: (item: string) => string;
  /** Of what a part is made of: paragraphs by their labels, changes of an amendment by their place. */
  readonly unit: (id: string) => string;
}

export const useItemNames = (state: Pick<DeliberationState, 'divisions' | 'revision'>): ItemNames => {
  const { t } = useTranslation(['division', 'adoption']);
  const isolated = (text: string): string => `\u2068${text}\u2069`;
  const unit = (id: string): string => {
    if (id.startsWith('c')) return t('division:change', { number: id.slice(1) });
    const { label = '' } = state.revision?.paragraphs.find(({ pid }) => pid === id) ?? {};
    return label === '' ? id : printedLabel(label, state.revision?.lang ?? 'en');
  };
  const decided = (item: string): string => {
    if (item === WHOLE_TEXT) return t('adoption:wholeText');
    const named = divisionOf(state, item);
    if (named === undefined) return t('adoption:amendment', { id: isolated(item) });
    if (named.part === undefined) return t('division:motion', { id: isolated(item) });
    const { units, isRest } = named.part;
    const items = isRest ? t('division:rest') : units.map(unit).join(' · ');
    return t('division:partOf', { part: isolated(item), items });
  };
  return { decided, unit };
};
