import {
  decisionBallots,
  isBarOutcome,
  isWeighted,
  objectorsOf,
  latestBallot,
  openDecision,
  type Decision,
} from '@plenary/consensus';
import { isolate } from '@plenary/i18n';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { useItemNames } from '../../lib/decided-item.ts';
import { useHere } from '../../lib/deliberation.ts';
import { useSession } from '../../lib/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { MissingSentence } from '../../ui/MissingSentence.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RollCall } from '../../ui/RollCall.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showDuration, showInstant, showInstantExactly } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { ChairActs } from './ChairActs.tsx';
import { DelegateActs } from './DelegateActs.tsx';
import { ExplainForm } from './ExplainForm.tsx';
import { PreparedNote } from './PreparedNote.tsx';
import { HandsForm } from './HandsForm.tsx';
import { TiedNote } from './TiedNote.tsx';
import { SilenceCard } from './SilenceCard.tsx';
import { TestsTable } from './TestsTable.tsx';
import { WeightTallies } from '../../ui/WeightTallies.tsx';
import { useNow } from '../../lib/use-now.ts';
import './adoption.css';
import { ActNote } from '../../ui/ActNote.tsx';

const OUTCOME_TONES = {
  open: 'warn',
  adopted: 'good',
  rejected: 'bad',
  withdrawn: 'plain',
  noAction: 'plain',
  notPut: 'plain',
} as const;

/** How long objections are possible or the ballot is open, by the clock of the service. */
const Countdown = ({ decision }: { readonly decision: Decision }) => {
  const { t, i18n } = useTranslation('adoption');
  const now = useNow();
  const { ballot, objectionsUntil } = decision;
  const secondsTo = (instant: string): number => Math.max(0, Math.ceil((Date.parse(instant) - now) / 1_000));
  if (ballot !== undefined)
    return ballot.closedAt === undefined ? (
      <p className="adoption-clock" role="timer">
        {t('ballotFor', { time: showDuration(secondsTo(ballot.closesAt)) })}
      </p>
    ) : null;
  const seconds = secondsTo(objectionsUntil);
  return seconds > 0 ? (
    <p className="adoption-clock" role="timer">
      {t('objectionsFor', { time: showDuration(seconds) })}
    </p>
  ) : (
    <p>{t('objectionsClosed', { date: showInstantExactly(objectionsUntil, i18n.language) })}</p>
  );
};

/** Cards drawn in full: the newest. After hundreds of amendments the rest is a line each, with the way to its page. */
const CARDS_SHOWN = 5;

const EarlierDecisions = ({ decisions }: { readonly decisions: readonly Decision[] }) => {
  const { t, i18n } = useTranslation(['adoption', 'vocabulary']);
  const { id, state } = useHere();
  const names = useItemNames(state);
  return (
    <section className="card" aria-labelledby="earlier-decisions">
      <h2 id="earlier-decisions">{t('adoption:earlier', { count: decisions.length })}</h2>
      <ul className="adoption-earlier">
        {decisions.map(({ id: decision, item, outcome, proposedAt, decidedAt }) => (
          <li key={decision}>
            <Link to="/deliberations/$id/decisions/$decision" params={{ id, decision }}>
              <bdi>{names.decided(item)}</bdi>
            </Link>
            <Tag tone={OUTCOME_TONES[outcome ?? 'open']}>{t(`vocabulary:outcome.${outcome ?? 'open'}`)}</Tag>
            <span className="soft small">{showInstant(decidedAt ?? proposedAt, i18n.language)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const DecisionCard = ({ decision }: { readonly decision: Decision }) => {
  const { t, i18n } = useTranslation(['adoption', 'decisions', 'vocabulary']);
  const { id, body, state } = useHere();
  const names = useItemNames(state);
  const objectors = objectorsOf(body, state, decision);
  const { result, equalVoice } = decision;
  const ballot = latestBallot(decision);
  return (
    <article className="card adoption-decision">
      <header className="row">
        <h2>
          {state.amendments[decision.item] === undefined ? (
            <>{names.decided(decision.item)} · </>
          ) : (
            <>
              <Link
                to="/deliberations/$id/amendments/$amendment"
                params={{ id: state.id, amendment: decision.item }}
              >
                <bdi>{t('adoption:amendment', { id: decision.item })}</bdi>
              </Link>{' '}
              ·{' '}
            </>
          )}
          {localised(decision.rule.names ?? { en: decision.rule.id }, i18n.language)}
        </h2>
        <Tag tone={OUTCOME_TONES[decision.outcome ?? 'open']}>
          {t(`vocabulary:outcome.${decision.outcome ?? 'open'}`)}
        </Tag>
      </header>
      <p className="soft small">
        {t('adoption:proposed', {
          date: showInstant(decision.proposedAt, i18n.language),
          basis: decision.rule.basis ?? '—',
        })}
      </p>
      {decision.outcome === undefined ? <Countdown decision={decision} /> : null}
      <TiedNote decision={decision} />
      {decision.rule.method === 'silence' ? (
        <SilenceCard body={body} state={state} decision={decision} />
      ) : null}
      {objectors.length === 0 ? (
        ballot === undefined && !isBarOutcome(decision.outcome) ? (
          <p>{t('adoption:noObjection')}</p>
        ) : null
      ) : (
        <ul className="adoption-objections">
          {objectors.map((member) => (
            <li key={member}>
              <b>{localised(body.members[member]?.names ?? { en: member }, i18n.language)}</b>{' '}
              <span dir="auto">
                {decision.objections[member]?.reason ??
                  state.positions[decision.item]?.[member]?.reason ??
                  ''}
              </span>
            </li>
          ))}
        </ul>
      )}
      {ballot === undefined ? null : <RollCall body={body} ballot={ballot} />}
      {ballot === undefined ? null : (
        <WeightTallies rule={decision.rule} ballots={decisionBallots(body, state, decision)} body={body} />
      )}
      {result === undefined || equalVoice === undefined ? null : (
        <div className="stack">
          <dl className="figures">
            {(['for', 'against', 'abstain', 'object', 'none'] as const).map((position) => (
              <div key={position}>
                <dd className="figure-value">{equalVoice[position]}</dd>
                <dt className="figure-name">
                  {
                    // Without a ballot nobody has voted: the figures are those of the positions that stand.
                    ballot === undefined
                      ? t(`vocabulary:set.${position}`)
                      : t(`vocabulary:ballot.${position}`)
                  }
                </dt>
              </div>
            ))}
          </dl>
          <p className="soft small">{t('adoption:equalVoice')}</p>
          {decision.outcome === 'adopted' || isBarOutcome(decision.outcome) ? null : (
            <p>
              <MissingSentence missing={result.missing} body={body} />
            </p>
          )}
          <details open={isWeighted(decision.rule)}>
            <summary>{t('adoption:tests')}</summary>
            <TestsTable result={result} />
          </details>
        </div>
      )}
      {decision.note === undefined ? null : (
        <Notice tone="info">
          <p>{t('adoption:noteSaid', { note: isolate(decision.note) })}</p>
        </Notice>
      )}
      <p>
        <Link to="/deliberations/$id/decisions/$decision" params={{ id, decision: decision.id }}>
          {t('decisions:open')}
        </Link>
      </p>
    </article>
  );
};

/** Adoption: what is proposed, who objects, the roll-call, the outcome; and the acts each may take now. */
export const AdoptionPage = () => {
  const { t } = useTranslation(['adoption']);
  const { stream, body, state } = useHere();
  const account = useSession()?.account;
  const act = useAct(stream);
  if (state.revision === undefined) return <Empty title={t('adoption:noText')} />;
  const member = account?.kind === 'delegate' && account.mayBind ? account.member : undefined;
  const open = openDecision(state);
  const newest = state.decisions.toReversed();
  return (
    <div className="adoption">
      <div className="stack">
        {Object.keys(state.amendments).length + Object.keys(state.divisions).length === 0 ? null : (
          <p className="no-print">
            <Link to="/deliberations/$id/amendments/order" params={{ id: state.id }}>
              {t('adoption:order')}
            </Link>
          </p>
        )}
        {account?.kind === 'chair' ? <ChairActs body={body} state={state} act={act} /> : null}
        {member === undefined || open === undefined ? null : (
          <DelegateActs state={state} decision={open} member={member} act={act} />
        )}
        {account?.kind === 'secretariat' &&
        open?.ballot?.manner === 'showOfHands' &&
        state.phase === 'balloting' ? (
          <HandsForm decision={open.id} ballot={open.ballot} act={act} />
        ) : null}
        <ActNote of={act} />
        {state.decisions.length === 0 ? (
          <Empty title={t('adoption:none')}>
            <p className="adoption-none">{t('adoption:noneAbout')}</p>
          </Empty>
        ) : null}
        {newest.slice(0, CARDS_SHOWN).map((decision) => (
          <DecisionCard key={decision.id} decision={decision} />
        ))}
        {newest.length > CARDS_SHOWN ? <EarlierDecisions decisions={newest.slice(CARDS_SHOWN)} /> : null}
      </div>
      {member === undefined ? null : (
        <aside className="adoption-side">
          <PreparedNote state={state} member={member} />
          <ExplainForm state={state} stream={stream} />
        </aside>
      )}
    </div>
  );
};
