import {
  divisionOf,
  WHOLE_TEXT,
  type DeliberationState,
  type Division,
  type ParagraphId,
} from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { paragraphLabel } from './paragraph-label.ts';

/** Names of what can be decided or divided, in the reader's language. */
export interface ItemNames {
  /** Of what a decision is about: the text, an amendment, a motion for division or a part. */
  readonly decided: (item: string) => string;
  /**
   * Of what a part of this division is made of: paragraphs by their labels, changes of an amendment by their place and,
   * as long as it has the words that were divided, by the paragraph that they change.
   */
  readonly unit: (id: string, division: Pick<Division, 'item' | 'textHash'>) => string;
}

export const useItemNames = (
  state: Pick<DeliberationState, 'amendments' | 'divisions' | 'revision'>,
): ItemNames => {
  const { t } = useTranslation(['division', 'adoption']);
  const isolated = (text: string): string => `\u2068${text}\u2069`;
  const labelOf = (pid: ParagraphId): string => paragraphLabel(state, pid) ?? '';
  const change = (number: string, { item, textHash }: Pick<Division, 'item' | 'textHash'>): string => {
    const amendment = state.amendments[item];
    const made = amendment?.hash === textHash ? amendment.changes[Number(number) - 1] : undefined;
    const isNew = made !== undefined && 'insert' in made;
    const pid = isNew ? made.after : made?.paragraph;
    const label = pid === undefined || pid === null ? '' : labelOf(pid);
    if (label === '') return t('division:change', { number });
    const isMoved = made !== undefined && 'moveAfter' in made;
    return t(`division:${isNew ? 'changeBehind' : isMoved ? 'changeMoved' : 'changeOf'}`, {
      number,
      label: isolated(label),
    });
  };
  const unit: ItemNames['unit'] = (id, division) =>
    id.startsWith('c') ? change(id.slice(1), division) : labelOf(id) || id;
  const decided = (item: string): string => {
    if (item === WHOLE_TEXT) return t('adoption:wholeText');
    const named = divisionOf(state, item);
    if (named === undefined) return t('adoption:amendment', { id: isolated(item) });
    if (named.part === undefined) return t('division:motion', { id: isolated(item) });
    const { units, isRest } = named.part;
    const items = isRest ? t('division:rest') : units.map((id) => unit(id, named.division)).join(' · ');
    return t('division:partOf', { part: isolated(item), items });
  };
  return { decided, unit };
};
