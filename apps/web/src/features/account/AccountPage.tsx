import type { ActorKind } from '@plenary/consensus';
import type { InvitationAnswer, SessionListAnswer } from '@plenary/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get, send } from '../../lib/api.ts';
import { useBody } from '../../lib/live.ts';
import { useRightsChanged, useSession, useSignOut } from '../../lib/session.ts';
import { useRequest } from '../../lib/use-request.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import './account.css';
import { Awaiting } from '../../ui/Awaiting.tsx';

const INVITABLE: readonly ActorKind[] = ['delegate', 'observer', 'chair', 'facilitator', 'secretariat'];

const InviteForm = () => {
  const { t, i18n } = useTranslation(['account', 'vocabulary']);
  const body = useBody();
  const account = useSession()?.account;
  const [kind, setKind] = useState<ActorKind>('delegate');
  const [member, setMember] = useState('');
  const [mayBind, setMayBind] = useState(false);
  const [displayName, setDisplayName] = useState('');
  const [made, setMade] = useState<InvitationAnswer>();
  const inviting = useRequest();
  if (account === undefined || body === undefined) return null;
  const ownOnly = account.kind === 'delegate';
  if (!(account.kind === 'secretariat' || (ownOnly && account.mayBind))) return null;
  const seats = Object.values(body.state.members).filter(({ id, role }) =>
    ownOnly ? id === account.member : kind === 'delegate' ? role === 'member' : role === 'observer',
  );
  const needsMember = kind === 'delegate' || kind === 'observer';
  const seat = ownOnly ? account.member : member === '' ? seats[0]?.id : member;
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        setMade(undefined);
        const asked = {
          kind,
          mayBind: kind === 'delegate' && mayBind,
          displayName,
          ...(needsMember && seat !== undefined ? { member: seat } : {}),
        };
        void inviting.ask(() => send<InvitationAnswer>('POST', '/api/invitations', asked), setMade);
      }}
    >
      <h2>{t('account:invite')}</h2>
      {ownOnly ? null : (
        <Field label={t('account:role')}>
          {(control) => (
            <select
              {...control}
              value={kind}
              onChange={(event) => setKind(INVITABLE.find((word) => word === event.target.value) ?? kind)}
            >
              {INVITABLE.map((word) => (
                <option key={word} value={word}>
                  {t(`vocabulary:actor.${word}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {needsMember && !ownOnly ? (
        <Field label={t('account:member')}>
          {(control) => (
            <select {...control} value={seat} onChange={(event) => setMember(event.target.value)}>
              {seats.map(({ id, names }) => (
                <option key={id} value={id}>
                  {localised(names, i18n.language)}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      <Field label={t('account:displayName')}>
        {(control) => (
          <input
            {...control}
            dir="auto"
            required
            value={displayName}
            onChange={(event) => setDisplayName(event.target.value)}
          />
        )}
      </Field>
      {kind === 'delegate' ? (
        <label className="row">
          <input type="checkbox" checked={mayBind} onChange={(event) => setMayBind(event.target.checked)} />{' '}
          {t('account:mayBind')}
        </label>
      ) : null}
      <div>
        <Button type="submit" busy={inviting.pending}>
          {t('account:makeLink')}
        </Button>
      </div>
      {made === undefined ? null : (
        <Notice tone="good" live>
          <p>{t('account:linkMade', { date: showInstant(made.expiresAt, i18n.language) })}</p>
          <p dir="ltr" className="account-link">
            <code>{`${location.origin}${made.path}`}</code>
          </p>
        </Notice>
      )}
      <RequestNote of={inviting} />
    </form>
  );
};

/** One's own account: open sessions, signing out, invitations. */
export const AccountPage = () => {
  const { t, i18n } = useTranslation(['account', 'vocabulary']);
  const session = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const rightsChanged = useRightsChanged();
  const ending = useRequest();
  const listed = useQuery({
    queryKey: ['sessions'],
    queryFn: () => get<SessionListAnswer>('/api/sessions'),
    enabled: session?.signedIn === true,
  });
  if (session?.account === undefined)
    return (
      <div className="page page-narrow">
        <Empty title={t('account:notSignedIn')}>
          <Link className="button button-primary" to="/sign-in">
            {t('account:signIn')}
          </Link>
        </Empty>
      </div>
    );
  const { account } = session;
  return (
    <div className="page page-narrow">
      <PageHead title={account.displayName} lead={t(`vocabulary:actor.${account.kind}`)}>
        <Button onClick={() => void signOut().then(() => navigate({ to: '/' }))}>
          {t('account:signOut')}
        </Button>
      </PageHead>
      <section className="card" aria-labelledby="sessions">
        <h2 id="sessions">{t('account:sessions')}</h2>
        {listed.data === undefined ? <Awaiting asked={[listed]} /> : null}
        <ul className="account-sessions">
          {listed.data?.sessions.map(({ id, label, createdAt, lastSeenAt, current }) => (
            <li key={id} className="row">
              <b>{label}</b> {current ? <Tag tone="accent">{t('account:here')}</Tag> : null}
              <span className="soft small">
                {t('account:since', {
                  from: showInstant(createdAt, i18n.language),
                  seen: showInstant(lastSeenAt, i18n.language),
                })}
              </span>
              {current ? null : (
                <Button
                  tone="quiet"
                  busy={ending.pending}
                  onClick={() =>
                    void ending.ask(
                      () => send('DELETE', `/api/sessions/${id}`),
                      () => client.invalidateQueries({ queryKey: ['sessions'] }),
                    )
                  }
                >
                  {t('account:end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <div>
          <Button
            tone="danger"
            busy={ending.pending}
            onClick={() =>
              void ending.ask(
                () => send('DELETE', '/api/sessions'),
                async () => {
                  await rightsChanged();
                  await navigate({ to: '/' });
                },
              )
            }
          >
            {t('account:signOutEverywhere')}
          </Button>
        </div>
        <RequestNote of={ending} />
      </section>
      <InviteForm />
    </div>
  );
};
