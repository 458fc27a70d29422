import { isWritable, type DraftingDocument } from '@plenary/consensus';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../../lib/act.ts';
import { useHere } from '../../../lib/deliberation.ts';
import { useSession } from '../../../lib/session.ts';
import { Tag } from '../../../ui/Tag.tsx';
import { showInstant } from '../../../ui/instant.ts';
import { nativeName } from './native-name.ts';
import { useNames } from '../names.ts';
import { OpenForm } from './OpenForm.tsx';
import { DraftAccess } from './DraftAccess.tsx';
import './drafts.css';
import { ActNote } from '../../../ui/ActNote.tsx';

const CONDUCTING: readonly string[] = ['chair', 'facilitator', 'secretariat'];

/** The texts one writes in: the working texts of the deliberation, drafts of one's own, drafts of others shared with us. */
export const DocumentsPage = () => {
  const { t, i18n } = useTranslation(['drafting', 'vocabulary']);
  const { id, stream, body, state } = useHere();
  const session = useSession();
  const act = useAct(stream);
  const navigate = useNavigate();
  const name = useNames(body);
  const account = session?.account;
  const member = account?.kind === 'delegate' ? account.member : undefined;
  const isMember = member !== undefined && body.members[member]?.role === 'member';
  const isConducting = account !== undefined && CONDUCTING.some((kind) => kind === account.kind);
  const documents = Object.values(state.documents);
  const isOpen = (document: DraftingDocument): boolean => isWritable(state, document);
  const parts = [
    {
      part: 'working',
      list: documents.filter((document) => document.owner === undefined && isOpen(document)),
    },
    ...(member === undefined
      ? []
      : [
          {
            part: 'own',
            list: documents.filter((document) => document.owner === member && isOpen(document)),
          },
          {
            part: 'shared',
            list: documents.filter(
              (document) =>
                document.owner !== undefined && document.sharedWith.includes(member) && isOpen(document),
            ),
          },
        ]),
    { part: 'closed', list: documents.filter((document) => !isOpen(document)) },
  ] as const;
  const open = async (made: Parameters<typeof act.perform>[0] & { readonly id: string }): Promise<void> => {
    const done = await act.perform(made);
    if (done !== undefined)
      await navigate({ to: '/deliberations/$id/drafts/$document', params: { id, document: made.id } });
  };
  return (
    <div className="stack drafts">
      <p className="soft drafts-lead">{t('documents.lead')}</p>
      <ActNote of={act} />
      {parts.map(({ part, list }) =>
        part !== 'working' && list.length === 0 ? null : (
          <section key={part} aria-labelledby={`documents-${part}`}>
            <h2 id={`documents-${part}`}>{t(`documents.parts.${part}`)}</h2>
            {list.length === 0 ? <p className="soft">{t('documents.none')}</p> : null}
            <ul className="drafts-list">
              {list.map((document) => (
                <li key={document.id}>
                  <Link
                    className="drafts-title"
                    to="/deliberations/$id/drafts/$document"
                    params={{ id, document: document.id }}
                    dir="auto"
                    lang={document.lang}
                  >
                    {document.title}
                  </Link>
                  <p className="row small soft">
                    {document.kind === 'workingText' ? null : (
                      <Tag tone="accent">{t(`vocabulary:document.${document.kind}`)}</Tag>
                    )}
                    <bdi lang={document.lang}>{nativeName(document.lang)}</bdi>
                    {document.owner === undefined ? (
                      <span>
                        {t('documents.readBy', {
                          readers: t(`vocabulary:documentReaders.${document.readers ?? 'members'}`),
                        })}
                      </span>
                    ) : (
                      <bdi>{name(document.owner)}</bdi>
                    )}
                    <span>
                      {t('documents.opened', { date: showInstant(document.openedAt, i18n.language) })}
                    </span>
                    {document.closedAt === undefined ? null : (
                      <span>
                        {t('documents.closed', { date: showInstant(document.closedAt, i18n.language) })}
                      </span>
                    )}
                  </p>
                  {isOpen(document) ? (
                    <DraftAccess
                      document={document}
                      body={body}
                      member={member}
                      mayBind={account?.mayBind === true}
                      isConducting={isConducting}
                      act={act}
                    />
                  ) : null}
                </li>
              ))}
            </ul>
          </section>
        ),
      )}
      {isConducting && state.revision !== undefined && state.phase !== 'adopted' ? (
        <OpenForm
          kinds={['workingText']}
          title={t('documents.open.working')}
          pending={act.pending}
          onOpen={open}
        />
      ) : null}
      {isMember ? (
        <OpenForm
          kinds={
            state.revision === undefined || state.phase === 'adopted'
              ? ['statementDraft']
              : ['amendmentDraft', 'statementDraft']
          }
          title={t('documents.open.draft')}
          pending={act.pending}
          onOpen={open}
        />
      ) : null}
    </div>
  );
};
