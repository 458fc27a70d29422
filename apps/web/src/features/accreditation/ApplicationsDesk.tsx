import type { BodyState } from '@plenary/consensus';
import type { ApplicationListAnswer } from '@plenary/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get, send } from '../../lib/api.ts';
import { useRequest } from '../../lib/use-request.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { ListForm } from './ListForm.tsx';
import { Statements } from './Statements.tsx';
import { Awaiting } from '../../ui/Awaiting.tsx';

type Application = ApplicationListAnswer['applications'][number];
/** Applications come rarely; a page that stays open asks again after so long. */
const ASK_AFTER_MILLISECONDS = 60_000;

/** The desk of the secretariat: applications that wait, and the form by which an organization is listed. */
export const ApplicationsDesk = ({ body, stream }: { readonly body: BodyState; readonly stream: string }) => {
  const { t, i18n } = useTranslation(['accreditation', 'vocabulary']);
  const client = useQueryClient();
  const [taken, setTaken] = useState<Application>();
  const deciding = useRequest();
  const asked = useQuery({
    queryKey: ['applications'],
    queryFn: () => get<ApplicationListAnswer>('/api/applications'),
    refetchInterval: ASK_AFTER_MILLISECONDS,
  });
  const lang = i18n.language;
  const decide = async (
    { id }: Application,
    decision: { readonly listed: string } | { readonly refused: string },
  ): Promise<void> => {
    await deciding.ask(
      () => send('POST', `/api/applications/${id}/decision`, decision),
      () => setTaken(undefined),
    );
    await client.invalidateQueries({ queryKey: ['applications'] });
  };
  const waiting = asked.data?.applications ?? [];
  /** Under which id an application is listed already: what could not be told then is told from here. */
  const listedAs = ({ said }: Application): string | undefined =>
    Object.values(body.accreditations).find(
      ({ listing, organization }) => listing !== undefined && organization.names['en'] === said.name,
    )?.organization.id;
  return (
    <section className="stack no-print" aria-labelledby="accreditation-applications">
      <h2 id="accreditation-applications">
        {t('accreditation:desk.title')} <span className="soft">{waiting.length}</span>
      </h2>
      <RequestNote of={deciding} />
      {asked.data === undefined ? (
        <Awaiting asked={[asked]} />
      ) : waiting.length === 0 ? (
        <p className="soft">{t('accreditation:desk.none')}</p>
      ) : null}
      {waiting.map((application) => {
        const { id, at, said, address } = application;
        const listed = listedAs(application);
        return (
          <article key={id} className="card accreditation-card" aria-label={said.name}>
            <header>
              <h3 dir="auto">{said.name}</h3>
              <p className="row">
                <Tag>{t(`vocabulary:class.${said.class}`)}</Tag>
                {said.constituency === undefined ? null : (
                  <Tag>{t(`accreditation:constituency.${said.constituency}`)}</Tag>
                )}
                {said.country === undefined ? null : (
                  <Tag>{localised(body.members[said.country]?.names ?? { en: said.country }, lang)}</Tag>
                )}
                <span className="soft small">
                  {t('accreditation:desk.came', { at: showInstant(at, lang) })}
                </span>
                {address === undefined ? null : <bdi className="small">{address}</bdi>}
              </p>
            </header>
            <p dir="auto">
              <b>{t('accreditation:sponsors')}</b>{' '}
              {said.sponsors.join(' · ') || t('accreditation:noSponsors')}
            </p>
            <Statements statements={said.statements} />
            <div className="row">
              {listed === undefined ? (
                <Button tone="primary" onClick={() => setTaken(application)}>
                  {t('accreditation:desk.take')}
                </Button>
              ) : (
                <ConfirmDialog
                  open={t('accreditation:desk.tell', { organization: `\u2068${listed}\u2069` })}
                  tone="primary"
                  busy={deciding.pending}
                  onConfirm={() => void decide(application, { listed })}
                >
                  <p>{t('accreditation:desk.tellMeans')}</p>
                  {address === undefined ? null : (
                    <p>
                      <b>
                        <bdi>{address}</bdi>
                      </b>
                    </p>
                  )}
                </ConfirmDialog>
              )}
              <ReasonDialog
                open={t('accreditation:desk.refuse')}
                question={t('accreditation:desk.refuseWhy')}
                onReason={(refused) => void decide(application, { refused })}
              />
            </div>
          </article>
        );
      })}
      <ListForm
        key={taken?.id ?? ''}
        body={body}
        stream={stream}
        application={taken?.said}
        onListed={(listed) => {
          if (taken !== undefined) void decide(taken, { listed });
        }}
      />
    </section>
  );
};
