import {
  conditionCycles,
  inOrder,
  isWeighted,
  paragraphOf,
  ROW_ORDERS,
  ruleInView,
  standingConditions,
  WHOLE_TEXT,
  type BoardRow,
  type Group,
  type RowOrder,
} from '@plenary/consensus';
import { Link, useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePendingOrder } from '../../lib/amendment-order.ts';
import { useBoard } from '../../lib/board.ts';
import { csvText, saveText } from '../../lib/csv.ts';
import { useHere } from '../../lib/deliberation.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { localised } from '../../ui/localised.ts';
import { useMissingWords } from '../../ui/missing-words.ts';
import { BoardLine } from './BoardLine.tsx';
import { DeletedList } from './Deleted.tsx';
import { HeatMap } from './HeatMap.tsx';
import { PendingAmendments } from './PendingAmendments.tsx';
import { figuresTable, positionsTable } from './board-table.ts';
import type { Grouping } from './heat-map/columns.ts';
import { useRowWords } from './row-words.ts';
import './board.css';
import { listed } from '../../lib/lists.ts';
import { paragraphLabel } from '../../lib/paragraph-label.ts';

const FILTERS = ['all', 'objections', 'open', 'agreed', 'parked'] as const;
type BoardFilter = (typeof FILTERS)[number];

const isAgreed = ({ state }: BoardRow): boolean => state === 'agreedAdRef' || state === 'adopted';
const keeps = (filter: BoardFilter, row: BoardRow): boolean => {
  switch (filter) {
    case 'all':
      return true;
    case 'objections':
      return row.objectors.length > 0;
    case 'open':
      return !isAgreed(row);
    case 'agreed':
      return isAgreed(row);
    case 'parked':
      return row.state === 'deferred' || row.state === 'deletionProposed';
  }
};

/** Parts of the order of voting that are named above the board. */
const PARTS_SHOWN = 5;

const GROUPINGS = ['regional', 'negotiating', 'name'] as const;

/** The consensus board: every paragraph against every delegation, and what each still lacks. Live. */
export const BoardPage = () => {
  const { t, i18n } = useTranslation(['board', 'vocabulary']);
  const lang = i18n.language;
  const { id, body, state } = useHere();
  const rows = useBoard(body, state);
  const say = useRowWords(body);
  const missingWords = useMissingWords(body);
  const goTo = useNavigate();
  const [columns, setColumns] = useState<string>('regional');
  const [filter, setFilter] = useState<BoardFilter>('all');
  const [order, setOrder] = useState<RowOrder>('text');
  const groups: readonly Group[] = Object.values(body.groups);
  const rule = ruleInView(body, state);
  const shown = useMemo(
    () =>
      inOrder(
        rows.filter((row) => keeps(filter, row)),
        order,
      ),
    [rows, filter, order],
  );
  const grouping = useMemo((): Grouping => {
    const group = body.groups[columns];
    return group === undefined ? (GROUPINGS.find((one) => one === columns) ?? 'regional') : { group };
  }, [body, columns]);
  // Circles concern the whole text and change seldom: what was just said is drawn first.
  const settled = useDeferredValue(state);
  const circles = useMemo(() => conditionCycles(standingConditions(body, settled)), [body, settled]);
  const pending = usePendingOrder();
  if (state.revision === undefined) return <Empty title={t('board:noText')} />;
  const paragraphs = rows.filter((row) => row.item !== WHOLE_TEXT);
  const clean = rows.find(({ item }) => item === WHOLE_TEXT)?.cleanShare ?? null;
  const silent = new Set(rows.flatMap((row) => row.silent)).size;
  const figures: readonly (readonly [string, string])[] = [
    ['agreed', `${paragraphs.filter(isAgreed).length} / ${paragraphs.length}`],
    ['withObjections', String(paragraphs.filter((row) => row.objectors.length > 0).length)],
    ['totalMoves', String(paragraphs.reduce((sum, row) => sum + (row.moves ?? 0), 0))],
    ['cleanShare', say.share(clean)],
    ['notAllSpoken', String(silent)],
  ];
  const wordsOf = (item: string): string =>
    item === WHOLE_TEXT ? '' : (paragraphOf(state, item)?.text ?? '');
  const table = { body, state, rows, say, missingWords, t };
  const save = (name: string, lines: ReturnType<typeof figuresTable>): void =>
    saveText(`${id}-${name}.csv`, csvText(lines), 'text/csv');
  return (
    <div className="stack">
      <div className="board-top">
        <p className="soft">
          {t('board:measuredBy', { rule: localised(rule.names ?? { en: rule.id }, lang) })}{' '}
          {isWeighted(rule) ? t('board:weighted') : t('board:equal')}
        </p>
        <div className="row">
          <Link className="button button-plain" to="/deliberations/$id/board/report" params={{ id }}>
            {t('board:report')}
          </Link>
          <Button onClick={() => save('figures', figuresTable(table))}>{t('board:saveFigures')}</Button>
          <Button onClick={() => save('positions', positionsTable(table))}>{t('board:savePositions')}</Button>
        </div>
      </div>
      <dl className="figures card board-figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt className="figure-name">{t(`board:figure.${name}`)}</dt>
            <dd className="figure-value">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <PendingAmendments pending={pending} body={body} state={state} max={PARTS_SHOWN} />
      <div className="board-controls">
        <Field label={t('board:group')}>
          {(control) => (
            <select {...control} value={columns} onChange={(event) => setColumns(event.target.value)}>
              {GROUPINGS.map((name) => (
                <option key={name} value={name}>
                  {t(`board:grouping.${name}`)}
                </option>
              ))}
              {groups.map((group) => (
                <option key={group.id} value={group.id}>
                  {localised(group.names, lang)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('board:show')}>
          {(control) => (
            <select
              {...control}
              value={filter}
              onChange={(event) =>
                setFilter(FILTERS.find((candidate) => candidate === event.target.value) ?? 'all')
              }
            >
              {FILTERS.map((name) => (
                <option key={name} value={name}>
                  {t(`board:filter.${name}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('board:order')}>
          {(control) => (
            <select
              {...control}
              value={order}
              onChange={(event) =>
                setOrder(ROW_ORDERS.find((candidate) => candidate === event.target.value) ?? 'text')
              }
            >
              {ROW_ORDERS.map((name) => (
                <option key={name} value={name}>
                  {t(`board:ordered.${name}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {circles.map(({ items, members }) => (
        <Notice key={items.join()} tone="warn">
          {t('board:circle', {
            items: listed(
              i18n.language,
              items.map((item) =>
                item === WHOLE_TEXT ? t('board:wholeText') : (paragraphLabel(state, item) ?? item),
              ),
            ),
            members: listed(i18n.language, members.map(say.member)),
          })}
        </Notice>
      ))}
      <HeatMap
        body={body}
        state={state}
        rows={shown}
        grouping={grouping}
        onOpen={(item) => void goTo({ to: '/deliberations/$id/board/$item', params: { id, item } })}
      />
      {shown.length === 0 ? <Empty title={t('board:nothing')} /> : null}
      <ul className="board-list">
        {shown.map((row) => (
          <BoardLine
            key={row.item}
            row={row}
            body={body}
            words={wordsOf(row.item)}
            lang={state.revision?.lang}
            deliberation={id}
            pending={pending.byParagraph.get(row.item)}
            mark={state.marks[row.item]}
          />
        ))}
      </ul>
      <DeletedList state={settled} />
    </div>
  );
};
