import type { AmendmentId } from '@plenary/consensus';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useHere } from './deliberation.ts';

/** The way to where an amendment is written, on a paragraph or on another amendment, or written anew. */
export const ComposeLink = ({
  paragraph,
  amends,
  revise,
  oral = false,
  className = 'button',
  children,
}: {
  readonly paragraph?: string;
  readonly amends?: AmendmentId;
  readonly revise?: AmendmentId;
  /** Moved from the floor, and entered by those who conduct. */
  readonly oral?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}) => {
  const { id } = useHere();
  const { history } = useRouter();
  const search = new URLSearchParams({
    ...(paragraph === undefined ? {} : { paragraph }),
    ...(amends === undefined ? {} : { amends }),
    ...(revise === undefined ? {} : { revise }),
    ...(oral ? { oral: 'true' } : {}),
  }).toString();
  const href = `/deliberations/${encodeURIComponent(id)}/amendments/new${search === '' ? '' : `?${search}`}`;
  return (
    <a
      className={className}
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        history.push(href);
      }}
    >
      {children}
    </a>
  );
};
