import { openVote, pendingMotions, speakersOf, waitingPoint } from '@plenary/consensus';
import { Link, useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { localised } from '../../ui/localised.ts';
import { FloorClock } from './FloorClock.tsx';
import { InHand } from './InHand.tsx';
import { DecisionInHand } from './DecisionInHand.tsx';
import { useFittedWords } from './fit-words.ts';
import { itemInHand, memberName, speakerName } from './names.ts';
import { useFloor, type Floor } from './use-floor.ts';
import './floor.css';
import './projector.css';
import { AwaitedBody } from '../../lib/Awaited.tsx';
import { Refused } from '../../lib/api.ts';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { Empty } from '../../ui/Empty.tsx';

const NEXT = 3;

/** What interrupts, in one line. */
const useInterruption = ({ body, state }: Pick<Floor, 'body' | 'state'>): string | undefined => {
  const { t, i18n } = useTranslation(['floor', 'vocabulary']);
  if (state.phase !== 'open') return t(`vocabulary:sittingPhase.${state.phase}`);
  const vote = openVote(state);
  const point = waitingPoint(state);
  const motion =
    vote !== undefined && 'motion' in vote.on
      ? state.motions.find(({ id }) => 'motion' in vote.on && id === vote.on.motion)
      : pendingMotions(state).at(0);
  if (point !== undefined)
    return t('floor:pointBy', { member: memberName(body, point.member, i18n.language) });
  if (vote !== undefined && 'point' in vote.on) return t('floor:voteOnAppeal');
  if (motion === undefined) return undefined;
  const name = t(`vocabulary:motion.${motion.kind}`);
  if (state.question?.motion === motion.id) return t('floor:objectionsTo', { motion: name });
  return vote === undefined
    ? t('floor:motionBy', { motion: name, member: memberName(body, motion.member, i18n.language) })
    : t('floor:voteOnMotion', { motion: name });
};

const Screen = ({ floor }: { readonly floor: Floor }) => {
  const { t, i18n } = useTranslation('floor');
  const { body, state, ahead } = floor;
  const lang = i18n.language;
  const { speech } = state;
  const interruption = useInterruption(floor);
  const next = speakersOf(body, state).slice(0, NEXT);
  const item = itemInHand(state);
  const words = useRef<HTMLElement>(null);
  useFittedWords(words);
  return (
    <>
      <header className="projector-head">
        <h1 dir="auto">{localised(state.title, lang)}</h1>
        <p>{t('meetingOf', { number: state.meeting, session: localised(state.session, lang) })}</p>
      </header>
      {interruption === undefined ? null : (
        <p className="projector-interruption" role="status">
          {interruption}
        </p>
      )}
      <section className="projector-now" aria-label={t('now')}>
        <p className="projector-speaker">
          <bdi>{speech === undefined ? t('nobodySpeaks') : speakerName(body, speech, lang)}</bdi>
        </p>
        {speech === undefined ? null : <FloorClock speech={speech} ahead={ahead} />}
      </section>
      <section className="projector-words" aria-label={t('inHand')} ref={words}>
        {item?.deliberation === undefined ? null : (
          <DecisionInHand deliberation={item.deliberation} body={body} ahead={ahead} />
        )}
        <InHand state={state} links={false} />
      </section>
      <section className="projector-next" aria-label={t('next')}>
        <h2>{t('next')}</h2>
        {next.length === 0 ? <p>{t('nobodyWaits')}</p> : null}
        <ol>
          {next.map((request) => (
            <li key={request.id}>
              <bdi>{speakerName(body, request, lang)}</bdi>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
};

/** The sitting as the room sees it on the wall: nothing to press, readable from the back row. */
export const ProjectorPage = () => {
  const { t } = useTranslation('floor');
  const { sitting } = useParams({ from: '/sittings/$sitting/projector' });
  const { floor, error } = useFloor(sitting);
  return (
    <div className="projector">
      {floor !== undefined ? (
        <Screen floor={floor} />
      ) : error === null ? (
        <AwaitedBody />
      ) : error instanceof Refused ? (
        <RefusalNote refusal={error.refusal} />
      ) : (
        <Empty title={t('shell:unreachable')} />
      )}
      <Link to="/sittings/$sitting" params={{ sitting }} className="projector-leave">
        {t('leaveProjector')}
      </Link>
    </div>
  );
};
