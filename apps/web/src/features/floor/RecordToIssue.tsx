import {
  DOCUMENT_LANGUAGES,
  nextIssuedSymbol,
  type DeliberationState,
  type Recorded,
  type SittingEvent,
} from '@plenary/consensus';
import { LIMITS, type EventsAnswer } from '@plenary/protocol';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../lib/api.ts';
import { useAct } from '../../lib/act.ts';
import { deliberationQuery } from '../../lib/live.ts';
import { Awaiting } from '../../ui/Awaiting.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { recordLines, recordTitle, recordWords } from './meeting-record.ts';
import type { Floor } from './use-floor.ts';

const PAGE = 200;

/** Everything that happened in a sitting, page by page. */
const allEvents = async (stream: string, version: number): Promise<readonly Recorded<SittingEvent>[]> => {
  const events: Recorded<SittingEvent>[] = [];
  for (let after = 0; after < version;) {
    const page = await get<EventsAnswer>(
      `/api/events?stream=${encodeURIComponent(stream)}&after=${after}&limit=${PAGE}`,
    );
    // All of a sitting is public, and only its own events stand in its stream.
    events.push(...(page.events as readonly Recorded<SittingEvent>[]));
    if (page.events.length === 0) break;
    after += page.events.length;
  }
  return events;
};

const Form = ({
  floor,
  events,
  deliberations,
  version,
  bodyStream,
}: {
  readonly floor: Floor;
  readonly events: readonly Recorded<SittingEvent>[];
  readonly deliberations: readonly DeliberationState[];
  readonly version: number;
  readonly bodyStream: string;
}) => {
  const { t, i18n } = useTranslation(['floor', 'vocabulary', 'acts', 'documents']);
  const lang = i18n.language;
  const telling = { body: floor.body, state: floor.state, lang, t };
  const [title, setTitle] = useState(() => recordTitle(floor.state, telling));
  const [words, setWords] = useState(() =>
    recordWords(recordLines(events, deliberations, telling), { ...telling, head: version }),
  );
  const act = useAct(bodyStream);
  const symbol = nextIssuedSymbol(floor.body, 'meetingRecord', floor.state.id);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void act.perform({
          type: 'issueDocument',
          kind: 'meetingRecord',
          about: floor.state.id,
          lang: DOCUMENT_LANGUAGES.find((one) => one === lang) ?? 'en',
          title,
          words,
          corrects: [],
        });
      }}
    >
      <p className="soft small">{t('floor:record.lead')}</p>
      <Field label={t('documents:issueTitle')}>
        {(control) => (
          <input
            {...control}
            dir="auto"
            required
            maxLength={LIMITS.DOCUMENT_TITLE_CHARACTERS_MAX}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('documents:issueWords')}>
        {(control) => (
          <textarea
            {...control}
            dir="auto"
            required
            rows={16}
            maxLength={LIMITS.RECORD_CHARACTERS_MAX}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Field>
      <div>
        <Button type="submit" tone="primary" busy={act.pending} disabled={symbol === undefined}>
          {symbol === undefined ? t('floor:record.noScheme') : t('documents:issueSubmit', { symbol })}
        </Button>
      </div>
      {act.refusal === undefined ? null : <RefusalNote refusal={act.refusal} />}
    </form>
  );
};

/**
 * REG-47, FLR-157: the form in which the record of a meeting is completed and issued. What is written in it stays, whatever
 * happens at the meeting meanwhile and however often the form is closed.
 */
export const RecordToIssue = ({
  floor,
  version,
  bodyStream,
}: {
  readonly floor: Floor;
  readonly version: number;
  readonly bodyStream: string;
}) => {
  const { t } = useTranslation('floor');
  const { stream, state } = floor;
  /** Up to where the meeting is told, and of which texts; undefined until the form is opened. */
  const [taken, setTaken] = useState<{ readonly version: number; readonly texts: readonly string[] }>();
  const take = (): void =>
    setTaken({
      version,
      texts: [...new Set(state.agenda.flatMap(({ deliberation }) => deliberation ?? []))],
    });
  const upTo = taken?.version ?? version;
  const told = useQuery({
    queryKey: ['record', stream, upTo],
    queryFn: () => allEvents(stream, upTo),
    enabled: taken !== undefined,
  });
  const { data: events } = told;
  const texts = useQueries({ queries: (taken?.texts ?? []).map(deliberationQuery) });
  const isReady = events !== undefined && texts.every(({ isPending }) => !isPending);
  return (
    <details
      className="card no-print"
      onToggle={(event) => {
        if (event.currentTarget.open && taken === undefined) take();
      }}
    >
      <summary>{t('record.issue')}</summary>
      {taken !== undefined && taken.version !== version ? (
        <Notice tone="info">
          <p>{t('record.since')}</p>
          <ConfirmDialog open={t('record.anew')} onConfirm={take}>
            <p>{t('record.anewMeans')}</p>
          </ConfirmDialog>
        </Notice>
      ) : null}
      {taken !== undefined && isReady ? (
        <Form
          key={taken.version}
          floor={floor}
          events={events}
          deliberations={texts.flatMap(({ data }) => data?.state ?? [])}
          version={taken.version}
          bodyStream={bodyStream}
        />
      ) : taken === undefined ? null : (
        <Awaiting asked={[told]} />
      )}
    </details>
  );
};
