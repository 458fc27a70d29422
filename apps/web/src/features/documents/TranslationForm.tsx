import { DOCUMENT_LANGUAGES, type DocumentLanguage } from '@plenary/consensus';
import { NATIVE_NAMES } from '@plenary/i18n';
import { LIMITS, type DocumentVersionAnswer, type RegisteredDocumentAnswer } from '@plenary/protocol';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { ActNote } from '../../ui/ActNote.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { FileField } from '../../ui/FileField.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { textDirection } from '../../ui/text-direction.ts';
import { pastedTranslation, type PastedProblem } from './pasted-translation.ts';
import { versionQuery } from './register-queries.ts';

const ProblemLine = ({ problem }: { readonly problem: PastedProblem }) => {
  const { t } = useTranslation('documents');
  const { problem: kind, ...facts } = problem;
  const named =
    problem.problem === 'label'
      ? { ...facts, expected: problem.expected || '—', given: problem.given || '—' }
      : facts;
  return <li>{t(`pasted.${kind}`, named)}</li>;
};

/** The original and its translation side by side, paragraph by paragraph. */
const Columns = ({
  original,
  lang,
  words,
  onWords,
}: {
  readonly original: DocumentVersionAnswer;
  readonly lang: DocumentLanguage;
  readonly words: readonly string[];
  readonly onWords: (words: readonly string[]) => void;
}) => {
  const { t } = useTranslation('documents');
  return (
    <ol className="documents-sides">
      {original.paragraphs.map(({ label, words: said }, at) => (
        <li key={at}>
          <bdi className="documents-label">{label}</bdi>
          <p lang={original.lang} dir={textDirection(original.lang) ?? 'auto'}>
            {said}
          </p>
          <textarea
            aria-label={t('paragraphIn', {
              paragraph: label === '' ? String(at + 1) : label,
              language: NATIVE_NAMES[lang],
            })}
            lang={lang}
            dir={textDirection(lang)}
            rows={Math.min(8, Math.max(2, Math.ceil(said.length / 60)))}
            value={words[at] ?? ''}
            onChange={(event) =>
              // A paragraph is one: what is put in with ends of lines stays together.
              onWords(
                original.paragraphs.map((_, other) =>
                  other === at ? event.target.value.replace(/[\r\n]+/gu, ' ') : (words[other] ?? ''),
                ),
              )
            }
          />
        </li>
      ))}
    </ol>
  );
};

/** Words of all paragraphs at once, pasted or from a file, put into the columns where they fit the original. */
const PasteAll = ({
  original,
  onWords,
}: {
  readonly original: DocumentVersionAnswer;
  readonly onWords: (words: readonly string[]) => void;
}) => {
  const { t } = useTranslation('documents');
  const [pasted, setPasted] = useState('');
  const [problems, setProblems] = useState<readonly PastedProblem[]>([]);
  const take = (text: string): void => {
    const read = pastedTranslation(original.paragraphs, text);
    if ('problems' in read) {
      setPasted(text.slice(0, LIMITS.TRANSLATION_CHARACTERS_MAX));
      setProblems(read.problems);
      return;
    }
    setProblems([]);
    setPasted('');
    onWords(read.words);
  };
  return (
    <details>
      <summary>{t('pasteTranslation')}</summary>
      <div className="stack">
        <Field label={t('pasteTranslation')} hint={t('pasteHint')}>
          {(control) => (
            <textarea
              {...control}
              dir="auto"
              rows={6}
              value={pasted}
              onChange={(event) => setPasted(event.target.value)}
            />
          )}
        </Field>
        <div>
          <Button disabled={pasted.trim() === ''} onClick={() => take(pasted)}>
            {t('takePasted')}
          </Button>
        </div>
        <FileField
          label={t('translationFile')}
          accept=".txt,.csv,text/plain,text/csv"
          onFile={(file) => void file.text().then(take)}
        />
        {problems.length === 0 ? null : (
          <Notice tone="warn" live>
            <ul>
              {problems.map((problem, at) => (
                <ProblemLine key={at} problem={problem} />
              ))}
            </ul>
          </Notice>
        )}
      </div>
    </details>
  );
};

/** REG-95: the secretariat files the words of a document in another language, beside the original or all at once. */
export const TranslationForm = ({
  document: { document, translations },
  stream,
  version,
}: {
  readonly document: RegisteredDocumentAnswer;
  readonly stream: string;
  readonly version: number;
}) => {
  const { t } = useTranslation('documents');
  const act = useAct(stream);
  const languages = DOCUMENT_LANGUAGES.filter((lang) => lang !== document.lang);
  const [lang, setLang] = useState<DocumentLanguage>(
    languages.find((one) => !translations.some((known) => known.lang === one)) ?? languages[0] ?? 'fr',
  );
  const [isOpen, setOpen] = useState(false);
  const [official, setOfficial] = useState(false);
  const [written, setWritten] = useState<Readonly<Partial<Record<DocumentLanguage, readonly string[]>>>>({});
  const originalLang = DOCUMENT_LANGUAGES.find((one) => one === document.lang);
  const original = useQuery({
    ...versionQuery(document.symbol, { lang: document.lang }, version),
    enabled: isOpen && originalLang !== undefined,
  }).data;
  // A correction begins with the words that are in force.
  const isTranslated = translations.some((known) => known.lang === lang);
  const inForce = useQuery({
    ...versionQuery(document.symbol, { lang }, version),
    enabled: isOpen && isTranslated,
  }).data;
  // A document in a language beside the six has no version of its own in the register.
  if (originalLang === undefined) return null;
  const words =
    written[lang] ??
    (isTranslated && inForce?.lang === lang ? inForce.paragraphs.map((one) => one.words) : []);
  const paragraphs = original?.paragraphs ?? [];
  const isComplete = paragraphs.length > 0 && paragraphs.every((_, at) => (words[at] ?? '').trim() !== '');
  const file = async (): Promise<void> => {
    const done = await act.perform({
      type: 'fileTranslation',
      symbol: document.symbol,
      lang,
      official,
      paragraphs: paragraphs.map(({ label }, at) => ({ label, words: (words[at] ?? '').trim() })),
    });
    if (done === undefined) return;
    const { [lang]: _, ...others } = written;
    setWritten(others);
  };
  return (
    <details
      className="card no-print documents-translating"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t('translate')}</summary>
      {original === undefined ? (
        <Loading />
      ) : paragraphs.length === 0 ? (
        <p>{t('nothingToTranslate')}</p>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void file();
          }}
        >
          <p className="soft small">{t('translateLead')}</p>
          <Field label={t('issueLanguage')}>
            {(control) => (
              <select
                {...control}
                value={lang}
                onChange={(event) => setLang(languages.find((one) => one === event.target.value) ?? lang)}
              >
                {languages.map((one) => (
                  <option key={one} value={one}>
                    {NATIVE_NAMES[one]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <PasteAll
            key={lang}
            original={original}
            onWords={(next) => setWritten({ ...written, [lang]: next })}
          />
          <Columns
            original={original}
            lang={lang}
            words={words}
            onWords={(next) => setWritten({ ...written, [lang]: next })}
          />
          <label className="row">
            <input
              type="checkbox"
              checked={official}
              onChange={(event) => setOfficial(event.target.checked)}
            />{' '}
            {t('officialVersion')}
          </label>
          <div>
            <Button type="submit" tone="primary" busy={act.pending} disabled={!isComplete}>
              {t('fileTranslation', { language: NATIVE_NAMES[lang] })}
            </Button>
          </div>
          <ActNote of={act} />
        </form>
      )}
    </details>
  );
};
