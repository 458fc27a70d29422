import { COMMENT_KINDS, DISPOSITIONS } from '@plenary/consensus';
import type { ConsultationAnswer } from '@plenary/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { localised } from '../../ui/localised.ts';
import { paragraphName } from './subject-name.ts';
import type { Asked } from './use-consultation.ts';

/** Which comments are in sight: by what they are about, what became of them, their theme, one's own. */
export const CommentFilters = ({
  consultation,
  asked,
  seesHidden,
  onAsk,
}: {
  readonly consultation: ConsultationAnswer;
  readonly asked: Asked;
  /** Whether the viewer reads what is not shown. */
  readonly seesHidden: boolean;
  readonly onAsk: (asked: Asked) => void;
}) => {
  const { t, i18n } = useTranslation(['consultation', 'vocabulary']);
  const { themes, onParagraphs, state, figures } = consultation;
  const [words, setWords] = useState(asked.q);
  const subjectOf = (subject: string): string => {
    if (subject === 'text') return t('consultation:whole');
    return subject.startsWith('A')
      ? t('consultation:card.amendment', { amendment: subject })
      : paragraphName(state.text, subject);
  };
  return (
    <div className="consultation-filters no-print" role="search">
      <Field label={t('consultation:filter.about')}>
        {(control) => (
          <select
            {...control}
            value={asked.about}
            onChange={(event) => onAsk({ ...asked, about: event.target.value, offset: 0 })}
          >
            <option value="">{t('consultation:filter.all')}</option>
            {Object.keys(onParagraphs).map((subject) => (
              <option key={subject} value={subject}>
                {subjectOf(subject)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('consultation:filter.disposition')}>
        {(control) => (
          <select
            {...control}
            value={asked.disposition}
            onChange={(event) => onAsk({ ...asked, disposition: event.target.value, offset: 0 })}
          >
            <option value="">{t('consultation:filter.all')}</option>
            {(['waiting', ...DISPOSITIONS] as const).map((one) => (
              <option key={one} value={one}>
                {t(`vocabulary:disposition.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {themes.length === 0 ? null : (
        <Field label={t('consultation:filter.theme')}>
          {(control) => (
            <select
              {...control}
              value={asked.theme}
              onChange={(event) => onAsk({ ...asked, theme: event.target.value, offset: 0 })}
            >
              <option value="">{t('consultation:filter.all')}</option>
              {themes.map(({ theme, comments }) => (
                <option key={theme} value={theme}>
                  {`${theme} (${comments})`}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field label={t('consultation:filter.kind')}>
        {(control) => (
          <select
            {...control}
            value={asked.kind}
            onChange={(event) => onAsk({ ...asked, kind: event.target.value, offset: 0 })}
          >
            <option value="">{t('consultation:filter.all')}</option>
            {COMMENT_KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`vocabulary:commentKind.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {state.questions.length === 0 ? null : (
        <Field label={t('consultation:filter.question')}>
          {(control) => (
            <select
              {...control}
              value={asked.question}
              onChange={(event) => onAsk({ ...asked, question: event.target.value, offset: 0 })}
            >
              <option value="">{t('consultation:filter.all')}</option>
              {state.questions.map((one, at) => (
                <option key={at} value={at + 1}>
                  {localised(one, i18n.language)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {figures.late === 0 ? null : (
        <Field label={t('consultation:filter.late')}>
          {(control) => (
            <select
              {...control}
              value={asked.late}
              onChange={(event) => onAsk({ ...asked, late: event.target.value, offset: 0 })}
            >
              <option value="">{t('consultation:filter.all')}</option>
              <option value="false">{t('consultation:filter.inTime')}</option>
              <option value="true">{t('consultation:card.late')}</option>
            </select>
          )}
        </Field>
      )}
      {seesHidden && figures.hidden > 0 ? (
        <Field label={t('consultation:filter.moderation')}>
          {(control) => (
            <select
              {...control}
              value={asked.moderation}
              onChange={(event) => onAsk({ ...asked, moderation: event.target.value, offset: 0 })}
            >
              <option value="">{t('consultation:filter.all')}</option>
              <option value="hidden">{t('consultation:filter.hidden')}</option>
              <option value="appealed">
                {t('consultation:filter.appealed', { count: figures.appeals.open })}
              </option>
            </select>
          )}
        </Field>
      ) : null}
      <form
        className="consultation-search"
        onSubmit={(event) => {
          event.preventDefault();
          onAsk({ ...asked, q: words, offset: 0 });
        }}
      >
        <Field label={t('consultation:filter.words')}>
          {(control) => (
            <input
              {...control}
              type="search"
              dir="auto"
              maxLength={200}
              value={words}
              onChange={(event) => {
                setWords(event.target.value);
                if (event.target.value === '') onAsk({ ...asked, q: '', offset: 0 });
              }}
            />
          )}
        </Field>
        <Button type="submit">{t('consultation:filter.find')}</Button>
      </form>
      <label className="row small">
        <input
          type="checkbox"
          checked={asked.own}
          onChange={(event) => onAsk({ ...asked, own: event.target.checked, offset: 0 })}
        />
        {t('consultation:filter.own')}
      </label>
    </div>
  );
};
