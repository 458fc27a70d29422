import {
  cellsOf,
  SHOWN_STANCES,
  WHOLE_TEXT,
  type BoardRow,
  type BodyState,
  type Cell,
  type DeliberationState,
} from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import {
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';
import { useTranslation } from 'react-i18next';
import { StanceMark } from '../../ui/StanceMark.tsx';
import { columnsOf, type Column, type Grouping } from './heat-map/columns.ts';
import {
  HEAD_HEIGHT,
  mapSize,
  moved,
  placeAt,
  ROW_HEIGHT,
  scrollTo,
  type Lay,
  type Place,
} from './heat-map/geometry.ts';
import { paintAll, paintRows, readPalette, type Drawing, type Palette } from './heat-map/paint.ts';
import { printedLabel } from '@plenary/text';

/** Room below a map that is wider than its frame. */
const SCROLLBAR = 16;

type Cells = ReadonlyMap<string, Cell>;

/**
 * The cells of a row by member. A row that nothing touched is the very row of before, so that its cells are kept with
 * it; the members of a body that changes make new rows.
 */
const cellsKept = new WeakMap<BoardRow, Cells>();
const cellsIn = (body: BodyState, state: DeliberationState, row: BoardRow): Cells => {
  const known = cellsKept.get(row);
  if (known !== undefined) return known;
  const cells = new Map(cellsOf(body, state, row.item).map((cell) => [cell.member, cell]));
  cellsKept.set(row, cells);
  return cells;
};

/** Where a frame is scrolled to and how large it is; whole pixels, so that rows are not blurred. */
const layOf = (frame: HTMLElement, rows: number, columns: number): Lay => ({
  rows,
  columns,
  width: frame.clientWidth,
  height: frame.clientHeight,
  along: Math.round(Math.abs(frame.scrollLeft)),
  down: Math.round(frame.scrollTop),
});

/** Whose position a cell is, in words, with the way to all that is known of its paragraph. */
const Readout = ({
  row,
  column,
  label,
  stance,
  reason,
  deliberation,
}: {
  readonly row: BoardRow | undefined;
  readonly column: Column | undefined;
  readonly label: string;
  readonly stance: Cell['stance'];
  readonly reason: string;
  readonly deliberation: string;
}) => {
  const { t } = useTranslation(['board', 'vocabulary']);
  if (row === undefined) return <p className="board-readout soft">{t('board:pointAt')}</p>;
  return (
    <p className="board-readout">
      <Link to="/deliberations/$id/board/$item" params={{ id: deliberation, item: row.item }}>
        <bdi>{label}</bdi>
      </Link>
      {column === undefined ? null : (
        <>
          {' '}
          · <b>{column.name}</b> · <StanceMark stance={stance} size={13} /> {t(`vocabulary:stance.${stance}`)}{' '}
          {reason === '' ? null : (
            <span className="soft" dir="auto">
              {reason}
            </span>
          )}
        </>
      )}
    </p>
  );
};

/**
 * Paragraphs × delegations. What is in sight is one drawing: 200 × 193 cells as elements would be slow on a phone. For
 * assistive technology and the keyboard it is a grid with one active cell, which says its place and its words; of its
 * rows only that of the active cell is there, as grids may that say how many they have.
 */
export const HeatMap = ({
  body,
  state,
  rows,
  grouping,
  onOpen,
}: {
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly rows: readonly BoardRow[];
  readonly grouping: Grouping;
  readonly onOpen: (item: string) => void;
}) => {
  const { t, i18n } = useTranslation(['board', 'vocabulary']);
  const id = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const palette = useRef<Palette>(undefined);
  const painted = useRef<Drawing>(undefined);
  const columns = useMemo(() => columnsOf(body, grouping, i18n.language), [body, grouping, i18n.language]);
  const isRtl = document.documentElement.dir === 'rtl';
  const [active, setActive] = useState<Place>();
  const [width, setWidth] = useState(0);
  const size = mapSize({ rows: rows.length, columns: columns.length, width });
  const labelOf = (row: BoardRow): string =>
    row.item === WHOLE_TEXT ? t('board:wholeText') : printedLabel(row.label, state.revision?.lang ?? 'en');

  const drawing = (shown: HTMLElement): Drawing => ({
    lay: layOf(shown, rows.length, columns.length),
    rows,
    columns,
    cells: (row) => cellsIn(body, state, row),
    label: labelOf,
    isRtl,
    active,
  });

  /** Draws what changed since the last drawing where that is a few rows, else everything in sight. */
  const draw = (isWhole = false): void => {
    const [surface, shown] = [canvas.current, frame.current];
    const paint = surface?.getContext('2d');
    if (surface === null || shown === null || paint === null || paint === undefined) return;
    const next = drawing(shown);
    const { width: across, height } = next.lay;
    const before = painted.current;
    const ratio = window.devicePixelRatio;
    const isFitted =
      surface.width === Math.round(across * ratio) && surface.height === Math.round(height * ratio);
    palette.current ??= readPalette();
    painted.current = next;
    const isSameLay =
      before !== undefined &&
      before.columns === columns &&
      before.rows.length === rows.length &&
      before.lay.along === next.lay.along &&
      before.lay.down === next.lay.down;
    if (isWhole || !isFitted || !isSameLay) {
      if (!isFitted) {
        surface.width = Math.round(across * ratio);
        surface.height = Math.round(height * ratio);
        surface.style.inlineSize = `${across}px`;
        surface.style.blockSize = `${height}px`;
      }
      paint.setTransform(ratio, 0, 0, ratio, 0, 0);
      paintAll(paint, palette.current, next);
      return;
    }
    const touched = rows.flatMap((row, at) =>
      row !== before.rows[at] || at === active?.row || at === before.active?.row ? [at] : [],
    );
    paintRows(paint, palette.current, next, touched);
  };
  const drawn = useRef(draw);
  useLayoutEffect(() => {
    drawn.current = draw;
  });
  useLayoutEffect(() => drawn.current(), [rows, columns, active, width]);
  useLayoutEffect(() => drawn.current(true), [t]);

  useEffect(() => {
    const shown = frame.current;
    if (shown === null) return undefined;
    let asked = 0;
    const soon = (): void => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(() => drawn.current());
    };
    const resized = new ResizeObserver(() => {
      setWidth(shown.clientWidth);
      soon();
    });
    resized.observe(shown);
    const repaint = (): void => {
      palette.current = undefined;
      drawn.current(true);
    };
    const themed = new MutationObserver(repaint);
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'dir'] });
    const preferred = matchMedia('(prefers-color-scheme: dark)');
    preferred.addEventListener('change', repaint);
    shown.addEventListener('scroll', soon, { passive: true });
    return () => {
      cancelAnimationFrame(asked);
      resized.disconnect();
      themed.disconnect();
      preferred.removeEventListener('change', repaint);
      shown.removeEventListener('scroll', soon);
    };
  }, []);

  const under = ({
    clientX,
    clientY,
  }: {
    readonly clientX: number;
    readonly clientY: number;
  }): Place | undefined => {
    const shown = frame.current;
    if (shown === null) return undefined;
    const box = shown.getBoundingClientRect();
    return placeAt(
      layOf(shown, rows.length, columns.length),
      isRtl
        ? box.left + shown.clientLeft + shown.clientWidth - clientX
        : clientX - box.left - shown.clientLeft,
      clientY - box.top - shown.clientTop,
    );
  };
  const pointAt = (event: PointerEvent): void => {
    const place = under(event);
    if (place !== undefined && (place.row !== active?.row || place.column !== active.column))
      setActive(place);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const shown = frame.current;
    if (shown === null || event.altKey || event.metaKey || rows.length === 0) return;
    const from = active ?? { row: 0, column: 0 };
    if (event.key === 'Enter' || event.key === ' ') {
      const row = rows[from.row];
      event.preventDefault();
      if (row !== undefined) onOpen(row.item);
      return;
    }
    const to = moved({ ...from, column: Math.max(0, from.column) }, event.key, {
      rows: rows.length,
      columns: columns.length,
      pageRows: Math.max(1, Math.floor((shown.clientHeight - HEAD_HEIGHT) / ROW_HEIGHT) - 1),
      isRtl,
      isControl: event.ctrlKey,
    });
    if (to === undefined) return;
    event.preventDefault();
    const { along, down } = scrollTo(layOf(shown, rows.length, columns.length), to);
    shown.scrollTop = down;
    shown.scrollLeft = isRtl ? -along : along;
    setActive(to);
  };

  const row = active === undefined ? undefined : rows[active.row];
  const column = active === undefined ? undefined : columns[active.column];
  const cell =
    row === undefined || column === undefined ? undefined : cellsIn(body, state, row).get(column.member);
  const stance = cell?.stance ?? 'silent';
  const reason =
    row === undefined || column === undefined || cell?.source !== 'own'
      ? ''
      : (state.positions[row.item]?.[column.member]?.reason ?? '');
  return (
    <figure className="board-map">
      <div
        ref={frame}
        className="heat-frame"
        role="grid"
        tabIndex={0}
        aria-label={t('board:mapLabel', {
          rows: t('board:mapRows', { count: rows.length }),
          columns: t('board:mapColumns', { count: columns.length }),
        })}
        aria-readonly="true"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={row === undefined ? undefined : `${id}-cell`}
        style={{ blockSize: `min(70dvh, ${size.height + (size.width > width ? SCROLLBAR : 0)}px)` }}
        onFocus={() => {
          if (active === undefined && rows.length > 0) setActive({ row: 0, column: 0 });
        }}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => {
          if (event.pointerType === 'mouse') pointAt(event);
        }}
        onPointerDown={pointAt}
        onClick={(event) => {
          const place = under(event);
          const named = place?.column === -1 ? rows[place.row] : undefined;
          if (named !== undefined) onOpen(named.item);
        }}
        onDoubleClick={() => {
          if (row !== undefined) onOpen(row.item);
        }}
      >
        <div className="heat-space" style={{ inlineSize: `${size.width}px`, blockSize: `${size.height}px` }}>
          <canvas ref={canvas} aria-hidden="true" />
          {row === undefined ? null : (
            <div className="visually-hidden" role="rowgroup">
              <div role="row" aria-rowindex={1}>
                <span role="columnheader" aria-colindex={Math.max(0, active?.column ?? 0) + 2}>
                  {column?.name ?? t('board:item')}
                </span>
              </div>
              <div role="row" aria-rowindex={(active?.row ?? 0) + 2}>
                <span role="rowheader" aria-colindex={1}>
                  {labelOf(row)}
                </span>
                <span
                  role="gridcell"
                  id={`${id}-cell`}
                  aria-colindex={Math.max(0, active?.column ?? 0) + 2}
                  aria-selected="true"
                >
                  {column === undefined
                    ? labelOf(row)
                    : `${labelOf(row)}, ${column.name}: ${t(`vocabulary:stance.${stance}`)}`}
                </span>
              </div>
            </div>
          )}
        </div>
      </div>
      <Readout
        row={row}
        column={column}
        label={row === undefined ? '' : labelOf(row)}
        stance={stance}
        reason={reason}
        deliberation={state.id}
      />
      <figcaption className="board-legend">
        {SHOWN_STANCES.map((shown) => (
          <span key={shown}>
            <StanceMark stance={shown} size={13} /> {t(`vocabulary:stance.${shown}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
};
