import { REGISTERED_KINDS } from '@plenary/consensus';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deliberationsQuery, useBody } from '../../lib/live.ts';
import { useSession } from '../../lib/session.ts';
import { useLastGood } from '../../lib/use-last-good.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { DocumentName } from './DocumentName.tsx';
import { IssueForm } from './IssueForm.tsx';
import { RenditionSigns } from './Renditions.tsx';
import { SchemeForm } from './SchemeForm.tsx';
import { PAGE_SIZE, registerQuery } from './register-queries.ts';
import './documents.css';
import { Awaiting } from '../../ui/Awaiting.tsx';
import { AwaitedBody } from '../../lib/Awaited.tsx';

/** The register of documents: every one under its symbol, found by symbol and by words. */
export const RegisterPage = () => {
  const { t, i18n } = useTranslation(['documents', 'vocabulary', 'shell']);
  const body = useBody();
  const isSecretariat = useSession()?.account?.kind === 'secretariat';
  const deliberations = useQuery(deliberationsQuery).data?.deliberations ?? [];
  const [asked, setAsked] = useState({ q: '', kind: '', deliberation: '', offset: 0 });
  const q = useDeferredValue(asked.q);
  const answer = useQuery({
    ...registerQuery({ ...asked, q: q.trim() }, body?.version ?? 0),
    enabled: body !== undefined,
  });
  const data = useLastGood('register', answer.data);
  if (body === undefined) return <AwaitedBody />;
  if (data === undefined) return <Awaiting asked={[answer]} />;
  const { documents, total } = data;
  const isNarrowed = q.trim() !== '' || asked.kind !== '' || asked.deliberation !== '';
  return (
    <div className="page">
      <PageHead title={t('documents:title')} lead={t('documents:lead')} />
      {isSecretariat ? <SchemeForm body={body.state} stream={body.stream} /> : null}
      {isSecretariat && body.state.scheme !== undefined && deliberations.length > 0 ? (
        <IssueForm body={body.state} stream={body.stream} about={{ deliberations }} />
      ) : null}
      <div className="documents-search no-print" role="search">
        <Field label={t('documents:search')}>
          {(control) => (
            <input
              {...control}
              type="search"
              dir="auto"
              maxLength={200}
              value={asked.q}
              onChange={(event) => setAsked({ ...asked, q: event.target.value, offset: 0 })}
            />
          )}
        </Field>
        <Field label={t('documents:kind')}>
          {(control) => (
            <select
              {...control}
              value={asked.kind}
              onChange={(event) => setAsked({ ...asked, kind: event.target.value, offset: 0 })}
            >
              <option value="">{t('documents:allKinds')}</option>
              {REGISTERED_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`vocabulary:documentKind.${kind}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {deliberations.length < 2 ? null : (
          <Field label={t('documents:ofDeliberation')}>
            {(control) => (
              <select
                {...control}
                value={asked.deliberation}
                onChange={(event) => setAsked({ ...asked, deliberation: event.target.value, offset: 0 })}
              >
                <option value="">{t('documents:allDeliberations')}</option>
                {deliberations.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {localised(title, i18n.language)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
      </div>
      <p className="soft small" role="status">
        {t('documents:found', { count: total })}
      </p>
      {documents.length === 0 ? (
        <Empty title={isNarrowed ? t('documents:noMatch') : t('documents:none')} />
      ) : (
        <ol className="documents-list card">
          {documents.map((document) => (
            <li key={document.symbol}>
              <Link to="/documents/$" params={{ _splat: document.symbol }} className="documents-symbol">
                <bdi>{document.symbol}</bdi>
              </Link>
              <span className="documents-name">
                <DocumentName document={document} body={body.state} />
              </span>
              <RenditionSigns document={document} />
              <time className="soft small" dateTime={document.at}>
                {showInstant(document.at, i18n.language)}
              </time>
            </li>
          ))}
        </ol>
      )}
      {total > PAGE_SIZE ? (
        <div className="row no-print">
          <Button
            disabled={asked.offset === 0}
            onClick={() => setAsked({ ...asked, offset: Math.max(0, asked.offset - PAGE_SIZE) })}
          >
            {t('documents:previous')}
          </Button>
          <Button
            disabled={asked.offset + PAGE_SIZE >= total}
            onClick={() => setAsked({ ...asked, offset: asked.offset + PAGE_SIZE })}
          >
            {t('documents:next')}
          </Button>
        </div>
      ) : null}
      <p className="soft small no-print">
        <a href={`/decisions.atom?lang=${i18n.language}`}>{t('documents:feed')}</a> ·{' '}
        <a href={`/consultations.atom?lang=${i18n.language}`}>{t('shell:windows.feed')}</a> ·{' '}
        <a href={`/calendar.ics?lang=${i18n.language}`}>{t('documents:calendar')}</a>
      </p>
    </div>
  );
};
