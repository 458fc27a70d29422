import { hasActionBegun, isMainSponsor, isTextSponsor } from '@plenary/consensus';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ActNote } from '../ui/ActNote.tsx';
import { useAct } from './act.ts';
import { useHere } from './deliberation.ts';
import { useSession } from './session.ts';
import { TextSponsors } from './TextSponsors.tsx';

// Who only reads needs none of the acts and of the dialogs in which they are made.
const SponsorActs = lazy(async () => ({ default: (await import('./SponsorActs.tsx')).SponsorActs }));

/**
 * The delegations behind the text, with what whoever is signed in may do as one of them or to become one; the service has
 * the last word. Nothing where there are none, for whoever names none.
 */
export const TextSponsorsCard = () => {
  const { t } = useTranslation('text');
  const { body, state, stream } = useHere();
  const account = useSession()?.account;
  const act = useAct(stream);
  const member = account?.kind === 'delegate' && account.mayBind ? account.member : undefined;
  const { sponsors = [], withdrawn, phase, revision } = state;
  if (revision === undefined) return null;
  const conducts = account?.kind === 'secretariat' || account?.kind === 'chair';
  const hasBegun = hasActionBegun(state);
  const isOurs = member !== undefined && isTextSponsor(state, member);
  const mayLeave = isOurs && !hasBegun && withdrawn === undefined;
  const may = {
    name: conducts && sponsors.length === 0 && (phase === 'open' || phase === 'adoptionProposed'),
    join: member !== undefined && sponsors.length > 0 && !isOurs && withdrawn === undefined,
    leave: mayLeave && sponsors.length > 1,
    withdraw: mayLeave && isMainSponsor(state, member),
    reintroduce: member !== undefined && withdrawn !== undefined,
  };
  if (sponsors.length === 0 && !may.name && !may.reintroduce) return null;
  return (
    <section className="card" id="sponsors" aria-labelledby="sponsors-title">
      <h2 id="sponsors-title">{t('sponsors.title')}</h2>
      <TextSponsors sponsors={sponsors} body={body} />
      {Object.values(may).includes(true) ? (
        <Suspense fallback={null}>
          <SponsorActs may={may} hasBegun={hasBegun} act={act} />
        </Suspense>
      ) : null}
      <ActNote of={act} />
    </section>
  );
};
