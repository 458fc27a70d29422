import {
  MOTION_KINDS,
  mayAnswer,
  motionSpeakers,
  motionSpeakersMax,
  speakersOf,
  speaksOn,
  spokenOn,
  waitingPoint,
  type MotionKind,
  type MotionSide,
  type SittingState,
} from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Performing } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { groupName, itemInHand, memberName } from './names.ts';
import type { Floor } from './use-floor.ts';

interface Part {
  readonly floor: Floor;
  readonly act: Performing;
  readonly member: string;
}

/** Where the delegation is: it speaks, waits at a place, or is not on the list. */
const OurPlace = ({ floor, member }: Omit<Part, 'act'>) => {
  const { t } = useTranslation('floor');
  const { body, state } = floor;
  const place = speakersOf(body, state).findIndex((request) => request.member === member);
  if (state.speech?.member === member) return <p className="floor-our-place">{t('weSpeak')}</p>;
  if (place === 0) return <p className="floor-our-place">{t('weAreNext')}</p>;
  if (place > 0)
    return <p className="floor-our-place">{t('ourPlace', { number: place + 1, count: place })}</p>;
  return <p className="soft">{t('notOnList')}</p>;
};

const Asking = ({ floor, act, member }: Part) => {
  const { t, i18n } = useTranslation(['floor', 'vocabulary']);
  const { body, state, seat } = floor;
  const [group, setGroup] = useState('');
  const groups = Object.values(body.groups).filter(({ members }) => members.includes(member));
  const motion = spokenOn(state);
  const sides: readonly MotionSide[] =
    motion === undefined ||
    seat.role !== 'delegate' ||
    state.present[member] === undefined ||
    speaksOn(state, motion, member)
      ? []
      : (['for', 'against'] as const).filter(
          (side) => motionSpeakers(state, motion, side) < motionSpeakersMax(motion.kind, side),
        );
  return (
    <>
      {groups.length === 0 ? null : (
        <Field label={t('floor:onBehalfOf')}>
          {(control) => (
            <select {...control} value={group} onChange={(event) => setGroup(event.target.value)}>
              <option value="">{memberName(body, member, i18n.language)}</option>
              {groups.map(({ id }) => (
                <option key={id} value={id}>
                  {groupName(body, id, i18n.language)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Button
        tone="primary"
        className="floor-big"
        busy={act.pending}
        onClick={() =>
          void act.perform({
            type: 'askForFloor',
            member,
            kind: 'speech',
            ...(group === '' ? {} : { group }),
          })
        }
      >
        {t('floor:ask')}
      </Button>
      {mayAnswer(state, member) ? (
        <Button
          className="floor-big"
          busy={act.pending}
          onClick={() => void act.perform({ type: 'askForFloor', member, kind: 'reply' })}
        >
          {t('floor:askReply')}
        </Button>
      ) : null}
      {sides.map((side) => (
        <Button
          key={side}
          className="floor-big"
          busy={act.pending}
          onClick={() => void act.perform({ type: 'askForFloor', member, kind: 'onMotion', side })}
        >
          {t(side === 'for' ? 'floor:askFor' : 'floor:askAgainst')}
        </Button>
      ))}
    </>
  );
};

const PointForm = ({ act }: { readonly act: Performing }) => {
  const { t } = useTranslation('floor');
  const [text, setText] = useState('');
  return (
    <details className="floor-more">
      <summary>{t('pointOfOrder')}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void act.perform({ type: 'raisePointOfOrder', text }).then((answer) => {
            if (answer !== undefined) setText('');
          });
        }}
      >
        <Field label={t('pointText')} hint={t('pointHint')}>
          {(control) => (
            <input {...control} dir="auto" value={text} onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
        <Button type="submit" tone="danger" className="floor-big" busy={act.pending}>
          {t('raise')}
        </Button>
      </form>
    </details>
  );
};

/** Motions on a text are offered where the item in hand has one. */
const NEED_TEXT: readonly MotionKind[] = ['noCompetence', 'reconsider'];
const NEED_ITEM: readonly MotionKind[] = ['adjournDebate', 'closeDebate', ...NEED_TEXT];

const MotionForm = ({ state, act }: { readonly state: SittingState; readonly act: Performing }) => {
  const { t } = useTranslation(['floor', 'vocabulary']);
  const [kind, setKind] = useState<MotionKind>('adjournMeeting');
  const item = itemInHand(state);
  const kinds = MOTION_KINDS.filter((one) =>
    item?.deliberation === undefined ? !(item === undefined ? NEED_ITEM : NEED_TEXT).includes(one) : true,
  );
  const [reason, setReason] = useState('');
  return (
    <details className="floor-more">
      <summary>{t('floor:moveMotion')}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void act.perform({ type: 'moveMotion', kind, reason }).then((answer) => {
            if (answer !== undefined) setReason('');
          });
        }}
      >
        <Field label={t('floor:motionKind')}>
          {(control) => (
            <select
              {...control}
              value={kind}
              onChange={(event) => {
                const chosen = MOTION_KINDS.find((one) => one === event.target.value);
                if (chosen !== undefined) setKind(chosen);
              }}
            >
              {kinds.map((one) => (
                <option key={one} value={one}>
                  {t(`vocabulary:motion.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('floor:motionReason')}>
          {(control) => (
            <input
              {...control}
              dir="auto"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" className="floor-big" busy={act.pending}>
          {t('floor:move')}
        </Button>
      </form>
    </details>
  );
};

/** What a delegation or an observer does on the floor, made for a phone in one hand. */
export const OurFloor = ({ floor, act, member }: Part) => {
  const { t, i18n } = useTranslation('floor');
  const { body, state, seat } = floor;
  const isPresent = state.present[member] !== undefined;
  if (state.phase === 'adjourned' || state.phase === 'cancelled') return null;
  return (
    <section className="card floor-our" aria-label={t('ours')}>
      <header className="row">
        <h2>
          <bdi>{memberName(body, member, i18n.language)}</bdi>
        </h2>
        <Button
          tone={isPresent ? 'quiet' : 'primary'}
          busy={act.pending}
          onClick={() =>
            void act.perform({ type: 'registerPresence', members: [member], present: !isPresent })
          }
        >
          {t(isPresent ? 'weLeave' : 'weAreHere')}
        </Button>
      </header>
      <p className="small soft">{t(isPresent ? 'onRoll' : 'notOnRoll')}</p>
      <OurPlace floor={floor} member={member} />
      <Asking floor={floor} act={act} member={member} />
      {seat.role === 'delegate' && state.phase === 'open' && isPresent ? (
        <>
          {waitingPoint(state) === undefined ? <PointForm act={act} /> : null}
          {seat.mayBind ? <MotionForm state={state} act={act} /> : null}
        </>
      ) : null}
    </section>
  );
};
