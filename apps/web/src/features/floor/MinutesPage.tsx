import type { Recorded, SittingEvent } from '@plenary/consensus';
import type { EventsAnswer } from '@plenary/protocol';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../lib/api.ts';
import { deliberationQuery } from '../../lib/live.ts';
import { useSitting } from '../../lib/live-sitting.ts';
import { useLastGood } from '../../lib/use-last-good.ts';
import { Button } from '../../ui/Button.tsx';
import { showInstantExactly, showTime } from '../../ui/instant.ts';
import { IssueRecord } from './IssueRecord.tsx';
import { FloorFrame } from './FloorFrame.tsx';
import { sittingSentence } from './sitting-sentence.ts';
import type { Floor } from './use-floor.ts';
import { Awaiting } from '../../ui/Awaiting.tsx';

const PAGE = 200;

const Minutes = ({ floor, version }: { readonly floor: Floor; readonly version: number }) => {
  const { t, i18n } = useTranslation(['floor', 'vocabulary', 'acts', 'documents']);
  const { stream, body, state } = floor;
  const [after, setAfter] = useState(0);
  const answer = useQuery({
    queryKey: ['events', stream, after, version],
    queryFn: () =>
      get<EventsAnswer>(`/api/events?stream=${encodeURIComponent(stream)}&after=${after}&limit=${PAGE}`),
    placeholderData: (previous) => previous,
  });
  const data = useLastGood(stream, answer.data);
  const named = [...new Set(state.agenda.flatMap(({ deliberation }) => deliberation ?? []))];
  const held = useQueries({ queries: named.map((id) => deliberationQuery(id)) });
  const texts = new Map(
    held.flatMap((one) => (one.data === undefined ? [] : [[one.data.state.id, one.data.state] as const])),
  );
  if (data === undefined) return <Awaiting asked={[answer]} />;
  const lang = i18n.language;
  // All of a sitting is public, and only its own events stand in its stream.
  const events = data.events as readonly Recorded<SittingEvent>[];
  return (
    <div className="stack">
      <IssueRecord floor={floor} version={version} />
      <ol className="floor-minutes">
        {events.map((event) => (
          <li key={event.version}>
            <time dateTime={event.at} title={showInstantExactly(event.at, lang)}>
              {showTime(event.at, lang)}
            </time>
            <p>{sittingSentence(event, { body, state, lang, t, texts })}</p>
          </li>
        ))}
      </ol>
      {version <= PAGE ? null : (
        <div className="row">
          <Button disabled={after === 0} onClick={() => setAfter(Math.max(0, after - PAGE))}>
            {t('floor:earlier')}
          </Button>
          <Button disabled={after + PAGE >= version} onClick={() => setAfter(after + PAGE)}>
            {t('floor:later')}
          </Button>
        </div>
      )}
    </div>
  );
};

/** What happened in the sitting, in order, each event in a sentence. */
export const MinutesPage = () => {
  const { sitting } = useParams({ from: '/sittings/$sitting/minutes' });
  const version = useSitting(sitting).held?.version ?? 0;
  return <FloorFrame id={sitting}>{(floor) => <Minutes floor={floor} version={version} />}</FloorFrame>;
};
