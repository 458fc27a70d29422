import { openDecision } from '@plenary/consensus';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeliberation } from '../../lib/live.ts';
import { useSitting } from '../../lib/live-sitting.ts';
import { Button } from '../../ui/Button.tsx';
import { AmendmentWords } from './AmendmentWords.tsx';
import './follow-chair.css';

/** What the sitting that deals with a deliberation has in hand, and the ways there; see `FollowChair`. */
export const FollowChairBar = ({
  sitting,
  deliberation,
}: {
  readonly sitting: string;
  readonly deliberation: string;
}) => {
  const { t } = useTranslation('floor');
  const [follows, setFollows] = useState(() => location.hash === '#follow');
  const state = useSitting(sitting).held?.state;
  const item = state?.agenda.find(({ id }) => id === state.inHand?.item);
  const isHere = item?.deliberation === deliberation;
  const elsewhere = isHere ? undefined : item?.deliberation;
  const inHand = isHere ? state?.inHand : undefined;
  const words = useDeliberation(deliberation).held?.state;
  const isDeciding = isHere && words !== undefined && openDecision(words) !== undefined;
  const page = useLocation({ select: ({ pathname }) => pathname });
  const amendment = inHand?.amendment === undefined ? undefined : words?.amendments[inHand.amendment];
  const paragraph = inHand?.paragraph ?? amendment?.touches[0];
  useEffect(() => {
    if (!follows || paragraph === undefined) return undefined;
    const there = document.getElementById(paragraph);
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    there?.scrollIntoView({ block: 'center', behavior: isStill ? 'auto' : 'smooth' });
    there?.setAttribute('data-in-hand', '');
    return () => there?.removeAttribute('data-in-hand');
  }, [follows, paragraph, page]);
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
      {elsewhere === undefined ? null : (
        <Link to="/deliberations/$id" params={{ id: elsewhere }} hash="follow">
          {t('toTextInHand')}
        </Link>
      )}
      <Link to="/sittings/$sitting" params={{ sitting }}>
        {t('toFloor')}
      </Link>
      {follows && words !== undefined && amendment !== undefined ? (
        <div className="follow-words">
          <Link
            to="/deliberations/$id/amendments/$amendment"
            params={{ id: deliberation, amendment: amendment.id }}
          >
            <bdi>{amendment.id}</bdi>
          </Link>
          <AmendmentWords words={words} amendment={amendment} whole={false} />
        </div>
      ) : null}
    </aside>
  );
};
