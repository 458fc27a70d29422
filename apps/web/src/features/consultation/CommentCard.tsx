import type { BodyState, ConsultationAct } from '@plenary/consensus';
import type { ConsultationAnswer, ShownComment } from '@plenary/protocol';
import { KEY_HEADER } from '@plenary/protocol/headers';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/api.ts';
import { asCommenter } from '../../lib/commenter.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { AuthorTags } from './AuthorTags.tsx';
import { MadeOwnForm } from './MadeOwnForm.tsx';
import { ModerateForm } from './ModerateForm.tsx';
import { ProposedWords } from './ProposedWords.tsx';
import { DISPOSITION_TONES } from './phase-tones.ts';
import { paragraphName, quoteOf, subjectName } from './subject-name.ts';

/** What the viewer may do with comments here. */
export interface CommentRights {
  readonly mayComment: boolean;
  readonly isSecretariat: boolean;
  readonly isChair: boolean;
  readonly conducts: boolean;
  /** A delegate who may bind a member. */
  readonly mayBind: boolean;
}

/** Who wrote a comment, as far as it is told. */
export const authorName = (
  { by, naming, words, sealed, erasedAt }: ShownComment,
  body: BodyState,
  lang: string,
  names: { readonly confidential: string; readonly somebody: string },
): string => {
  if (by.member !== undefined) return localised(body.members[by.member]?.names ?? { en: by.member }, lang);
  if (naming === 'confidential') return sealed?.author ?? names.confidential;
  return words?.author ?? (erasedAt === undefined ? '—' : names.somebody);
};

/** Whether the author may ask the chair to look again: once, and not at what the chair itself decided. */
export const mayAppeal = ({ hidden, appeal, ruledAt, erasedAt }: ShownComment): boolean =>
  hidden !== undefined && appeal === undefined && ruledAt === undefined && erasedAt === undefined;

/** A comment: who, on what, what is said and proposed, and what became of it. */
export const CommentCard = ({
  comment,
  consultation,
  body,
  rights,
  busy,
  chosen,
  onChoose,
  onAct,
  onAsk,
  onOwn,
  ownAmendments,
}: {
  readonly comment: ShownComment;
  readonly consultation: ConsultationAnswer;
  readonly body: BodyState;
  readonly rights: CommentRights;
  /** While something that was asked for here has no answer yet. */
  readonly busy: boolean;
  readonly chosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
  readonly onAct: (act: ConsultationAct) => void;
  /** A request of whoever needs no seat: support, or erasure. */
  readonly onAsk: (request: Promise<unknown>) => void;
  readonly onOwn: (comment: ShownComment, paragraph: string, proposal: string) => void;
  /** Amendments that the delegation of the viewer sponsors. */
  readonly ownAmendments: readonly string[];
}) => {
  const { t, i18n } = useTranslation(['consultation', 'vocabulary']);
  const [hiding, setHiding] = useState(false);
  const lang = i18n.language;
  const { id, about, words, sealed, disposition, hidden, erasedAt } = comment;
  const { text, deliberation } = consultation.state;
  const path = `/api/consultations/${encodeURIComponent(consultation.id)}/comments/${id}`;
  const author = authorName(comment, body, lang, {
    confidential: t('consultation:card.confidential'),
    somebody: t('consultation:card.somebody'),
  });
  const own = sealed ?? words;
  const pid = about.on === 'paragraph' || about.on === 'span' ? about.paragraph : undefined;
  const paragraph = text.paragraphs.find((one) => one.pid === pid);
  const quote = quoteOf(text, about);
  const isOver = consultation.phase === 'processed';
  // What the chair has decided on is the chair's.
  const mayHide = comment.ruledAt === undefined ? rights.isSecretariat : rights.isChair;
  return (
    <article className="card consultation-card" id={id}>
      <header className="consultation-card-head">
        {rights.isSecretariat && !isOver ? (
          <input
            type="checkbox"
            aria-label={t('consultation:dispose.choose', { comment: id })}
            checked={chosen}
            onChange={(event) => onChoose(event.target.checked)}
          />
        ) : null}
        <bdi className="consultation-number">{id}</bdi>
        <div className="consultation-author">
          <strong dir="auto">{author}</strong>
          <span className="row small">
            <AuthorTags comment={comment} />
          </span>
          {own?.onBehalfOf === undefined ? null : (
            <span className="small soft">{t('consultation:card.onBehalf', { name: own.onBehalfOf })}</span>
          )}
        </div>
        <time className="soft small" dateTime={comment.at}>
          {showInstant(comment.at, lang)}
        </time>
      </header>
      <p className="row small">
        <bdi className="consultation-subject">{subjectName(text, about, t)}</bdi>
        <Tag>{t(`vocabulary:commentKind.${comment.kind}`)}</Tag>
        {comment.late ? <Tag tone="warn">{t('consultation:card.late')}</Tag> : null}
        {comment.theme === undefined ? null : <Tag tone="accent">{comment.theme}</Tag>}
        {comment.question === undefined ? null : (
          <Tag>{t('consultation:card.question', { question: comment.question })}</Tag>
        )}
      </p>
      {quote === undefined ? null : (
        <blockquote className="consultation-quote" lang={text.lang} dir="auto">
          {quote}
        </blockquote>
      )}
      {erasedAt === undefined ? null : (
        <p className="soft">
          {t('consultation:card.erased', { at: showInstant(erasedAt, lang) })}{' '}
          {comment.erasedWhy === undefined
            ? null
            : t('consultation:card.erasedWhy', { reason: comment.erasedWhy })}
        </p>
      )}
      {hidden === undefined ? null : (
        <p className="soft">
          {t('consultation:card.hidden', {
            ground: t(`vocabulary:hidingGround.${hidden.ground}`),
            reason: hidden.reason,
          })}{' '}
          {comment.appeal === undefined
            ? null
            : t(`consultation:card.${comment.appeal.open ? 'appealed' : 'appealDecided'}`)}
        </p>
      )}
      {words === undefined ? null : (
        <p className="consultation-words" lang={comment.lang} dir="auto">
          {words.text}
        </p>
      )}
      {sealed === undefined ? null : (
        <div className="consultation-sealed">
          <p className="small soft">{t('consultation:card.sealed')}</p>
          <p className="consultation-words" lang={comment.lang} dir="auto">
            {sealed.text}
          </p>
        </div>
      )}
      {own?.proposal === undefined || paragraph === undefined ? null : (
        <div>
          <p className="small soft">{t('consultation:card.proposed')}</p>
          <ProposedWords before={paragraph.text} proposal={own.proposal} lang={text.lang} />
        </div>
      )}
      {comment.madeOwn.map(({ member, amendment }) => (
        <p key={amendment} className="consultation-own">
          {t('consultation:card.madeOwn', {
            member: localised(body.members[member]?.names ?? { en: member }, lang),
          })}{' '}
          <Link to="/deliberations/$id/amendments/$amendment" params={{ id: deliberation, amendment }}>
            <bdi>{amendment}</bdi>
          </Link>
        </p>
      ))}
      {comment.replies.map((reply, at) => (
        <div key={at} className="consultation-reply">
          <p className="small soft">
            {t(`vocabulary:actor.${reply.by}`)} · {showInstant(reply.at, lang)}
          </p>
          <p dir="auto">{reply.words}</p>
        </div>
      ))}
      {disposition === undefined ? (
        <p className="soft small">{t('vocabulary:disposition.waiting')}</p>
      ) : (
        <div className="consultation-disposition">
          <p className="row">
            <Tag tone={DISPOSITION_TONES[disposition.disposition]}>
              {t(`vocabulary:disposition.${disposition.disposition}`)}
            </Tag>
            {disposition.amendment === undefined ? null : (
              <Link
                to="/deliberations/$id/amendments/$amendment"
                params={{ id: deliberation, amendment: disposition.amendment }}
              >
                {t('consultation:card.amendment', { amendment: disposition.amendment })}
              </Link>
            )}
            {disposition.paragraph === undefined ? null : (
              <Link to="/deliberations/$id" params={{ id: deliberation }} hash={disposition.paragraph}>
                {t('consultation:card.paragraph', {
                  paragraph: paragraphName(text, disposition.paragraph),
                })}
              </Link>
            )}
            {disposition.duplicateOf === undefined
              ? null
              : t('consultation:card.duplicateOf', { comment: disposition.duplicateOf })}
          </p>
          <p dir="auto">{disposition.reason}</p>
        </div>
      )}
      <footer className="row no-print">
        {comment.supporters === 0 ? null : (
          <span className="small soft">{t('consultation:supporters', { count: comment.supporters })}</span>
        )}
        {rights.mayComment && !comment.own && hidden === undefined && erasedAt === undefined ? (
          comment.supported ? (
            <span className="small">{t('consultation:supported')}</span>
          ) : (
            <Button
              className="consultation-small"
              busy={busy}
              onClick={() =>
                onAsk(
                  asCommenter(() =>
                    send('POST', `${path}/support`, undefined, { [KEY_HEADER]: crypto.randomUUID() }),
                  ),
                )
              }
            >
              {t('consultation:support')}
            </Button>
          )
        ) : null}
        {comment.own && erasedAt === undefined ? (
          <ConfirmDialog
            open={t('consultation:erase')}
            tone="danger"
            busy={busy}
            onConfirm={() => onAsk(send('DELETE', path))}
          >
            <p>{t('consultation:eraseSure')}</p>
          </ConfirmDialog>
        ) : null}
        {rights.isSecretariat && erasedAt === undefined ? (
          <ReasonDialog
            open={t('consultation:eraseFor')}
            question={t('consultation:eraseForQuestion')}
            onReason={(reason) => onAct({ type: 'eraseComment', comment: id, reason })}
          />
        ) : null}
        {comment.own && mayAppeal(comment) ? (
          <Button
            className="consultation-small"
            busy={busy}
            onClick={() => onAsk(send('POST', `${path}/appeal`))}
          >
            {t('consultation:appeal')}
          </Button>
        ) : null}
        {rights.mayBind && own?.proposal !== undefined && pid !== undefined ? (
          <Button
            tone="primary"
            className="consultation-small"
            title={t('consultation:ownLead')}
            onClick={() => onOwn(comment, pid, own.proposal ?? '')}
          >
            {t('consultation:own')}
          </Button>
        ) : null}
        {rights.conducts && !isOver ? (
          <ReasonDialog
            open={t('consultation:reply')}
            question={t('consultation:replyQuestion')}
            onReason={(said) => onAct({ type: 'replyToComment', comment: id, words: said })}
          />
        ) : null}
        {mayHide && hidden === undefined && erasedAt === undefined ? (
          <Button
            tone="quiet"
            className="consultation-small"
            aria-expanded={hiding}
            onClick={() => setHiding(!hiding)}
          >
            {t('consultation:hide')}
          </Button>
        ) : null}
        {rights.isChair && hidden !== undefined ? (
          <ReasonDialog
            open={t('consultation:showAgain')}
            question={t('consultation:hideQuestion')}
            onReason={(reason) => onAct({ type: 'moderateComment', comment: id, ground: null, reason })}
          />
        ) : null}
        {rights.isChair && hidden !== undefined && comment.appeal?.open === true ? (
          <ReasonDialog
            open={t('consultation:keepHidden')}
            question={t('consultation:hideQuestion')}
            onReason={(reason) =>
              onAct({ type: 'moderateComment', comment: id, ground: hidden.ground, reason })
            }
          />
        ) : null}
      </footer>
      {rights.mayBind && erasedAt === undefined ? (
        <MadeOwnForm
          comment={comment}
          busy={busy}
          amendments={ownAmendments.filter(
            (one) => !comment.madeOwn.some(({ amendment }) => amendment === one),
          )}
          onAct={onAct}
        />
      ) : null}
      {hiding && hidden === undefined ? (
        <ModerateForm
          busy={busy}
          onHide={(ground, reason) => {
            setHiding(false);
            onAct({ type: 'moderateComment', comment: id, ground, reason });
          }}
        />
      ) : null}
    </article>
  );
};
