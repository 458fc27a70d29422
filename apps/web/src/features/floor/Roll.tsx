import { decidingQuorum, openingQuorum } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Performing } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { memberName } from './names.ts';
import type { Floor } from './use-floor.ts';

/** Who is there, of how many, and whether it is enough to open and to decide. */
export const QuorumLine = ({ floor }: { readonly floor: Floor }) => {
  const { t } = useTranslation('floor');
  const { body, state } = floor;
  const opening = openingQuorum(body, state);
  const deciding = decidingQuorum(body, state);
  return (
    <p className="row floor-quorum">
      <b>{t('presentOf', { present: opening.present, of: opening.members })}</b>
      {state.phase === 'planned' ? (
        <Tag tone={opening.reached ? 'good' : 'warn'}>
          {t(opening.reached ? 'mayOpen' : 'mayNotOpen', { needed: opening.needed })}
        </Tag>
      ) : (
        <Tag tone={deciding.reached ? 'good' : 'warn'}>
          {t(deciding.reached ? 'mayDecide' : 'mayNotDecide', { needed: deciding.needed })}
        </Tag>
      )}
    </p>
  );
};

/** The roll of attendance: whoever conducts marks by touch, everybody sees who is there. */
export const Roll = ({ floor, act }: { readonly floor: Floor; readonly act: Performing }) => {
  const { t, i18n } = useTranslation(['floor', 'members']);
  const { body, state, seat } = floor;
  const [sought, setSought] = useState('');
  const lang = i18n.language;
  const keeps =
    (seat.role === 'chair' || seat.role === 'secretariat') &&
    state.phase !== 'adjourned' &&
    state.phase !== 'cancelled';
  const isSought = (id: string): boolean =>
    `${id} ${memberName(body, id, lang)}`.toLocaleLowerCase(lang).includes(sought.toLocaleLowerCase(lang));
  const shown = Object.values(body.members)
    .map(({ id, role }) => ({ id, role, name: memberName(body, id, lang) }))
    .filter(({ id }) => isSought(id))
    .toSorted((a, b) => a.name.localeCompare(b.name, lang));
  /** A State by its code, as on the plate before it; an observer by its name, which no code tells. */
  const seatOf = ({ id, role, name }: (typeof shown)[number]) => {
    const isPresent = state.present[id] !== undefined;
    const words = `${name}: ${t(isPresent ? 'floor:present' : 'floor:absent')}`;
    const look = {
      className: `floor-seat${isPresent ? ' floor-seat-present' : ''}`,
      title: words,
      'aria-label': words,
    };
    const plate = (
      <>
        <bdi>{role === 'member' ? id : name}</bdi>
        {isPresent ? <span aria-hidden="true">✓</span> : null}
      </>
    );
    return (
      <li key={id}>
        {keeps ? (
          <button
            type="button"
            aria-pressed={isPresent}
            onClick={() => void act.perform({ type: 'registerPresence', members: [id], present: !isPresent })}
            {...look}
          >
            {plate}
          </button>
        ) : (
          <span role="img" {...look}>
            {plate}
          </span>
        )}
      </li>
    );
  };
  const absent = shown.filter(({ id, role }) => role === 'member' && state.present[id] === undefined);
  return (
    <section className="card floor-roll" aria-label={t('floor:roll')}>
      <h2>{t('floor:roll')}</h2>
      <QuorumLine floor={floor} />
      <div className="floor-roll-bar">
        <Field label={t('floor:seek')}>
          {(control) => (
            <input
              {...control}
              type="search"
              dir="auto"
              value={sought}
              onChange={(event) => setSought(event.target.value)}
            />
          )}
        </Field>
        {keeps && absent.length > 0 ? (
          <Button
            busy={act.pending}
            onClick={() =>
              void act.perform({
                type: 'registerPresence',
                members: absent.map(({ id }) => id),
                present: true,
              })
            }
          >
            {t('floor:markAll', { count: absent.length })}
          </Button>
        ) : null}
      </div>
      <ul className="floor-seats">{shown.filter(({ role }) => role === 'member').map(seatOf)}</ul>
      {shown.every(({ role }) => role === 'member') ? null : (
        <>
          <h3>{t('members:observers')}</h3>
          <ul className="floor-seats floor-seats-named">
            {shown.filter(({ role }) => role !== 'member').map(seatOf)}
          </ul>
        </>
      )}
    </section>
  );
};
