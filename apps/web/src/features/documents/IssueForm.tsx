import {
  DOCUMENT_LANGUAGES,
  ISSUED_KINDS,
  nextIssuedSymbol,
  type BodyState,
  type DocumentLanguage,
  type IssuedKind,
  type LocalisedText,
} from '@plenary/consensus';
import { NATIVE_NAMES } from '@plenary/i18n';
import { LIMITS } from '@plenary/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { localised } from '../../ui/localised.ts';

const FIRST = {
  title: '',
  words: '',
  lang: 'en' as DocumentLanguage,
  corrects: [] as readonly DocumentLanguage[],
};

/**
 * The secretariat issues what belongs to a document (`about` is its symbol) or, where deliberations are given, a room
 * paper of one of them. The symbol that it would receive stands on the button.
 */
export const IssueForm = ({
  body,
  stream,
  about,
}: {
  readonly body: BodyState;
  readonly stream: string;
  readonly about:
    | { readonly symbol: string }
    | { readonly deliberations: readonly { readonly id: string; readonly title: LocalisedText }[] };
}) => {
  const { t, i18n } = useTranslation(['documents', 'vocabulary']);
  const { perform, pending, refusal } = useAct(stream);
  const [draft, setDraft] = useState(FIRST);
  const [chosen, setChosen] = useState<IssuedKind>('addendum');
  const [deliberation, setDeliberation] = useState('');
  const isPaper = 'deliberations' in about;
  const kind = isPaper ? 'roomPaper' : chosen;
  const of = isPaper ? deliberation || (about.deliberations[0]?.id ?? '') : about.symbol;
  const corrects = kind === 'corrigendum' ? draft.corrects : [];
  const isComplete =
    draft.title.trim() !== '' && draft.words.trim() !== '' && (kind !== 'corrigendum' || corrects.length > 0);
  const issue = async (): Promise<void> => {
    const { title, words, lang } = draft;
    const done = await perform({ type: 'issueDocument', kind, about: of, lang, title, words, corrects });
    if (done !== undefined) setDraft(FIRST);
  };
  return (
    <details className="card no-print">
      <summary>{isPaper ? t('vocabulary:documentKind.roomPaper') : t('documents:issue')}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void issue();
        }}
      >
        <p className="soft small">{t(isPaper ? 'documents:issuePaperLead' : 'documents:issueLead')}</p>
        {isPaper ? (
          <Field label={t('documents:issueFor')}>
            {(control) => (
              <select {...control} value={of} onChange={(event) => setDeliberation(event.target.value)}>
                {about.deliberations.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {localised(title, i18n.language)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ) : (
          <Field label={t('documents:kind')}>
            {(control) => (
              <select
                {...control}
                value={kind}
                onChange={(event) =>
                  setChosen(ISSUED_KINDS.find((one) => one === event.target.value) ?? chosen)
                }
              >
                {(['addendum', 'corrigendum'] as const).map((one) => (
                  <option key={one} value={one}>
                    {t(`vocabulary:documentKind.${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field label={t('documents:issueLanguage')}>
          {(control) => (
            <select
              {...control}
              value={draft.lang}
              onChange={(event) =>
                setDraft({
                  ...draft,
                  lang: DOCUMENT_LANGUAGES.find((lang) => lang === event.target.value) ?? draft.lang,
                })
              }
            >
              {DOCUMENT_LANGUAGES.map((lang) => (
                <option key={lang} value={lang}>
                  {NATIVE_NAMES[lang]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('documents:issueTitle')}>
          {(control) => (
            <input
              {...control}
              dir="auto"
              lang={draft.lang}
              required
              maxLength={LIMITS.DOCUMENT_TITLE_CHARACTERS_MAX}
              value={draft.title}
              onChange={(event) => setDraft({ ...draft, title: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('documents:issueWords')}>
          {(control) => (
            <textarea
              {...control}
              dir="auto"
              lang={draft.lang}
              required
              rows={6}
              maxLength={LIMITS.ISSUED_CHARACTERS_MAX}
              value={draft.words}
              onChange={(event) => setDraft({ ...draft, words: event.target.value })}
            />
          )}
        </Field>
        {kind === 'corrigendum' ? (
          <fieldset className="documents-corrects">
            <legend>{t('documents:corrects')}</legend>
            {DOCUMENT_LANGUAGES.map((lang) => (
              <label key={lang} className="row">
                <input
                  type="checkbox"
                  checked={draft.corrects.includes(lang)}
                  onChange={(event) =>
                    setDraft({
                      ...draft,
                      corrects: DOCUMENT_LANGUAGES.filter((one) =>
                        one === lang ? event.target.checked : draft.corrects.includes(one),
                      ),
                    })
                  }
                />{' '}
                {NATIVE_NAMES[lang]}
              </label>
            ))}
          </fieldset>
        ) : null}
        <div>
          <Button type="submit" tone="primary" busy={pending} disabled={!isComplete}>
            {t('documents:issueSubmit', { symbol: nextIssuedSymbol(body, kind, of) ?? '—' })}
          </Button>
        </div>
        {refusal === undefined ? null : <RefusalNote refusal={refusal} />}
      </form>
    </details>
  );
};
