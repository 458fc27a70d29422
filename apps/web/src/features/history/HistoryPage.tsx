import type { Withheld } from '@plenary/consensus';
import type { EventsAnswer } from '@plenary/protocol';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../lib/api.ts';
import { useHere } from '../../lib/deliberation.ts';
import { useDeliberation } from '../../lib/live.ts';
import { useLastGood } from '../../lib/use-last-good.ts';
import { Button } from '../../ui/Button.tsx';
import { StanceMark } from '../../ui/StanceMark.tsx';
import { showDay, showInstantExactly, showTime } from '../../ui/instant.ts';
import { actorName, eventSentence, type Telling, type ToldEvent } from './event-sentence.ts';
import './history.css';
import { Awaiting } from '../../ui/Awaiting.tsx';

const PAGE = 100;

const isWithheld = (event: ToldEvent | Withheld): event is Withheld => 'withheld' in event;

const EventWords = ({
  event,
  telling,
}: {
  readonly event: ToldEvent | Withheld;
  readonly telling: Telling;
}) => {
  const { t } = telling;
  if (isWithheld(event))
    return (
      <p>
        {actorName(event, telling)} {t(`acts:event.${event.type}`)}{' '}
        <span className="soft">{t('history:withheld')}</span>
      </p>
    );
  const taken =
    event.type === 'positionStated' || event.type === 'soundingGiven' || event.type === 'groupPositionStated'
      ? event.payload
      : undefined;
  return (
    <div>
      <p>
        {taken === undefined ? null : <StanceMark stance={taken.stance} size={13} />}{' '}
        {eventSentence(event, telling)}
      </p>
      {taken === undefined || taken.reason === '' ? null : (
        <p className="soft small" dir="auto">
          {t('history:because', { reason: taken.reason })}
        </p>
      )}
    </div>
  );
};

/** What happened, newest first and day by day: every event with its number, time and sentence. */
export const HistoryPage = () => {
  const { t, i18n } = useTranslation(['history', 'vocabulary', 'acts', 'division']);
  const { id, stream, body, state } = useHere();
  const version = useDeliberation(id).held?.version ?? 0;
  const [end, setEnd] = useState<number>();
  const to = end ?? version;
  const after = Math.max(0, to - PAGE);
  const answer = useQuery({
    queryKey: ['events', stream, after, to],
    queryFn: () =>
      get<EventsAnswer>(`/api/events?stream=${encodeURIComponent(stream)}&after=${after}&limit=${PAGE}`),
    placeholderData: (previous) => previous,
  });
  const data = useLastGood(stream, answer.data);
  if (data === undefined) return <Awaiting asked={[answer]} />;
  const lang = i18n.language;
  const telling: Telling = { body, state, lang, t };
  const days = new Map<string, (ToldEvent | Withheld)[]>();
  // Only events of the deliberation stand in its stream.
  for (const event of data.events.toReversed() as readonly (ToldEvent | Withheld)[]) {
    const day = showDay(event.at, lang);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return (
    <div className="stack history">
      <p className="soft">{t('history:about', { count: version })}</p>
      {[...days].map(([day, events]) => (
        <section key={day} aria-label={day}>
          <h2 className="history-day">{day}</h2>
          <ol className="history-list" reversed start={events[0]?.version ?? to}>
            {events.map((event) => (
              <li key={event.version}>
                <span className="history-number">{event.version}</span>
                <time className="history-time" dateTime={event.at} title={showInstantExactly(event.at, lang)}>
                  {showTime(event.at, lang)}
                </time>
                <EventWords event={event} telling={telling} />
              </li>
            ))}
          </ol>
        </section>
      ))}
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
