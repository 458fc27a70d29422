import {
  submittedAmendments,
  type CommentSubject,
  type ConsultationAct,
  type DeliberationState,
} from '@plenary/consensus';
import type { CommentTableAnswer, FiledAnswer, ShownComment } from '@plenary/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { composerPage, keepForAmendment } from '../../lib/amendment-words.ts';
import { useHere } from '../../lib/deliberation.ts';
import { useSession } from '../../lib/session.ts';
import { useRequest } from '../../lib/use-request.ts';
import { ActNote } from '../../ui/ActNote.tsx';
import { Awaiting } from '../../ui/Awaiting.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showDeadline, showInstant } from '../../ui/instant.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { Breakdowns } from './Breakdowns.tsx';
import { CommentFamilies } from './CommentFamilies.tsx';
import { CommentTableForm } from './CommentTableForm.tsx';
import { CommentCard, type CommentRights } from './CommentCard.tsx';
import { CommentFilters } from './CommentFilters.tsx';
import { CommentForm } from './CommentForm.tsx';
import { ConductWindow } from './ConductWindow.tsx';
import { ConsultationFiguresLine } from './ConsultationFiguresLine.tsx';
import { ConsultedTextView } from './ConsultedTextView.tsx';
import { FiledNote } from './FiledNote.tsx';
import { FiledTableNote } from './FiledTableNote.tsx';
import { InLanguage } from './InLanguage.tsx';
import { languageName } from './language-name.ts';
import { ModerationPolicy } from './ModerationPolicy.tsx';
import { ResponseMatrix } from './ResponseMatrix.tsx';
import { PHASE_TONES } from './phase-tones.ts';
import { paragraphName } from './subject-name.ts';
import {
  allAsked,
  askedAt,
  isNarrowed,
  PAGE_SIZE,
  useComments,
  useConsultation,
} from './use-consultation.ts';
import './consultation.css';

const VIEWS = ['list', 'table', 'families'] as const;
/** Comments that one act may name (docs/limits.md). */
const COMMENTS_PER_ACT = 500;

/** The amendment at which the address asks to open the form, in the words that it has now. */
const onAmendment = (
  { amendments }: DeliberationState,
  named: string | undefined,
): CommentSubject | undefined => {
  const amendment = named === undefined ? undefined : amendments[named];
  return amendment === undefined
    ? undefined
    : { on: 'amendment', amendment: amendment.id, textHash: amendment.hash };
};

/** A consultation: the text that was put out, what was said of it, and what became of each comment. */
export const ConsultationPage = () => {
  const { t, i18n } = useTranslation(['consultation', 'vocabulary']);
  const { id, body, state: deliberation } = useHere();
  const { consultation: name } = useParams({ from: '/deliberations/$id/consultations/$consultation' });
  const { consultation, error } = useConsultation(name);
  const account = useSession()?.account;
  const client = useQueryClient();
  const navigate = useNavigate();
  const act = useAct(`consultation:${name}`);
  const hash = useLocation({ select: (location) => location.hash });
  const [asked, setAsked] = useState(() => askedAt(hash));
  const [view, setView] = useState<(typeof VIEWS)[number]>('list');
  const { about: named } = useSearch({ from: '/deliberations/$id/consultations/$consultation' });
  const [about, setAbout] = useState<CommentSubject | undefined>(() => onAmendment(deliberation, named));
  const [filed, setFiled] = useState<FiledAnswer>();
  const [tabled, setTabled] = useState<Pick<CommentTableAnswer, 'filed' | 'follow'>>();
  const [isTable, setIsTable] = useState(false);
  const [duplicateOf, setDuplicateOf] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const asking = useRequest();
  const comments = useComments(name, { ...asked, byQuestion: view === 'table' }, consultation?.version ?? 0);
  const { page } = comments;
  const isThere = page !== undefined;
  useEffect(() => {
    if (isThere && hash !== '') document.getElementById(hash.replace('#', ''))?.scrollIntoView();
  }, [isThere, hash]);
  const askAnew = () => void client.invalidateQueries({ queryKey: ['consultation', name] });
  if (consultation === undefined || page === undefined)
    return <Awaiting asked={[{ error, refetch: askAnew }, comments]} />;
  const lang = i18n.language;
  const { state, phase, figures } = consultation;
  const path = `/api/consultations/${encodeURIComponent(name)}`;
  const kind = account?.kind;
  const isAsked =
    kind === 'delegate' || kind === 'observer' || (kind === undefined && state.audience === 'public');
  const rights: CommentRights = {
    mayComment: isAsked && (phase === 'open' || phase === 'closed'),
    isSecretariat: kind === 'secretariat',
    isChair: kind === 'chair',
    conducts: kind === 'secretariat' || kind === 'chair' || kind === 'facilitator',
    mayBind:
      kind === 'delegate' &&
      account?.mayBind === true &&
      body.members[account.member ?? '']?.role === 'member' &&
      deliberation.phase === 'open',
  };
  const perform = async (made: ConsultationAct): Promise<void> => {
    if ((await act.perform(made)) === undefined) return;
    setChosen(new Set());
    setDuplicateOf('');
    askAnew();
  };
  const ask = (request: Promise<unknown>) => asking.ask(() => request, askAnew);
  const makeOwn = (comment: ShownComment, paragraph: string, proposal: string): void => {
    keepForAmendment(composerPage(id), { words: [{ paragraph, new: proposal }] });
    void navigate({
      to: '/deliberations/$id/amendments/new',
      params: { id },
      search: { paragraph, comment: `${name}/${comment.id}` },
    });
  };
  const ownAmendments = submittedAmendments(deliberation)
    .filter(({ sponsors }) => sponsors.includes(account?.member ?? ''))
    .map((amendment) => amendment.id);
  /** The comments that meet the filter, as many as one act may name. */
  const chooseAll = async (): Promise<void> => {
    const { comments } = await allAsked(name, asked);
    setChosen(new Set(comments));
    setDuplicateOf('');
  };
  return (
    <div className="stack consultation">
      <header className="stack">
        <div className="row">
          <h2>
            <InLanguage text={state.title} />
          </h2>
          <Tag tone={PHASE_TONES[phase]}>{t(`vocabulary:consultationPhase.${phase}`)}</Tag>
        </div>
        <p className="soft">
          {t('consultation:from', {
            from: showDeadline(state.opensAt, lang),
            to: showDeadline(state.closesAt, lang),
          })}{' '}
          · {t('consultation:on', { symbol: state.text.symbol })} · {t('consultation:audience')}:{' '}
          {t(`vocabulary:consultationAudience.${state.audience}`)}
          {state.processedAt === undefined
            ? null
            : ` · ${t('consultation:processedAt', { at: showInstant(state.processedAt, lang) })}`}
        </p>
        {state.description === undefined ? null : (
          <p className="consultation-description">
            <InLanguage text={state.description} />
          </p>
        )}
        <p className="small soft">
          {t('consultation:languages')}: {state.languages.map(languageName).join(' · ')}
        </p>
        {state.questions.length === 0 ? null : (
          <ol className="consultation-questions">
            {state.questions.map((question, at) => (
              <li key={at}>
                <InLanguage text={question} />
              </li>
            ))}
          </ol>
        )}
        <ConsultationFiguresLine figures={figures} />
        <Breakdowns breakdowns={consultation.breakdowns} />
        <p className="row no-print">
          <span className="small">{t('consultation:matrix')}</span>
          <a className="small" href={`${path}/matrix.docx?lang=${lang}`}>
            {t('consultation:docx')}
          </a>
          <a className="small" href={`${path}/iso.csv`}>
            {t('consultation:iso')}
          </a>
          <a className="small" href={`${path}/matrix.csv`}>
            {t('consultation:csv')}
          </a>
        </p>
        <ModerationPolicy consultation={name} />
      </header>
      {tabled === undefined ? null : <FiledTableNote consultation={consultation} tabled={tabled} />}
      {filed === undefined ? null : (
        <FiledNote key={filed.comment} consultation={consultation} filed={filed} />
      )}
      <RequestNote of={asking} />
      <ActNote of={act} />
      {rights.isSecretariat ? (
        <ConductWindow consultation={consultation} busy={act.pending} onAct={(made) => void perform(made)} />
      ) : null}
      {/* On a narrow screen the comments stand below the whole text. */}
      {view === 'table' ? null : (
        <p className="consultation-jump no-print">
          <a href="#consultation-comments">{t('consultation:see', { count: page.total })}</a>
        </p>
      )}
      {/* The matrix has seven columns of its own: it takes the whole width, and the text stands aside. */}
      <div className={view === 'table' ? 'consultation-columns consultation-wide' : 'consultation-columns'}>
        {view === 'table' ? null : (
          <ConsultedTextView
            text={state.text}
            counts={consultation.onParagraphs}
            mayComment={rights.mayComment}
            about={asked.about}
            onComment={(subject) => {
              setFiled(undefined);
              setAbout(subject);
            }}
            onSee={(subject) => setAsked({ ...asked, about: subject, offset: 0 })}
          />
        )}
        <section
          id="consultation-comments"
          className="stack consultation-comments"
          aria-label={t('consultation:comments')}
        >
          <div className="row">
            <h3>{t('consultation:see', { count: page.total })}</h3>
            {rights.mayComment ? (
              <Button tone="quiet" className="consultation-small" onClick={() => setIsTable(true)}>
                {t('consultation:table.open')}
              </Button>
            ) : null}
            <Choice
              label={t('consultation:view.label')}
              value={view}
              onChoose={setView}
              options={VIEWS.map((value) => ({ value, name: t(`consultation:view.${value}`) }))}
            />
          </div>
          {view === 'families' ? null : (
            <CommentFilters
              consultation={consultation}
              asked={asked}
              seesHidden={rights.isSecretariat || rights.isChair}
              onAsk={setAsked}
            />
          )}
          {rights.isSecretariat && phase !== 'processed' && view !== 'families' && page.total > 0 ? (
            <div className="row no-print">
              <Button
                className="consultation-small"
                busy={asking.pending}
                onClick={() => void ask(chooseAll())}
              >
                {t('consultation:dispose.chooseAll', { count: Math.min(page.total, COMMENTS_PER_ACT) })}
              </Button>
              {chosen.size === 0 ? null : (
                <Button
                  tone="quiet"
                  className="consultation-small"
                  onClick={() => {
                    setChosen(new Set());
                    setDuplicateOf('');
                  }}
                >
                  {t('consultation:dispose.chooseNone')}
                </Button>
              )}
            </div>
          ) : null}
          {rights.isSecretariat && phase !== 'processed' ? (
            <AnswerForm
              key={duplicateOf}
              chosen={[...chosen]}
              duplicateOf={duplicateOf}
              busy={act.pending}
              amendments={submittedAmendments(deliberation).map((amendment) => amendment.id)}
              paragraphs={(deliberation.revision ?? state.text).paragraphs.map(({ pid }) => ({
                pid,
                name: paragraphName(deliberation.revision ?? state.text, pid),
              }))}
              themes={consultation.themes.map(({ theme }) => theme)}
              onAct={(made) => void perform(made)}
            />
          ) : null}
          {view === 'families' ? (
            <CommentFamilies
              consultation={consultation}
              mayAnswer={rights.isSecretariat && phase !== 'processed'}
              onSee={(sample) => {
                setView('list');
                setAsked({ ...askedAt(''), family: sample });
              }}
              onAnswer={({ sample, comments }) => {
                setChosen(new Set(comments));
                setDuplicateOf(sample);
              }}
            />
          ) : page.comments.length === 0 ? (
            <Empty title={t(isNarrowed(asked) ? 'consultation:noMatch' : 'consultation:nobodyYet')} />
          ) : view === 'table' ? (
            <ResponseMatrix comments={page.comments} consultation={consultation} body={body} />
          ) : (
            page.comments.map((comment) => (
              <CommentCard
                key={comment.id}
                comment={comment}
                consultation={consultation}
                body={body}
                rights={rights}
                busy={act.pending || asking.pending}
                chosen={chosen.has(comment.id)}
                onChoose={(isChosen) => {
                  const next = new Set(chosen);
                  if (isChosen) next.add(comment.id);
                  else next.delete(comment.id);
                  setChosen(next);
                }}
                onAct={(made) => void perform(made)}
                onAsk={(request) => void ask(request)}
                onOwn={makeOwn}
                ownAmendments={ownAmendments}
              />
            ))
          )}
          {view !== 'families' && page.total > PAGE_SIZE ? (
            <div className="row no-print">
              <Button
                disabled={asked.offset === 0}
                onClick={() => setAsked({ ...asked, offset: Math.max(0, asked.offset - PAGE_SIZE) })}
              >
                {t('consultation:previous')}
              </Button>
              <Button
                disabled={asked.offset + PAGE_SIZE >= page.total}
                onClick={() => setAsked({ ...asked, offset: asked.offset + PAGE_SIZE })}
              >
                {t('consultation:next')}
              </Button>
            </div>
          ) : null}
        </section>
      </div>
      {about === undefined || !rights.mayComment ? null : (
        <Sheet title={t('consultation:form.text')} isOpen onClose={() => setAbout(undefined)}>
          <CommentForm
            consultation={consultation}
            about={about}
            isMember={account?.member !== undefined}
            isSignedIn={account !== undefined}
            onFiled={(answer) => {
              setAbout(undefined);
              setFiled(answer);
              askAnew();
            }}
          />
        </Sheet>
      )}
      {isTable ? (
        <Sheet title={t('consultation:table.open')} isOpen onClose={() => setIsTable(false)}>
          <CommentTableForm
            consultation={consultation}
            onFiled={(answer) => {
              setIsTable(false);
              setTabled(answer);
              askAnew();
            }}
          />
        </Sheet>
      ) : null}
    </div>
  );
};
