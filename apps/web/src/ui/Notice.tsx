import type { ReactNode } from 'react';
import './notice.css';

/** A short message in the flow of a page. `live` announces it when it appears. */
export const Notice = ({
  tone,
  live = false,
  children,
}: {
  readonly tone: 'info' | 'warn' | 'bad' | 'good';
  readonly live?: boolean;
  readonly children: ReactNode;
}) => (
  <div className={`notice notice-${tone}`} role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}>
    {children}
  </div>
);
