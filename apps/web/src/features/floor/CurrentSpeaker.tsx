import { openVote, speakersOf, spokenOn, waitingPoint } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import type { Performing } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { FloorClock } from './FloorClock.tsx';
import { memberName, speakerName } from './names.ts';
import type { Floor } from './use-floor.ts';

/** Who has the floor, with the clock; the chair calls the next, ends and extends here. */
export const CurrentSpeaker = ({ floor, act }: { readonly floor: Floor; readonly act: Performing }) => {
  const { t, i18n } = useTranslation(['floor', 'vocabulary']);
  const { body, state, seat, ahead } = floor;
  const { speech } = state;
  const [next] = speakersOf(body, state);
  const motion = spokenOn(state);
  const isFree = waitingPoint(state) === undefined && openVote(state) === undefined;
  const mayCall = isFree && next !== undefined && (motion === undefined || next.motion === motion.id);
  const isChair = seat.role === 'chair' && state.phase === 'open';
  const isOurs = speech !== undefined && speech.member === seat.member;
  const end = (request: string) => () => void act.perform({ type: 'endSpeech', request });
  return (
    <section className="card floor-now" aria-label={t('floor:now')}>
      <h2 className="small soft">{t('floor:now')}</h2>
      {speech === undefined ? (
        <p className="floor-speaker floor-nobody">{t('floor:nobodySpeaks')}</p>
      ) : (
        <>
          <p className="floor-speaker">
            <bdi>{speakerName(body, speech, i18n.language)}</bdi>
          </p>
          {speech.kind === 'speech' ? null : (
            <p className="soft">{t(`vocabulary:floorKind.${speech.kind}`)}</p>
          )}
          <FloorClock speech={speech} ahead={ahead} />
        </>
      )}
      {isChair ? (
        <div className="row">
          {next === undefined ? null : (
            <Button
              tone="primary"
              disabled={!mayCall}
              busy={act.pending}
              onClick={() => void act.perform({ type: 'giveFloor', request: next.id })}
            >
              {t('floor:give', { member: memberName(body, next.member, i18n.language) })}
            </Button>
          )}
          {speech === undefined ? null : (
            <>
              <Button busy={act.pending} disabled={!isFree} onClick={end(speech.id)}>
                {t('floor:thank')}
              </Button>
              <Button
                tone="quiet"
                busy={act.pending}
                onClick={() => void act.perform({ type: 'extendTime', request: speech.id, seconds: 60 })}
              >
                {t('floor:extend')}
              </Button>
            </>
          )}
        </div>
      ) : null}
      {!isChair && isOurs ? (
        <div className="row">
          <Button busy={act.pending} onClick={end(speech.id)}>
            {t('floor:weEnd')}
          </Button>
        </div>
      ) : null}
    </section>
  );
};
