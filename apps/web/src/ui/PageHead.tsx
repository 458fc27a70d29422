import type { ReactNode } from 'react';
import './page.css';

/** Title of a page with its lead and its acts. */
export const PageHead = ({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
}) => (
  <header className="page-head">
    <div>
      <h1 dir="auto">{title}</h1>
      {lead === undefined ? null : <p className="page-lead">{lead}</p>}
    </div>
    {children === undefined ? null : <div className="page-acts">{children}</div>}
  </header>
);
