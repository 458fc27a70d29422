import type { AmendmentId } from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
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
