import type { AmendmentId } from '@plenary/consensus';
import { Link } from '@tanstack/react-router';

/** The way to the page of an amendment, under its number. */
export const AmendmentWay = ({
  deliberation,
  amendment,
}: {
  readonly deliberation: string;
  readonly amendment: AmendmentId;
}) => (
  <Link
    className="composer-number"
    to="/deliberations/$id/amendments/$amendment"
    params={{ id: deliberation, amendment }}
  >
    <bdi>{amendment}</bdi>
  </Link>
);
