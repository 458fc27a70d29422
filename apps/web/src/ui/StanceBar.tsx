import { SHOWN_STANCES, type StanceCounts } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import './stance.css';
import './stance-bar.css';
import { inRow } from '../lib/lists.ts';

/** How members are divided, as one bar. The words beside it say the same, so the bar itself is one image. */
export const StanceBar = ({
  counts,
  members,
}: {
  readonly counts: StanceCounts;
  readonly members: number;
}) => {
  const { t, i18n } = useTranslation('vocabulary');
  const label = inRow(
    i18n.language,
    SHOWN_STANCES.filter((stance) => counts[stance] > 0).map(
      (stance) => `${t(`stance.${stance}`)} ${counts[stance]}`,
    ),
  );
  return (
    <div className="stance-bar" role="img" aria-label={label}>
      {SHOWN_STANCES.map((stance) =>
        counts[stance] === 0 ? null : (
          <span
            key={stance}
            className={`stance-bar-part stance-${stance}`}
            style={{ flexGrow: counts[stance] / Math.max(1, members) }}
            title={`${t(`stance.${stance}`)}: ${counts[stance]}`}
          />
        ),
      )}
    </div>
  );
};
