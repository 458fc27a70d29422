import { DISPOSITIONS } from '@plenary/consensus';
import type { ConsultationAnswer } from '@plenary/protocol';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/Field.tsx';
import { paragraphName } from './subject-name.ts';
import type { Asked } from './use-consultation.ts';

/** Which comments are in sight: by what they are about, what became of them, their theme, one's own. */
export const CommentFilters = ({
  consultation,
  asked,
  onAsk,
}: {
  readonly consultation: ConsultationAnswer;
  readonly asked: Asked;
  readonly onAsk: (asked: Asked) => void;
}) => {
  const { t } = useTranslation(['consultation', 'vocabulary']);
  const { themes, onParagraphs, state } = consultation;
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
