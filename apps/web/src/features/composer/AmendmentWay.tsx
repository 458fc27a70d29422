import type { AmendmentId } from '@plenary/consensus';
import { useRouter } from '@tanstack/react-router';

/** The way to the page of an amendment, under its number; where that page is, the application knows. */
export const AmendmentWay = ({
  deliberation,
  amendment,
}: {
  readonly deliberation: string;
  readonly amendment: AmendmentId;
}) => {
  const { history } = useRouter();
  const href = `/deliberations/${encodeURIComponent(deliberation)}/amendments/${amendment}`;
  return (
    <a
      className="composer-number"
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        history.push(href);
      }}
    >
      <bdi>{amendment}</bdi>
    </a>
  );
};
