import type { AmendmentId, DeliberationState } from '@plenary/consensus';
import type { Collision } from '@plenary/tabling';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ComposeLink } from '../../lib/ComposeLink.tsx';
import { composingOf } from '../../lib/composing.ts';
import { useHere } from '../../lib/deliberation.ts';
import { useSession } from '../../lib/session.ts';
import { showDeadline } from '../../ui/instant.ts';
import { CloseSubmission } from './CloseSubmission.tsx';

/**
 * What became of how many, until when amendments are submitted, and the ways to the list, to the order of voting and to
 * where an amendment is written.
 */
export const AmendmentsHead = ({
  words,
  collisions,
  paragraph,
}: {
  readonly words: DeliberationState;
  readonly collisions: ReadonlyMap<AmendmentId, readonly Collision[]>;
  /** The paragraph that is looked at, with which an amendment begins. */
  readonly paragraph?: string | undefined;
}) => {
  const { t, i18n } = useTranslation(['amending']);
  const { id, body, state } = useHere();
  const account = useSession()?.account;
  const kind = account?.kind;
  const composing =
    state.phase === 'open' && state.revision !== undefined ? composingOf(body, account) : undefined;
  const figures = useMemo(() => {
    const all = Object.values(words.amendments);
    const count = (...states: readonly string[]): number =>
      all.filter((amendment) => states.includes(amendment.state)).length;
    const colliding = [...collisions.values()].filter((met) => met.some(({ hard }) => hard)).length;
    return {
      pending: count('submitted'),
      colliding,
      taken: count('adopted', 'acceptedBySponsors'),
      rejected: count('rejected'),
      notPut: count('notPut'),
      withdrawn: count('withdrawn'),
    };
  }, [words, collisions]);
  const { submissionUntil } = state;
  return (
    <header className="amendments-head">
      <nav className="amendments-nav no-print" aria-label={t('ways')}>
        <Link
          to="/deliberations/$id/amendments"
          params={{ id }}
          search={{}}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {t('title')}
        </Link>
        <Link to="/deliberations/$id/amendments/order" params={{ id }}>
          {t('order.title')}
        </Link>
      </nav>
      <dl className="amendments-figures">
        {Object.entries(figures).map(([name, count]) => (
          <div key={name}>
            <dt>{t(`figures.${name}`)}</dt>
            <dd>{new Intl.NumberFormat(i18n.language).format(count)}</dd>
          </div>
        ))}
      </dl>
      <div className="row amendments-submission">
        <span className="soft small">
          {submissionUntil === undefined
            ? t('submission.open')
            : t('submission.until', { date: showDeadline(submissionUntil, i18n.language) })}
        </span>
        {(kind === 'chair' || kind === 'secretariat') && state.phase !== 'adopted' ? (
          <CloseSubmission />
        ) : null}
        {composing === undefined ? null : (
          <ComposeLink
            className={`button button-${composing === 'own' ? 'primary' : 'plain'}`}
            oral={composing === 'oral'}
            {...(paragraph === undefined ? {} : { paragraph })}
          >
            {t(composing === 'own' ? 'write' : 'enterOral')}
          </ComposeLink>
        )}
      </div>
    </header>
  );
};
