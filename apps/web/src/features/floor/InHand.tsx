import type { SittingState } from '@plenary/consensus';
import { printedLabel } from '@plenary/text';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDeliberation } from '../../lib/live.ts';
import { ParagraphText } from '../../ui/ParagraphText.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { localised } from '../../ui/localised.ts';
import { itemInHand, itemNumber } from './names.ts';

const WordsOf = ({ deliberation, pid }: { readonly deliberation: string; readonly pid: string }) => {
  const { t } = useTranslation('floor');
  const revision = useDeliberation(deliberation).held?.state.revision;
  const paragraph = revision?.paragraphs.find((one) => one.pid === pid);
  if (revision === undefined) return null;
  if (paragraph === undefined) return <p className="soft">{t('paragraphGone')}</p>;
  return (
    <div className="floor-words">
      {paragraph.label === '' ? null : (
        <p className="floor-label">
          <bdi>{printedLabel(paragraph.label, revision.lang)}</bdi>
        </p>
      )}
      <ParagraphText paragraph={paragraph} lang={revision.lang} />
    </div>
  );
};

/** The item and the paragraph that are dealt with, with their words. */
export const InHand = ({ state, links }: { readonly state: SittingState; readonly links: boolean }) => {
  const { t, i18n } = useTranslation(['floor', 'vocabulary']);
  const item = itemInHand(state);
  if (item === undefined) return <p className="soft">{t('floor:nothingInHand')}</p>;
  const debate = state.debates[item.id];
  const paragraph = state.inHand?.paragraph;
  return (
    <div className="stack floor-in-hand">
      <p className="floor-item">
        <span>{t('floor:item', { number: itemNumber(item) })}</span>{' '}
        <bdi>{localised(item.title, i18n.language)}</bdi>{' '}
        {debate === undefined ? null : <Tag tone="warn">{t(`vocabulary:debate.${debate}`)}</Tag>}
      </p>
      {item.deliberation === undefined || paragraph === undefined ? null : (
        <WordsOf deliberation={item.deliberation} pid={paragraph} />
      )}
      {links && item.deliberation !== undefined ? (
        <p className="row small">
          <Link to="/deliberations/$id" params={{ id: item.deliberation }} hash="follow">
            {t('floor:follow')}
          </Link>
          <Link to="/deliberations/$id/board" params={{ id: item.deliberation }}>
            {t('floor:room')}
          </Link>
          <Link to="/deliberations/$id/adoption" params={{ id: item.deliberation }}>
            {t('floor:gavel')}
          </Link>
        </p>
      ) : null}
    </div>
  );
};
