import { decisionBallots, isWeighted, objectorsOf, openDecision, type Decision } from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { useItemNames } from '../../lib/decided-item.ts';
import { useHere } from '../../lib/deliberation.ts';
import { useSession } from '../../lib/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { MissingSentence } from '../../ui/MissingSentence.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showDuration, showInstant, showInstantExactly } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { ChairActs } from './ChairActs.tsx';
import { DelegateActs } from './DelegateActs.tsx';
import { ExplainForm } from './ExplainForm.tsx';
import { PreparedNote } from './PreparedNote.tsx';
import { RollCall } from './RollCall.tsx';
import { HandsForm } from './HandsForm.tsx';
import { SilenceCard } from './SilenceCard.tsx';
import { TestsTable } from './TestsTable.tsx';
import { WeightTallies } from './WeightTallies.tsx';
import { useNow } from '../../lib/use-now.ts';
import './adoption.css';

const OUTCOME_TONES = { open: 'warn', adopted: 'good', rejected: 'bad', withdrawn: 'plain' } as const;

const DecisionCard = ({ decision }: { readonly decision: Decision }) => {
  const { t, i18n } = useTranslation(['adoption', 'decisions', 'vocabulary']);
  const { id, body, state } = useHere();
  const names = useItemNames(state);
  const now = useNow();
  const objectors = objectorsOf(body, state, decision);
  const seconds = Math.max(0, Math.ceil((Date.parse(decision.objectionsUntil) - now) / 1_000));
  const { ballot, result, equalVoice } = decision;
  const closes =
    ballot === undefined ? 0 : Math.max(0, Math.ceil((Date.parse(ballot.closesAt) - now) / 1_000));
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
      {decision.outcome !== undefined || ballot !== undefined ? null : seconds > 0 ? (
        <p className="adoption-clock" role="timer">
          {t('adoption:objectionsFor', { time: showDuration(seconds) })}
        </p>
      ) : (
        <p>
          {t('adoption:objectionsClosed', {
            date: showInstantExactly(decision.objectionsUntil, i18n.language),
          })}
        </p>
      )}
      {decision.outcome === undefined && ballot !== undefined && ballot.closedAt === undefined ? (
        <p className="adoption-clock" role="timer">
          {t('adoption:ballotFor', { time: showDuration(closes) })}
        </p>
      ) : null}
      {decision.rule.method === 'silence' ? (
        <SilenceCard body={body} state={state} decision={decision} />
      ) : null}
      {objectors.length === 0 ? (
        ballot === undefined ? (
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
          {decision.outcome === 'adopted' ? null : (
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
          <p dir="auto">{decision.note}</p>
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
          <HandsForm ballot={open.ballot} act={act} />
        ) : null}
        <RefusalNote refusal={act.refusal} />
        {act.kept ? <Notice tone="warn">{t('adoption:kept')}</Notice> : null}
        {state.decisions.length === 0 ? (
          <Empty title={t('adoption:none')}>
            <p className="adoption-none">{t('adoption:noneAbout')}</p>
          </Empty>
        ) : null}
        {state.decisions.toReversed().map((decision) => (
          <DecisionCard key={decision.id} decision={decision} />
        ))}
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
