import {
  isTaken,
  openDecision,
  paragraphsAsAmended,
  WHOLE_TEXT,
  type DeliberationState,
  type TabledAmendment,
} from '@plenary/consensus';
import { isolate } from '@plenary/i18n';
import { asAmended, ifAdopted, settledVotes, type SettledVote, type VotingComponent } from '@plenary/tabling';
import { printedLabel } from '@plenary/text';
import { Link } from '@tanstack/react-router';
import { memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { useItemNames } from '../../lib/decided-item.ts';
import { useHere, useSeen } from '../../lib/deliberation.ts';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { ActOutcome } from './ActOutcome.tsx';
import { Sponsors, STATE_TONES } from './AmendmentCard.tsx';
import { AmendmentLink } from './AmendmentLink.tsx';
import { AmendmentsHead } from './AmendmentsHead.tsx';
import { ChangeWords } from '../../ui/ChangeWords.tsx';
import { Derivation } from './Derivation.tsx';
import { Consequences, LapseLine, PlaceReason } from './OrderWords.tsx';
import { Stretches } from './Stretches.tsx';
import { Divisions } from './Divisions.tsx';
import { moved } from './moved.ts';
import { PutForm } from './PutForm.tsx';
import { useCollisions, useNames, useOrder, useWords, type Names } from './use-amendments.ts';
import './amendments.css';
import './order.css';
import { inRow } from '../../lib/lists.ts';

const COMPONENT_HEIGHT = 220;
/** The chair moves amendments to other places; the reason goes on record. */
const Reorder = ({
  component,
  onDone,
}: {
  readonly component: VotingComponent;
  readonly onDone: () => void;
}) => {
  const { t } = useTranslation('amending');
  const { stream } = useHere();
  const act = useAct(stream);
  const seen = useSeen(['orderRulings', 'textSteps']);
  const [order, setOrder] = useState<readonly string[]>(() => component.order.map(({ id }) => id));
  const rule = async (reason: string): Promise<void> => {
    const answer = await act.perform({ type: 'ruleOrder', amendments: order, reason }, seen);
    if (answer !== undefined) onDone();
  };
  return (
    <div className="stack">
      <ol className="reorder">
        {order.map((id, at) => (
          <li key={id}>
            <bdi>{id}</bdi>
            <Button
              tone="quiet"
              disabled={at === 0}
              aria-label={t('order.up', { id })}
              onClick={() => setOrder(moved(order, at, at - 1))}
            >
              <Icon name="up" />
            </Button>
            <Button
              tone="quiet"
              disabled={at === order.length - 1}
              aria-label={t('order.down', { id })}
              onClick={() => setOrder(moved(order, at, at + 1))}
            >
              <Icon name="down" />
            </Button>
          </li>
        ))}
      </ol>
      <div className="row">
        <ReasonDialog
          open={t('order.rule')}
          question={t('order.ruleReason')}
          onReason={(reason) => void rule(reason)}
        />
        <Button tone="quiet" onClick={onDone}>
          {t('order.keep')}
        </Button>
      </div>
      <ActOutcome act={act} />
    </div>
  );
};

/** What an adoption of this amendment would make lapse, worked out when it is asked for. */
const IfAdopted = ({
  words,
  amendment,
}: {
  readonly words: DeliberationState;
  readonly amendment: string;
}) => {
  const { t } = useTranslation('amending');
  const [open, setOpen] = useState(false);
  const answer = useMemo(() => (open ? ifAdopted(words, amendment) : undefined), [open, words, amendment]);
  return (
    <details className="if-adopted" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('order.ifAdopted')}</summary>
      {answer?.ok === true ? <Consequences lapsed={answer.lapsed} narrowed={answer.narrowed} /> : null}
    </details>
  );
};

/** Amendments that are decided together, in their order, with the reason for each place. */
const ComponentCard = memo(
  ({
    component,
    words,
    names,
    isChair,
    isOpen,
  }: {
    readonly component: VotingComponent;
    readonly words: DeliberationState;
    readonly names: Names;
    readonly isChair: boolean;
    /** Whether something can be put now. */
    readonly isOpen: boolean;
  }) => {
    const { t, i18n } = useTranslation('amending');
    const [reordering, setReordering] = useState(false);
    const [first] = component.order;
    const labels = component.paragraphs.map(names.label).filter((label) => label !== '');
    return (
      <section className="card order-component">
        <header className="row order-head">
          <h3>{labels.length === 0 ? t('unlabelled') : inRow(i18n.language, labels)}</h3>
          <span className="soft small">{t('order.together', { count: component.order.length })}</span>
        </header>
        {component.ruling === undefined ? null : (
          <Notice tone="info">
            <p>{t('order.ruled')}</p>
            <p dir="auto">{component.ruling.reason}</p>
          </Notice>
        )}
        {reordering ? (
          <Reorder component={component} onDone={() => setReordering(false)} />
        ) : (
          <ol className="order-list">
            {component.order.map((placed, at) => {
              const amendment = words.amendments[placed.id];
              return amendment === undefined ? null : (
                <li key={placed.id} className={at === 0 ? 'order-first' : undefined}>
                  <p className="row">
                    <AmendmentLink amendment={placed.id} />
                    <Sponsors of={amendment} names={names} />
                    {at === 0 ? <Tag tone="accent">{t('order.next')}</Tag> : null}
                  </p>
                  <ChangeWords
                    words={words}
                    amendment={amendment}
                    {...(component.paragraphs.length === 1 ? { under: component.paragraphs[0] ?? null } : {})}
                  />
                  <p className="soft small">
                    <PlaceReason placed={placed} of={component.order.length} />
                  </p>
                  <Derivation words={words} amendment={placed.id} names={names} />
                  {component.order.length > 1 ? <IfAdopted words={words} amendment={placed.id} /> : null}
                </li>
              );
            })}
          </ol>
        )}
        {isChair && isOpen && !reordering && first !== undefined ? (
          <div className="row no-print">
            <PutForm item={first.id} name={first.id} />
            {component.order.length > 1 ? (
              <Button onClick={() => setReordering(true)}>{t('order.reorder')}</Button>
            ) : null}
          </div>
        ) : null}
      </section>
    );
  },
);

/** What the vote made of the paragraphs, worked out when it is asked for; of an amendment to another, what that one became. */
const AsAmended = ({
  amendment,
  words,
}: {
  readonly amendment: TabledAmendment;
  readonly words: DeliberationState;
}) => {
  const { t } = useTranslation('amending');
  const { id } = useHere();
  const [open, setOpen] = useState(false);
  const { id: number, amends } = amendment;
  const paragraphs = useMemo(() => (open ? asAmended(words, number) : []), [open, words, number]);
  const lang = words.revision?.lang ?? 'en';
  const standing = paragraphs.find(({ paragraph }) =>
    words.revision?.paragraphs.some(({ pid }) => pid === paragraph),
  );
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {amends === undefined ? t('order.asAmended') : t('order.amendmentAsAmended', { id: isolate(amends) })}
      </summary>
      {paragraphs.map(({ paragraph, label, text }) => (
        <p key={paragraph} className="text-words" lang={lang} dir="auto">
          {label === '' ? null : (
            <b>
              <bdi>{printedLabel(label, lang)}</bdi>{' '}
            </b>
          )}
          {text}
        </p>
      ))}
      {amends === undefined ? (
        <Link to="/deliberations/$id" params={{ id }} hash={standing?.paragraph ?? ''}>
          {t('order.toText')}
        </Link>
      ) : null}
    </details>
  );
};

const Settled = memo(
  ({
    vote,
    words,
    names,
  }: {
    readonly vote: SettledVote;
    readonly words: DeliberationState;
    readonly names: Names;
  }) => {
    const { t, i18n } = useTranslation('amending');
    const { id } = useHere();
    const amendment = words.amendments[vote.amendment];
    if (amendment === undefined) return null;
    return (
      <article className="settled">
        <p className="row">
          <AmendmentLink amendment={vote.amendment} />
          <Sponsors of={amendment} names={names} />
          <Tag tone={STATE_TONES[vote.state]}>{t(`vocabulary:amendmentState.${vote.state}`)}</Tag>
          <span className="soft small">{showInstant(vote.at, i18n.language)}</span>
          {vote.decision === undefined ? null : (
            <Link
              to="/deliberations/$id/decisions/$decision"
              params={{ id, decision: vote.decision }}
              className="small"
            >
              {t('toDecision')}
            </Link>
          )}
        </p>
        {vote.lapsed.length === 0 ? null : (
          <ul className="settled-lapsed">
            {vote.lapsed.map((lapse) => (
              <LapseLine key={lapse.amendment} lapse={lapse} />
            ))}
          </ul>
        )}
        {isTaken(amendment) ? <AsAmended amendment={amendment} words={words} /> : null}
      </article>
    );
  },
);

/** ORD-45: paragraphs whose amendments are all decided come next as amended: to be put, or agreed where no vote is wanted. */
const NextAsAmended = ({ words, names }: { readonly words: DeliberationState; readonly names: Names }) => {
  const { t } = useTranslation('amending');
  const { id, state } = useHere();
  const next = useMemo(() => new Set(paragraphsAsAmended(state)), [state]);
  const lang = words.revision?.lang ?? 'en';
  if (next.size === 0) return null;
  return (
    <section className="card" aria-labelledby="next-as-amended">
      <h2 id="next-as-amended">{t('order.nextAsAmended')}</h2>
      <p className="soft small">{t('order.nextAsAmendedMeans')}</p>
      <ul className="order-amended">
        {(words.revision?.paragraphs ?? []).flatMap(({ pid, text }) =>
          next.has(pid) ? (
            <li key={pid} className="stack">
              <p className="row">
                <b>
                  <bdi>{names.label(pid) === '' ? t('unlabelled') : names.label(pid)}</bdi>
                </b>
                <Link to="/deliberations/$id/board/$item" params={{ id, item: pid }}>
                  {t('order.agreeOrState')}
                </Link>
                <Link to="/deliberations/$id" params={{ id }} hash={pid}>
                  {t('order.toText')}
                </Link>
              </p>
              <p className="text-words" lang={lang} dir="auto">
                {text}
              </p>
            </li>
          ) : (
            []
          ),
        )}
      </ul>
    </section>
  );
};

/** What is decided now, under which rule, with the way to it. */
const InHand = ({ words }: { readonly words: DeliberationState }) => {
  const { t, i18n } = useTranslation('amending');
  const { id } = useHere();
  const names = useItemNames(words);
  const decision = openDecision(words);
  if (decision === undefined) return null;
  return (
    <Notice tone="warn">
      <p>
        {decision.item === WHOLE_TEXT
          ? t('order.textInHand')
          : t('order.inHand', { id: names.decided(decision.item) })}{' '}
        {localised(decision.rule.names ?? { en: decision.rule.id }, i18n.language)}
      </p>
      <p>
        <Link to="/deliberations/$id/adoption" params={{ id }}>
          {t('toDecision')}
        </Link>
      </p>
    </Notice>
  );
};

/** The order of voting: what is put next and why, what each vote made lapse, and the whole at the end. */
export const OrderPage = () => {
  const { t } = useTranslation(['amending', 'text']);
  const { body, state, id } = useHere();
  const words = useWords();
  const account = useSession()?.account;
  const collisions = useCollisions(words);
  const order = useOrder(words);
  const names = useNames(body, words);
  const settled = useMemo(() => settledVotes(words).toReversed(), [words]);
  const isChair = account?.kind === 'chair';
  const isOpen = state.phase === 'open';
  const renderComponent = useMemo(
    () => (component: VotingComponent) => (
      <ComponentCard
        key={component.order[0]?.id}
        component={component}
        words={words}
        names={names}
        isChair={isChair}
        isOpen={isOpen}
      />
    ),
    [words, names, isChair, isOpen],
  );
  const renderVote = useMemo(
    () => (vote: SettledVote) => <Settled key={vote.amendment} vote={vote} words={words} names={names} />,
    [words, names],
  );
  if (words.revision === undefined) return <Empty title={t('amending:noText')} />;
  return (
    <div className="amendments">
      <AmendmentsHead words={words} collisions={collisions} />
      <p className="soft small amendments-lead">{t('amending:order.about')}</p>
      <InHand words={state} />
      <NextAsAmended words={words} names={names} />
      {order.length === 0 ? (
        <section className="card">
          <h2>{t('amending:order.whole')}</h2>
          <p>{settled.length === 0 ? t('amending:order.nothingPending') : t('amending:order.allDecided')}</p>
          <p className="row order-ways">
            <Link to="/deliberations/$id/adoption" params={{ id }}>
              {t('amending:order.toAdoption')}
            </Link>
            {settled.length === 0 ? null : (
              <Link to="/deliberations/$id/revisions" params={{ id }} search={{}}>
                {t('text:versions')}
              </Link>
            )}
          </p>
        </section>
      ) : (
        <section className="stack" aria-labelledby="pending-order">
          <h2 id="pending-order">{t('amending:order.pending', { count: order.length })}</h2>
          <Stretches
            items={order}
            estimate={COMPONENT_HEIGHT}
            keyOf={({ order: those }) => those.map((one) => one.id).join(' ')}
            render={renderComponent}
          />
          <p className="soft small">{t('amending:order.wholeAtEnd')}</p>
        </section>
      )}
      <Divisions words={state} item={WHOLE_TEXT} />
      {settled.length === 0 ? null : (
        <section className="stack" aria-labelledby="settled-votes">
          <h2 id="settled-votes">{t('amending:order.settled', { count: settled.length })}</h2>
          <div className="settled-list">
            <Stretches
              items={settled}
              estimate={90}
              keyOf={({ amendment }) => amendment}
              render={renderVote}
            />
          </div>
        </section>
      )}
    </div>
  );
};
