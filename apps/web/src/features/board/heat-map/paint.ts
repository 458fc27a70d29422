import { SHOWN_STANCES, type BoardRow, type Cell, type ShownStance } from '@plenary/consensus';
import type { Column } from './columns.ts';
import {
  columnStart,
  HEAD_HEIGHT,
  inSight,
  LABEL_WIDTH,
  ROW_HEIGHT,
  rowTop,
  type Lay,
  type Place,
} from './geometry.ts';

/** Weaker stances are lower, so that the map reads without colour as well. */
const HEIGHTS: Readonly<Record<ShownStance, number>> = {
  support: 1,
  accept: 0.8,
  abstain: 0.45,
  reserve: 0.55,
  oppose: 0.75,
  object: 1,
  silent: 0,
};

/** What the page looks like now: read once for a drawing, reading it for each cell would be slow. */
export interface Palette {
  readonly stance: Readonly<Record<ShownStance, string>>;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly ground: string;
  readonly mark: string;
  readonly markSoft: string;
  readonly font: string;
}

/** The palette of the theme that is shown. */
export const readPalette = (): Palette => {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string): string => style.getPropertyValue(name).trim();
  const stances = SHOWN_STANCES.map((stance) => [stance, value(`--stance-${stance}`)]);
  return {
    // One entry for each of the closed list.
    stance: Object.fromEntries(stances) as Readonly<Record<ShownStance, string>>,
    ink: value('--ink'),
    soft: value('--ink-soft'),
    line: value('--line-strong'),
    ground: value('--surface'),
    mark: value('--focus'),
    markSoft: value('--accent-soft'),
    font: value('--sans'),
  };
};

export interface Drawing {
  readonly lay: Lay;
  readonly rows: readonly BoardRow[];
  readonly columns: readonly Column[];
  readonly cells: (row: BoardRow) => ReadonlyMap<string, Cell>;
  readonly label: (row: BoardRow) => string;
  readonly isRtl: boolean;
  readonly active: Place | undefined;
}

type Paint = CanvasRenderingContext2D;

/** A box by its leading edge; mirrored where writing runs from right to left. */
const boxes =
  (paint: Paint, { lay, isRtl }: Drawing) =>
  (start: number, top: number, width: number, height: number): void =>
    paint.fillRect(isRtl ? lay.width - start - width : start, top, width, height);

const words = (
  paint: Paint,
  { lay, isRtl }: Drawing,
  text: string,
  start: number,
  middle: number,
  most: number,
): void => {
  paint.textAlign = isRtl ? 'right' : 'left';
  paint.fillText(text, isRtl ? lay.width - start : start, middle, most);
};

const shortened = (paint: Paint, text: string, most: number): string => {
  if (paint.measureText(text).width <= most) return text;
  let short = text;
  while (short.length > 1 && paint.measureText(`${short}…`).width > most) short = short.slice(0, -1);
  return `${short}…`;
};

const paintCell = (
  paint: Paint,
  palette: Palette,
  box: ReturnType<typeof boxes>,
  { stance, source, stale }: Cell,
  start: number,
  top: number,
  width: number,
): void => {
  paint.fillStyle = palette.stance[stance];
  if (stance === 'silent') {
    // A position on words of before leaves a line, silence a point.
    if (stale) box(start, top + ROW_HEIGHT - 4, width, 2);
    else box(start + width / 2 - 1, top + ROW_HEIGHT / 2 - 1, 2, 2);
    return;
  }
  const tall = stance === 'object' ? ROW_HEIGHT - 2 : (ROW_HEIGHT - 4) * HEIGHTS[stance];
  // What a group said in a delegation's name is paler than what it said itself.
  paint.globalAlpha = source === 'group' ? 0.55 : 1;
  box(start, top + ROW_HEIGHT - (stance === 'object' ? 1 : 2) - tall, width, tall);
  paint.globalAlpha = 1;
};

/** One row anew: its ground, its cells in sight, its name over whatever scrolled beneath it. */
const paintRow = (paint: Paint, palette: Palette, drawing: Drawing, at: number): void => {
  const { lay, rows, columns, active } = drawing;
  const row = rows[at];
  if (row === undefined) return;
  const top = rowTop(lay, at);
  const box = boxes(paint, drawing);
  const isActive = active?.row === at;
  const sight = inSight(lay).columns;
  const cells = drawing.cells(row);
  paint.fillStyle = isActive ? palette.markSoft : palette.ground;
  box(0, top, lay.width, ROW_HEIGHT);
  for (let column = sight.from; column < sight.to; column += 1) {
    const cell = cells.get(columns[column]?.member ?? '');
    if (cell === undefined) continue;
    const start = columnStart(lay, column);
    paintCell(paint, palette, box, cell, start, top, Math.max(2, columnStart(lay, column + 1) - start - 1));
  }
  paint.fillStyle = palette.line;
  for (let column = Math.max(1, sight.from); column < sight.to; column += 1)
    if (columns[column]?.group !== columns[column - 1]?.group)
      box(columnStart(lay, column) - 1, top, 1, ROW_HEIGHT);
  if (isActive && active.column >= 0) {
    const start = columnStart(lay, active.column);
    const width = Math.max(4, columnStart(lay, active.column + 1) - start);
    paint.fillStyle = palette.mark;
    box(start - 2, top, width + 3, 2);
    box(start - 2, top + ROW_HEIGHT - 2, width + 3, 2);
    box(start - 2, top, 2, ROW_HEIGHT);
    box(start + width - 1, top, 2, ROW_HEIGHT);
  }
  paint.fillStyle = isActive ? palette.markSoft : palette.ground;
  box(0, top, LABEL_WIDTH - 2, ROW_HEIGHT);
  paint.fillStyle = palette.ink;
  words(paint, drawing, drawing.label(row), 2, top + ROW_HEIGHT / 2, LABEL_WIDTH - 8);
};

/** The names of the groups above their columns, in sight as long as one of their columns is. */
const paintHead = (paint: Paint, palette: Palette, drawing: Drawing): void => {
  const { lay, columns } = drawing;
  const box = boxes(paint, drawing);
  paint.fillStyle = palette.ground;
  box(0, 0, lay.width, HEAD_HEIGHT);
  const sight = inSight(lay).columns;
  let first = sight.from;
  while (first < sight.to) {
    const group = columns[first]?.group ?? '';
    let end = first + 1;
    while (end < sight.to && columns[end]?.group === group) end += 1;
    const start = Math.max(LABEL_WIDTH, columnStart(lay, first));
    const room = Math.min(lay.width, columnStart(lay, end)) - start - 4;
    paint.fillStyle = palette.soft;
    if (room > 12) words(paint, drawing, shortened(paint, group, room), start, HEAD_HEIGHT / 2, room);
    first = end;
  }
};

const prepared = (paint: Paint, palette: Palette): void => {
  paint.font = `600 11px ${palette.font}`;
  paint.textBaseline = 'middle';
};

/** Clips to what is below the head, where rows pass beneath it. */
const belowHead = (paint: Paint, { lay }: Drawing, draw: () => void): void => {
  paint.save();
  paint.beginPath();
  paint.rect(0, HEAD_HEIGHT, lay.width, lay.height);
  paint.clip();
  draw();
  paint.restore();
};

/** Draws these rows anew, of those that are in sight; the rest of the drawing stays. */
export const paintRows = (
  paint: Paint,
  palette: Palette,
  drawing: Drawing,
  which: readonly number[],
): void => {
  prepared(paint, palette);
  const { rows } = inSight(drawing.lay);
  belowHead(paint, drawing, () => {
    for (const at of which) if (at >= rows.from && at < rows.to) paintRow(paint, palette, drawing, at);
  });
};

/** Draws everything that is in sight. */
export const paintAll = (paint: Paint, palette: Palette, drawing: Drawing): void => {
  const { lay } = drawing;
  prepared(paint, palette);
  paint.clearRect(0, 0, lay.width, lay.height);
  const { rows } = inSight(lay);
  belowHead(paint, drawing, () => {
    for (let at = rows.from; at < rows.to; at += 1) paintRow(paint, palette, drawing, at);
  });
  paintHead(paint, palette, drawing);
};
