import { waitingFor, WHOLE_TEXT, type ItemId } from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import { isolate } from '@plenary/i18n';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAmendmentBoard, useBoard } from '../../lib/board.ts';
import { useHere } from '../../lib/deliberation.ts';
import { useOutbox } from '../../lib/outbox.ts';
import { clockAhead } from '../../lib/service-clock.ts';
import { useSession } from '../../lib/session.ts';
import { TextSponsorsCard } from '../../lib/TextSponsorsCard.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showDeadline, showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { AmendmentCards } from './AmendmentCards.tsx';
import { GroupStatements } from './GroupStatements.tsx';
import { PreparedStatements } from './PreparedStatements.tsx';
import { PositionCard } from './PositionCard.tsx';
import { StakeholderDesk } from './StakeholderDesk.tsx';
import { useDeskKeys } from './desk-keys.ts';
import './desk.css';
import { paragraphLabel } from '../../lib/paragraph-label.ts';

const SHOWN_WAITING = 8;

/** The delegation's own desk: what waits for us, our positions, statements in our name. */
export const DeskPage = () => {
  const { t, i18n } = useTranslation(['desk', 'vocabulary']);
  const { id, body, state, stream } = useHere();
  const rows = useBoard(body, state);
  const amendmentRows = useAmendmentBoard(body, state);
  const session = useSession();
  const member = session?.account?.member;
  const outbox = useOutbox();
  const [showAll, setShowAll] = useState(false);
  // What has a deadline is shown until the page is opened again; the service's clock decides.
  const [openedAt] = useState(() => new Date(Date.now() + clockAhead()).toISOString());
  const waiting = useMemo(
    () => (member === undefined ? [] : waitingFor(body, state, member, openedAt, rows, amendmentRows)),
    [body, state, member, openedAt, rows, amendmentRows],
  );
  // The address may name an amendment whose card is to be open.
  const [opened, setOpened] = useState<ReadonlySet<string>>(
    () => new Set([location.hash.replace(/^#item-/, '')]),
  );
  const account = session?.account?.id ?? '';
  const open = useCallback((amendment: string) => setOpened((before) => new Set([...before, amendment])), []);
  const paragraphs = state.revision?.paragraphs ?? [];
  useDeskKeys();
  if (member !== undefined && body.members[member] !== undefined && session?.account?.kind === 'observer')
    return <StakeholderDesk body={body} member={member} />;
  if (member === undefined || body.members[member] === undefined || session?.account?.kind !== 'delegate')
    return (
      <Empty title={t('desk:onlyDelegates')}>
        <Link to="/sign-in">{t('desk:signIn')}</Link>
      </Empty>
    );
  if (state.revision === undefined) return <Empty title={t('desk:noText')} />;
  const labelOf = (item: ItemId): string =>
    item === WHOLE_TEXT
      ? t('desk:wholeText')
      : item.startsWith('A')
        ? t('desk:amendment', { id: isolate(item) })
        : (paragraphLabel(state, item) ?? item);
  const shown = showAll ? waiting : waiting.slice(0, SHOWN_WAITING);
  return (
    <div className="desk">
      <aside className="desk-side stack">
        <section className="card" aria-labelledby="waits">
          <h2 id="waits">{t('desk:waits', { count: waiting.length })}</h2>
          {waiting.length === 0 ? <p className="soft">{t('desk:nothingWaits')}</p> : null}
          <ul className="desk-waiting">
            {shown.map(({ kind, item, until, pivotal, statement, package: shared }) => (
              <li key={`${kind}-${statement ?? shared ?? item}`}>
                {kind === 'package' ? (
                  <Link to="/deliberations/$id/finder" params={{ id }} search={{}} className="desk-wait">
                    <b>
                      <bdi>{state.packages[shared ?? '']?.title ?? ''}</bdi>
                    </b>
                    <span>{t('desk:waiting.package')}</span>
                  </Link>
                ) : kind === 'deletion' ? (
                  <Link to="/deliberations/$id/board/$item" params={{ id, item }} className="desk-wait">
                    <b>
                      <bdi>{labelOf(item)}</bdi>
                    </b>
                    <span>{t('desk:waiting.deletion')}</span>
                  </Link>
                ) : kind === 'ballot' || kind === 'objection' ? (
                  <Link to="/deliberations/$id/adoption" params={{ id }} className="desk-wait">
                    <b>{item === WHOLE_TEXT ? t('desk:wholeText') : <bdi>{labelOf(item)}</bdi>}</b>
                    <span>{t(`desk:waiting.${kind}`)}</span>
                  </Link>
                ) : (
                  <a
                    href={kind === 'prepared' ? '#prepared' : `#item-${item}`}
                    className="desk-wait"
                    onClick={() => open(item)}
                  >
                    <b>
                      <bdi>{labelOf(item)}</bdi>
                    </b>
                    <span>{t(`desk:waiting.${kind}`)}</span>
                  </a>
                )}
                {pivotal || until !== undefined ? (
                  <p className="row desk-wait-facts">
                    {pivotal ? <Tag tone="accent">{t('desk:pivotal')}</Tag> : null}
                    {until === undefined ? null : (
                      <span className="soft small">
                        {t('desk:until', { date: showDeadline(until, i18n.language) })}
                      </span>
                    )}
                  </p>
                ) : null}
              </li>
            ))}
          </ul>
          {waiting.length > SHOWN_WAITING ? (
            <button type="button" className="button button-quiet" onClick={() => setShowAll(!showAll)}>
              {showAll ? t('desk:showFewer') : t('desk:showAll', { count: waiting.length })}
            </button>
          ) : null}
        </section>
        <TextSponsorsCard />
        <GroupStatements body={body} state={state} member={member} stream={stream} />
        <PreparedStatements state={state} stream={stream} member={member} mayBind={session.account.mayBind} />
        <section className="card" aria-labelledby="receipts">
          <h2 id="receipts">{t('desk:receipts')}</h2>
          <p className="soft small">{t('desk:receiptsAbout')}</p>
          <ul className="desk-receipts">
            {outbox.receipts.slice(0, 5).map((receipt) => (
              <li key={receipt.signature}>
                <span>{showInstant(receipt.at, i18n.language)}</span>{' '}
                <code>{receipt.signature.slice(0, 12)}</code>
              </li>
            ))}
          </ul>
        </section>
      </aside>
      <section className="stack desk-main" aria-label={t('desk:ourPositions')}>
        {session.account.mayBind ? null : <Notice tone="warn">{t('desk:mayNotBind')}</Notice>}
        <header className="row">
          <h2>{localised(body.members[member].names, i18n.language)}</h2>
          <p className="soft small desk-keys">{t('desk:keys')}</p>
        </header>
        <PositionCard
          key={account}
          item={WHOLE_TEXT}
          label={t('desk:wholeText')}
          body={body}
          state={state}
          member={member}
          account={account}
          stream={stream}
        />
        {paragraphs.map((paragraph) => (
          <PositionCard
            key={`${account} ${paragraph.pid}`}
            item={paragraph.pid}
            label={labelOf(paragraph.pid)}
            paragraph={paragraph}
            body={body}
            state={state}
            member={member}
            account={account}
            stream={stream}
          />
        ))}
        <AmendmentCards
          body={body}
          state={state}
          member={member}
          account={account}
          stream={stream}
          opened={opened}
          onOpen={open}
        />
      </section>
    </div>
  );
};
