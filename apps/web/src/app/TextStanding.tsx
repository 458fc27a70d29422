import type { BodyState, DeliberationState } from '@plenary/consensus';
import { isolate } from '@plenary/i18n';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';
import { showInstant } from '../ui/instant.ts';
import { localised } from '../ui/localised.ts';

const SENTENCES = { noAction: 'shell:barredNoAction', notPut: 'shell:barredNotPut' } as const;

/** What a motion of a sitting did to the text, on every page of it: why nothing is put, and that it is considered again. */
export const TextStanding = ({
  body,
  state,
}: {
  readonly body: BodyState;
  readonly state: DeliberationState;
}) => {
  const { t, i18n } = useTranslation(['shell', 'text']);
  const { bar, competence, reconsidered, phase, withdrawn } = state;
  if (withdrawn !== undefined)
    return (
      <Notice tone="warn">
        <p>
          {t('text:sponsors.withdrawn', {
            member: isolate(
              localised(body.members[withdrawn.member]?.names ?? { en: withdrawn.member }, i18n.language),
            ),
            date: showInstant(withdrawn.at, i18n.language),
            reason: isolate(withdrawn.reason),
          })}
        </p>
      </Notice>
    );
  const by = bar ?? competence ?? (phase === 'adopted' ? undefined : reconsidered);
  if (by === undefined) return null;
  const sentence =
    bar !== undefined
      ? t(SENTENCES[bar.outcome], { session: localised(bar.session, i18n.language) })
      : t(competence === undefined ? 'shell:reconsideredNote' : 'shell:competenceAsked');
  return (
    <Notice tone={bar === undefined && competence === undefined ? 'info' : 'warn'}>
      <p>
        {sentence}{' '}
        <Link to="/sittings/$sitting" params={{ sitting: by.sitting }}>
          {t('shell:barredBy')}
        </Link>
      </p>
    </Notice>
  );
};
