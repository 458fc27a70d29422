import type { BoardRow, BodyState, Cell, DeliberationState, Group } from '@plenary/consensus';
import { SHOWN_STANCES } from '@plenary/consensus';
import { useEffect, useMemo, useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { StanceMark } from '../../ui/StanceMark.tsx';
import { localised } from '../../ui/localised.ts';

interface Column {
  readonly member: string;
  readonly name: string;
  readonly group: string;
}

/** Delegations side by side, all or those of one group, by regional group and in the order of the reader's language. */
const columnsOf = (body: BodyState, group: Group | undefined, lang: string): readonly Column[] => {
  const order = new Intl.Collator(lang);
  const isShown = (id: string): boolean =>
    body.members[id]?.role === 'member' && (group === undefined || group.members.includes(id));
  const named = (ids: readonly string[], of: string) =>
    ids
      .filter(isShown)
      .map((id) => ({ member: id, name: localised(body.members[id]?.names ?? { en: id }, lang), group: of }))
      .sort((a, b) => order.compare(a.name, b.name));
  const regional = Object.values(body.groups).filter(({ kind }) => kind === 'regional');
  const grouped = regional.flatMap(({ members, names }) => named(members, localised(names, lang)));
  const seen = new Set(grouped.map(({ member }) => member));
  return [
    ...grouped,
    ...named(
      Object.keys(body.members).filter((id) => !seen.has(id)),
      '',
    ),
  ];
};

const CELL_MIN = 5;
const CELL_MAX = 40;
const ROW_HEIGHT = 18;
const LABEL_WIDTH = 96;
const HEAD_HEIGHT = 22;

/** Width of a cell. Cells share the whole width: their edges are rounded one by one, and a wide one is no beam. */
const cellWidth = (frame: HTMLElement, columns: number): number =>
  Math.min(CELL_MAX, Math.max(CELL_MIN, (frame.clientWidth - LABEL_WIDTH) / Math.max(1, columns)));

/** A cell that is pointed at. */
interface Pointed {
  readonly row: BoardRow;
  readonly column: Column;
}

/** Whose position the cell is that is pointed at. The list below says the same to those who point at nothing. */
const Readout = ({
  pointed,
  state,
  cells,
}: {
  readonly pointed: Pointed | undefined;
  readonly state: DeliberationState;
  readonly cells: ReadonlyMap<string, readonly Cell[]>;
}) => {
  const { t } = useTranslation(['board', 'vocabulary']);
  if (pointed === undefined)
    return (
      <p className="board-readout soft" aria-hidden="true">
        {t('board:pointAt')}
      </p>
    );
  const { row, column } = pointed;
  const stance = cells.get(row.item)?.find(({ member }) => member === column.member)?.stance ?? 'silent';
  const reason = state.positions[row.item]?.[column.member]?.reason ?? '';
  return (
    <p className="board-readout" aria-hidden="true">
      <bdi>{row.item === 'text' ? t('board:wholeText') : row.label}</bdi> · <b>{column.name}</b> ·{' '}
      <StanceMark stance={stance} size={13} /> {t(`vocabulary:stance.${stance}`)}{' '}
      {reason === '' ? null : (
        <span className="soft" dir="auto">
          {reason}
        </span>
      )}
    </p>
  );
};

/**
 * Paragraphs × delegations as one drawing: at 30 × 193 cells a table of elements would be slow on a phone. The list
 * below holds the same facts in words, and each row there can be opened.
 */
export const HeatMap = ({
  body,
  state,
  rows,
  cells,
  group,
  open,
  onOpen,
}: {
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly rows: readonly BoardRow[];
  readonly cells: ReadonlyMap<string, readonly Cell[]>;
  readonly group: Group | undefined;
  readonly open: string | undefined;
  readonly onOpen: (item: string) => void;
}) => {
  const { t, i18n } = useTranslation(['board', 'vocabulary']);
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => columnsOf(body, group, i18n.language), [body, group, i18n.language]);
  const isRtl = document.documentElement.dir === 'rtl';
  const [pointed, setPointed] = useState<Pointed>();

  const pointAt = ({ nativeEvent }: PointerEvent<HTMLCanvasElement>): void => {
    const frame = box.current;
    const surface = canvas.current;
    if (frame === null || surface === null) return;
    const { offsetX, offsetY } = nativeEvent;
    const fromLabels = (isRtl ? surface.clientWidth - offsetX : offsetX) - LABEL_WIDTH;
    const column = columns[Math.floor(fromLabels / cellWidth(frame, columns.length))];
    const row = rows[Math.floor((offsetY - HEAD_HEIGHT) / ROW_HEIGHT)];
    setPointed(column === undefined || row === undefined || fromLabels < 0 ? undefined : { row, column });
  };

  useEffect(() => {
    const draw = (): void => {
      const surface = canvas.current;
      const frame = box.current;
      const paint = surface?.getContext('2d');
      if (surface === null || frame === null || paint === null || paint === undefined) return;
      const style = getComputedStyle(document.documentElement);
      const color = (name: string): string => style.getPropertyValue(name).trim();
      const cell = cellWidth(frame, columns.length);
      const width = LABEL_WIDTH + Math.floor(cell * columns.length);
      const height = HEAD_HEIGHT + ROW_HEIGHT * rows.length;
      const ratio = window.devicePixelRatio;
      surface.width = width * ratio;
      surface.height = height * ratio;
      surface.style.width = `${width}px`;
      surface.style.height = `${height}px`;
      paint.setTransform(ratio, 0, 0, ratio, 0, 0);
      paint.clearRect(0, 0, width, height);
      const x = (at: number): number =>
        isRtl ? width - LABEL_WIDTH - Math.round(cell * (at + 1)) : LABEL_WIDTH + Math.round(cell * at);
      const wide = (at: number): number => Math.max(2, Math.abs(x(at + 1) - x(at)) - 1);
      paint.font = `600 11px ${style.getPropertyValue('--sans')}`;
      paint.textBaseline = 'middle';
      columns.forEach((column, at) => {
        if (at > 0 && columns[at - 1]?.group === column.group) return;
        const span = columns.filter((other) => other.group === column.group).length * cell;
        paint.fillStyle = color('--ink-soft');
        paint.textAlign = isRtl ? 'right' : 'left';
        let words = column.group;
        while (words.length > 2 && paint.measureText(words).width > span - 6)
          words = `${words.slice(0, -2)}…`;
        paint.fillText(words, isRtl ? x(at) + cell : x(at), HEAD_HEIGHT / 2);
        paint.fillStyle = color('--line-strong');
        if (at > 0) paint.fillRect(isRtl ? x(at) + cell : x(at) - 1, 0, 1, height);
      });
      rows.forEach((row, place) => {
        const y = HEAD_HEIGHT + place * ROW_HEIGHT;
        if (open === row.item) {
          paint.fillStyle = color('--accent-soft');
          paint.fillRect(0, y, width, ROW_HEIGHT);
        }
        paint.fillStyle = color('--ink');
        paint.textAlign = isRtl ? 'right' : 'left';
        paint.fillText(
          row.item === 'text' ? t('board:wholeText') : row.label,
          isRtl ? width - 2 : 2,
          y + ROW_HEIGHT / 2,
          LABEL_WIDTH - 6,
        );
        const byMember = new Map((cells.get(row.item) ?? []).map((entry) => [entry.member, entry]));
        columns.forEach((column, at) => {
          const entry = byMember.get(column.member);
          if (entry === undefined) return;
          paint.fillStyle = color(`--stance-${entry.stance}`);
          paint.globalAlpha = entry.source === 'group' ? 0.55 : 1;
          if (entry.stance === 'silent') paint.fillRect(x(at) + cell / 2 - 1, y + ROW_HEIGHT / 2 - 1, 2, 2);
          else if (entry.stance === 'object') paint.fillRect(x(at), y + 1, wide(at), ROW_HEIGHT - 2);
          // Weaker stances are lower, so that the map reads without colour as well.
          else {
            const part = { support: 1, accept: 0.8, abstain: 0.45, reserve: 0.55, oppose: 0.75, object: 1 }[
              entry.stance
            ];
            const tall = (ROW_HEIGHT - 4) * part;
            paint.fillRect(x(at), y + ROW_HEIGHT - 2 - tall, wide(at), tall);
          }
          paint.globalAlpha = 1;
        });
      });
    };
    draw();
    const resized = new ResizeObserver(draw);
    if (box.current !== null) resized.observe(box.current);
    const themed = new MutationObserver(draw);
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'dir'] });
    return () => {
      resized.disconnect();
      themed.disconnect();
    };
  }, [columns, rows, cells, open, isRtl, t]);

  return (
    <figure className="board-map">
      <div
        ref={box}
        className="scroll-x"
        role="img"
        aria-label={t('board:mapLabel', { rows: rows.length, columns: columns.length })}
      >
        <canvas
          ref={canvas}
          onPointerMove={pointAt}
          onPointerDown={pointAt}
          onPointerLeave={() => setPointed(undefined)}
          onClick={(event) => {
            const place = Math.floor((event.nativeEvent.offsetY - HEAD_HEIGHT) / ROW_HEIGHT);
            const row = rows[place];
            if (row === undefined) return;
            onOpen(row.item);
            document
              .getElementById(`row-${row.item}`)
              ?.scrollIntoView({ block: 'center', behavior: 'smooth' });
          }}
        />
      </div>
      <Readout pointed={pointed} state={state} cells={cells} />
      <figcaption className="board-legend">
        {SHOWN_STANCES.map((stance) => (
          <span key={stance}>
            <StanceMark stance={stance} size={13} /> {t(`vocabulary:stance.${stance}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
};
