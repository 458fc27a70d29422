import { isWritable, type DeliberationState, type DraftingDocument } from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.ts';

/** Ways from a document to the pages about it. */
export const DocumentWays = ({
  deliberation,
  document,
  state,
}: {
  readonly deliberation: string;
  readonly document: DraftingDocument;
  readonly state: DeliberationState;
}) => {
  const { t } = useTranslation('drafting');
  const kind = useSession()?.account?.kind;
  const params = { id: deliberation, document: document.id };
  const mayIssue =
    (kind === 'secretariat' || kind === 'chair') &&
    document.kind === 'workingText' &&
    isWritable(state, document);
  return (
    <nav className="row small no-print" aria-label={t('ways.label')}>
      <Link to="/deliberations/$id/drafts/$document/history" params={params}>
        {t('ways.history')}
      </Link>
      <Link to="/deliberations/$id/drafts/$document/print" params={params}>
        {t('ways.print')}
      </Link>
      {mayIssue ? (
        <Link to="/deliberations/$id/drafts/$document/revision" params={params}>
          {t('ways.revision')}
        </Link>
      ) : null}
    </nav>
  );
};
