import {
  COMMENT_KINDS,
  COMMENT_NAMINGS,
  type CommentKind,
  type CommentNaming,
  type CommentSubject,
} from '@plenary/consensus';
import type { ConsultationAnswer, FileCommentRequest, FiledAnswer } from '@plenary/protocol';
import { KEY_HEADER } from '@plenary/protocol/headers';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/api.ts';
import { asCommenter } from '../../lib/commenter.ts';
import { ConfirmByMail } from '../../lib/ConfirmByMail.tsx';
import { PrivacyLink } from '../../lib/PrivacyLink.tsx';
import { useRequest } from '../../lib/use-request.ts';
import { languageName } from './language-name.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';
import { localised } from '../../ui/localised.ts';
import { quoteOf, subjectName } from './subject-name.ts';

/** Where a comment is written: on a paragraph, on chosen words, on the whole. */
export const CommentForm = ({
  consultation,
  about,
  isMember,
  isSignedIn,
  onFiled,
}: {
  readonly consultation: ConsultationAnswer;
  readonly about: CommentSubject;
  /** Whether the author comments for a member or an observer, whose name is known. */
  readonly isMember: boolean;
  readonly isSignedIn: boolean;
  readonly onFiled: (filed: FiledAnswer) => void;
}) => {
  const { t, i18n } = useTranslation(['consultation', 'vocabulary']);
  const { state } = consultation;
  const { text } = state;
  const pid = about.on === 'paragraph' || about.on === 'span' ? about.paragraph : undefined;
  const paragraph = text.paragraphs.find((one) => one.pid === pid);
  const [kind, setKind] = useState<CommentKind>('general');
  const [lang, setLang] = useState(
    state.languages.find((one) => one === i18n.language) ?? state.languages[0] ?? 'en',
  );
  const [question, setQuestion] = useState('');
  const [words, setWords] = useState('');
  const [proposal, setProposal] = useState<string>();
  const [naming, setNaming] = useState<CommentNaming>('name');
  const [author, setAuthor] = useState('');
  const [onBehalfOf, setOnBehalfOf] = useState('');
  const [summary, setSummary] = useState('');
  const filing = useRequest();
  // The same press twice, or an answer lost on the way, files one comment.
  const key = useRef(crypto.randomUUID());

  const request: FileCommentRequest = {
    about: { ...about },
    kind,
    lang,
    ...(question === '' ? {} : { question: Number(question) }),
    naming,
    words: {
      text: words,
      ...(proposal === undefined || paragraph === undefined ? {} : { proposal }),
      ...(author.trim() === '' ? {} : { author }),
      ...(onBehalfOf.trim() === '' ? {} : { onBehalfOf }),
    },
    ...(naming === 'confidential' ? { summary } : {}),
  };
  const file = async (): Promise<void> => {
    const path = `/api/consultations/${encodeURIComponent(consultation.id)}/comments`;
    const end = await filing.ask(
      () => asCommenter(() => send<FiledAnswer>('POST', path, request, { [KEY_HEADER]: key.current })),
      onFiled,
    );
    // What is written anew after a refusal is another request; one without an answer may have been filed.
    if (end === 'refused') key.current = crypto.randomUUID();
  };
  const quote = quoteOf(text, about);
  return (
    <>
      <form
        className="stack consultation-form"
        onSubmit={(event) => {
          event.preventDefault();
          void file();
        }}
      >
        <p className="small soft">
          {t('consultation:form.about')} <bdi>{subjectName(text, about, t)}</bdi>
        </p>
        {quote === undefined && paragraph === undefined ? null : (
          <blockquote className="consultation-quote" lang={text.lang} dir="auto">
            {quote ?? paragraph?.text}
          </blockquote>
        )}
        {consultation.phase === 'closed' ? (
          <Notice tone="warn">
            <p>{t('consultation:form.late')}</p>
          </Notice>
        ) : null}
        <Field
          label={t('consultation:form.text')}
          hint={t('consultation:form.min', { count: state.charactersMin })}
        >
          {(control) => (
            <textarea
              {...control}
              required
              dir="auto"
              lang={lang}
              rows={5}
              maxLength={10_000}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          )}
        </Field>
        {paragraph === undefined ? null : proposal === undefined ? (
          <div>
            <Button onClick={() => setProposal(paragraph.text)}>{t('consultation:form.propose')}</Button>
          </div>
        ) : (
          <Field label={t('consultation:form.proposal')}>
            {(control) => (
              <textarea
                {...control}
                dir="auto"
                lang={text.lang}
                rows={5}
                className="consultation-proposal"
                value={proposal}
                onChange={(event) => setProposal(event.target.value)}
              />
            )}
          </Field>
        )}
        <div className="consultation-fields">
          <Field label={t('consultation:form.kind')}>
            {(control) => (
              <select
                {...control}
                value={kind}
                onChange={(event) =>
                  setKind(COMMENT_KINDS.find((one) => one === event.target.value) ?? 'general')
                }
              >
                {COMMENT_KINDS.map((one) => (
                  <option key={one} value={one}>
                    {t(`vocabulary:commentKind.${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('consultation:form.lang')}>
            {(control) => (
              <select {...control} value={lang} onChange={(event) => setLang(event.target.value)}>
                {state.languages.map((one) => (
                  <option key={one} value={one} lang={one}>
                    {languageName(one)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        {state.questions.length === 0 ? null : (
          <Field label={t('consultation:form.question')}>
            {(control) => (
              <select {...control} value={question} onChange={(event) => setQuestion(event.target.value)}>
                <option value="">{t('consultation:form.noQuestion')}</option>
                {state.questions.map((one, at) => (
                  <option key={at} value={at + 1}>
                    {localised(one, i18n.language)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Choice
          label={t('consultation:form.naming')}
          value={naming}
          onChoose={setNaming}
          options={COMMENT_NAMINGS.map((value) => ({ value, name: t(`vocabulary:commentNaming.${value}`) }))}
        />
        <div className="consultation-fields">
          <Field label={t(naming === 'pseudonym' ? 'consultation:form.pseudonym' : 'consultation:form.name')}>
            {(control) => (
              <input
                {...control}
                dir="auto"
                maxLength={200}
                required={naming === 'pseudonym' || (naming === 'name' && !isMember)}
                value={author}
                onChange={(event) => setAuthor(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('consultation:form.onBehalfOf')}>
            {(control) => (
              <input
                {...control}
                dir="auto"
                maxLength={200}
                value={onBehalfOf}
                onChange={(event) => setOnBehalfOf(event.target.value)}
              />
            )}
          </Field>
        </div>
        {naming === 'confidential' ? (
          <Field label={t('consultation:form.summary')}>
            {(control) => (
              <textarea
                {...control}
                required
                dir="auto"
                lang={lang}
                rows={2}
                value={summary}
                onChange={(event) => setSummary(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        <p className="soft small">
          {t('consultation:form.privacy')} <PrivacyLink />
        </p>
        {isSignedIn || state.proof === 'mail' ? null : (
          <p className="soft small">{t('consultation:form.proof')}</p>
        )}
        <RequestNote of={filing} />
        <div className="row">
          <Button type="submit" tone="primary" busy={filing.pending}>
            {t('consultation:form.send')}
          </Button>
        </div>
      </form>
      {isSignedIn ? null : (
        <ConfirmByMail
          asked={state.proof}
          back={`/deliberations/${encodeURIComponent(state.deliberation)}/consultations/${encodeURIComponent(consultation.id)}`}
        />
      )}
    </>
  );
};
