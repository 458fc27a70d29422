import type { Ballot, BodyState } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { localised } from '../../ui/localised.ts';
import '../../ui/roll.css';
import { BALLOT_SIGNS } from '../../ui/ballot-signs.ts';

/** Every member who had a voice as a tile of one size, region by region: sign and colour say how it stood, words for all. */
export const VoteTiles = ({
  body,
  ballots,
  words,
}: {
  readonly body: BodyState;
  readonly ballots: readonly Ballot[];
  /** Whether they were cast, or are the positions that stood. */
  readonly words: 'ballot' | 'set';
}) => {
  const { t, i18n } = useTranslation(['decisions', 'vocabulary']);
  const lang = i18n.language;
  const order = new Intl.Collator(lang);
  const name = (id: string): string => localised(body.members[id]?.names ?? { en: id }, lang);
  const regions = Object.values(body.groups).filter(({ kind }) => kind === 'regional');
  const placed = new Set(regions.flatMap(({ members }) => members));
  const groups = [
    ...regions.map(({ id, names, members }) => ({
      id,
      title: localised(names, lang),
      here: ballots.filter((ballot) => members.includes(ballot.id)),
    })),
    { id: '', title: t('decisions:noRegion'), here: ballots.filter((ballot) => !placed.has(ballot.id)) },
  ].filter(({ here }) => here.length > 0);
  return (
    <div className="vote-map">
      {groups.map(({ id, title, here }) => (
        <section key={id} aria-label={title}>
          <h3>
            {title} <span className="soft">{here.length}</span>
          </h3>
          <ul className="vote-tiles">
            {here
              .toSorted((a, b) => order.compare(name(a.id), name(b.id)))
              .map(({ id: member, position }) => (
                <li key={member} className={`roll-tile roll-tile-signed roll-${position}`}>
                  <bdi aria-hidden="true">{String(body.members[member]?.attrs['iso2'] ?? member)}</bdi>
                  <span aria-hidden="true">{BALLOT_SIGNS[position]}</span>
                  <span className="visually-hidden">
                    {name(member)}: {t(`vocabulary:${words}.${position}`)}
                  </span>
                </li>
              ))}
          </ul>
        </section>
      ))}
      <p className="roll-legend small soft">
        {(['for', 'against', 'abstain', 'object', 'none'] as const)
          .filter((position) => ballots.some((ballot) => ballot.position === position))
          .map((position) => (
            <span key={position}>
              <span className={`roll-key roll-${position} roll-key-signed`} aria-hidden="true">
                {BALLOT_SIGNS[position]}
              </span>{' '}
              {t(`vocabulary:${words}.${position}`)}
            </span>
          ))}
      </p>
    </div>
  );
};
