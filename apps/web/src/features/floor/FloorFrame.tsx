import type { SittingState } from '@plenary/consensus';
import { isolate } from '@plenary/i18n';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isGone, Refused } from '../../lib/api.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showDeadline, showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { useFloor, type Floor } from './use-floor.ts';
import './floor.css';
import { AwaitedBody } from '../../lib/Awaited.tsx';

const TONES = {
  planned: 'plain',
  open: 'good',
  suspended: 'warn',
  adjourned: 'plain',
  cancelled: 'bad',
} as const;

/** SIT-44, SIT-45: what has become of the plan, until the meeting opens. */
const PlanStanding = ({ state }: { readonly state: SittingState }) => {
  const { t, i18n } = useTranslation('floor');
  const change = state.phase === 'planned' ? state.changes?.at(-1) : undefined;
  if (state.cancelled !== undefined)
    return <Notice tone="warn">{t('wasCancelled', { reason: isolate(state.cancelled.reason) })}</Notice>;
  if (change === undefined) return null;
  const { at, before, reason } = change;
  const lang = i18n.language;
  return (
    <Notice tone="info">
      {t('changedFrom', {
        date: showDeadline(at, lang),
        before: showDeadline(before, lang),
        reason: isolate(reason),
      })}
    </Notice>
  );
};

/** Title, state and ways of one sitting around a page of it. */
export const FloorFrame = ({
  id,
  children,
}: {
  readonly id: string;
  readonly children: (floor: Floor) => ReactNode;
}) => {
  const { t, i18n } = useTranslation(['floor', 'vocabulary', 'shell']);
  const { floor, error } = useFloor(id);
  if (isGone(error) || (floor === undefined && error !== null))
    return (
      <div className="page page-narrow">
        {error instanceof Refused ? (
          <RefusalNote refusal={error.refusal} />
        ) : (
          <Empty title={t('shell:unreachable')} />
        )}
      </div>
    );
  if (floor === undefined) return <AwaitedBody />;
  const { state } = floor;
  const lang = i18n.language;
  return (
    <div className="page floor">
      <header className="floor-head">
        <p className="row">
          <span className="soft">
            {t('floor:meetingOf', { number: state.meeting, session: localised(state.session, lang) })}
          </span>
          <Tag tone={TONES[state.phase]}>{t(`vocabulary:sittingPhase.${state.phase}`)}</Tag>
        </p>
        <h1 dir="auto">{localised(state.title, lang)}</h1>
        <p className="soft small">
          {state.openedAt === undefined
            ? t('floor:opensAt', { date: showDeadline(state.opensAt, lang) })
            : t('floor:openedAt', { date: showInstant(state.openedAt, lang) })}
          {state.adjournedAt === undefined
            ? null
            : ` ${t('floor:adjournedAt', { date: showInstant(state.adjournedAt, lang) })}`}
          {state.place === undefined ? null : (
            <>
              {' '}
              <bdi>{t('floor:placeIs', { place: state.place })}</bdi>
            </>
          )}
        </p>
        <PlanStanding state={state} />
      </header>
      <nav className="tabs no-print" aria-label={t('floor:parts')}>
        <Link
          to="/sittings/$sitting"
          params={{ sitting: id }}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {t('floor:floor')}
        </Link>
        <Link to="/sittings/$sitting/time" params={{ sitting: id }}>
          {t('floor:time')}
        </Link>
        <Link to="/sittings/$sitting/minutes" params={{ sitting: id }}>
          {t('floor:minutes')}
        </Link>
        <Link to="/sittings/$sitting/projector" params={{ sitting: id }}>
          {t('floor:projector')}
        </Link>
        <Link to="/sittings" activeOptions={{ exact: true, includeSearch: false }}>
          {t('floor:calendar')}
        </Link>
      </nav>
      {children(floor)}
    </div>
  );
};
