import {
  effectiveStance,
  pendingAmendments,
  type BodyState,
  type DeliberationState,
  type TabledAmendment,
} from '@plenary/consensus';
import { isolate } from '@plenary/i18n';
import { shownChanges, type ShownChange } from '@plenary/tabling';
import { printedLabel } from '@plenary/text';
import { Link } from '@tanstack/react-router';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { StanceMark } from '../../ui/StanceMark.tsx';
import { PositionCard } from './PositionCard.tsx';
import { itemsWritten } from './written-position.ts';

interface Desk {
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly member: string;
  readonly account: string;
  readonly stream: string;
}

const ChangedWords = ({ change }: { readonly change: ShownChange }) => {
  switch (change.type) {
    case 'words':
      return change.segments.map(({ type, text }, at) =>
        type === 'removed' ? (
          <del key={at}>{text}</del>
        ) : type === 'added' ? (
          <ins key={at}>{text}</ins>
        ) : (
          <span key={at}>{text}</span>
        ),
      );
    case 'delete':
      return <del>{change.text}</del>;
    case 'insert':
      return <ins>{change.text}</ins>;
    case 'move':
      return change.text;
  }
};

/** What a change does, where its words alone do not say it. */
const useSaid = (lang: string): ((change: ShownChange) => string) => {
  const { t } = useTranslation('amending');
  return (change) => {
    const label = isolate(printedLabel(change.label, lang));
    switch (change.type) {
      case 'words':
        return '';
      case 'delete':
        return t('change.delete');
      case 'insert':
        return change.label === '' ? t('change.insert') : t('change.insertAfter', { label });
      case 'move':
        return change.after === null
          ? t('change.moveFirst')
          : t('change.moveAfter', { label: isolate(printedLabel(change.afterLabel, lang)) });
    }
  };
};

/** What an amendment changes, with what goes struck out and what comes underlined. */
const Changes = ({
  state,
  amendment,
}: {
  readonly state: DeliberationState;
  readonly amendment: TabledAmendment;
}) => {
  const { t } = useTranslation('desk');
  const lang = state.revision?.lang ?? 'en';
  const said = useSaid(lang);
  const changes = useMemo(() => shownChanges(state, amendment.id), [state, amendment.id]);
  return (
    <div className="stack">
      {changes.map((change, at) => (
        <div key={at}>
          <p className="soft small">
            {change.type === 'insert' || change.label === '' ? null : (
              <>
                <bdi>{printedLabel(change.label, lang)}</bdi>{' '}
              </>
            )}
            {said(change)}
          </p>
          <p lang={lang} dir="auto">
            <ChangedWords change={change} />
          </p>
        </div>
      ))}
      <p className="small">
        <Link
          to="/deliberations/$id/amendments/$amendment"
          params={{ id: state.id, amendment: amendment.id }}
        >
          {t('toAmendment')}
        </Link>
      </p>
    </div>
  );
};

const ClosedCard = memo(
  ({
    amendment,
    labels,
    stance,
    stale,
    onOpen,
  }: {
    readonly amendment: string;
    readonly labels: string;
    readonly stance: ReturnType<typeof effectiveStance>['stance'];
    readonly stale: boolean;
    readonly onOpen: (amendment: string) => void;
  }) => {
    const { t } = useTranslation(['desk', 'vocabulary']);
    return (
      <article
        id={`item-${amendment}`}
        className="card desk-item desk-amendment"
        tabIndex={-1}
        data-desk-item
      >
        <button
          type="button"
          className="desk-amendment-open"
          aria-expanded={false}
          onClick={() => onOpen(amendment)}
        >
          <b>{t('desk:amendment', { id: isolate(amendment) })}</b>
          <bdi className="soft small">{labels}</bdi>
          <span className="desk-stance">
            <StanceMark stance={stance} /> {t(`vocabulary:stance.${stance}`)}
            {stale ? ` · ${t('desk:stale')}` : ''}
          </span>
        </button>
      </article>
    );
  },
);
ClosedCard.displayName = 'ClosedCard';

/**
 * The amendments that are pending, each with our position; a card is made when it is opened, since there may be thousands.
 */
export const AmendmentCards = ({
  opened,
  onOpen,
  ...desk
}: Desk & {
  readonly opened: ReadonlySet<string>;
  readonly onOpen: (amendment: string) => void;
}) => {
  const { t } = useTranslation('desk');
  const { body, state, member, account, stream } = desk;
  const pending = pendingAmendments(state);
  const { revision } = state;
  // With every event the cards are gone through, of which there may be thousands: what only words change is kept.
  const labels = useMemo(() => {
    const printed = new Map(
      revision?.paragraphs.map(({ pid, label }) => [pid, printedLabel(label, revision.lang)]),
    );
    return new Map(
      pending.map(({ id, touches }) => [
        id,
        touches
          .map((pid) => printed.get(pid) ?? '')
          .filter((label) => label !== '')
          .join(' · '),
      ]),
    );
  }, [pending, revision]);
  const written = useMemo(() => new Set(itemsWritten(account, stream)), [account, stream]);
  if (pending.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="desk-amendments">
      <h2 id="desk-amendments">{t('amendments', { count: pending.length })}</h2>
      {pending.map((amendment) => {
        const { id } = amendment;
        if (opened.has(id) || written.has(id))
          return (
            <PositionCard
              key={`${account} ${id}`}
              item={id}
              label={t('amendment', { id: isolate(id) })}
              words={<Changes state={state} amendment={amendment} />}
              body={body}
              state={state}
              member={member}
              account={account}
              stream={stream}
            />
          );
        const { stance, stale } = effectiveStance(state, id, member);
        return (
          <ClosedCard
            key={id}
            amendment={id}
            labels={labels.get(id) ?? ''}
            stance={stance}
            stale={stale}
            onOpen={onOpen}
          />
        );
      })}
    </section>
  );
};
