import {
  ballotsAsDecided,
  explanationsOf,
  isBarOutcome,
  latestBallot,
  WHOLE_TEXT,
  type Decision,
  type Explanation,
} from '@plenary/consensus';
import { isolate } from '@plenary/i18n';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useHere } from '../../lib/deliberation.ts';
import { TextSponsors } from '../../lib/TextSponsors.tsx';
import { useItemNames } from '../../lib/decided-item.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { MissingSentence } from '../../ui/MissingSentence.tsx';
import { showInstantExactly } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { Names } from './Names.tsx';
import { PowerTable } from '../../ui/PowerTable.tsx';
import { SilenceCard } from './SilenceCard.tsx';
import { TiedNote } from './TiedNote.tsx';
import { TestsTable } from './TestsTable.tsx';
import { VoteTiles } from './VoteTiles.tsx';
import { WeightTallies } from '../../ui/WeightTallies.tsx';
import { useReceipt } from './use-receipt.ts';
import './adoption.css';
import { inRow } from '../../lib/lists.ts';
import { paragraphLabel } from '../../lib/paragraph-label.ts';

const TALLIED = ['for', 'against', 'abstain', 'object', 'none'] as const;

/** One decision for the record and for paper: rule, tally, tiles, absent, the sentence, the receipt, statements. */
export const DecisionPage = () => {
  const { t, i18n } = useTranslation(['decisions', 'adoption', 'vocabulary']);
  const { id, stream, body, state, version } = useHere();
  const { decision: asked } = useParams({ from: '/deliberations/$id/decisions/$decision' });
  const decision = state.decisions.find((each) => each.id === asked);
  return decision === undefined ? (
    <Empty title={t('decisions:unknown')} />
  ) : (
    <DecisionSheet {...{ id, stream, body, state, version, decision, lang: i18n.language }} />
  );
};

const DecisionSheet = ({
  id,
  stream,
  body,
  state,
  version,
  decision,
  lang,
}: ReturnType<typeof useHere> & { readonly decision: Decision; readonly lang: string }) => {
  const { t } = useTranslation(['decisions', 'adoption', 'vocabulary']);
  const receipt = useReceipt(stream, version, decision);
  const { rule, result, equalVoice, outcome, decidedAt, note } = decision;
  const ballot = latestBallot(decision);
  const name = (member: string): string => localised(body.members[member]?.names ?? { en: member }, lang);
  const label = (pid: string): string => paragraphLabel(state, pid) ?? pid;
  const item = useItemNames(state).decided(decision.item);
  const ruleName = localised(rule.names ?? { en: rule.id }, lang);
  const ballots = useMemo(() => ballotsAsDecided(body, state, decision), [body, state, decision]);
  const isByName = ballot?.manner !== 'showOfHands';
  const absent =
    ballot === undefined || !isByName ? [] : (ballots ?? []).filter(({ position }) => position === 'none');
  const { before, after } = explanationsOf(state, decision);
  const [first] = ballot?.electors ?? [];
  const mapTitle = ballot === undefined ? t('decisions:mapOfPositions') : t('decisions:map');
  const statements = (title: string, list: readonly Explanation[]) =>
    list.length === 0 ? null : (
      <section className="card" aria-label={title}>
        <h2>{title}</h2>
        {list.map((each) => (
          <article key={each.id} className="decision-statement">
            <p>
              <b>{name(each.member)}</b> · {t(`vocabulary:explanation.${each.kind}`)}
              {each.paragraphs.length === 0 ? null : <> · {inRow(lang, each.paragraphs.map(label))}</>}
            </p>
            <p dir="auto" lang={each.lang}>
              {each.text}
            </p>
          </article>
        ))}
      </section>
    );
  return (
    <div className="stack decision-sheet">
      <div className="row no-print">
        <Link to="/deliberations/$id/adoption" params={{ id }}>
          {t('decisions:back')}
        </Link>
        <Button onClick={() => window.print()}>{t('decisions:print')}</Button>
      </div>
      <section className="card" aria-label={t('decisions:title')}>
        <h2>
          <bdi>{item}</bdi> · {ruleName}
        </h2>
        <p className="decision-sentence">
          {t(`decisions:sentence.${outcome ?? 'open'}`, {
            item,
            rule: ruleName,
            date: decidedAt === undefined ? '' : showInstantExactly(decidedAt, lang),
          })}
        </p>
        <TiedNote decision={decision} />
        {note === undefined || note === '' ? null : <p>{t('adoption:noteSaid', { note: isolate(note) })}</p>}
        {outcome === 'adopted' || isBarOutcome(outcome) || result === undefined ? null : (
          <p>
            <MissingSentence missing={result.missing} body={body} />
          </p>
        )}
        <dl className="decision-lists">
          <div>
            <dt>{t('adoption:rule')}</dt>
            <dd>
              {ruleName} · {t(`vocabulary:method.${rule.method}`)}
              {rule.basis === undefined ? null : <> · {rule.basis}</>}
            </dd>
          </div>
          {ballot === undefined ? null : (
            <div>
              <dt>{t('decisions:manner')}</dt>
              <dd>
                {t(`vocabulary:ballotManner.${ballot.manner ?? 'recorded'}`)}
                {ballot.lot === undefined || first === undefined ? null : (
                  <> · {t('decisions:drawn', { name: name(first.id), lot: String(ballot.lot) })}</>
                )}
              </dd>
            </div>
          )}
        </dl>
        {decision.item === WHOLE_TEXT ? <TextSponsors sponsors={state.sponsors} body={body} /> : null}
      </section>
      {rule.method === 'silence' ? (
        <section className="card" aria-label={t('decisions:silence')}>
          <h2>{t('decisions:silence')}</h2>
          <SilenceCard body={body} state={state} decision={decision} />
        </section>
      ) : null}
      {equalVoice === undefined ? null : (
        <section className="card adoption-decision" aria-label={t('decisions:tally')}>
          <h2>{t('decisions:tally')}</h2>
          <dl className="figures">
            {TALLIED.map((position) => (
              <div key={position}>
                <dd className="figure-value">{equalVoice[position]}</dd>
                <dt className="figure-name">
                  {t(ballot === undefined ? `vocabulary:set.${position}` : `vocabulary:ballot.${position}`)}
                </dt>
              </div>
            ))}
          </dl>
          <p className="soft small">{t('adoption:equalVoice')}</p>
          {ballots === undefined ? null : <WeightTallies rule={rule} ballots={ballots} body={body} />}
          {result === undefined ? null : <TestsTable result={result} />}
          {ballots === undefined ? null : <PowerTable rule={rule} ballots={ballots} body={body} />}
        </section>
      )}
      {isByName && decision.result !== undefined && ballots !== undefined ? (
        <section className="card" aria-label={mapTitle}>
          <h2>{mapTitle}</h2>
          <VoteTiles body={body} ballots={ballots} words={ballot === undefined ? 'set' : 'ballot'} />
          {ballot === undefined ? null : (
            <>
              <h3>{t('decisions:absent', { count: absent.length })}</h3>
              <div>
                <Names of={absent.map((each) => name(each.id))} />
              </div>
            </>
          )}
        </section>
      ) : null}
      {statements(ballot === undefined ? t('decisions:before') : t('decisions:beforeVote'), before)}
      {statements(ballot === undefined ? t('decisions:after') : t('decisions:afterVote'), after)}
      <section className="card" aria-label={t('decisions:receipt')}>
        <h2>{t('decisions:receipt')}</h2>
        {receipt === undefined ? (
          <p className="soft">{t('decisions:receiptNone')}</p>
        ) : (
          <p>{t('decisions:receiptAbout', { ...receipt, stream })}</p>
        )}
        <p className="small">
          <bdi className="decision-hash">{decision.textHash}</bdi>
        </p>
        <Link to="/deliberations/$id/record" params={{ id }} className="no-print">
          {t('decisions:verify')}
        </Link>
      </section>
    </div>
  );
};
