import { sponsoringMembers, type BodyState, type DeliberationState } from '@plenary/consensus';
import type { VotingComponent } from '@plenary/tabling';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PendingOrder } from '../../lib/amendment-order.ts';
import { useRowWords } from './row-words.ts';
import './pending.css';
import { inRow } from '../../lib/lists.ts';

/** Names of paragraphs in one line; more are counted. */
const NAMED = 4;

/** Amendments that are decided together, by the one that is put next. */
const PartLine = ({
  part: { order, paragraphs },
  body,
  state,
}: {
  readonly part: VotingComponent;
  readonly body: BodyState;
  readonly state: DeliberationState;
}) => {
  const { t, i18n } = useTranslation('board');
  const say = useRowWords(body);
  const [next] = order;
  if (next === undefined) return null;
  const tabled = state.amendments[next.id];
  const sponsors = tabled?.sponsors ?? [];
  const behind = tabled === undefined ? 0 : sponsoringMembers(tabled).length;
  const labels = paragraphs.flatMap((pid) => {
    const label = say.paragraph(state, pid);
    return label === '' ? [] : [label];
  });
  return (
    <li>
      <Link
        to="/deliberations/$id/amendments/$amendment"
        params={{ id: state.id, amendment: next.id }}
        preload={false}
      >
        <b>
          <bdi>{next.id}</bdi>
        </b>
      </Link>{' '}
      {sponsors.slice(0, 1).map((member) => (
        <bdi key={member}>{say.member(member)}</bdi>
      ))}
      {behind > 1 ? ` +${behind - 1}` : null}
      {labels.length === 0 ? null : (
        <>
          {' '}
          · {inRow(i18n.language, labels.slice(0, NAMED))}
          {labels.length > NAMED ? ` +${labels.length - NAMED}` : null}
        </>
      )}
      {order.length > 1 ? (
        <span className="soft"> · {t('amendments.together', { count: order.length })}</span>
      ) : null}
    </li>
  );
};

/** The amendments that are pending, by the parts in which they are decided: which is put next, with the way to the order. */
export const PendingAmendments = ({
  pending: { components, count },
  body,
  state,
  max,
}: {
  readonly pending: PendingOrder;
  readonly body: BodyState;
  readonly state: DeliberationState;
  /** So many parts are named; more are counted. */
  readonly max: number;
}) => {
  const { t } = useTranslation('board');
  if (count === 0) return null;
  const more = components.length - max;
  return (
    <section className="board-amendments stack" aria-labelledby="board-amendments">
      <h3 id="board-amendments">{t('amendments.pending', { count })}</h3>
      <p className="soft small">{t('amendments.about')}</p>
      <ol>
        {components.slice(0, max).map((part) => (
          <PartLine key={part.order[0]?.id} part={part} body={body} state={state} />
        ))}
      </ol>
      <p className="row small">
        {more > 0 ? <span className="soft">{t('amendments.more', { count: more })}</span> : null}
        <Link className="no-print" to="/deliberations/$id/amendments/order" params={{ id: state.id }}>
          {t('amendments.toOrder')}
        </Link>
      </p>
    </section>
  );
};
