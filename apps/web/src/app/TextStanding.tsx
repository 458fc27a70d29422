import type { DeliberationState } from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';
import { localised } from '../ui/localised.ts';

const SENTENCES = { noAction: 'barredNoAction', notPut: 'barredNotPut' } as const;

/** What a motion of a sitting did to the text, on every page of it: why nothing is put, and that it is considered again. */
export const TextStanding = ({ state }: { readonly state: DeliberationState }) => {
  const { t, i18n } = useTranslation('shell');
  const { bar, competence, reconsidered, phase } = state;
  const by = bar ?? competence ?? (phase === 'adopted' ? undefined : reconsidered);
  if (by === undefined) return null;
  const sentence =
    bar !== undefined
      ? t(SENTENCES[bar.outcome], { session: localised(bar.session, i18n.language) })
      : t(competence === undefined ? 'reconsideredNote' : 'competenceAsked');
  return (
    <Notice tone={bar === undefined && competence === undefined ? 'info' : 'warn'}>
      <p>
        {sentence}{' '}
        <Link to="/sittings/$sitting" params={{ sitting: by.sitting }}>
          {t('barredBy')}
        </Link>
      </p>
    </Notice>
  );
};
