import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useHere } from '../../lib/deliberation.ts';
import { useSession } from '../../lib/session.ts';
import { Awaiting } from '../../ui/Awaiting.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showDeadline, showInstant } from '../../ui/instant.ts';
import { AnnounceForm } from './AnnounceForm.tsx';
import { InLanguage } from './InLanguage.tsx';
import { WindowDaysForm } from './WindowDaysForm.tsx';
import { ConsultationFiguresLine } from './ConsultationFiguresLine.tsx';
import { PHASE_TONES } from './phase-tones.ts';
import { consultationsQuery } from '../../lib/consultations.ts';
import './consultation.css';

/** Consultations on a text, the one announced last first. */
export const ConsultationsPage = () => {
  const { t, i18n } = useTranslation(['consultation', 'vocabulary']);
  const { id, state } = useHere();
  const kind = useSession()?.account?.kind;
  const query = useQuery(consultationsQuery(id));
  const { data } = query;
  if (data === undefined) return <Awaiting asked={[query]} />;
  const { consultations } = data;
  const lang = i18n.language;
  return (
    <div className="stack consultation">
      <header>
        <h2>{t('consultation:title')}</h2>
        <p className="soft">{t('consultation:lead')}</p>
      </header>
      {consultations.length === 0 ? <Empty title={t('consultation:none')} /> : null}
      {consultations.map((one) => (
        <article key={one.id} className="card">
          <div className="row">
            <h3>
              <Link to="/deliberations/$id/consultations/$consultation" params={{ id, consultation: one.id }}>
                <InLanguage text={one.title} />
              </Link>
            </h3>
            <Tag tone={PHASE_TONES[one.phase]}>{t(`vocabulary:consultationPhase.${one.phase}`)}</Tag>
          </div>
          <p className="soft small">
            {t('consultation:from', {
              from: showInstant(one.opensAt, lang),
              to: showDeadline(one.closesAt, lang),
            })}
          </p>
          <ConsultationFiguresLine figures={one.figures} />
        </article>
      ))}
      {kind === 'secretariat' || kind === 'chair' ? <WindowDaysForm /> : null}
      {kind === 'secretariat' && state.revision !== undefined ? (
        <AnnounceForm
          key={consultations.length}
          deliberation={id}
          textHash={state.revision.hash}
          number={consultations.length}
        />
      ) : null}
    </div>
  );
};
