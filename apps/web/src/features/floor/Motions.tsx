import { addSeconds, objectionSeconds, openVote, pendingMotions, type Motion } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import type { Performing } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { showDuration } from '../../ui/instant.ts';
import { memberName } from './names.ts';
import { useServiceNow, type Floor } from './use-floor.ts';

interface Part {
  readonly floor: Floor;
  readonly act: Performing;
}

/** SIT-27: whether anybody objects to a motion, with the time in which they may. */
const Question = ({
  floor,
  act,
  motion,
  askedAt,
}: Part & { readonly motion: Motion; readonly askedAt: string }) => {
  const { t } = useTranslation(['floor', 'vocabulary']);
  const { state, seat } = floor;
  const now = useServiceNow(floor.ahead);
  const seconds = objectionSeconds(state.rules);
  const left = Math.max(0, Math.ceil((Date.parse(addSeconds(askedAt, seconds)) - now) / 1_000));
  const mayObject =
    seat.role === 'delegate' &&
    seat.mayBind &&
    seat.member !== undefined &&
    state.present[seat.member] !== undefined;
  return (
    <section className="card floor-urgent" aria-label={t('floor:objections')}>
      <h2>{t('floor:objectionsTo', { motion: t(`vocabulary:motion.${motion.kind}`) })}</h2>
      <p className="soft">{t('floor:objectionsAbout', { time: showDuration(seconds) })}</p>
      <div className="row">
        {mayObject ? (
          <Button
            tone="primary"
            busy={act.pending}
            onClick={() => void act.perform({ type: 'objectToMotion', motion: motion.id })}
          >
            {t('floor:objectToMotion')}
          </Button>
        ) : null}
        {seat.role === 'chair' ? (
          <>
            <Button
              tone="primary"
              busy={act.pending}
              disabled={left > 0}
              onClick={() => void act.perform({ type: 'carryMotion', motion: motion.id })}
            >
              {t('floor:carryMotion')}
            </Button>
            <Button
              busy={act.pending}
              onClick={() => void act.perform({ type: 'putMotion', motion: motion.id })}
            >
              {t('floor:putMotion')}
            </Button>
          </>
        ) : null}
        <span className="soft" role="timer">
          <bdi>{showDuration(left)}</bdi>
        </span>
      </div>
    </section>
  );
};

const ChairActs = ({ act, motion }: { readonly act: Performing; readonly motion: Motion }) => {
  const { t } = useTranslation('floor');
  const isObjected = motion.objectedBy !== undefined;
  return (
    <>
      {isObjected ? null : (
        <Button
          tone="primary"
          busy={act.pending}
          onClick={() => void act.perform({ type: 'askObjections', motion: motion.id })}
        >
          {t('askObjections')}
        </Button>
      )}
      <Button
        tone={isObjected ? 'primary' : 'plain'}
        busy={act.pending}
        onClick={() => void act.perform({ type: 'putMotion', motion: motion.id })}
      >
        {t('putMotion')}
      </Button>
    </>
  );
};

/** Motions before the meeting in the order in which they are put; first what is asked about one of them. */
export const Motions = ({ floor, act }: Part) => {
  const { t, i18n } = useTranslation(['floor', 'vocabulary']);
  const { body, state, seat } = floor;
  const motions = pendingMotions(state);
  if (motions.length === 0 || openVote(state) !== undefined) return null;
  const { question } = state;
  const asked = motions.find(({ id }) => id === question?.motion);
  return (
    <>
      {asked === undefined || question === undefined ? null : (
        <Question floor={floor} act={act} motion={asked} askedAt={question.askedAt} />
      )}
      <section className="card floor-urgent" aria-label={t('floor:motions')}>
        <h2>{t('floor:motions')}</h2>
        <p className="soft small">{t('floor:precedence')}</p>
        <ol className="floor-motions">
          {motions.map((motion, place) => (
            <li key={motion.id}>
              <div>
                <b>{t(`vocabulary:motion.${motion.kind}`)}</b>
                <p className="small soft">
                  <bdi>{memberName(body, motion.member, i18n.language)}</bdi>
                  {motion.reason === '' ? null : (
                    <>
                      {' · '}
                      <bdi>{motion.reason}</bdi>
                    </>
                  )}
                </p>
                {motion.objectedBy === undefined ? null : (
                  <p className="small">
                    {t('floor:objectedBy', { member: memberName(body, motion.objectedBy, i18n.language) })}
                  </p>
                )}
              </div>
              {place === 0 && seat.role === 'chair' && asked === undefined ? (
                <ChairActs act={act} motion={motion} />
              ) : null}
              {motion.member === seat.member && seat.mayBind ? (
                <Button
                  tone="quiet"
                  busy={act.pending}
                  onClick={() => void act.perform({ type: 'withdrawMotion', motion: motion.id })}
                >
                  {t('floor:withdraw')}
                </Button>
              ) : null}
            </li>
          ))}
        </ol>
      </section>
    </>
  );
};
