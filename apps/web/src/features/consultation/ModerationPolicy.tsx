import { HIDING_GROUNDS } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';

/** What may be hidden, by whom, how to appeal, what is kept and how it is erased; the same wherever comments are taken. */
export const ModerationPolicy = ({ consultation }: { readonly consultation: string }) => {
  const { t } = useTranslation(['consultation', 'vocabulary']);
  return (
    <details className="consultation-policy">
      <summary>{t('consultation:policy.title')}</summary>
      <div className="stack">
        <p>{t('consultation:policy.after')}</p>
        <ul>
          {HIDING_GROUNDS.map((ground) => (
            <li key={ground}>{t(`vocabulary:hidingGround.${ground}`)}</li>
          ))}
        </ul>
        {(['reason', 'appeal', 'campaigns', 'proof', 'kept'] as const).map((part) => (
          <p key={part}>{t(`consultation:policy.${part}`)}</p>
        ))}
        <p>
          <a href={`/api/consultations/${encodeURIComponent(consultation)}/moderation.csv`}>
            {t('consultation:policy.log')}
          </a>
        </p>
      </div>
    </details>
  );
};
