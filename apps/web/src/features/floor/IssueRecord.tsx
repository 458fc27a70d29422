import {
  DOCUMENT_LANGUAGES,
  nextIssuedSymbol,
  type DeliberationState,
  type Recorded,
  type SittingEvent,
} from '@plenary/consensus';
import { LIMITS, type EventsAnswer } from '@plenary/protocol';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get, Refused } from '../../lib/api.ts';
import { useAct } from '../../lib/act.ts';
import { deliberationQuery, useBody } from '../../lib/live.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { recordLines, recordTitle, recordWords } from './meeting-record.ts';
import type { Floor } from './use-floor.ts';
import { Awaiting } from '../../ui/Awaiting.tsx';

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

/** The records of this meeting that were issued, under their symbols. */
const Issued = ({ floor }: { readonly floor: Floor }) => {
  const { t } = useTranslation('floor');
  const issued = Object.values(floor.body.register).filter(
    ({ kind, issued: words }) => kind === 'meetingRecord' && words?.about === floor.state.id,
  );
  if (issued.length === 0) return null;
  return (
    <p className="row">
      {t('record.issued')}{' '}
      {issued.map(({ symbol }) => (
        <Link key={symbol} to="/documents/$" params={{ _splat: symbol }}>
          <bdi>{symbol}</bdi>
        </Link>
      ))}
    </p>
  );
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

/** REG-47: the secretariat issues what the service wrote down of a meeting as its record, and may complete it before. */
export const IssueRecord = ({ floor, version }: { readonly floor: Floor; readonly version: number }) => {
  const { t } = useTranslation('floor');
  const [isOpen, setOpen] = useState(false);
  const body = useBody();
  const { stream, state, seat } = floor;
  const mayIssue = seat.role === 'secretariat' && state.openedAt !== undefined;
  const told = useQuery({
    queryKey: ['record', stream, version],
    queryFn: () => allEvents(stream, version),
    enabled: isOpen && mayIssue,
  });
  const { data: events } = told;
  const dealtWith = [...new Set(state.agenda.flatMap(({ deliberation }) => deliberation ?? []))];
  const texts = useQueries({
    queries: dealtWith.map((id) => ({ ...deliberationQuery(id), enabled: isOpen && mayIssue })),
  });
  const deliberations = texts.flatMap(({ data }) => data?.state ?? []);
  const isReady =
    events !== undefined && texts.every(({ data, error }) => data !== undefined || error instanceof Refused);
  return (
    <div className="stack">
      <Issued floor={floor} />
      <div className="row no-print">
        <Button onClick={() => window.print()}>{t('record.print')}</Button>
      </div>
      {mayIssue && body !== undefined ? (
        <details className="card no-print" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t('record.issue')}</summary>
          {isOpen && isReady ? (
            <Form
              key={version}
              floor={floor}
              events={events}
              deliberations={deliberations}
              version={version}
              bodyStream={body.stream}
            />
          ) : isOpen ? (
            <Awaiting asked={[told, ...texts.filter(({ error }) => !(error instanceof Refused))]} />
          ) : null}
        </details>
      ) : null}
    </div>
  );
};
