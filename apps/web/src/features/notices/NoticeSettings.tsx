import { DIGESTS, NOTICE_KINDS } from '@plenary/consensus';
import { LANGS, NATIVE_NAMES } from '@plenary/i18n';
import type { NoticeSettingsAnswer } from '@plenary/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/api.ts';
import { noticeSettingsQuery } from '../../lib/notices.ts';
import { useRequest } from '../../lib/use-request.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';
import { Awaiting } from '../../ui/Awaiting.tsx';

type Draft = Omit<NoticeSettingsAnswer, 'confirmed'>;

const SettingsForm = ({ settings }: { readonly settings: NoticeSettingsAnswer }) => {
  const { t } = useTranslation('notices');
  const client = useQueryClient();
  const { confirmed, ...first } = settings;
  const [draft, setDraft] = useState<Draft>(first);
  const [isSaved, setSaved] = useState(false);
  const saving = useRequest();
  const change = (to: Partial<Draft>) => {
    setSaved(false);
    setDraft({ ...draft, ...to });
  };
  const save = () => {
    setSaved(false);
    const { address = '', ...rest } = draft;
    const asked = address.trim() === '' ? rest : { ...rest, address: address.trim() };
    return saving.ask(
      () => send<NoticeSettingsAnswer>('POST', '/api/notices/settings', asked),
      (settled) => {
        client.setQueryData(noticeSettingsQuery.queryKey, settled);
        setSaved(true);
        void client.invalidateQueries({ queryKey: ['notices'] });
      },
    );
  };
  return (
    <form
      className="card"
      aria-labelledby="notice-settings"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2 id="notice-settings">{t('settings')}</h2>
      <fieldset className="notices-kinds">
        <legend>{t('kinds')}</legend>
        {NOTICE_KINDS.map((kind) => (
          <label key={kind}>
            <input
              type="checkbox"
              checked={!draft.muted.includes(kind)}
              onChange={(event) =>
                change({
                  muted: event.target.checked
                    ? draft.muted.filter((muted) => muted !== kind)
                    : [...draft.muted, kind],
                })
              }
            />
            {t(`kind.${kind}`)}
          </label>
        ))}
      </fieldset>
      <div className="notices-mail">
        <Field label={t('digest')}>
          {(control) => (
            <select
              {...control}
              value={draft.digest}
              onChange={(event) => {
                const digest = DIGESTS.find((candidate) => candidate === event.target.value);
                if (digest !== undefined) change({ digest });
              }}
            >
              {DIGESTS.map((digest) => (
                <option key={digest} value={digest}>
                  {t(`digests.${digest}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('language')}>
          {(control) => (
            <select
              {...control}
              value={draft.lang}
              onChange={(event) => {
                const lang = LANGS.find((candidate) => candidate === event.target.value);
                if (lang !== undefined) change({ lang });
              }}
            >
              {LANGS.map((lang) => (
                <option key={lang} value={lang} lang={lang}>
                  {NATIVE_NAMES[lang]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          label={t('address')}
          hint={settings.address !== undefined && !confirmed ? t('unconfirmed') : undefined}
        >
          {(control) => (
            <input
              {...control}
              type="email"
              dir="ltr"
              autoComplete="email"
              maxLength={254}
              required={draft.digest !== 'off'}
              value={draft.address ?? ''}
              onChange={(event) => change({ address: event.target.value })}
            />
          )}
        </Field>
      </div>
      <RequestNote of={saving} />
      <div className="row">
        <Button type="submit" tone="primary" busy={saving.pending}>
          {t('save')}
        </Button>
        <span role="status" className="soft">
          {isSaved ? t('saved') : ''}
        </span>
      </div>
    </form>
  );
};

/** Which notices somebody wants, and whether they are mailed. */
export const NoticeSettings = () => {
  const asked = useQuery(noticeSettingsQuery);
  return asked.data === undefined ? <Awaiting asked={[asked]} /> : <SettingsForm settings={asked.data} />;
};
