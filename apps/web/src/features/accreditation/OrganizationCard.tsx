import {
  CHECK_POINTS,
  type Accreditation,
  type BodyState,
  type OrganizationObjection,
} from '@plenary/consensus';
import type { SessionAnswer } from '@plenary/protocol';
import { useTranslation } from 'react-i18next';
import { useInstantAround } from '../../lib/use-now.ts';
import { useAct } from '../../lib/act.ts';
import { ActNote } from '../../ui/ActNote.tsx';
import { Button } from '../../ui/Button.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showDeadline, showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';

const Objections = ({
  objections,
  body,
}: {
  readonly objections: Readonly<Record<string, OrganizationObjection>>;
  readonly body: BodyState;
}) => {
  const { t, i18n } = useTranslation('accreditation');
  const all = Object.entries(objections);
  return all.length === 0 ? null : (
    <div className="accreditation-objections">
      <h4>{t('objections', { count: all.length })}</h4>
      <ul>
        {all.map(([member, { reason }]) => (
          <li key={member}>
            <b>{localised(body.members[member]?.names ?? { en: member }, i18n.language)}</b>{' '}
            <span dir="auto">{reason}</span>
          </li>
        ))}
      </ul>
    </div>
  );
};

/** One organization: what it is, who stands behind it, what the secretariat found, and what can be done about it now. */
export const OrganizationCard = ({
  accreditation,
  body,
  stream,
  account,
}: {
  readonly accreditation: Accreditation;
  readonly body: BodyState;
  readonly stream: string;
  readonly account: SessionAnswer['account'] | undefined;
}) => {
  const { t, i18n } = useTranslation(['accreditation', 'vocabulary']);
  const act = useAct(stream);
  const { perform, pending } = act;
  const { organization, listing, standing, declined } = accreditation;
  const { id, names, constituency, country, sponsors } = organization;
  const lang = i18n.language;
  const named = { organization: id };
  const now = useInstantAround(listing?.objectionsUntil);
  const isPast = listing !== undefined && now > listing.objectionsUntil;
  const conducts = account?.kind === 'chair' || account?.kind === 'secretariat';
  const own = account?.kind === 'delegate' && account.mayBind ? account.member : undefined;
  const hasObjected = own !== undefined && listing?.objections[own] !== undefined;
  const objectors = Object.keys(listing?.objections ?? {}).length;
  return (
    <article className="card accreditation-card" aria-label={localised(names, lang)}>
      <header>
        <h3 dir="auto">{localised(names, lang)}</h3>
        <p className="row">
          <Tag>{t(`vocabulary:class.${organization.class}`)}</Tag>
          {constituency === undefined ? null : <Tag>{t(`accreditation:constituency.${constituency}`)}</Tag>}
          {country === undefined ? null : (
            <Tag>{localised(body.members[country]?.names ?? { en: country }, lang)}</Tag>
          )}
          <bdi className="soft small">{id}</bdi>
        </p>
      </header>
      <dl className="accreditation-facts">
        <div>
          <dt>{t('accreditation:sponsors')}</dt>
          <dd dir="auto">{sponsors.join(' · ') || t('accreditation:noSponsors')}</dd>
        </div>
        {listing === undefined ? null : (
          <>
            <div>
              <dt>{t('accreditation:objectionsUntil')}</dt>
              <dd>{showDeadline(listing.objectionsUntil, lang)}</dd>
            </div>
            <div>
              <dt>{t('accreditation:wouldHold')}</dt>
              <dd>{showDeadline(listing.until, lang)}</dd>
            </div>
          </>
        )}
        {standing === undefined ? null : (
          <>
            <div>
              <dt>{t('accreditation:since')}</dt>
              <dd>{showInstant(standing.since, lang)}</dd>
            </div>
            <div>
              <dt>{t(standing.ended === undefined ? 'accreditation:until' : 'accreditation:ended')}</dt>
              <dd>
                {showDeadline(standing.ended?.at ?? standing.until, lang)}
                {standing.ended === undefined
                  ? null
                  : ` · ${t(`accreditation:cause.${standing.ended.cause}`)}`}
              </dd>
            </div>
          </>
        )}
      </dl>
      {standing?.ended?.reason === undefined ? null : <p dir="auto">{standing.ended.reason}</p>}
      {listing === undefined ? null : (
        <details>
          <summary>{t('accreditation:findings')}</summary>
          <dl className="accreditation-findings">
            {CHECK_POINTS.map((point) => (
              <div key={point}>
                <dt>{t(`accreditation:check.${point}`)}</dt>
                <dd dir="auto">{listing.findings[point]}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {listing === undefined ? null : <Objections objections={listing.objections} body={body} />}
      {declined === undefined ? null : (
        <div>
          <p>
            <b>{t('accreditation:declined', { at: showInstant(declined.at, lang) })}</b>{' '}
            <span dir="auto">{declined.reason}</span>
          </p>
          <Objections objections={declined.objections} body={body} />
        </div>
      )}
      <div className="row no-print">
        {listing !== undefined && own !== undefined && !hasObjected && !isPast ? (
          <ReasonDialog
            open={t('accreditation:object')}
            question={t('accreditation:objectWhy')}
            onReason={(reason) => void perform({ type: 'objectToOrganization', ...named, reason })}
          />
        ) : null}
        {hasObjected ? (
          <Button
            busy={pending}
            onClick={() => void perform({ type: 'withdrawOrganizationObjection', ...named })}
          >
            {t('accreditation:withdrawObjection')}
          </Button>
        ) : null}
        {listing !== undefined && conducts && isPast && objectors === 0 ? (
          <Button
            tone="primary"
            busy={pending}
            onClick={() => void perform({ type: 'accreditOrganization', ...named })}
          >
            {t('accreditation:accredit')}
          </Button>
        ) : null}
        {listing !== undefined && conducts && (objectors > 0 || !isPast) ? (
          <ReasonDialog
            open={t('accreditation:decline')}
            question={t('accreditation:declineWhy')}
            onReason={(reason) => void perform({ type: 'declineOrganization', ...named, reason })}
          />
        ) : null}
        {standing !== undefined && standing.ended === undefined && account?.kind === 'chair' ? (
          <ReasonDialog
            open={t('accreditation:end')}
            question={t('accreditation:endWhy')}
            onReason={(reason) => void perform({ type: 'endAccreditation', ...named, reason })}
          />
        ) : null}
      </div>
      <ActNote of={act} />
    </article>
  );
};
