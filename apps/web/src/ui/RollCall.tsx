import type { BodyState, OpenedBallot } from '@plenary/consensus';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { localised } from './localised.ts';
import './roll.css';
import { BALLOT_SIGNS } from './ballot-signs.ts';

/** Every elector as an equal tile, in the order of the roll: small States are as visible as large ones. */
export const RollCall = memo(
  ({ body, ballot }: { readonly body: BodyState; readonly ballot: OpenedBallot }) => {
    const { t, i18n } = useTranslation(['adoption', 'decisions', 'vocabulary']);
    const cast = Object.keys(ballot.cast).length;
    const name = (id: string): string => localised(body.members[id]?.names ?? { en: id }, i18n.language);
    if (ballot.manner === 'showOfHands')
      return (
        <p>
          {ballot.hands === undefined
            ? t('decisions:handsNone')
            : t('decisions:handsCounted', {
                for: ballot.hands.for,
                against: ballot.hands.against,
                abstain: ballot.hands.abstain,
              })}
        </p>
      );
    const [first] = ballot.electors;
    const called =
      ballot.manner === 'rollCall' && ballot.closedAt === undefined
        ? ballot.electors.find(({ id }) => ballot.cast[id] === undefined)
        : undefined;
    return (
      <div className="stack">
        <p>{t('adoption:castSoFar', { count: cast, of: ballot.electors.length })}</p>
        {ballot.lot === undefined || first === undefined ? null : (
          <p className="soft">{t('decisions:drawn', { name: name(first.id), lot: String(ballot.lot) })}</p>
        )}
        {called === undefined ? null : (
          <p className="roll-called" aria-live="polite">
            {t('decisions:called', { name: name(called.id) })}
          </p>
        )}
        <ul className="roll">
          {ballot.electors.map(({ id }) => {
            const choice = ballot.cast[id]?.choice ?? 'none';
            return (
              <li
                key={id}
                className={`roll-tile roll-tile-signed roll-${choice}`}
                title={`${name(id)}: ${t(`vocabulary:ballot.${choice}`)}`}
              >
                <bdi aria-hidden="true">{String(body.members[id]?.attrs['iso2'] ?? id)}</bdi>
                <span aria-hidden="true">{BALLOT_SIGNS[choice]}</span>
                <span className="visually-hidden">
                  {name(id)}: {t(`vocabulary:ballot.${choice}`)}
                </span>
              </li>
            );
          })}
        </ul>
        <p className="roll-legend small soft">
          {(['for', 'against', 'abstain', 'none'] as const).map((choice) => (
            <span key={choice}>
              <span className={`roll-key roll-${choice} roll-key-signed`} aria-hidden="true">
                {BALLOT_SIGNS[choice]}
              </span>{' '}
              {t(`vocabulary:ballot.${choice}`)}
            </span>
          ))}
        </p>
      </div>
    );
  },
);
RollCall.displayName = 'RollCall';
