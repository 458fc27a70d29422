import { Link, Outlet, useParams, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isGone, Refused } from '../lib/api.ts';
import { useBody, useDeliberation } from '../lib/live.ts';
import { useSession } from '../lib/session.ts';
import { Empty } from '../ui/Empty.tsx';
import { Loading } from '../ui/Loading.tsx';
import { RefusalNote } from '../ui/RefusalNote.tsx';
import { Tag } from '../ui/Tag.tsx';
import { localised } from '../ui/localised.ts';
import { TextStanding } from './TextStanding.tsx';
import './deliberation.css';
import { AwaitedBody } from '../lib/Awaited.tsx';

const PHASE_TONES = {
  open: 'accent',
  adoptionProposed: 'warn',
  balloting: 'warn',
  ballotClosed: 'warn',
  adopted: 'good',
} as const;

/** What a reader needs comes first; whether a sitting is going on is asked after it. */
const FollowChair = lazy(async () => ({
  default: (await import('../features/floor/FollowChair.tsx')).FollowChair,
}));

/** Title, state and ways into one deliberation; the pages below it show its parts. */
export const DeliberationLayout = () => {
  const { t, i18n } = useTranslation(['shell', 'vocabulary']);
  const { id } = useParams({ from: '/deliberations/$id' });
  const { held, error } = useDeliberation(id);
  const body = useBody();
  const session = useSession();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const parts = useRef<HTMLElement>(null);
  const kind = session?.account?.kind;
  // On a narrow screen the row of parts scrolls: the one that is open is in sight, also when others come before it.
  const isThere = held !== undefined && body !== undefined;
  useEffect(() => {
    const open = parts.current?.querySelector('[aria-current="page"]');
    open?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [path, isThere, kind, i18n.language]);
  if (isGone(error) || (held === undefined && error !== null))
    return (
      <div className="page page-narrow">
        {error instanceof Refused ? (
          <>
            <RefusalNote refusal={error.refusal} />
            <Link className="button" to="/">
              {t('shell:home')}
            </Link>
          </>
        ) : (
          <Empty title={t('shell:unreachable')} />
        )}
      </div>
    );
  if (held === undefined) return <Loading />;
  if (body === undefined) return <AwaitedBody />;
  const { state } = held;
  const conducts = kind === 'chair' || kind === 'facilitator' || kind === 'secretariat';
  // A delegation has this part once something was shared with it.
  const hasPackages = conducts || (kind === 'delegate' && Object.keys(state.packages).length > 0);
  return (
    <div className="page deliberation">
      <header className="deliberation-head">
        <div className="row">
          {state.revision === undefined ? null : (
            <bdi className="deliberation-symbol">{state.revision.symbol}</bdi>
          )}
          <Tag tone={PHASE_TONES[state.phase]}>{t(`vocabulary:phase.${state.phase}`)}</Tag>
          {state.bar === undefined ? null : (
            <Tag tone="warn">{t(`vocabulary:outcome.${state.bar.outcome}`)}</Tag>
          )}
        </div>
        <h1 dir="auto">{localised(state.title, i18n.language)}</h1>
      </header>
      <nav ref={parts} className="tabs no-print" aria-label={t('shell:parts')}>
        <Link to="/deliberations/$id" params={{ id }} activeOptions={{ exact: true, includeSearch: false }}>
          {t('shell:tabs.text')}
        </Link>
        {kind === 'delegate' || kind === 'observer' ? (
          <Link to="/deliberations/$id/desk" params={{ id }}>
            {t('shell:tabs.desk')}
          </Link>
        ) : null}
        <Link to="/deliberations/$id/drafts" params={{ id }}>
          {t('shell:tabs.drafts')}
        </Link>
        <Link to="/deliberations/$id/amendments" params={{ id }} search={{}}>
          {t('shell:tabs.amendments')}
        </Link>
        <Link to="/deliberations/$id/board" params={{ id }}>
          {t('shell:tabs.board')}
        </Link>
        {hasPackages ? (
          <Link to="/deliberations/$id/finder" params={{ id }}>
            {t(conducts ? 'shell:tabs.finder' : 'shell:tabs.packages')}
          </Link>
        ) : null}
        <Link to="/deliberations/$id/adoption" params={{ id }}>
          {t('shell:tabs.adoption')}
        </Link>
        <Link to="/deliberations/$id/consultations" params={{ id }}>
          {t('shell:tabs.consultations')}
        </Link>
        <Link to="/deliberations/$id/conversations" params={{ id }}>
          {t('shell:tabs.conversations')}
        </Link>
        <Link to="/deliberations/$id/history" params={{ id }}>
          {t('shell:tabs.history')}
        </Link>
        <Link to="/deliberations/$id/record" params={{ id }}>
          {t('shell:tabs.record')}
        </Link>
      </nav>
      <TextStanding body={body.state} state={state} />
      <Suspense fallback={null}>
        <FollowChair deliberation={id} />
      </Suspense>
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    </div>
  );
};
