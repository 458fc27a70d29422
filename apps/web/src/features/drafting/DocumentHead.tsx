import type { DraftingDocument } from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../ui/Tag.tsx';

/** Title of a document on a page beside its editor, with the way back. */
export const DocumentHead = ({
  document,
  deliberation,
  title,
  children,
}: {
  readonly document: DraftingDocument;
  readonly deliberation: string;
  readonly title: string;
  readonly children?: ReactNode;
}) => {
  const { t } = useTranslation(['drafting', 'vocabulary']);
  return (
    <header className="workspace-head no-print">
      <div className="row workspace-title">
        <h2>{title}</h2>
        <Link to="/deliberations/$id/drafts/$document" params={{ id: deliberation, document: document.id }}>
          <bdi lang={document.lang}>{document.title}</bdi>
        </Link>
        <Tag>{t(`vocabulary:document.${document.kind}`)}</Tag>
      </div>
      {children === undefined ? null : <div className="row">{children}</div>}
    </header>
  );
};
