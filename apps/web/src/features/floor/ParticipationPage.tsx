import type { SpeakingTimeAnswer } from '@plenary/protocol';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { get } from '../../lib/api.ts';
import { bodyQuery, useBody } from '../../lib/live.ts';
import { Awaiting } from '../../ui/Awaiting.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { SpeakingTimes } from './SpeakingTimes.tsx';
import './floor.css';

const speakingTimeQuery = queryOptions({
  queryKey: ['speaking-time'],
  queryFn: () => get<SpeakingTimeAnswer>('/api/speaking-time'),
  staleTime: 15_000,
});

/** How the floor was shared over all sittings of the body, by group and by delegation. */
export const ParticipationPage = () => {
  const { t } = useTranslation('floor');
  const body = useBody();
  const founded = useQuery(bodyQuery);
  const times = useQuery({ ...speakingTimeQuery, enabled: body !== undefined });
  const { data } = times;
  if (body === undefined || data === undefined) return <Awaiting asked={[founded, times]} />;
  return (
    <div className="page floor">
      <PageHead title={t('participation')} lead={t('participationLead', { count: data.sittings })}>
        <Link to="/sittings">{t('sittings')}</Link>
      </PageHead>
      <SpeakingTimes body={body.state} time={data.time} name="all" />
    </div>
  );
};
