import { DISPOSITIONS, type ConsultationAct, type DispositionKind } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';

/** Names of so many comments are shown; of more, their number alone. */
const NAMED_MAX = 20;
const shownOf = (chosen: readonly string[]): string =>
  chosen.length > NAMED_MAX ? `${chosen.slice(0, NAMED_MAX).join(' · ')} …` : chosen.join(' · ');

/** The secretariat answers the comments it chose, all at once, or puts them under a theme. */
export const AnswerForm = ({
  chosen,
  duplicateOf: sample,
  amendments,
  paragraphs,
  themes,
  busy,
  onAct,
}: {
  readonly chosen: readonly string[];
  /** The comment that stands for the chosen ones, where they were chosen as its near-duplicates. */
  readonly duplicateOf: string;
  readonly amendments: readonly string[];
  /** Paragraphs that may have changed for a comment, by their ids and names. */
  readonly paragraphs: readonly { readonly pid: string; readonly name: string }[];
  readonly themes: readonly string[];
  readonly busy: boolean;
  readonly onAct: (act: ConsultationAct) => void;
}) => {
  const { t } = useTranslation(['consultation', 'vocabulary']);
  const [disposition, setDisposition] = useState<DispositionKind>(sample === '' ? 'noted' : 'duplicate');
  const [reason, setReason] = useState('');
  const [duplicateOf, setDuplicateOf] = useState(sample);
  const [amendment, setAmendment] = useState('');
  const [paragraph, setParagraph] = useState('');
  const [theme, setTheme] = useState('');
  return (
    <section className="card consultation-answer no-print" aria-label={t('consultation:dispose.title')}>
      <h3>{t('consultation:dispose.title')}</h3>
      <p className="small soft" role="status">
        {sample === ''
          ? t('consultation:dispose.chosen', { count: chosen.length })
          : t('consultation:families.chosen', { count: chosen.length, comment: sample })}{' '}
        <bdi>{shownOf(chosen)}</bdi>
      </p>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onAct({
            type: 'disposeComments',
            comments: chosen,
            disposition,
            reason,
            ...(disposition === 'duplicate' ? { duplicateOf: duplicateOf.trim() } : {}),
            ...(amendment === '' ? {} : { amendment }),
            ...(paragraph === '' ? {} : { paragraph }),
          });
        }}
      >
        <div className="consultation-fields">
          <Field label={t('consultation:dispose.what')}>
            {(control) => (
              <select
                {...control}
                value={disposition}
                onChange={(event) =>
                  setDisposition(DISPOSITIONS.find((one) => one === event.target.value) ?? 'noted')
                }
              >
                {DISPOSITIONS.map((one) => (
                  <option key={one} value={one}>
                    {t(`vocabulary:disposition.${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {disposition === 'duplicate' ? (
            <Field label={t('consultation:dispose.duplicateOf')}>
              {(control) => (
                <input
                  {...control}
                  required
                  dir="ltr"
                  pattern="c[1-9][0-9]*"
                  value={duplicateOf}
                  onChange={(event) => setDuplicateOf(event.target.value)}
                />
              )}
            </Field>
          ) : (
            <Field label={t('consultation:dispose.amendment')}>
              {(control) => (
                <select {...control} value={amendment} onChange={(event) => setAmendment(event.target.value)}>
                  <option value="">{t('consultation:dispose.none')}</option>
                  {amendments.map((one) => (
                    <option key={one} value={one}>
                      {one}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
        </div>
        {disposition === 'duplicate' ? null : (
          <Field label={t('consultation:dispose.paragraph')}>
            {(control) => (
              <select {...control} value={paragraph} onChange={(event) => setParagraph(event.target.value)}>
                <option value="">{t('consultation:dispose.none')}</option>
                {paragraphs.map(({ pid, name }) => (
                  <option key={pid} value={pid}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field label={t('consultation:dispose.reason')}>
          {(control) => (
            <textarea
              {...control}
              required
              dir="auto"
              rows={2}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <div className="row">
          <Button type="submit" tone="primary" busy={busy} disabled={chosen.length === 0}>
            {t('consultation:dispose.now')}
          </Button>
        </div>
      </form>
      <form
        className="consultation-theme"
        onSubmit={(event) => {
          event.preventDefault();
          onAct({
            type: 'groupComments',
            comments: chosen,
            theme: theme.trim() === '' ? null : theme.trim(),
          });
        }}
      >
        <Field label={t('consultation:theme')}>
          {(control) => (
            <input
              {...control}
              dir="auto"
              list="consultation-themes"
              maxLength={120}
              value={theme}
              onChange={(event) => setTheme(event.target.value)}
            />
          )}
        </Field>
        <datalist id="consultation-themes">
          {themes.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <Button type="submit" busy={busy} disabled={chosen.length === 0}>
          {t('consultation:group')}
        </Button>
      </form>
    </section>
  );
};
