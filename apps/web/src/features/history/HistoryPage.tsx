import type { Recorded, Withheld } from '@plenary/consensus';
import type { EventsAnswer } from '@plenary/protocol';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../lib/api.ts';
import { useHere } from '../../lib/deliberation.ts';
import { useDeliberation } from '../../lib/live.ts';
import { Button } from '../../ui/Button.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { StanceMark } from '../../ui/StanceMark.tsx';
import { showInstantExactly } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import './history.css';

const PAGE = 100;

/** What happened, newest first: every event with its number, instant and actor. */
export const HistoryPage = () => {
  const { t, i18n } = useTranslation(['history', 'vocabulary', 'acts']);
  const { id, stream, body, state } = useHere();
  const version = useDeliberation(id).held?.version ?? 0;
  const [end, setEnd] = useState<number>();
  const to = end ?? version;
  const after = Math.max(0, to - PAGE);
  const { data } = useQuery({
    queryKey: ['events', stream, after, to],
    queryFn: () =>
      get<EventsAnswer>(`/api/events?stream=${encodeURIComponent(stream)}&after=${after}&limit=${PAGE}`),
    placeholderData: (previous) => previous,
  });
  const name = (member: string): string =>
    localised(body.members[member]?.names ?? { en: member }, i18n.language);
  const label = (item: string): string =>
    item === 'text'
      ? t('history:wholeText')
      : (state.revision?.paragraphs.find(({ pid }) => pid === item)?.label ?? item);
  const about = (event: Recorded | Withheld) => {
    if ('withheld' in event) return <span className="soft">{t('history:withheld')}</span>;
    if (event.type === 'positionStated' || event.type === 'groupPositionStated')
      return (
        <>
          <bdi>{label(event.payload.item)}</bdi> · <StanceMark stance={event.payload.stance} size={13} />{' '}
          {t(`vocabulary:stance.${event.payload.stance}`)}
          {event.payload.reason === '' ? null : <span dir="auto"> — {event.payload.reason}</span>}
        </>
      );
    if (event.type === 'positionWithdrawn') return <bdi>{label(event.payload.item)}</bdi>;
    if (event.type === 'paragraphAgreedAdRef' || event.type === 'paragraphReopened')
      return <bdi>{label(event.payload.pid)}</bdi>;
    if (event.type === 'objected') return <span dir="auto">{event.payload.reason}</span>;
    if (event.type === 'ballotCast') return <>{t(`vocabulary:ballot.${event.payload.choice}`)}</>;
    if (event.type === 'explained') return <span dir="auto">{event.payload.text}</span>;
    if (event.type === 'adoptionProposed')
      return <>{localised(event.payload.rule.names ?? { en: event.payload.rule.id }, i18n.language)}</>;
    return null;
  };
  if (data === undefined) return <Loading />;
  return (
    <div className="stack">
      <p className="soft">{t('history:about', { count: version })}</p>
      <ol className="history" reversed start={to}>
        {data.events.toReversed().map((event) => (
          <li key={event.version}>
            <span className="history-number">{event.version}</span>
            <span className="history-time">{showInstantExactly(event.at, i18n.language)}</span>
            <span>
              <b>
                {event.actor.member === undefined
                  ? t(`vocabulary:actor.${event.actor.kind}`)
                  : name(event.actor.member)}
              </b>{' '}
              {t(`acts:event.${event.type}`)} {about(event)}
            </span>
          </li>
        ))}
      </ol>
      <div className="row">
        <Button disabled={to >= version} onClick={() => setEnd(to + PAGE >= version ? undefined : to + PAGE)}>
          {t('history:newer')}
        </Button>
        <Button disabled={after === 0} onClick={() => setEnd(after)}>
          {t('history:older')}
        </Button>
      </div>
    </div>
  );
};
