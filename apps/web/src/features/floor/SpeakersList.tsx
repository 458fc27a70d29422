import { speakersOf, spokenOn, type FloorRequest } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import type { Performing } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { speakerName } from './names.ts';
import type { Floor } from './use-floor.ts';

/** The list in the order in which speakers are called; whoever conducts calls and strikes in it. */
export const SpeakersList = ({ floor, act }: { readonly floor: Floor; readonly act: Performing }) => {
  const { t, i18n } = useTranslation(['floor', 'vocabulary']);
  const { body, state, seat } = floor;
  const speakers = speakersOf(body, state);
  const isChair = seat.role === 'chair' && state.phase === 'open';
  const motion = spokenOn(state);
  const conducts = seat.role === 'chair' || seat.role === 'secretariat';
  const strike = ({ id, member }: FloorRequest) =>
    conducts || member === seat.member ? (
      <Button
        tone="quiet"
        busy={act.pending}
        onClick={() => void act.perform({ type: 'withdrawRequest', request: id })}
      >
        {member === seat.member ? t('floor:withdraw') : t('floor:strike')}
      </Button>
    ) : null;
  return (
    <section className="card floor-list" aria-label={t('floor:speakers')}>
      <header className="row floor-list-head">
        <h2>{t('floor:speakers')}</h2>
        <Tag tone={state.listOpen ? 'good' : 'warn'}>
          {t(state.listOpen ? 'floor:listOpen' : 'floor:listClosed')}
        </Tag>
        {conducts && state.phase !== 'adjourned' && state.phase !== 'cancelled' ? (
          <Button
            tone="quiet"
            busy={act.pending}
            onClick={() => void act.perform({ type: 'setSpeakersList', open: !state.listOpen })}
          >
            {t(state.listOpen ? 'floor:closeList' : 'floor:openList')}
          </Button>
        ) : null}
      </header>
      {speakers.length === 0 ? <p className="soft">{t('floor:nobodyWaits')}</p> : null}
      <ol className="floor-speakers">
        {speakers.map((request, place) => (
          <li key={request.id} className={request.member === seat.member ? 'floor-ours' : ''}>
            <span className="floor-place">{place + 1}</span>
            <span className="floor-name">
              <bdi>{speakerName(body, request, i18n.language)}</bdi>
              {request.kind === 'speech' ? null : (
                <span className="small soft">
                  {t(`vocabulary:floorKind.${request.kind}`)}
                  {request.side === undefined ? '' : ` · ${t(`vocabulary:motionSide.${request.side}`)}`}
                </span>
              )}
              {state.present[request.member] === undefined ? (
                <span className="small floor-away">{t('floor:notInRoom')}</span>
              ) : null}
            </span>
            {isChair && place > 0 && (motion === undefined || request.motion === motion.id) ? (
              <ReasonDialog
                open={t('floor:callOutOfTurn')}
                question={t('floor:outOfTurnReason')}
                onReason={(reason) => void act.perform({ type: 'giveFloor', request: request.id, reason })}
              />
            ) : null}
            {strike(request)}
          </li>
        ))}
      </ol>
    </section>
  );
};
