import {
  hasSponsors,
  isMainSponsor,
  openDecision,
  type DeliberationState,
  type TabledAmendment,
} from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { ComposeLink } from '../../lib/ComposeLink.tsx';
import { useAct } from '../../lib/act.ts';
import { composingOf } from '../../lib/composing.ts';
import { useHere } from '../../lib/deliberation.ts';
import { useSession } from '../../lib/session.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ActOutcome } from './ActOutcome.tsx';

type ActOnAmendment =
  'coSponsorAmendment' | 'leaveSponsors' | 'withdrawAmendment' | 'takeOverAmendment' | 'acceptAmendment';

const TONES = {
  coSponsorAmendment: 'primary',
  leaveSponsors: 'plain',
  withdrawAmendment: 'danger',
  takeOverAmendment: 'primary',
  acceptAmendment: 'plain',
} as const satisfies Readonly<Record<ActOnAmendment, string>>;

/** Acts that a delegation may take on an amendment as it stands; the service has the last word. */
const delegationsActs = (
  state: DeliberationState,
  { sponsors, state: became, amends, id }: TabledAmendment,
  member: string,
): readonly ActOnAmendment[] => {
  if (became === 'withdrawn') return state.phase === 'open' ? ['takeOverAmendment'] : [];
  if (became !== 'submitted' || state.phase === 'adopted') return [];
  const isMain = sponsors[0] === member;
  const decision = openDecision(state);
  const votingBegan = decision?.item === id && decision.ballot !== undefined;
  const parent = amends === undefined ? undefined : state.amendments[amends];
  const isOurs =
    amends === undefined
      ? isMainSponsor(state, member)
      : parent?.state === 'submitted' && parent.sponsors[0] === member;
  const mayAccept = state.phase === 'open' && isOurs;
  return [
    ...(sponsors.includes(member)
      ? sponsors.length > 1
        ? (['leaveSponsors'] as const)
        : []
      : (['coSponsorAmendment'] as const)),
    ...(mayAccept ? (['acceptAmendment'] as const) : []),
    ...(isMain && !votingBegan ? (['withdrawAmendment'] as const) : []),
  ];
};

/** What whoever is signed in may do with an amendment, each with what it means before it is done. */
export const AmendmentActs = ({ amendment }: { readonly amendment: TabledAmendment }) => {
  const { t } = useTranslation('amending');
  const { body, state, stream } = useHere();
  const account = useSession()?.account;
  const act = useAct(stream);
  const member = account?.kind === 'delegate' && account.mayBind ? account.member : undefined;
  const acts: readonly ActOnAmendment[] =
    member !== undefined
      ? delegationsActs(state, amendment, member)
      : account?.kind === 'chair' &&
          state.phase === 'open' &&
          amendment.state === 'submitted' &&
          amendment.amends === undefined &&
          !hasSponsors(state)
        ? ['acceptAmendment']
        : [];
  const amending =
    state.phase === 'open' && amendment.state === 'submitted' && amendment.amends === undefined
      ? composingOf(body, account)
      : undefined;
  const mayRevise =
    member !== undefined &&
    state.phase === 'open' &&
    amendment.state === 'submitted' &&
    amendment.sponsors[0] === member;
  const isNothing = acts.length === 0 && amending === undefined && !mayRevise;
  if (isNothing && act.answer === undefined && act.refusal === undefined) return null;
  return (
    <section className="card amendment-acts no-print" aria-label={t('acts.title')}>
      <h2>{t('acts.title')}</h2>
      <div className="row">
        {acts.map((type) => (
          <ConfirmDialog
            key={type}
            open={t(`acts.${type}.do`)}
            tone={TONES[type]}
            busy={act.pending}
            onConfirm={() => void act.perform({ type, amendment: amendment.id })}
          >
            <p>{t(`acts.${type}.means`, { id: `\u2068${amendment.id}\u2069` })}</p>
          </ConfirmDialog>
        ))}
        {amending === undefined ? null : (
          <ComposeLink amends={amendment.id} oral={amending === 'oral'}>
            {t(amending === 'own' ? 'acts.amend' : 'acts.amendOral')}
          </ComposeLink>
        )}
        {mayRevise ? <ComposeLink revise={amendment.id}>{t('acts.revise')}</ComposeLink> : null}
      </div>
      <ActOutcome act={act} />
    </section>
  );
};
