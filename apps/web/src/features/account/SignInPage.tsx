import type { Refusal } from '@plenary/consensus';
import type { SessionAnswer } from '@plenary/protocol';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refused, send } from '../../lib/api.ts';
import { useRightsChanged } from '../../lib/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';

/** Signing in with login and password. */
export const SignInPage = () => {
  const { t } = useTranslation(['account']);
  const navigate = useNavigate();
  const rightsChanged = useRightsChanged();
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  return (
    <div className="page page-narrow">
      <PageHead title={t('account:signInTitle')} lead={t('account:signInLead')} />
      <form
        className="card"
        onSubmit={(event) => {
          event.preventDefault();
          setBusy(true);
          setRefusal(undefined);
          send<SessionAnswer>('POST', '/api/session', { login, password })
            .then(rightsChanged)
            .then(() => navigate({ to: '/' }))
            .catch((error: unknown) => {
              if (!(error instanceof Refused)) throw error;
              setRefusal(error.refusal);
            })
            .finally(() => setBusy(false));
        }}
      >
        <Field label={t('account:login')}>
          {(control) => (
            <input
              {...control}
              dir="ltr"
              required
              autoComplete="username"
              value={login}
              onChange={(event) => setLogin(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('account:password')}>
          {(control) => (
            <input
              {...control}
              dir="ltr"
              required
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <div>
          <Button type="submit" tone="primary" busy={busy}>
            {t('account:signIn')}
          </Button>
        </div>
        <RefusalNote refusal={refusal} />
      </form>
    </div>
  );
};
