import type { FollowedCommentAnswer } from '@plenary/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get, send } from '../../lib/api.ts';
import { useHere } from '../../lib/deliberation.ts';
import { useLastGood } from '../../lib/use-last-good.ts';
import { useRequest } from '../../lib/use-request.ts';
import { Awaiting } from '../../ui/Awaiting.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';
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
  const { t } = useTranslation('consultation');
  const { id, body, state: deliberation } = useHere();
  const { consultation: name, comment } = useParams({
    from: '/deliberations/$id/consultations/$consultation/comments/$comment',
  });
  const [token] = useState(() => new URLSearchParams(window.location.search).get('token') ?? '');
  const { consultation, error } = useConsultation(name);
  const client = useQueryClient();
  const path = followerPath(name, comment);
  const version = consultation?.version ?? 0;
  const queryKey = ['consultation', name, 'followed', comment];
  const asking = useRequest();
  const followed = useQuery({
    queryKey: [...queryKey, version],
    queryFn: () => get<FollowedCommentAnswer>(`${path}?token=${encodeURIComponent(token)}`),
    placeholderData: (before: FollowedCommentAnswer | undefined) => before,
    enabled: version > 0,
  });
  const data = useLastGood(`${name} ${comment}`, followed.data);
  const askAnew = () => void client.invalidateQueries({ queryKey });
  const ask = (method: 'POST' | 'DELETE', address: string): void =>
    void asking.ask(() => send(method, `${address}?token=${encodeURIComponent(token)}`), askAnew);
  if (consultation === undefined || data === undefined) {
    const refetch = () => client.invalidateQueries({ queryKey: ['consultation', name] });
    return <Awaiting asked={[followed, { error, refetch }]} />;
  }
  const { comment: shown, mail } = data;
  const { about } = shown;
  const pid = about.on === 'paragraph' || about.on === 'span' ? about.paragraph : undefined;
  const now = deliberation.revision?.paragraphs.find((paragraph) => paragraph.pid === pid);
  const then = consultation.state.text.paragraphs.find((paragraph) => paragraph.pid === pid);
  return (
    <div className="stack consultation consultation-followed">
      <header className="stack">
        <h2>{t('follow.title', { comment })}</h2>
        <p className="soft">{t('follow.lead')}</p>
      </header>
      <CommentCard
        // Erasing is below, by the link and not by the browser.
        comment={{ ...shown, own: false }}
        consultation={consultation}
        body={body}
        rights={NO_RIGHTS}
        busy={false}
        chosen={false}
        onChoose={() => undefined}
        onAct={() => undefined}
        onAsk={() => undefined}
        onOwn={() => undefined}
        ownAmendments={[]}
      />
      {now === undefined || then === undefined ? null : (
        <section className="stack">
          <h3>{t('follow.textNow')}</h3>
          {now.hash === then.hash ? (
            <p className="soft">{t('follow.unchanged')}</p>
          ) : (
            <blockquote className="consultation-quote" lang={consultation.state.text.lang} dir="auto">
              {now.text}
            </blockquote>
          )}
        </section>
      )}
      {shown.erasedAt === undefined ? (
        <section className="stack no-print">
          <p>{t(`follow.mail.${mail}`)}</p>
          {mail === 'none' ? (
            <FollowForm path={path} token={token} onAsked={askAnew} />
          ) : (
            <div>
              <Button busy={asking.pending} onClick={() => ask('DELETE', path)}>
                {t('follow.end')}
              </Button>
            </div>
          )}
          {mayAppeal(shown) ? (
            <div>
              <Button busy={asking.pending} onClick={() => ask('POST', path.replace(/follower$/u, 'appeal'))}>
                {t('appeal')}
              </Button>
            </div>
          ) : null}
          <div>
            <ConfirmDialog
              open={t('erase')}
              tone="danger"
              busy={asking.pending}
              onConfirm={() => ask('DELETE', path.replace(/\/follower$/u, ''))}
            >
              <p>{t('eraseSure')}</p>
            </ConfirmDialog>
          </div>
          <RequestNote of={asking} />
        </section>
      ) : null}
      <p>
        <Link
          to="/deliberations/$id/consultations/$consultation"
          params={{ id, consultation: name }}
          hash={comment}
        >
          {t('follow.all')}
        </Link>
      </p>
    </div>
  );
};
