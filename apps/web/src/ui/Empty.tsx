import type { ReactNode } from 'react';
import './empty.css';

/** What a page says when it has nothing to show, and what can be done about it. */
export const Empty = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => (
  <div className="empty">
    <p className="empty-title">{title}</p>
    {children}
  </div>
);
