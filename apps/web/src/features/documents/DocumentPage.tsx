import { isolate, NATIVE_NAMES } from '@plenary/i18n';
import type { RegisteredDocumentInfo } from '@plenary/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBody } from '../../lib/live.ts';
import { isGone, Refused } from '../../lib/api.ts';
import { TextSponsors } from '../../lib/TextSponsors.tsx';
import { useSession } from '../../lib/session.ts';
import { useLastGood } from '../../lib/use-last-good.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { ParagraphText } from '../../ui/ParagraphText.tsx';
import { showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { DocumentName } from './DocumentName.tsx';
import { IssueForm } from './IssueForm.tsx';
import { ReadInLinks } from './ReadInLinks.tsx';
import { Renditions } from './Renditions.tsx';
import { TranslatedWords } from './TranslatedWords.tsx';
import { TranslationForm } from './TranslationForm.tsx';
import { documentQuery, PAGE_SIZE, registerQuery, wordsAddress } from './register-queries.ts';
import './documents.css';
import { AwaitedBody } from '../../lib/Awaited.tsx';

const DocumentLinks = ({ documents }: { readonly documents: readonly RegisteredDocumentInfo[] }) => {
  const { t } = useTranslation('vocabulary');
  return (
    <ol className="documents-short">
      {documents.map(({ symbol, kind }) => (
        <li key={symbol}>
          <Link to="/documents/$" params={{ _splat: symbol }}>
            <bdi>{symbol}</bdi>
          </Link>{' '}
          <span className="soft small">{t(`documentKind.${kind}`)}</span>
        </li>
      ))}
    </ol>
  );
};

/** All documents of the deliberation, page by page, the newest first. */
const RelatedDocuments = ({
  deliberation,
  version,
}: {
  readonly deliberation: string;
  readonly version: number;
}) => {
  const { t } = useTranslation('documents');
  const [offset, setOffset] = useState(0);
  const { data } = useQuery(registerQuery({ q: '', kind: '', deliberation, offset }, version));
  if (data === undefined) return null;
  return (
    <section className="card" aria-labelledby="related">
      <h2 id="related">{t('related')}</h2>
      <DocumentLinks documents={data.documents} />
      {data.total > PAGE_SIZE ? (
        <div className="row no-print">
          <Button disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - PAGE_SIZE))}>
            {t('previous')}
          </Button>
          <Button disabled={offset + PAGE_SIZE >= data.total} onClick={() => setOffset(offset + PAGE_SIZE)}>
            {t('next')}
          </Button>
        </div>
      ) : null}
    </section>
  );
};

/** One document under its symbol: its words, its languages, its versions and what belongs to it. */
export const DocumentPage = () => {
  const { t, i18n } = useTranslation(['documents', 'vocabulary', 'amending', 'shell']);
  const { _splat: symbol = '' } = useParams({ strict: false });
  const asked = useSearch({ from: '/documents/$' });
  const body = useBody();
  const isSecretariat = useSession()?.account?.kind === 'secretariat';
  const { data: answer, error } = useQuery({
    ...documentQuery(symbol, body?.version ?? 0),
    enabled: body !== undefined,
    retry: (count, failure) => !(failure instanceof Refused) && count < 3,
  });
  const data = useLastGood(symbol, answer);
  if (isGone(error))
    return (
      <div className="page">
        <Empty title={t('documents:unknown', { symbol })} />
      </div>
    );
  if (data === undefined && error !== null)
    return (
      <div className="page">
        {error instanceof Refused ? (
          <RefusalNote refusal={error.refusal} />
        ) : (
          <Empty title={t('shell:unreachable')} />
        )}
      </div>
    );
  if (body === undefined) return <AwaitedBody />;
  if (data === undefined) return <Loading />;
  const { document, paragraphs, text, amendment, given, decision, versions, modifiedBy } = data;
  const lang = i18n.language;
  const tally = decision?.result?.tally;
  const { issued } = document;
  const readIn = asked.in === undefined || asked.in === document.lang ? undefined : asked.in;
  return (
    <div className="page documents-page">
      <PageHead
        title={document.symbol}
        lead={
          <span className="documents-name">
            <DocumentName document={document} body={body.state} />
          </span>
        }
      >
        {document.deliberation === '' ? null : (
          <Link to="/deliberations/$id" params={{ id: document.deliberation }}>
            {t('documents:deliberation')}
          </Link>
        )}
        {document.kind === 'meetingRecord' && issued !== undefined ? (
          <Link to="/sittings/$sitting/minutes" params={{ sitting: issued.about }}>
            {t('documents:meeting')}
          </Link>
        ) : null}
        <a className="no-print" href={wordsAddress(document.symbol, readIn, asked.number)}>
          {t('documents:asPlainText')}
        </a>
        <Button className="no-print" onClick={() => window.print()}>
          {t('documents:print')}
        </Button>
      </PageHead>
      <ReadInLinks document={data} reading={readIn ?? document.lang} />
      <div className="documents-columns">
        {readIn !== undefined ? (
          <article className="card documents-words">
            <TranslatedWords document={data} asked={{ ...asked, in: readIn }} version={body.version} />
          </article>
        ) : (
          <article className="card documents-words" lang={document.lang} dir="auto">
            <TextSponsors sponsors={data.sponsors} body={body.state} />
            {paragraphs?.map((paragraph) => (
              <div key={paragraph.pid} className="documents-paragraph" data-level={paragraph.level}>
                <bdi className="documents-label">{paragraph.label}</bdi>
                <ParagraphText paragraph={paragraph} lang={document.lang} />
              </div>
            ))}
            {issued === undefined ||
            document.kind === 'roomPaper' ||
            document.kind === 'meetingRecord' ? null : (
              <p lang={lang} dir="auto">
                <Link to="/documents/$" params={{ _splat: issued.about }}>
                  {t('documents:modifies', { symbol: isolate(issued.about) })}
                </Link>
                {issued.corrects.length === 0
                  ? null
                  : ` · ${t('documents:correctsIn', {
                      languages: issued.corrects.map((one) => isolate(NATIVE_NAMES[one])).join(' · '),
                    })}`}
              </p>
            )}
            {text === undefined ? null : (
              <p className="documents-statement" dir="auto">
                {text}
              </p>
            )}
            {amendment === undefined ? null : (
              <div className="stack">
                <p lang={lang} dir="auto">
                  {t('documents:sponsors', {
                    members: amendment.sponsors
                      .map((id, at) => {
                        const name = isolate(localised(body.state.members[id]?.names ?? { en: id }, lang));
                        const group = at === 0 ? amendment.onBehalfOf?.group : undefined;
                        return group === undefined
                          ? name
                          : t('vocabulary:onBehalfOf', {
                              member: name,
                              group: isolate(
                                localised(body.state.groups[group]?.names ?? { en: group }, lang),
                              ),
                            });
                      })
                      .join(' · '),
                  })}
                </p>
                {given?.by === undefined || given.at === undefined ? null : (
                  <p className="soft small" lang={lang} dir="auto">
                    {t('amending:versions.given', {
                      member: isolate(
                        localised(body.state.members[given.by]?.names ?? { en: given.by }, lang),
                      ),
                      date: showInstant(given.at, lang),
                      head: given.head,
                    })}{' '}
                    ·{' '}
                    <Link
                      to="/deliberations/$id/amendments/$amendment"
                      params={{ id: document.deliberation, amendment: amendment.id }}
                    >
                      {t('amending:amendment', { id: isolate(amendment.id) })}
                    </Link>
                  </p>
                )}
                {amendment.changes.map((change, at) => (
                  <div key={at}>
                    <p className="soft small" lang={lang}>
                      {'new' in change
                        ? t('documents:amendmentNew')
                        : 'insert' in change
                          ? t('documents:amendmentInsert')
                          : 'delete' in change
                            ? t('documents:amendmentDeletes')
                            : t('documents:amendmentMoves')}
                    </p>
                    {'new' in change || 'insert' in change ? (
                      <p dir="auto">{'new' in change ? change.new : change.insert}</p>
                    ) : null}
                  </div>
                ))}
                {amendment.reason === '' ? null : <p dir="auto">{amendment.reason}</p>}
              </div>
            )}
            {decision?.outcome === undefined || decision.decidedAt === undefined ? null : (
              <div className="stack" lang={lang} dir="auto">
                <p>
                  <strong>{t(`vocabulary:outcome.${decision.outcome}`)}</strong> ·{' '}
                  {showInstant(decision.decidedAt, lang)}
                </p>
                <p>
                  {t('documents:rule', {
                    rule: localised(decision.rule.names ?? { en: decision.rule.id }, lang),
                  })}
                </p>
                {tally === undefined ? null : <p>{t('documents:tally', { ...tally })}</p>}
                {decision.note === undefined || decision.note === '' ? null : (
                  <p dir="auto">{decision.note}</p>
                )}
              </div>
            )}
          </article>
        )}
        <aside className="stack">
          <section className="card" aria-labelledby="languages">
            <h2 id="languages">{t('documents:languages')}</h2>
            <Renditions document={document} stream={body.stream} editable={isSecretariat} />
          </section>
          <section className="card" aria-labelledby="versions">
            <h2 id="versions">{t('documents:versions')}</h2>
            <ol className="documents-short">
              {versions.map((version) => (
                <li
                  key={version.symbol}
                  aria-current={version.symbol === document.symbol ? 'true' : undefined}
                >
                  <Link to="/documents/$" params={{ _splat: version.symbol }}>
                    <bdi>{version.symbol}</bdi>
                  </Link>{' '}
                  <span className="soft small">{showInstant(version.at, lang)}</span>
                </li>
              ))}
            </ol>
          </section>
          {modifiedBy.length === 0 ? null : (
            <section className="card" aria-labelledby="modifying">
              <h2 id="modifying">{t('documents:modifiedBy')}</h2>
              <DocumentLinks documents={modifiedBy} />
            </section>
          )}
          {isSecretariat ? (
            <IssueForm
              key={document.symbol}
              body={body.state}
              stream={body.stream}
              about={{ symbol: document.symbol }}
            />
          ) : null}
          {document.deliberation === '' ? null : (
            <RelatedDocuments
              key={document.deliberation}
              deliberation={document.deliberation}
              version={body.version}
            />
          )}
        </aside>
      </div>
      {isSecretariat ? (
        <TranslationForm key={document.symbol} document={data} stream={body.stream} version={body.version} />
      ) : null}
    </div>
  );
};
