import {
  addSeconds,
  BALLOT_CHOICES,
  isOnRoll,
  notYetVoted,
  openVote,
  waitingPoint,
  type FloorVote,
  type PointOfOrder,
} from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Performing } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { Motions } from './Motions.tsx';
import { memberName } from './names.ts';
import { useServiceNow, type Floor } from './use-floor.ts';

interface Part {
  readonly floor: Floor;
  readonly act: Performing;
}

const RulingForm = ({ act, point }: { readonly act: Performing; readonly point: string }) => {
  const { t } = useTranslation('floor');
  const [words, setWords] = useState('');
  // The form goes with the point; until then the words stay, should the ruling be refused.
  const rule = (upheld: boolean) => () => void act.perform({ type: 'rulePoint', point, upheld, words });
  return (
    <div className="stack">
      <Field label={t('rulingWords')}>
        {(control) => (
          <input {...control} dir="auto" value={words} onChange={(event) => setWords(event.target.value)} />
        )}
      </Field>
      <div className="row">
        <Button tone="primary" busy={act.pending} onClick={rule(true)}>
          {t('uphold')}
        </Button>
        <Button busy={act.pending} onClick={rule(false)}>
          {t('notUphold')}
        </Button>
      </div>
    </div>
  );
};

const WaitingPoint = ({ floor, act, point }: Part & { readonly point: PointOfOrder }) => {
  const { t, i18n } = useTranslation('floor');
  const { body, seat } = floor;
  return (
    <section className="card floor-urgent" aria-label={t('pointOfOrder')}>
      <div role="status">
        <h2>{t('pointBy', { member: memberName(body, point.member, i18n.language) })}</h2>
        {point.text === '' ? null : <p dir="auto">{point.text}</p>}
      </div>
      {seat.role === 'chair' ? (
        <RulingForm key={point.id} act={act} point={point.id} />
      ) : (
        <p className="soft">{t('waitsForRuling')}</p>
      )}
    </section>
  );
};

const FreshRuling = ({ floor, act, point }: Part & { readonly point: PointOfOrder }) => {
  const { t } = useTranslation('floor');
  const { state, seat } = floor;
  const mayAppeal =
    seat.role === 'delegate' &&
    seat.mayBind &&
    seat.member !== undefined &&
    state.present[seat.member] !== undefined &&
    state.freshRuling === point.id &&
    openVote(state) === undefined;
  const stands = point.appeal?.stands;
  return (
    <section className="card floor-ruling" aria-label={t('ruling')}>
      <p>
        <b>{t(point.ruling?.upheld === true ? 'ruledUpheld' : 'ruledNotUpheld')}</b>{' '}
        <span dir="auto">{point.ruling?.words}</span>
      </p>
      {stands === undefined ? null : (
        <p>
          <Tag tone={stands ? 'good' : 'bad'}>{t(stands ? 'stands' : 'overruled')}</Tag>
        </p>
      )}
      {mayAppeal ? (
        <div className="row">
          <Button
            busy={act.pending}
            onClick={() => void act.perform({ type: 'appealRuling', point: point.id })}
          >
            {t('appeal')}
          </Button>
          <span className="soft small">{t('appealAbout')}</span>
        </div>
      ) : null}
    </section>
  );
};

const Vote = ({ floor, act, vote }: Part & { readonly vote: FloorVote }) => {
  const { t, i18n } = useTranslation(['floor', 'vocabulary']);
  const { body, state, seat } = floor;
  const { on } = vote;
  const motion = 'motion' in on ? state.motions.find(({ id }) => id === on.motion) : undefined;
  const cast = seat.member === undefined ? undefined : vote.cast[seat.member];
  const votes =
    seat.role === 'delegate' &&
    seat.mayBind &&
    seat.member !== undefined &&
    isOnRoll(state, vote, seat.member);
  const left = notYetVoted(body, state, vote).length;
  const now = useServiceNow(floor.ahead);
  // The service decides; the button only waits for what it would refuse.
  const mayClose = left === 0 || now >= Date.parse(addSeconds(vote.openedAt, state.rules.voteSeconds));
  const counted = (choice: string): number => Object.values(vote.cast).filter((one) => one === choice).length;
  return (
    <section className="card floor-urgent" aria-label={t('floor:vote')}>
      <h2>
        {motion === undefined
          ? t('floor:voteOnAppeal')
          : t('floor:voteOnMotion', { motion: t(`vocabulary:motion.${motion.kind}`) })}
      </h2>
      {motion === undefined ? <p className="soft">{t('floor:appealMeaning')}</p> : null}
      <p className="floor-counts">
        {BALLOT_CHOICES.map((choice) => (
          <span key={choice}>
            {t(`vocabulary:ballot.${choice}`)} <b>{counted(choice)}</b>
          </span>
        ))}
        <span>
          {t('floor:notYetVoted')} <b>{left}</b>
        </span>
      </p>
      {votes ? (
        <div className="floor-ballot" role="group" aria-label={t('floor:ourVote')}>
          {BALLOT_CHOICES.map((choice) => (
            <Button
              key={choice}
              tone={cast === choice ? 'primary' : 'plain'}
              aria-pressed={cast === choice}
              busy={act.pending}
              onClick={() => void act.perform({ type: 'castVote', vote: vote.id, choice })}
            >
              {t(`vocabulary:ballot.${choice}`)}
            </Button>
          ))}
        </div>
      ) : null}
      {seat.role === 'chair' ? (
        <div className="row">
          <Button
            tone="primary"
            busy={act.pending}
            disabled={!mayClose}
            onClick={() => void act.perform({ type: 'closeVote', vote: vote.id })}
          >
            {t('floor:closeVote')}
          </Button>
          <span className="soft small">{t('floor:closeVoteAbout', { count: state.rules.voteSeconds })}</span>
        </div>
      ) : null}
      {seat.member === undefined ? null : (
        <p className="soft small">
          {cast === undefined
            ? t('floor:weHaveNotVoted', { member: memberName(body, seat.member, i18n.language) })
            : t('floor:weVoted', { choice: t(`vocabulary:ballot.${cast}`) })}
        </p>
      )}
    </section>
  );
};

/** What comes before everything else: a point of order, a vote, a ruling that may be appealed against, motions. */
export const Procedure = ({ floor, act }: Part) => {
  const { state } = floor;
  if (state.phase !== 'open') return null;
  const point = waitingPoint(state);
  const vote = openVote(state);
  const last = state.points.at(-1);
  const isShown = last?.ruling !== undefined && (state.freshRuling === last.id || last.appeal !== undefined);
  return (
    <>
      {point === undefined ? null : <WaitingPoint floor={floor} act={act} point={point} />}
      {isShown && last !== undefined ? <FreshRuling floor={floor} act={act} point={last} /> : null}
      {vote === undefined ? null : <Vote key={vote.id} floor={floor} act={act} vote={vote} />}
      <Motions floor={floor} act={act} />
    </>
  );
};
