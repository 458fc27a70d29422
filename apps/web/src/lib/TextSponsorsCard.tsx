import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useHere } from './deliberation.ts';
import { useSession } from './session.ts';
import { sponsorRights } from './sponsor-rights.ts';
import { TextSponsors } from './TextSponsors.tsx';

/** Dialogs and their rules: whoever only reads the text does not wait for them. */
const TextSponsorActs = lazy(async () => ({
  default: (await import('./TextSponsorActs.tsx')).TextSponsorActs,
}));

/**
 * The delegations behind the text, with what whoever is signed in may do as one of them or to become one; the service has
 * the last word. Nothing where there are none, for whoever names none.
 */
export const TextSponsorsCard = () => {
  const { t } = useTranslation('text');
  const { body, state } = useHere();
  const account = useSession()?.account;
  const { sponsors = [], revision } = state;
  if (revision === undefined) return null;
  const rights = sponsorRights(state, account);
  const { mayName, mayJoin, mayLeave, mayReintroduce } = rights;
  if (sponsors.length === 0 && !mayName && !mayReintroduce) return null;
  return (
    <section className="card" id="sponsors" aria-labelledby="sponsors-title">
      <h2 id="sponsors-title">{t('sponsors.title')}</h2>
      <TextSponsors sponsors={sponsors} body={body} />
      {mayName || mayJoin || mayLeave || mayReintroduce ? (
        <Suspense fallback={null}>
          <TextSponsorActs rights={rights} />
        </Suspense>
      ) : null}
    </section>
  );
};
