import { CONSULTATION_AUDIENCES, type ConsultationAct, type ConsultationAudience } from '@plenary/consensus';
import { LANGS } from '@plenary/i18n';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { useBody } from '../../lib/live.ts';
import { ActNote } from '../../ui/ActNote.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { AnnouncementWords, announcedWords, type Announcement } from './AnnouncementWords.tsx';
import { LanguageBoxes } from './LanguageBoxes.tsx';
import { instantOf } from '../../lib/local-instant.ts';

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
  const { t, i18n } = useTranslation(['consultation', 'vocabulary']);
  const daysMin = useBody()?.state.windowDaysMin ?? 0;
  const navigate = useNavigate();
  const client = useQueryClient();
  const [announcement, setAnnouncement] = useState<Announcement>(() => ({
    languages: LANGS.filter((lang) => lang === i18n.language),
    written: {},
  }));
  const [opens, setOpens] = useState('');
  const [closes, setCloses] = useState('');
  const [audience, setAudience] = useState<ConsultationAudience>('public');
  const [languages, setLanguages] = useState<readonly string[]>(LANGS);
  const [others, setOthers] = useState('');
  const [charactersMin, setCharactersMin] = useState(20);
  const id = `${deliberation.slice(0, 50)}-c${number + 1}`;
  const act = useAct(`consultation:${id}`);
  const plan: Extract<ConsultationAct, { readonly type: 'announceConsultation' }> = {
    type: 'announceConsultation',
    id,
    deliberation,
    textHash,
    ...announcedWords(announcement),
    opensAt: instantOf(opens),
    closesAt: instantOf(closes),
    audience,
    languages: [...new Set([...languages, ...others.split(/[\s,]+/u)])].filter((lang) => lang !== ''),
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
      <AnnouncementWords announcement={announcement} onChange={setAnnouncement} />
      {daysMin === 0 ? null : <p className="small">{t('consultation:daysMin', { days: daysMin })}</p>}
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
      <LanguageBoxes
        label={t('consultation:languages')}
        chosen={languages}
        onChoose={(chosen) => setLanguages(chosen)}
      />
      <Field label={t('consultation:otherLanguages')}>
        {(control) => (
          <input
            {...control}
            dir="ltr"
            pattern="[a-z]{2,3}([\s,]+[a-z]{2,3})*"
            value={others}
            onChange={(event) => setOthers(event.target.value)}
          />
        )}
      </Field>
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
      <ActNote of={act} />
      <div className="row">
        <Button type="submit" tone="primary" busy={act.pending}>
          {t('consultation:announceNow')}
        </Button>
      </div>
    </form>
  );
};
