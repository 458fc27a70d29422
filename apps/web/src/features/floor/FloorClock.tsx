import { secondsLeft, type Speech } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { showDuration } from '../../ui/instant.ts';
import { useServiceNow } from './use-floor.ts';

/** How long a speaker has left; over time it counts up and says so in words as well. */
export const FloorClock = ({ speech, ahead }: { readonly speech: Speech; readonly ahead: number }) => {
  const { t } = useTranslation('floor');
  const left = secondsLeft(speech, useServiceNow(ahead));
  const stands = speech.clock.since === undefined;
  const tone = left < 0 ? 'over' : left <= 30 ? 'soon' : 'calm';
  return (
    <div className={`floor-clock floor-clock-${tone}`}>
      <span className="floor-clock-time" role="timer">
        <bdi>{`${left < 0 ? '+' : ''}${showDuration(Math.abs(left))}`}</bdi>
      </span>
      <span className="floor-clock-word">
        {t(stands ? 'clock.stands' : left < 0 ? 'clock.over' : 'clock.left')}
      </span>
      <span className="floor-clock-track" aria-hidden="true">
        <span style={{ inlineSize: `${Math.max(0, Math.min(100, (left / speech.limitSeconds) * 100))}%` }} />
      </span>
    </div>
  );
};
