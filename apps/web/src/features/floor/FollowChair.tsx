import { openDecision } from '@plenary/consensus';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sittingsQuery, useDeliberation, useSitting } from '../../lib/live.ts';
import { Button } from '../../ui/Button.tsx';
import './follow-chair.css';

const Bar = ({ sitting, deliberation }: { readonly sitting: string; readonly deliberation: string }) => {
  const { t } = useTranslation('floor');
  const [follows, setFollows] = useState(() => location.hash === '#follow');
  const state = useSitting(sitting).held?.state;
  const item = state?.agenda.find(({ id }) => id === state.inHand?.item);
  const inHand = item?.deliberation;
  const isHere = inHand === deliberation;
  const text = useDeliberation(deliberation).held?.state;
  const isDeciding = isHere && text !== undefined && openDecision(text) !== undefined;
  const page = useLocation({ select: ({ pathname }) => pathname });
  const paragraph = isHere ? state?.inHand?.paragraph : undefined;
  useEffect(() => {
    if (!follows || paragraph === undefined) return undefined;
    const there = document.getElementById(paragraph);
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    there?.scrollIntoView({ block: 'center', behavior: isStill ? 'auto' : 'smooth' });
    there?.setAttribute('data-in-hand', '');
    return () => there?.removeAttribute('data-in-hand');
  }, [follows, paragraph]);
  return (
    <aside className="follow-chair no-print" aria-label={t('inSession')}>
      <span>{isHere ? t('inSessionOnThis') : t('inSession')}</span>
      {isHere ? (
        <Button tone="quiet" aria-pressed={follows} onClick={() => setFollows(!follows)}>
          {t(follows ? 'unfollow' : 'follow')}
        </Button>
      ) : null}
      {isDeciding && !page.endsWith('/adoption') ? (
        <Link to="/deliberations/$id/adoption" params={{ id: deliberation }}>
          {t('toDecision')}
        </Link>
      ) : null}
      {inHand === undefined || isHere ? null : (
        <Link to="/deliberations/$id" params={{ id: inHand }} hash="follow">
          {t('toTextInHand')}
        </Link>
      )}
      <Link to="/sittings/$sitting" params={{ sitting }}>
        {t('toFloor')}
      </Link>
    </aside>
  );
};

/**
 * On the pages of a deliberation while a sitting deals with it: the way to the floor, to the decision that is open and to
 * another text that is in hand, and the text that goes with the chair to the paragraph in hand.
 */
export const FollowChair = ({ deliberation }: { readonly deliberation: string }) => {
  const sittings = useQuery({ ...sittingsQuery, refetchInterval: 60_000 }).data?.sittings ?? [];
  const held = sittings.find(
    ({ phase, deliberations }) => phase === 'open' && deliberations.includes(deliberation),
  );
  return held === undefined ? null : <Bar sitting={held.id} deliberation={deliberation} />;
};
