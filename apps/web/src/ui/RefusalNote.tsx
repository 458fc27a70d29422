import type { Refusal } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { Notice } from './Notice.tsx';

const shown = (value: Refusal['facts'][string]): string | number =>
  typeof value === 'object' ? value.join(', ') : typeof value === 'boolean' ? String(value) : value;

/** A refusal as a sentence in the reader's language, with its code for whoever has to report it. */
export const RefusalNote = ({ refusal }: { readonly refusal: Refusal | undefined }) => {
  const { t, i18n } = useTranslation('errors');
  if (refusal === undefined) return null;
  const facts = Object.fromEntries(
    Object.entries(refusal.facts).map(([name, value]) => [name, shown(value)]),
  );
  const known = i18n.exists(`errors:${refusal.code}`, { ...facts });
  return (
    <Notice tone="bad" live>
      <p>{known ? t(refusal.code, facts) : t('unknown', { code: refusal.code })}</p>
      <p className="refusal-code">
        <bdi>{refusal.code}</bdi>
      </p>
    </Notice>
  );
};
