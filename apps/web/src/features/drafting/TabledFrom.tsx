import type { BodyState, DeliberationState, DraftingDocument } from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useNames } from './names.ts';

/** What came of a draft that was written together: the amendments that were tabled from it, and the way to join them. */
export const TabledFrom = ({
  document,
  deliberation,
  body,
  state,
}: {
  readonly document: DraftingDocument;
  readonly deliberation: string;
  readonly body: BodyState;
  readonly state: DeliberationState;
}) => {
  const { t } = useTranslation(['drafting', 'vocabulary']);
  const account = useSession()?.account;
  const nameOf = useNames(body);
  const member = account?.kind === 'delegate' ? account.member : undefined;
  const tabled = (document.tabledAs ?? []).flatMap((id) => state.amendments[id] ?? []);
  return (
    <div role="status">
      {tabled.length === 0 ? null : (
        <Notice tone="info">
          {tabled.map(({ id, state: became, sponsors }) => (
            <p key={id} className="row tabled-from">
              <span>{t('drafting:tabledFrom.as')}</span>
              <Link
                to="/deliberations/$id/amendments/$amendment"
                params={{ id: deliberation, amendment: id }}
              >
                <bdi>{id}</bdi>
              </Link>
              <bdi className="soft">{sponsors.map(nameOf).join(' · ')}</bdi>
              <Tag>{t(`vocabulary:amendmentState.${became}`)}</Tag>
              {became === 'submitted' && member !== undefined && !sponsors.includes(member) ? (
                <span>{t('drafting:tabledFrom.join')}</span>
              ) : null}
            </p>
          ))}
        </Notice>
      )}
    </div>
  );
};
