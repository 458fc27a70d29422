import type { AmendmentId, DeliberationState } from '@plenary/consensus';
import { pendingStanding } from '@plenary/tabling';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Changes } from './ChangeWords.tsx';
import { Tag } from './Tag.tsx';

/**
 * That the text went on under a pending amendment, and, where asked for, what it would still do: for its sponsors, who may
 * write it anew. Nothing of one that stands as it was written.
 */
export const AmendmentStanding = ({
  words,
  amendment,
  survives = false,
}: {
  readonly words: DeliberationState;
  readonly amendment: AmendmentId;
  /** Whether the words that survive are shown. */
  readonly survives?: boolean;
}) => {
  const { t } = useTranslation(['amending', 'vocabulary']);
  const standing = useMemo(() => pendingStanding(words, amendment), [words, amendment]);
  if (standing === undefined || standing.standing === 'clean') return null;
  const tag = <Tag tone="warn">{t(`vocabulary:standing.${standing.standing}`)}</Tag>;
  if (!survives) return tag;
  return (
    <div className="stack">
      <p className="row">
        {tag} <span className="small">{t('amending:survives')}</span>
      </p>
      <Changes changes={standing.survives} lang={words.revision?.lang ?? 'en'} />
    </div>
  );
};
