import {
  BALLOT_MANNERS,
  countsHeads,
  isSilenceRunning,
  openDecision,
  silenceOf,
  votingAttributes,
  votingMembers,
  type Ballot,
  type BallotManner,
  type BodyState,
  type DeliberationState,
} from '@plenary/consensus';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Performing } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { localised } from '../../ui/localised.ts';
import { PowerTable } from '../../ui/PowerTable.tsx';
import { SilenceActs } from './SilenceActs.tsx';
import { SilenceTerms } from '../../lib/SilenceTerms.tsx';
import { WeightTallies } from '../../ui/WeightTallies.tsx';

const SECONDS = [5, 30, 60, 300, 900, 3_600, 86_400, 259_200] as const;

/** The time that a rule of silence brings with it. */
const ownSeconds = (body: BodyState, rule: string): number | undefined => {
  const hours = body.rules[rule]?.period?.hours;
  return hours === undefined ? undefined : hours * 3_600;
};

/** What the chair may do now, and nothing else. */
export const ChairActs = ({
  body,
  state,
  act,
}: {
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly act: Performing;
}) => {
  const { t, i18n } = useTranslation(['adoption', 'decisions', 'vocabulary']);
  const rules = Object.values(body.rules).filter(
    ({ method }) => method === 'consensus' || method === 'silence' || method === 'ballot',
  );
  // The default of the body may be a rule that is not offered here: what is shown is what is sent.
  const [rule, setRule] = useState(
    () => (rules.find(({ id }) => id === body.defaultRule) ?? rules[0])?.id ?? body.defaultRule,
  );
  const [seconds, setSeconds] = useState(() => ownSeconds(body, rule) ?? 60);
  const [manner, setManner] = useState<BallotManner>('recorded');
  const decision = openDecision(state);
  const [noted, setNoted] = useState<{ readonly of: string | undefined; readonly words: string }>();
  // A note is on one decision; the next begins with none.
  const note = noted !== undefined && noted.of === decision?.id ? noted.words : '';
  const chosen = body.rules[rule];
  const isSilence = decision?.rule.method === 'silence';
  // A broken silence is over, and one that was kept is adopted: neither is set aside by the chair.
  const mayReject = state.phase !== 'balloting' && !isSilence;
  const mayWithdraw =
    !isSilence || (decision.silence === undefined && silenceOf(body, state, decision).broke.length === 0);
  /** A rule of silence brings its own hours. */
  const choose = (id: string): void => {
    setRule(id);
    const own = ownSeconds(body, id);
    if (own !== undefined) setSeconds(own);
  };
  const times = SECONDS.some((value) => value === seconds) ? SECONDS : [...SECONDS, seconds];
  const timeField = (
    <Field label={state.phase === 'open' ? t('adoption:objectionTime') : t('adoption:ballotTime')}>
      {(control) => (
        <select {...control} value={seconds} onChange={(event) => setSeconds(Number(event.target.value))}>
          {times.map((value) => (
            <option key={value} value={value}>
              {t(value < 60 ? 'adoption:seconds' : value < 3_600 ? 'adoption:minutes' : 'adoption:hours', {
                count: value < 60 ? value : value < 3_600 ? value / 60 : value / 3_600,
              })}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  /** Everybody as they would be weighed if a ballot were opened now. */
  const voters = useMemo(
    () =>
      votingMembers(body).map((member): Ballot => ({
        id: member.id,
        attrs: votingAttributes(member),
        position: 'none',
      })),
    [body],
  );
  return (
    <section className="card adoption-chair" aria-label={t('adoption:chair')}>
      <h2>{t('adoption:chair')}</h2>
      {state.phase === 'open' ? (
        <form
          className="adoption-form"
          onSubmit={(event) => {
            event.preventDefault();
            void act.perform({ type: 'proposeAdoption', rule, objectionSeconds: seconds });
          }}
        >
          <Field label={t('adoption:rule')}>
            {(control) => (
              <select {...control} value={rule} onChange={(event) => choose(event.target.value)}>
                {rules.map(({ id, names }) => (
                  <option key={id} value={id}>
                    {localised(names ?? { en: id }, i18n.language)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {timeField}
          <Button type="submit" tone="primary" busy={act.pending}>
            {t('adoption:propose')}
          </Button>
        </form>
      ) : null}
      {state.phase === 'open' && chosen !== undefined ? (
        <>
          {chosen.method === 'silence' ? <SilenceTerms body={body} rule={chosen} seconds={seconds} /> : null}
          <WeightTallies rule={chosen} ballots={voters} body={body} />
          <PowerTable rule={chosen} ballots={voters} body={body} />
        </>
      ) : null}
      {decision?.rule.method === 'ballot' && state.phase === 'adoptionProposed' ? (
        <form
          className="adoption-form"
          onSubmit={(event) => {
            event.preventDefault();
            void act.perform({
              type: 'putToBallot',
              openSeconds: seconds,
              ...(manner === 'recorded' ? {} : { manner }),
              decision: decision.id,
            });
          }}
        >
          <Field label={t('decisions:manner')}>
            {(control) => (
              <select
                {...control}
                value={manner}
                onChange={(event) =>
                  setManner(BALLOT_MANNERS.find((each) => each === event.target.value) ?? 'recorded')
                }
              >
                {BALLOT_MANNERS.filter((each) => each !== 'showOfHands' || countsHeads(decision.rule)).map(
                  (each) => (
                    <option key={each} value={each}>
                      {t(`vocabulary:ballotManner.${each}`)}
                    </option>
                  ),
                )}
              </select>
            )}
          </Field>
          {timeField}
          <Button type="submit" tone="primary" busy={act.pending}>
            {t('adoption:putToBallot')}
          </Button>
        </form>
      ) : null}
      {state.phase === 'balloting' && decision !== undefined ? (
        <div>
          <Button
            busy={act.pending}
            onClick={() => void act.perform({ type: 'closeBallot', decision: decision.id })}
          >
            {t('adoption:closeBallot')}
          </Button>
        </div>
      ) : null}
      {decision === undefined ? null : (
        <div className="stack">
          {isSilenceRunning(decision) ? (
            <SilenceActs body={body} state={state} decision={decision} act={act} />
          ) : null}
          {(decision.rule.method === 'consensus' && state.phase === 'adoptionProposed') ||
          decision.silence !== undefined ||
          state.phase === 'ballotClosed' ? (
            <div>
              <Button
                tone="primary"
                busy={act.pending}
                onClick={() => void act.perform({ type: 'adopt', decision: decision.id })}
              >
                {t('adoption:gavel')}
              </Button>
            </div>
          ) : null}
          {mayReject || mayWithdraw ? (
            <Field label={t('adoption:note')}>
              {(control) => (
                <input
                  {...control}
                  dir="auto"
                  value={note}
                  onChange={(event) => setNoted({ of: decision?.id, words: event.target.value })}
                />
              )}
            </Field>
          ) : null}
          <div className="row">
            {mayReject ? (
              <Button
                tone="danger"
                busy={act.pending}
                onClick={() => void act.perform({ type: 'reject', note, decision: decision.id })}
              >
                {t('adoption:notAdopted')}
              </Button>
            ) : null}
            {mayWithdraw ? (
              <Button
                tone="quiet"
                busy={act.pending}
                onClick={() => void act.perform({ type: 'withdrawProposal', note, decision: decision.id })}
              >
                {t('adoption:withdraw')}
              </Button>
            ) : null}
          </div>
        </div>
      )}
      {state.phase === 'adopted' ? <p className="soft">{t('adoption:done')}</p> : null}
    </section>
  );
};
