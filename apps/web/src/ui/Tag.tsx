import type { ReactNode } from 'react';
import './tag.css';

/** A short state in a word. */
export const Tag = ({
  tone = 'plain',
  children,
}: {
  readonly tone?: 'plain' | 'good' | 'warn' | 'bad' | 'accent';
  readonly children: ReactNode;
}) => <span className={`tag tag-${tone}`}>{children}</span>;
