import type { FollowedCommentAnswer } from '@plenary/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get, isGone, Refused, send } from '../../lib/api.ts';
import { useHere } from '../../lib/deliberation.ts';
import { useLastGood } from '../../lib/use-last-good.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { CommentCard, mayAppeal, type CommentRights } from './CommentCard.tsx';
import { FollowForm } from './FollowForm.tsx';
import { followerPath } from './follower-path.ts';
import { useConsultation } from './use-consultation.ts';
import './consultation.css';

/** Whoever comes by a private link reads; support and answers have their place on the page of all comments. */
const NO_RIGHTS: CommentRights = {
  mayComment: false,
  isSecretariat: false,
  isChair: false,
  conducts: false,
  mayBind: false,
};

/** A comment for whoever holds its private link: what became of it, the paragraph as it stands, and mails about it. */
export const FollowedCommentPage = () => {
  const { t } = useTranslation(['consultation', 'shell']);
  const { id, body, state: deliberation } = useHere();
  const { consultation: name, comment } = useParams({
    from: '/deliberations/$id/consultations/$consultation/comments/$comment',
  });
  const [token] = useState(() => new URLSearchParams(window.location.search).get('token') ?? '');
  const { consultation } = useConsultation(name);
  const client = useQueryClient();
  const path = followerPath(name, comment);
  const version = consultation?.version ?? 0;
  const queryKey = ['consultation', name, 'followed', comment];
  const { data: answer, error } = useQuery({
    queryKey: [...queryKey, version],
    queryFn: () => get<FollowedCommentAnswer>(`${path}?token=${encodeURIComponent(token)}`),
    placeholderData: (before: FollowedCommentAnswer | undefined) => before,
    retry: false,
    enabled: version > 0,
  });
  const data = useLastGood(`${name} ${comment}`, answer);
  const askAnew = () => void client.invalidateQueries({ queryKey });
  if (isGone(error) || (data === undefined && error !== null))
    return error instanceof Refused ? (
      <RefusalNote refusal={error.refusal} />
    ) : (
      <Empty title={t('shell:unreachable')} />
    );
  if (consultation === undefined || data === undefined) return <Loading />;
  const { comment: shown, mail } = data;
  const { about } = shown;
  const pid = about.on === 'paragraph' || about.on === 'span' ? about.paragraph : undefined;
  const now = deliberation.revision?.paragraphs.find((paragraph) => paragraph.pid === pid);
  const then = consultation.state.text.paragraphs.find((paragraph) => paragraph.pid === pid);
  return (
    <div className="stack consultation consultation-followed">
      <header className="stack">
        <h2>{t('consultation:follow.title', { comment })}</h2>
        <p className="soft">{t('consultation:follow.lead')}</p>
      </header>
      <CommentCard
        // Erasing is below, by the link and not by the browser.
        comment={{ ...shown, own: false }}
        consultation={consultation}
        body={body}
        rights={NO_RIGHTS}
        chosen={false}
        onChoose={() => undefined}
        onAct={() => undefined}
        onAsk={() => undefined}
        onOwn={() => undefined}
        ownAmendments={[]}
      />
      {now === undefined || then === undefined ? null : (
        <section className="stack">
          <h3>{t('consultation:follow.textNow')}</h3>
          {now.hash === then.hash ? (
            <p className="soft">{t('consultation:follow.unchanged')}</p>
          ) : (
            <blockquote className="consultation-quote" lang={consultation.state.text.lang} dir="auto">
              {now.text}
            </blockquote>
          )}
        </section>
      )}
      {shown.erasedAt === undefined ? (
        <section className="stack no-print">
          <p>{t(`consultation:follow.mail.${mail}`)}</p>
          {mail === 'none' ? (
            <FollowForm path={path} token={token} onAsked={askAnew} />
          ) : (
            <div>
              <Button
                onClick={() =>
                  void send('DELETE', `${path}?token=${encodeURIComponent(token)}`).then(askAnew)
                }
              >
                {t('consultation:follow.end')}
              </Button>
            </div>
          )}
          {mayAppeal(shown) ? (
            <div>
              <Button
                onClick={() =>
                  void send(
                    'POST',
                    `${path.replace(/\/follower$/u, '')}/appeal?token=${encodeURIComponent(token)}`,
                  ).then(askAnew)
                }
              >
                {t('consultation:appeal')}
              </Button>
            </div>
          ) : null}
          <div>
            <ConfirmDialog
              open={t('consultation:erase')}
              tone="danger"
              onConfirm={() =>
                void send(
                  'DELETE',
                  `${path.replace(/\/follower$/u, '')}?token=${encodeURIComponent(token)}`,
                ).then(askAnew)
              }
            >
              <p>{t('consultation:eraseSure')}</p>
            </ConfirmDialog>
          </div>
        </section>
      ) : null}
      <p>
        <Link
          to="/deliberations/$id/consultations/$consultation"
          params={{ id, consultation: name }}
          hash={comment}
        >
          {t('consultation:follow.all')}
        </Link>
      </p>
    </div>
  );
};
