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
import '../../ui/page.css';

/** Entering with a one-use link. The token stands after the #, so that no log of any server ever holds it. */
export const EnterPage = () => {
  const { t } = useTranslation(['account']);
  const navigate = useNavigate();
  const rightsChanged = useRightsChanged();
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
  const enter = async (): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const choice = login === '' ? {} : { login, password };
      await send<SessionAnswer>('POST', '/api/invitations/accept', { token, ...choice });
      history.replaceState(null, '', location.pathname);
      await rightsChanged();
      await navigate({ to: '/' });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setRefusal(error.refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="page page-narrow">
      <PageHead title={t('account:enterTitle')} lead={t('account:enterLead')} />
      <form
        className="card"
        onSubmit={(event) => {
          event.preventDefault();
          void enter();
        }}
      >
        <details>
          <summary>{t('account:choosePassword')}</summary>
          <div className="stack">
            <Field label={t('account:login')} hint={t('account:loginHint')}>
              {(control) => (
                <input
                  {...control}
                  dir="ltr"
                  autoComplete="username"
                  value={login}
                  onChange={(event) => setLogin(event.target.value)}
                />
              )}
            </Field>
            <Field label={t('account:password')} hint={t('account:passwordHint')}>
              {(control) => (
                <input
                  {...control}
                  dir="ltr"
                  type="password"
                  autoComplete="new-password"
                  value={password}
                  onChange={(event) => setPassword(event.target.value)}
                />
              )}
            </Field>
          </div>
        </details>
        <div>
          <Button type="submit" tone="primary" busy={busy} disabled={token === ''}>
            {t('account:enter')}
          </Button>
        </div>
        <RefusalNote refusal={token === '' ? { code: 'invitation.invalid', facts: {} } : refusal} />
      </form>
    </div>
  );
};
