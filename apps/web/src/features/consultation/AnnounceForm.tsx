import { CONSULTATION_AUDIENCES, type ConsultationAct, type ConsultationAudience } from '@plenary/consensus';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { ActNote } from '../../ui/ActNote.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';

import { instantOf } from './local-instant.ts';

/** The secretariat announces a consultation on the words in force. */
export const AnnounceForm = ({
  deliberation,
  textHash,
  number,
}: {
  readonly deliberation: string;
  readonly textHash: string;
  /** Consultations on this text so far. */
  readonly number: number;
}) => {
  const { t } = useTranslation(['consultation', 'vocabulary']);
  const navigate = useNavigate();
  const client = useQueryClient();
  const [title, setTitle] = useState('');
  const [opens, setOpens] = useState('');
  const [closes, setCloses] = useState('');
  const [audience, setAudience] = useState<ConsultationAudience>('public');
  const [languages, setLanguages] = useState('en fr es ru zh ar');
  const [questions, setQuestions] = useState('');
  const [charactersMin, setCharactersMin] = useState(20);
  const id = `${deliberation.slice(0, 50)}-c${number + 1}`;
  const act = useAct(`consultation:${id}`);
  const plan: Extract<ConsultationAct, { readonly type: 'announceConsultation' }> = {
    type: 'announceConsultation',
    id,
    deliberation,
    textHash,
    title: { en: title },
    opensAt: instantOf(opens),
    closesAt: instantOf(closes),
    audience,
    languages: languages.split(/[\s,]+/u).filter((lang) => lang !== ''),
    questions: questions
      .split('\n')
      .map((question) => question.trim())
      .filter((question) => question !== '')
      .map((en) => ({ en })),
    charactersMin,
  };
  const announce = async (): Promise<void> => {
    if ((await act.perform(plan)) === undefined) return;
    await client.invalidateQueries({ queryKey: ['consultations'] });
    await navigate({
      to: '/deliberations/$id/consultations/$consultation',
      params: { id: deliberation, consultation: id },
    });
  };
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        void announce();
      }}
    >
      <h2>{t('consultation:announce')}</h2>
      <p className="soft small">{t('consultation:announceLead')}</p>
      <Field label={t('consultation:name')}>
        {(control) => (
          <input
            {...control}
            required
            dir="auto"
            maxLength={500}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <div className="consultation-fields">
        <Field label={t('consultation:opens')}>
          {(control) => (
            <input
              {...control}
              required
              type="datetime-local"
              value={opens}
              onChange={(event) => setOpens(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('consultation:closes')}>
          {(control) => (
            <input
              {...control}
              required
              type="datetime-local"
              value={closes}
              onChange={(event) => setCloses(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('consultation:languages')}>
          {(control) => (
            <input
              {...control}
              required
              dir="ltr"
              value={languages}
              onChange={(event) => setLanguages(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('consultation:charactersMin')}>
          {(control) => (
            <input
              {...control}
              required
              type="number"
              min={1}
              max={10_000}
              value={charactersMin}
              onChange={(event) => setCharactersMin(Number(event.target.value))}
            />
          )}
        </Field>
      </div>
      <div className="row">
        <span className="small">{t('consultation:audience')}</span>
        <Choice
          label={t('consultation:audience')}
          value={audience}
          onChoose={setAudience}
          options={CONSULTATION_AUDIENCES.map((value) => ({
            value,
            name: t(`vocabulary:consultationAudience.${value}`),
          }))}
        />
      </div>
      <Field label={t('consultation:questions')}>
        {(control) => (
          <textarea
            {...control}
            dir="auto"
            rows={3}
            value={questions}
            onChange={(event) => setQuestions(event.target.value)}
          />
        )}
      </Field>
      <ActNote of={act} />
      <div className="row">
        <Button type="submit" tone="primary" busy={act.pending}>
          {t('consultation:announceNow')}
        </Button>
      </div>
    </form>
  );
};
