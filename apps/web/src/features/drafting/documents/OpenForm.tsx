import { ACT_LIMITS, type DeliberationAct, type DocumentKind } from '@plenary/consensus';
import { LANGS, NATIVE_NAMES } from '@plenary/i18n';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { newId } from '../new-id.ts';

type OpenDocument = Extract<DeliberationAct, { readonly type: 'openDocument' }>;
const READERS = ['members', 'observers', 'public'] as const;

/** Opens a document; it has its id from here, so that one can go there at once. */
export const OpenForm = ({
  kinds,
  title: heading,
  pending,
  onOpen,
}: {
  readonly kinds: readonly DocumentKind[];
  readonly title: string;
  readonly pending: boolean;
  readonly onOpen: (act: OpenDocument) => Promise<void>;
}) => {
  const { t, i18n } = useTranslation(['drafting', 'vocabulary']);
  const [kind, setKind] = useState<DocumentKind>(kinds[0] ?? 'statementDraft');
  const [title, setTitle] = useState('');
  const [lang, setLang] = useState<string>(i18n.language);
  const [readers, setReaders] = useState<(typeof READERS)[number]>('members');
  return (
    <form
      className="card drafts-form"
      onSubmit={(event) => {
        event.preventDefault();
        void onOpen({
          type: 'openDocument',
          id: newId(),
          kind,
          lang,
          title: title.trim(),
          ...(kind === 'workingText' ? { readers } : {}),
        });
      }}
    >
      <h2>{heading}</h2>
      {kinds.length > 1 ? (
        <Field label={t('documents.open.kind')}>
          {(control) => (
            <select
              {...control}
              value={kind}
              onChange={(event) =>
                setKind(kinds.find((candidate) => candidate === event.target.value) ?? kind)
              }
            >
              {kinds.map((candidate) => (
                <option key={candidate} value={candidate}>
                  {t(`vocabulary:document.${candidate}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      <Field label={t('documents.open.title')}>
        {(control) => (
          <input
            {...control}
            required
            dir="auto"
            maxLength={ACT_LIMITS.DOCUMENT_TITLE_CHARACTERS_MAX}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('documents.open.lang')}>
        {(control) => (
          <select {...control} value={lang} onChange={(event) => setLang(event.target.value)}>
            {LANGS.map((candidate) => (
              <option key={candidate} value={candidate} lang={candidate}>
                {NATIVE_NAMES[candidate]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {kind === 'workingText' ? (
        <Field label={t('documents.open.readers')}>
          {(control) => (
            <select
              {...control}
              value={readers}
              onChange={(event) =>
                setReaders(READERS.find((candidate) => candidate === event.target.value) ?? readers)
              }
            >
              {READERS.map((candidate) => (
                <option key={candidate} value={candidate}>
                  {t(`vocabulary:documentReaders.${candidate}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      <Button type="submit" tone="primary" busy={pending}>
        {t('documents.open.act')}
      </Button>
    </form>
  );
};
