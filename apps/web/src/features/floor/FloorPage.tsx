import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { ActNote } from '../../ui/ActNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { localised } from '../../ui/localised.ts';
import { isSubItem } from './agenda.ts';
import { ChairDesk } from './ChairDesk.tsx';
import { ChangePlan } from './ChangePlan.tsx';
import { CurrentSpeaker } from './CurrentSpeaker.tsx';
import { FloorFrame } from './FloorFrame.tsx';
import { InHand } from './InHand.tsx';
import { itemNumber } from './names.ts';
import { OurFloor } from './OurFloor.tsx';
import { Procedure } from './Procedure.tsx';
import { Roll } from './Roll.tsx';
import { SpeakersList } from './SpeakersList.tsx';
import type { Floor } from './use-floor.ts';

const Agenda = ({ floor }: { readonly floor: Floor }) => {
  const { t, i18n } = useTranslation(['floor', 'vocabulary']);
  const { agenda, debates, inHand } = floor.state;
  return (
    <section className="card" aria-label={t('floor:agenda')}>
      <h2>{t('floor:agenda')}</h2>
      <ol className="floor-agenda">
        {agenda.map((item) => {
          const debate = debates[item.id];
          return (
            <li
              key={item.id}
              className={isSubItem(item) ? 'floor-sub-item' : undefined}
              aria-current={inHand?.item === item.id ? 'true' : undefined}
            >
              <span className="floor-place">{itemNumber(item)}</span>
              <bdi>{localised(item.title, i18n.language)}</bdi>
              {debate === undefined ? null : (
                <span className="small soft">{t(`vocabulary:debate.${debate}`)}</span>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
};

const Rooms = ({ floor }: { readonly floor: Floor }) => {
  const { t } = useTranslation('floor');
  const act = useAct(floor.stream);
  const { seat, state } = floor;
  const { member } = seat;
  const sits = member !== undefined && (seat.role === 'delegate' || seat.role === 'observer');
  const isCancelled = state.phase === 'cancelled';
  const isOver = state.phase === 'adjourned' || isCancelled;
  const plans = seat.role === 'chair' || seat.role === 'secretariat';
  return (
    <div className="floor-rooms">
      <div className="stack">
        <ActNote of={act} />
        {state.phase === 'suspended' ? <Notice tone="warn">{t('isSuspended')}</Notice> : null}
        {isOver && !isCancelled ? <Notice tone="info">{t('isOver')}</Notice> : null}
        <Procedure floor={floor} act={act} />
        {isOver ? null : <CurrentSpeaker floor={floor} act={act} />}
        {sits ? <OurFloor floor={floor} act={act} member={member} /> : null}
        {isOver ? null : (
          <section className="card" aria-label={t('inHand')}>
            <h2 className="small soft">{t('inHand')}</h2>
            <InHand state={state} links />
          </section>
        )}
      </div>
      <div className="stack floor-aside">
        {seat.role === 'chair' ? <ChairDesk floor={floor} act={act} /> : null}
        {plans && state.phase === 'planned' ? (
          <section className="card">
            <ChangePlan floor={floor} act={act} />
          </section>
        ) : null}
        {isOver ? null : <SpeakersList floor={floor} act={act} />}
        <Agenda floor={floor} />
      </div>
      <div>
        <Roll floor={floor} act={act} />
      </div>
    </div>
  );
};

/** The floor of one sitting: each sees what goes on, and what they may do now. */
export const FloorPage = () => {
  const { sitting } = useParams({ from: '/sittings/$sitting' });
  return <FloorFrame id={sitting}>{(floor) => <Rooms floor={floor} />}</FloorFrame>;
};
