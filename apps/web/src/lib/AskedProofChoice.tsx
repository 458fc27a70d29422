import { ASKED_PROOFS, type AskedProof } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { Choice } from '../ui/Choice.tsx';

/** What the secretariat asks of whoever is not signed in: nothing named where they choose. */
export const AskedProofChoice = ({
  value,
  onChoose,
}: {
  readonly value: AskedProof | undefined;
  readonly onChoose: (value: AskedProof | undefined) => void;
}) => {
  const { t } = useTranslation(['part', 'vocabulary']);
  return (
    <div className="field">
      <span className="field-name">{t('part:proof')}</span>
      <Choice
        label={t('part:proof')}
        value={value ?? 'either'}
        onChoose={(chosen) => onChoose(chosen === 'either' ? undefined : chosen)}
        options={(['either', ...ASKED_PROOFS] as const).map((one) => ({
          value: one,
          name: t(`vocabulary:askedProof.${one}`),
        }))}
      />
    </div>
  );
};
