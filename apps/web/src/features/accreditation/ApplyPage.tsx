import { CHECK_POINTS, type CheckPoint } from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/api.ts';
import { useBody } from '../../lib/live.ts';
import { useRequest } from '../../lib/use-request.ts';
import { AddressField } from '../../ui/AddressField.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';
import { NOTHING_SAID, OrganizationFields, organizationOf } from './OrganizationFields.tsx';
import './accreditation.css';
import { AwaitedBody } from '../../lib/Awaited.tsx';

const NO_STATEMENTS: Readonly<Record<CheckPoint, string>> = {
  mandate: '',
  funding: '',
  independence: '',
  conflicts: '',
};

/** Where an organization asks to be accredited; nobody needs to be signed in. */
export const ApplyPage = () => {
  const { t, i18n } = useTranslation('accreditation');
  const body = useBody();
  const [said, setSaid] = useState(NOTHING_SAID);
  const [statements, setStatements] = useState(NO_STATEMENTS);
  const [address, setAddress] = useState('');
  const [isSent, setSent] = useState(false);
  const sending = useRequest();
  if (body === undefined) return <AwaitedBody />;
  const apply = () =>
    sending.ask(
      () =>
        send('POST', '/api/applications', {
          name: said.name.trim(),
          class: said.class,
          ...organizationOf(said),
          statements,
          address: address.trim(),
          lang: i18n.language,
        }),
      () => setSent(true),
    );
  return (
    <div className="page page-narrow">
      <PageHead title={t('apply.title')} lead={t('apply.lead')} />
      {isSent ? (
        <Notice tone="good" live>
          <p>{t('apply.sent')}</p>
        </Notice>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void apply();
          }}
        >
          <OrganizationFields
            body={body.state}
            said={said}
            nameLabel={t('apply.name')}
            onSay={(change) => setSaid({ ...said, ...change })}
          />
          {CHECK_POINTS.map((point) => (
            <Field key={point} label={t(`check.${point}`)} hint={t(`apply.hint.${point}`)}>
              {(control) => (
                <textarea
                  {...control}
                  dir="auto"
                  rows={3}
                  required
                  maxLength={5_000}
                  value={statements[point]}
                  onChange={(event) => setStatements({ ...statements, [point]: event.target.value })}
                />
              )}
            </Field>
          ))}
          <AddressField
            label={t('apply.address')}
            hint={t('apply.addressHint')}
            value={address}
            onChange={setAddress}
          />
          <RequestNote of={sending} />
          <div>
            <Button type="submit" tone="primary" busy={sending.pending}>
              {t('apply.send')}
            </Button>
          </div>
        </form>
      )}
      <p>
        <Link to="/accreditation">{t('apply.register')}</Link>
      </p>
    </div>
  );
};
