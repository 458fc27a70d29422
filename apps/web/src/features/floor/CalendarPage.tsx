import type { SittingListAnswer } from '@plenary/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { deliberationsQuery, sittingsQuery } from '../../lib/live.ts';
import { useSession } from '../../lib/session.ts';
import { Awaiting } from '../../ui/Awaiting.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showDay, showDeadline } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { PlanForm } from './PlanForm.tsx';
import './floor.css';

const TONES = {
  planned: 'plain',
  open: 'good',
  suspended: 'warn',
  adjourned: 'plain',
  cancelled: 'bad',
} as const;

const Day = ({
  day,
  sittings,
}: {
  readonly day: string;
  readonly sittings: SittingListAnswer['sittings'];
}) => {
  const { t, i18n } = useTranslation(['floor', 'vocabulary']);
  const lang = i18n.language;
  return (
    <section aria-label={day}>
      <h2 className="floor-day">{day}</h2>
      <ul className="floor-calendar">
        {sittings.map((one) => (
          <li key={one.id} className="card">
            <p className="row">
              <Tag tone={TONES[one.phase]}>{t(`vocabulary:sittingPhase.${one.phase}`)}</Tag>
              <span className="soft small">
                {t('floor:meetingOf', { number: one.meeting, session: localised(one.session, lang) })}
              </span>
            </p>
            <h3>
              <Link to="/sittings/$sitting" params={{ sitting: one.id }}>
                <bdi>{localised(one.title, lang)}</bdi>
              </Link>
            </h3>
            <p className="soft small">
              {t('floor:opensAt', { date: showDeadline(one.opensAt, lang) })}
              {one.place === undefined ? null : (
                <>
                  {' '}
                  <bdi>{t('floor:placeIs', { place: one.place })}</bdi>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** The calendar of the body: every sitting by its day; whoever prepares meetings plans the next one here. */
export const CalendarPage = () => {
  const { t, i18n } = useTranslation(['floor', 'vocabulary']);
  const planned = useQuery(sittingsQuery);
  const { data } = planned;
  const texts = useQuery(deliberationsQuery);
  const deliberations = texts.data?.deliberations;
  const kind = useSession()?.account?.kind;
  if (data === undefined || deliberations === undefined) return <Awaiting asked={[planned, texts]} />;
  const { sittings } = data;
  const days = new Map<string, SittingListAnswer['sittings'][number][]>();
  for (const one of sittings) {
    const day = showDay(one.opensAt, i18n.language);
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  const meeting = sittings.reduce((highest, one) => Math.max(highest, one.meeting), 0) + 1;
  return (
    <div className="page floor">
      <PageHead title={t('floor:sittings')} lead={t('floor:lead')}>
        {sittings.length === 0 ? null : <Link to="/participation">{t('floor:participation')}</Link>}
      </PageHead>
      {sittings.length === 0 ? <Empty title={t('floor:none')} /> : null}
      {[...days].map(([day, own]) => (
        <Day key={day} day={day} sittings={own} />
      ))}
      <p className="soft small no-print">
        <a href={`/calendar.ics?lang=${i18n.language}`}>{t('floor:calendarFile')}</a>
      </p>
      {kind === 'chair' || kind === 'secretariat' ? (
        <PlanForm key={meeting} deliberations={deliberations} meeting={meeting} />
      ) : null}
    </div>
  );
};
