import { clockAhead } from '../../lib/service-clock.ts';
import { standingOf, type BodyState } from '@plenary/consensus';
import type { ConsultationListAnswer, OwnCommentsAnswer } from '@plenary/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { consultationsQuery, ownCommentsQuery } from '../../lib/consultations.ts';
import { Awaiting } from '../../ui/Awaiting.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showDeadline, showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';

const DAY_MILLISECONDS = 86_400_000;

type Window = ConsultationListAnswer['consultations'][number];
type OwnComment = OwnCommentsAnswer['comments'][number];

const TENTHS_BELOW_DAYS = 10;
/** Whole days while there are many, tenths of a day near the end; in the digits of the other figures. */
const daysBetween = (from: number, to: string, lang: string): string => {
  const days = Math.max(0, Date.parse(to) - from) / DAY_MILLISECONDS;
  const isFar = days >= TENTHS_BELOW_DAYS;
  return new Intl.NumberFormat(lang, {
    maximumFractionDigits: isFar ? 0 : 1,
    numberingSystem: 'latn',
  }).format(isFar ? Math.floor(days) : days);
};

/** How long the standing of the organization lasts, as far as it was accredited. */
const Term = ({ body, member }: { readonly body: BodyState; readonly member: string }) => {
  const { t, i18n } = useTranslation('desk');
  const standing = standingOf(body, member);
  if (standing === undefined) return null;
  return (
    <section className="card" aria-labelledby="term">
      <h2 id="term">{t('stakeholder.term')}</h2>
      <p>{t('stakeholder.termUntil', { date: showDeadline(standing.until, i18n.language) })}</p>
      <p>
        <Link to="/accreditation">{t('stakeholder.register')}</Link>
      </p>
    </section>
  );
};

const OpenWindow = ({ window, now }: { readonly window: Window; readonly now: number }) => {
  const { t, i18n } = useTranslation('desk');
  const { id, deliberation, title, closesAt } = window;
  return (
    <li className="desk-window">
      <Link
        to="/deliberations/$id/consultations/$consultation"
        params={{ id: deliberation, consultation: id }}
      >
        <b dir="auto">{localised(title, i18n.language)}</b>
      </Link>
      <span className="soft small">
        {t('until', { date: showDeadline(closesAt, i18n.language) })} ·{' '}
        {t('stakeholder.left', { days: daysBetween(now, closesAt, i18n.language) })}
      </span>
    </li>
  );
};

/** One own comment: what became of it, what was replied, and where the text changed. */
const Said = ({ own }: { readonly own: OwnComment }) => {
  const { t, i18n } = useTranslation(['desk', 'vocabulary']);
  const { consultation, deliberation, title, comment } = own;
  const { id, about, words, sealed, disposition, replies } = comment;
  const reply = replies.at(-1);
  const on = about.on === 'paragraph' || about.on === 'span' ? about.paragraph : undefined;
  const paragraph = disposition?.paragraph ?? on;
  return (
    <article className="card desk-said">
      <p className="row">
        <Link
          to="/deliberations/$id/consultations/$consultation"
          params={{ id: deliberation, consultation }}
          hash={id}
        >
          <bdi>{id}</bdi> · <span dir="auto">{localised(title, i18n.language)}</span>
        </Link>
        <Tag tone={disposition === undefined ? 'plain' : 'accent'}>
          {t(`vocabulary:disposition.${disposition?.disposition ?? 'waiting'}`)}
        </Tag>
      </p>
      <p lang={comment.lang} dir="auto">
        {(sealed ?? words)?.text ?? '—'}
      </p>
      {disposition === undefined ? null : <p dir="auto">{disposition.reason}</p>}
      {reply === undefined ? null : (
        <blockquote>
          <p className="soft small">
            {t(`vocabulary:actor.${reply.by}`)} · {showInstant(reply.at, i18n.language)}
          </p>
          <p dir="auto">{reply.words}</p>
        </blockquote>
      )}
      {disposition === undefined ? null : (
        <p className="row small">
          {disposition.amendment === undefined ? null : (
            <Link
              to="/deliberations/$id/amendments/$amendment"
              params={{ id: deliberation, amendment: disposition.amendment }}
            >
              <bdi>{disposition.amendment}</bdi>
            </Link>
          )}
          {paragraph === undefined ? null : (
            <Link to="/deliberations/$id" params={{ id: deliberation }} hash={paragraph}>
              {t('desk:stakeholder.textNow')}
            </Link>
          )}
        </p>
      )}
    </article>
  );
};

/** The desk of an accredited observer: windows in which to comment, what became of what was said, and the term. */
export const StakeholderDesk = ({ body, member }: { readonly body: BodyState; readonly member: string }) => {
  const { t, i18n } = useTranslation('desk');
  const [now] = useState(() => Date.now() + clockAhead());
  const windows = useQuery(consultationsQuery());
  const own = useQuery(ownCommentsQuery);
  if (windows.data === undefined || own.data === undefined) return <Awaiting asked={[windows, own]} />;
  const open = windows.data.consultations
    .filter(({ phase }) => phase === 'open')
    .toSorted((a, b) => (a.closesAt < b.closesAt ? -1 : 1));
  const { comments } = own.data;
  return (
    <div className="desk">
      <aside className="desk-side stack">
        <section className="card" aria-labelledby="windows">
          <h2 id="windows">{t('stakeholder.windows', { count: open.length })}</h2>
          {open.length === 0 ? <p className="soft">{t('stakeholder.noWindows')}</p> : null}
          <ul className="desk-waiting">
            {open.map((window) => (
              <OpenWindow key={window.id} window={window} now={now} />
            ))}
          </ul>
        </section>
        <Term body={body} member={member} />
      </aside>
      <section className="stack desk-main" aria-label={t('stakeholder.said')}>
        <header>
          <h2 dir="auto">{localised(body.members[member]?.names ?? { en: member }, i18n.language)}</h2>
          <p className="soft">{t('stakeholder.lead')}</p>
        </header>
        {comments.length === 0 ? <Empty title={t('stakeholder.nothingSaid')} /> : null}
        {comments.map((one) => (
          <Said key={`${one.consultation} ${one.comment.id}`} own={one} />
        ))}
      </section>
    </div>
  );
};
