import { openDecision, type BodyState, type Decision, type DeliberationState } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { useItemNames } from '../../lib/decided-item.ts';
import { useDeliberation } from '../../lib/live.ts';
import { RollCall } from '../../ui/RollCall.tsx';
import { showDeadline, showDuration } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { useServiceNow } from './use-floor.ts';

const COUNTED = ['for', 'against', 'abstain', 'object', 'none'] as const;
/** How long a result stays on the wall after the gavel, unless something else is proposed. */
const SHOWN_MILLISECONDS = 120_000;

/** What the room looks at: the open decision on a text, or the one just taken. */
export const decisionShown = (state: DeliberationState, now: number): Decision | undefined => {
  const open = openDecision(state);
  if (open !== undefined) return open;
  const last = state.decisions.at(-1);
  const decidedAt = last?.decidedAt === undefined ? undefined : Date.parse(last.decidedAt);
  return decidedAt !== undefined && now - decidedAt < SHOWN_MILLISECONDS ? last : undefined;
};

const Until = ({ until, now }: { readonly until: string; readonly now: number }) => {
  const { t, i18n } = useTranslation('floor');
  const left = Math.ceil((Date.parse(until) - now) / 1_000);
  // Hours and days are told as an instant: a wall is read at a glance.
  return left > 0 ? (
    <span>
      {left < 3_600 ? showDuration(left) : t('untilInstant', { date: showDeadline(until, i18n.language) })}
    </span>
  ) : null;
};

const Tally = ({ decision }: { readonly decision: Decision }) => {
  const { t } = useTranslation('vocabulary');
  const { equalVoice, ballot } = decision;
  if (equalVoice === undefined) return null;
  return (
    <dl className="projector-tally">
      {COUNTED.filter((position) => ballot === undefined || position !== 'object').map((position) => (
        <div key={position}>
          <dt>{ballot === undefined ? t(`set.${position}`) : t(`ballot.${position}`)}</dt>
          <dd>{equalVoice[position]}</dd>
        </div>
      ))}
    </dl>
  );
};

/** The decision on the text in hand as the wall shows it: who is called, how all voted, what came of it. */
const OnTheWall = ({
  body,
  state,
  decision,
  now,
}: {
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly decision: Decision;
  readonly now: number;
}) => {
  const { t, i18n } = useTranslation(['floor', 'vocabulary']);
  const names = useItemNames(state);
  const { item, rule, ballot, outcome, objectionsUntil } = decision;
  const until = ballot === undefined ? objectionsUntil : ballot.closesAt;
  return (
    <div className="projector-decision">
      <p className="projector-decision-head">
        <bdi>{names.decided(item)}</bdi> · {localised(rule.names ?? { en: rule.id }, i18n.language)} ·{' '}
        <b>{t(`vocabulary:outcome.${outcome ?? 'open'}`)}</b>{' '}
        {outcome === undefined && ballot?.closedAt === undefined ? <Until until={until} now={now} /> : null}
      </p>
      <Tally decision={decision} />
      {ballot === undefined ? null : <RollCall body={body} ballot={ballot} />}
    </div>
  );
};

/** The open decision, or the one just taken, of the text that is in hand; nothing where there is none. */
export const DecisionInHand = ({
  deliberation,
  body,
  ahead,
}: {
  readonly deliberation: string;
  readonly body: BodyState;
  readonly ahead: number;
}) => {
  const state = useDeliberation(deliberation).held?.state;
  const now = useServiceNow(ahead);
  const decision = state === undefined ? undefined : decisionShown(state, now);
  return state === undefined || decision === undefined ? null : (
    <OnTheWall body={body} state={state} decision={decision} now={now} />
  );
};
