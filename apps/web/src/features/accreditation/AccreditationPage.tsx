import { hasLostSeat, nextExpiry, type Accreditation } from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useBody } from '../../lib/live.ts';
import { useInstantAround } from '../../lib/use-now.ts';
import { useSession } from '../../lib/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { localised } from '../../ui/localised.ts';
import { ApplicationsDesk } from './ApplicationsDesk.tsx';
import { OrganizationCard } from './OrganizationCard.tsx';
import './accreditation.css';
import { AwaitedBody } from '../../lib/Awaited.tsx';

/** The parts of the register, in the order in which they are shown. */
const PARTS = ['listed', 'accredited', 'former'] as const;
type Part = (typeof PARTS)[number];

/** The public register of accreditation: who is listed with objections, who is accredited, who no longer is. */
export const AccreditationPage = () => {
  const { t, i18n } = useTranslation('accreditation');
  const body = useBody();
  const session = useSession();
  const now = useInstantAround(body === undefined ? undefined : nextExpiry(body.state));
  if (body === undefined) return <AwaitedBody />;
  const { state, stream } = body;
  const lang = i18n.language;
  const partOf = ({ organization, listing, standing }: Accreditation): Part => {
    if (listing !== undefined) return 'listed';
    return standing === undefined || hasLostSeat(state, organization.id, now) ? 'former' : 'accredited';
  };
  const order = new Intl.Collator(lang);
  const all = Object.values(state.accreditations).sort((a, b) =>
    order.compare(localised(a.organization.names, lang), localised(b.organization.names, lang)),
  );
  return (
    <div className="page">
      <PageHead title={t('title')} lead={t('lead')} />
      {session?.account?.kind === 'secretariat' ? (
        <ApplicationsDesk body={state} stream={stream} />
      ) : session?.account === undefined ? (
        <p className="no-print">
          <Link to="/accreditation/apply">{t('apply.open')}</Link>
        </p>
      ) : null}
      {all.length === 0 ? <Empty title={t('none')} /> : null}
      {PARTS.map((part) => {
        const here = all.filter((one) => partOf(one) === part);
        return here.length === 0 ? null : (
          <section key={part} aria-labelledby={`accreditation-${part}`} className="accreditation-part">
            <h2 id={`accreditation-${part}`}>
              {t(`part.${part}`)} <span className="soft">{here.length}</span>
            </h2>
            {here.map((accreditation) => (
              <OrganizationCard
                key={accreditation.organization.id}
                accreditation={accreditation}
                body={state}
                stream={stream}
                account={session?.account}
              />
            ))}
          </section>
        );
      })}
    </div>
  );
};
