import type { CommentTableAnswer, ConsultationAnswer } from '@plenary/protocol';
import { KEY_HEADER } from '@plenary/protocol/headers';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../lib/api.ts';
import { asCommenter } from '../../lib/commenter.ts';
import { useRefusalWords } from '../../lib/refusal-words.ts';
import { useRequest } from '../../lib/use-request.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { FileField } from '../../ui/FileField.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';
import { languageName } from './language-name.ts';

const NAMINGS = ['name', 'pseudonym'] as const;

const ProblemLine = ({ problem }: { readonly problem: CommentTableAnswer['problems'][number] }) => {
  const { t, i18n } = useTranslation(['consultation', 'errors']);
  const words = useRefusalWords(problem);
  return (
    <li>
      <b>{t('consultation:table.line', { line: problem.line })}</b>{' '}
      <span dir="auto">
        {i18n.exists(`errors:${problem.code}`)
          ? t(`errors:${problem.code}`, words)
          : t('errors:unknown', { code: problem.code })}
      </span>
    </li>
  );
};

/** Many comments as a table in the ISO columns: checked as soon as it is chosen, and filed whole or not at all. */
export const CommentTableForm = ({
  consultation,
  onFiled,
}: {
  readonly consultation: ConsultationAnswer;
  readonly onFiled: (filed: Pick<CommentTableAnswer, 'filed' | 'follow'>) => void;
}) => {
  const { t, i18n } = useTranslation(['consultation', 'vocabulary']);
  const { languages } = consultation.state;
  const [lang, setLang] = useState(languages.find((one) => one === i18n.language) ?? languages[0] ?? 'en');
  const [naming, setNaming] = useState<(typeof NAMINGS)[number]>('name');
  const [table, setTable] = useState<Blob>();
  const [checked, setChecked] = useState<CommentTableAnswer>();
  const asking = useRequest();
  // The same press twice, or an answer lost on the way, files the table once.
  const key = useRef(crypto.randomUUID());
  const path = `/api/consultations/${encodeURIComponent(consultation.id)}`;

  const ask = async (
    file: Blob,
    how: { readonly lang: string; readonly naming: string; readonly check: boolean },
    onAnswer: (answer: CommentTableAnswer) => void,
  ): Promise<void> => {
    const query = new URLSearchParams({ lang: how.lang, naming: how.naming, check: String(how.check) });
    const end = await asking.ask(
      () =>
        asCommenter(() =>
          request<CommentTableAnswer>(`${path}/comment-table?${query.toString()}`, {
            method: 'POST',
            headers: { 'content-type': 'text/csv', [KEY_HEADER]: key.current },
            body: file,
          }),
        ),
      onAnswer,
    );
    if (end === 'refused') key.current = crypto.randomUUID();
  };
  const check = async (
    file: Blob,
    how: { readonly lang: string; readonly naming: string },
  ): Promise<void> => {
    setChecked(undefined);
    await ask(file, { ...how, check: true }, setChecked);
  };
  const choose = (file: Blob): void => {
    key.current = crypto.randomUUID();
    setTable(file);
    void check(file, { lang, naming });
  };
  const file = async (): Promise<void> => {
    if (table === undefined) return;
    await ask(table, { lang, naming, check: false }, onFiled);
  };
  const isGood = checked !== undefined && checked.problems.length === 0;
  return (
    <form
      className="stack consultation-form"
      onSubmit={(event) => {
        event.preventDefault();
        void file();
      }}
    >
      <p>{t('consultation:table.lead')}</p>
      <p>
        <a href={`${path}/template.csv`}>{t('consultation:table.template')}</a>
      </p>
      <Field label={t('consultation:form.lang')}>
        {(control) => (
          <select
            {...control}
            value={lang}
            onChange={(event) => {
              setLang(event.target.value);
              if (table !== undefined) void check(table, { lang: event.target.value, naming });
            }}
          >
            {languages.map((one) => (
              <option key={one} value={one}>
                {languageName(one)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="stack">
        <span className="small">{t('consultation:form.naming')}</span>
        <Choice
          label={t('consultation:form.naming')}
          value={naming}
          onChoose={(next) => {
            setNaming(next);
            if (table !== undefined) void check(table, { lang, naming: next });
          }}
          options={NAMINGS.map((value) => ({ value, name: t(`vocabulary:commentNaming.${value}`) }))}
        />
      </div>
      <FileField label={t('consultation:table.file')} accept=".csv,text/csv" onFile={choose} />
      <RequestNote of={asking} />
      {checked === undefined ? null : isGood ? (
        <Notice tone="good" live>
          <p>{t('consultation:table.good', { count: checked.rows })}</p>
        </Notice>
      ) : (
        <Notice tone="warn" live>
          <p>{t('consultation:table.problems', { count: checked.problems.length })}</p>
          <ul className="consultation-problems">
            {checked.problems.map((problem) => (
              <ProblemLine key={problem.line} problem={problem} />
            ))}
          </ul>
        </Notice>
      )}
      <p className="small soft">{t('consultation:form.privacy')}</p>
      <div className="row">
        <Button type="submit" tone="primary" busy={asking.pending} disabled={!isGood}>
          {t('consultation:table.send')}
        </Button>
      </div>
    </form>
  );
};
