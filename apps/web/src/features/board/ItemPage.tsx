import { paragraphOf, WHOLE_TEXT, type BoardRow } from '@plenary/consensus';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePendingOrder } from '../../lib/amendment-order.ts';
import { useBoard } from '../../lib/board.ts';
import { useHere } from '../../lib/deliberation.ts';
import { courseQuery, trendsQuery } from '../../lib/live.ts';
import { Empty } from '../../ui/Empty.tsx';
import { MissingSentence } from '../../ui/MissingSentence.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ParagraphText } from '../../ui/ParagraphText.tsx';
import { StanceBar } from '../../ui/StanceBar.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { Brackets, BracketsInWork } from './Brackets.tsx';
import { BracketCourse, StatePath, SupportChart } from './Course.tsx';
import { DeletedItem } from './Deleted.tsx';
import { GroupTable } from './GroupTable.tsx';
import { Holders } from './Holders.tsx';
import { deletedParagraphs } from './deleted-paragraphs.ts';
import { ItemFigures } from './ItemFigures.tsx';
import { ParagraphActs, ParkedNote } from './ParagraphActs.tsx';
import { PendingAmendments } from './PendingAmendments.tsx';
import { PendingHere } from './PendingHere.tsx';
import { PivotalSets } from './PivotalSets.tsx';
import { stateTone, useRowWords } from './row-words.ts';
import './board.css';
import './item.css';
import { Awaiting } from '../../ui/Awaiting.tsx';

/** Parts of the order of voting that are named on the sheet of the whole text. */
const PARTS_SHOWN = 12;

const Section = ({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) => (
  <section className="card" aria-labelledby={id}>
    <h3 id={id}>{title}</h3>
    {children}
  </section>
);

const OneItem = ({ item }: { readonly item: string }) => {
  const { t } = useTranslation(['board', 'vocabulary']);
  const { id, body, state, stream } = useHere();
  const rows = useBoard(body, state);
  const say = useRowWords(body);
  const trends = useQuery(trendsQuery(id));
  const pending = usePendingOrder();
  const place = rows.findIndex((row) => row.item === item);
  const row = rows[place];
  // What changed on the page has changed the course as well: it is asked for again when the row is another one.
  const course = useQuery(
    courseQuery(id, item, row === undefined ? '' : JSON.stringify(row.counts) + row.state),
  );
  if (row === undefined) {
    const back = (
      <Link to="/deliberations/$id/board" params={{ id }}>
        {t('board:back')}
      </Link>
    );
    if (!deletedParagraphs(state).some(({ pid }) => pid === item))
      return <Empty title={t('board:noItem')}>{back}</Empty>;
    return (
      <div className="stack">
        <nav className="item-nav no-print" aria-label={t('board:items')}>
          {back}
        </nav>
        <DeletedItem item={item} state={state} />
      </div>
    );
  }
  const paragraph = item === WHOLE_TEXT ? undefined : paragraphOf(state, item);
  const trend = trends.data?.trends.find((one) => one.item === item);
  const neighbour = (other: BoardRow | undefined, words: string, rel: 'prev' | 'next') =>
    other === undefined ? null : (
      <Link
        className="button button-quiet"
        to="/deliberations/$id/board/$item"
        params={{ id, item: other.item }}
        rel={rel}
      >
        {words} <bdi>{say.label(other, state.revision?.lang)}</bdi>
      </Link>
    );
  return (
    <div className="stack board-detail">
      <nav className="item-nav no-print" aria-label={t('board:items')}>
        <Link className="button button-quiet" to="/deliberations/$id/board" params={{ id }}>
          {t('board:back')}
        </Link>
        <span className="row">
          {neighbour(rows[place - 1], t('board:previous'), 'prev')}
          {neighbour(rows[place + 1], t('board:next'), 'next')}
        </span>
      </nav>
      <section className="card item-head" aria-labelledby="item">
        <header className="row">
          <h2 id="item">
            <bdi>{say.label(row, state.revision?.lang)}</bdi>
          </h2>
          <Tag tone={stateTone(row)}>{t(`vocabulary:itemState.${row.state}`)}</Tag>
          <span className="board-moves">{say.moves(row)}</span>
        </header>
        {paragraph === undefined ? null : (
          <ParagraphText paragraph={paragraph} lang={state.revision?.lang ?? 'en'} />
        )}
        <StanceBar counts={row.counts} members={row.members} />
        <p>
          <MissingSentence missing={row.missing} body={body} />{' '}
          {row.spread.length === 0
            ? null
            : t('board:spread', { groups: row.spread.map(say.group).join(' · ') })}
        </p>
        {row.contradicted ? <Notice tone="warn">{t('board:contradicted')}</Notice> : null}
        {paragraph === undefined ? null : (
          <>
            <ParkedNote state={state} mark={state.marks[item]} />
            <ParagraphActs item={item} itemState={row.state} state={state} stream={stream} />
          </>
        )}
      </section>
      {pending.count === 0 ? null : paragraph === undefined ? (
        <div className="card">
          <PendingAmendments pending={pending} body={body} state={state} max={PARTS_SHOWN} />
        </div>
      ) : (
        <Section id="pending" title={t('board:amendments.here')}>
          <PendingHere pending={pending} body={body} paragraph={item} />
        </Section>
      )}
      <Section id="holders" title={t('board:whoHoldsWhat')}>
        <Holders row={row} body={body} state={state} />
      </Section>
      {paragraph === undefined ? null : (
        <Section id="brackets" title={t('board:brackets')}>
          <Brackets paragraph={paragraph} lang={state.revision?.lang ?? 'en'} />
          <BracketsInWork state={state} />
        </Section>
      )}
      <Section id="distance" title={t('board:throughWhom')}>
        <PivotalSets body={body} state={state} item={item} />
      </Section>
      <Section id="groups" title={t('board:byGroups')}>
        <GroupTable row={row} body={body} />
      </Section>
      <Section id="course" title={t('board:course')}>
        {course.data === undefined ? (
          <Awaiting asked={[course]} />
        ) : (
          <>
            <StatePath course={course.data} />
            <SupportChart row={row} course={course.data} />
          </>
        )}
        {paragraph === undefined ? null : (
          <>
            <h4>{t('board:bracketsOverTime')}</h4>
            <BracketCourse item={item} state={state} />
          </>
        )}
      </Section>
      <Section id="figures" title={t('board:figures')}>
        <ItemFigures row={row} body={body} trend={trend} />
      </Section>
    </div>
  );
};

/** One paragraph, or the whole text: everything the board knows of it, each figure with what it is made of. */
export const ItemPage = () => {
  const { item } = useParams({ from: '/deliberations/$id/board/$item' });
  // What was chosen and written about one item never stands under another one.
  return <OneItem key={item} item={item} />;
};
