import type { BodyState, OpenedBallot } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { localised } from '../../ui/localised.ts';

/** Every elector as an equal tile, in the order of the roll: small States are as visible as large ones. */
export const RollCall = ({ body, ballot }: { readonly body: BodyState; readonly ballot: OpenedBallot }) => {
  const { t, i18n } = useTranslation(['adoption', 'vocabulary']);
  const cast = Object.keys(ballot.cast).length;
  return (
    <div className="stack">
      <p>{t('adoption:castSoFar', { count: cast, of: ballot.electors.length })}</p>
      <ul className="roll">
        {ballot.electors.map(({ id }) => {
          const choice = ballot.cast[id]?.choice ?? 'none';
          const name = localised(body.members[id]?.names ?? { en: id }, i18n.language);
          return (
            <li
              key={id}
              className={`roll-tile roll-${choice}`}
              title={`${name}: ${t(`vocabulary:ballot.${choice}`)}`}
            >
              <bdi aria-hidden="true">{String(body.members[id]?.attrs['iso2'] ?? id)}</bdi>
              <span className="visually-hidden">
                {name}: {t(`vocabulary:ballot.${choice}`)}
              </span>
            </li>
          );
        })}
      </ul>
      <p className="roll-legend small soft">
        {(['for', 'against', 'abstain', 'none'] as const).map((choice) => (
          <span key={choice}>
            <span className={`roll-key roll-${choice}`} /> {t(`vocabulary:ballot.${choice}`)}
          </span>
        ))}
      </p>
    </div>
  );
};
