import type { Refusal } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { useRefusalWords } from '../lib/refusal-words.ts';
import { Notice } from './Notice.tsx';

/** A refusal as a sentence in the reader's language, with its code for whoever has to report it. */
export const RefusalNote = ({ refusal }: { readonly refusal: Refusal | undefined }) => {
  const { t, i18n } = useTranslation('errors');
  const words = useRefusalWords(refusal);
  if (refusal === undefined) return null;
  const known = i18n.exists(`errors:${refusal.code}`, { ...words });
  return (
    <Notice tone="bad" live>
      <p>{known ? t(refusal.code, words) : t('unknown', { code: refusal.code })}</p>
      <p className="refusal-code">
        <bdi>{refusal.code}</bdi>
      </p>
    </Notice>
  );
};
