import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { deliberationsQuery, useBody } from '../../lib/live.ts';
import { OpenWindows } from '../../lib/OpenWindows.tsx';
import { useSession } from '../../lib/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import './home.css';

/** The public door: what is under negotiation, and what one can do here. */
export const HomePage = () => {
  const { t, i18n } = useTranslation(['shell', 'vocabulary']);
  const { data, error } = useQuery(deliberationsQuery);
  const body = useBody();
  const kind = useSession()?.account?.kind;
  const members = Object.values(body?.state.members ?? {});
  return (
    <div className="page">
      <section className="home-hero">
        <h1 dir="auto">{body === undefined ? 'Plenary' : localised(body.state.names, i18n.language)}</h1>
        <p className="home-lead">{t('shell:homePage.lead')}</p>
        {body === undefined ? null : (
          <dl className="home-figures">
            {(
              [
                ['members', members.filter(({ role }) => role === 'member').length],
                ['observers', members.filter(({ role }) => role === 'observer').length],
                ['groups', Object.keys(body.state.groups).length],
                ['rules', Object.keys(body.state.rules).length],
              ] as const
            ).map(([name, value]) => (
              <div key={name}>
                <dt>{t(`shell:homePage.${name}`)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </section>
      <OpenWindows />
      <section className="stack" aria-labelledby="under-negotiation">
        <div className="page-head">
          <h2 id="under-negotiation">{t('shell:homePage.underNegotiation')}</h2>
          {body !== undefined && (kind === 'secretariat' || kind === 'chair') ? (
            <Link className="button" to="/import">
              {t('shell:homePage.import')}
            </Link>
          ) : null}
        </div>
        {data === undefined && error === null ? <Loading /> : null}
        {error === null ? null : <Empty title={t('shell:unreachable')} />}
        {data?.deliberations.length === 0 ? (
          <Empty title={t(body === undefined ? 'shell:homePage.notFounded' : 'shell:homePage.none')}>
            {body === undefined && kind === 'secretariat' ? (
              <Link className="button button-primary" to="/members">
                {t('shell:homePage.found')}
              </Link>
            ) : null}
          </Empty>
        ) : null}
        <ul className="home-list">
          {data?.deliberations.map(({ id, title, symbol, phase, paragraphs, openedAt }) => (
            <li key={id}>
              <article className="home-item">
                <p className="row">
                  <bdi className="deliberation-symbol">{symbol}</bdi>
                  <Tag tone={phase === 'adopted' ? 'good' : 'accent'}>{t(`vocabulary:phase.${phase}`)}</Tag>
                </p>
                <h3 className="home-title" dir="auto">
                  <Link to="/deliberations/$id" params={{ id }}>
                    {localised(title, i18n.language)}
                  </Link>
                </h3>
                <p className="soft small">
                  {t('shell:homePage.about', {
                    count: paragraphs,
                    date: showInstant(openedAt, i18n.language),
                  })}
                </p>
                <p className="row home-open">
                  <Link className="button button-primary" to="/deliberations/$id" params={{ id }}>
                    {t('shell:homePage.open.text')}
                  </Link>
                  <Link className="button" to="/deliberations/$id/board" params={{ id }}>
                    {t('shell:homePage.open.board')}
                  </Link>
                  <Link className="button" to="/deliberations/$id/record" params={{ id }}>
                    {t('shell:homePage.open.record')}
                  </Link>
                </p>
              </article>
            </li>
          ))}
        </ul>
      </section>
      <section className="home-ways" aria-label={t('shell:homePage.waysLabel')}>
        {(['read', 'see', 'verify'] as const).map((way) => (
          <div key={way} className="home-way">
            <h3>{t(`shell:homePage.ways.${way}.title`)}</h3>
            <p className="soft">{t(`shell:homePage.ways.${way}.text`)}</p>
          </div>
        ))}
      </section>
    </div>
  );
};
