import type { AmendmentId } from '@plenary/consensus';
import { Link, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useHere } from '../../lib/deliberation.ts';

/** The stable address of an amendment, under its number. */
export const AmendmentLink = ({
  amendment,
  children,
}: {
  readonly amendment: AmendmentId;
  readonly children?: ReactNode;
}) => {
  const { id } = useHere();
  return (
    <Link to="/deliberations/$id/amendments/$amendment" params={{ id, amendment }} className="amendment-link">
      {children ?? <bdi>{amendment}</bdi>}
    </Link>
  );
};

/** Several numbers in a row. */
export const AmendmentLinks = ({ amendments }: { readonly amendments: readonly AmendmentId[] }) =>
  amendments.map((amendment, at) => (
    <span key={amendment}>
      {at === 0 ? null : ' '}
      <AmendmentLink amendment={amendment} />
    </span>
  ));

/** The way to where an amendment is written, on a paragraph or on another amendment. */
export const ComposeLink = ({
  paragraph,
  amends,
  className = 'button',
  children,
}: {
  readonly paragraph?: string;
  readonly amends?: AmendmentId;
  readonly className?: string;
  readonly children: ReactNode;
}) => {
  const { id } = useHere();
  const { history } = useRouter();
  const search = new URLSearchParams({
    ...(paragraph === undefined ? {} : { paragraph }),
    ...(amends === undefined ? {} : { amends }),
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
