import {
  votingAttributes,
  votingMembers,
  type Ballot,
  type BodyState,
  type RuleProposal,
} from '@plenary/consensus';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { useSession } from '../../lib/session.ts';
import { useInstantAround } from '../../lib/use-now.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { PowerTable } from '../../ui/PowerTable.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { WeightTallies } from '../../ui/WeightTallies.tsx';
import { showInstantExactly } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';

/** A rule that is proposed: what it says, how it would weigh, who objects, and what each may do about it now. */
const Proposal = ({
  body,
  stream,
  proposal,
}: {
  readonly body: BodyState;
  readonly stream: string;
  readonly proposal: RuleProposal;
}) => {
  const { t, i18n } = useTranslation(['members', 'acts', 'vocabulary']);
  const account = useSession()?.account;
  const act = useAct(stream);
  const { rule, objectionsUntil, objections } = proposal;
  const now = useInstantAround(objectionsUntil);
  const lang = i18n.language;
  const ballots = useMemo(
    () =>
      votingMembers(body).map((member): Ballot => ({
        id: member.id,
        attrs: votingAttributes(member),
        position: 'none',
      })),
    [body],
  );
  const isOpen = Date.parse(now) <= Date.parse(objectionsUntil);
  const objectors = Object.entries(objections);
  const member = account?.kind === 'delegate' && account.mayBind ? account.member : undefined;
  const mayObject = isOpen && member !== undefined && !Object.hasOwn(objections, member);
  return (
    <li className="stack">
      <p className="row">
        <b>{localised(rule.names ?? { en: rule.id }, lang)}</b>
        <Tag>{t(`vocabulary:method.${rule.method}`)}</Tag>
        <Tag tone={objectors.length > 0 ? 'bad' : isOpen ? 'warn' : 'good'}>
          {t('members:objections', { count: objectors.length })}
        </Tag>
      </p>
      <p className="soft small" dir="auto">
        {rule.basis}
      </p>
      <p>{t('members:objectionsUntil', { date: showInstantExactly(objectionsUntil, lang) })}</p>
      {objectors.length === 0 ? null : (
        <ul>
          {objectors.map(([id, { reason }]) => (
            <li key={id}>
              <b>{localised(body.members[id]?.names ?? { en: id }, lang)}</b> <span dir="auto">{reason}</span>
            </li>
          ))}
        </ul>
      )}
      <WeightTallies rule={rule} ballots={ballots} body={body} />
      <PowerTable rule={rule} ballots={ballots} body={body} />
      <details>
        <summary className="small">{t('members:definition')}</summary>
        <pre dir="ltr">{JSON.stringify(rule, null, 2)}</pre>
      </details>
      {mayObject ? (
        <div className="no-print">
          <ReasonDialog
            open={t('acts:name.objectToRule')}
            question={t('members:why')}
            onReason={(reason) => void act.perform({ type: 'objectToRule', rule: rule.id, reason })}
          />
        </div>
      ) : null}
      {account?.kind === 'chair' && !isOpen ? (
        <div className="row no-print">
          {objectors.length === 0 ? (
            <ConfirmDialog
              open={t('acts:name.adoptRule')}
              tone="primary"
              busy={act.pending}
              onConfirm={() => void act.perform({ type: 'adoptRule', rule: rule.id })}
            >
              <p>{t('members:adoptMeans')}</p>
            </ConfirmDialog>
          ) : (
            <ConfirmDialog
              open={t('acts:name.rejectRule')}
              busy={act.pending}
              onConfirm={() => void act.perform({ type: 'rejectRule', rule: rule.id })}
            >
              <p>{t('members:rejectMeans')}</p>
            </ConfirmDialog>
          )}
        </div>
      ) : null}
      <RefusalNote refusal={act.refusal} />
    </li>
  );
};

/** Rules that were proposed and are not yet in force, each with its weights and power before anything is decided by it. */
export const ProposedRules = ({ body, stream }: { readonly body: BodyState; readonly stream: string }) => {
  const { t } = useTranslation('members');
  const proposals = Object.values(body.ruleProposals);
  return proposals.length === 0 ? null : (
    <section className="card" aria-labelledby="proposed-rules">
      <h2 id="proposed-rules">{t('proposedRules')}</h2>
      <p className="soft small">{t('proposedAbout')}</p>
      <ul className="members-rules">
        {proposals.map((proposal) => (
          <Proposal key={proposal.rule.id} body={body} stream={stream} proposal={proposal} />
        ))}
      </ul>
    </section>
  );
};
