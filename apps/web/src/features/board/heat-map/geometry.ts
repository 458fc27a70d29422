/** Sizes of the map in CSS pixels. Rows are as high as a finger needs with its neighbours, names at the side. */
export const ROW_HEIGHT = 18;
export const LABEL_WIDTH = 96;
export const HEAD_HEIGHT = 22;
const CELL_MIN = 5;
const CELL_MAX = 40;

/** How a map of so many rows and columns lies behind the frame through which it is seen. */
export interface Lay {
  readonly rows: number;
  readonly columns: number;
  /** Width and height of the frame. */
  readonly width: number;
  readonly height: number;
  /** How far the map is scrolled along the line of writing and down, never below zero. */
  readonly along: number;
  readonly down: number;
}

/** A cell by its row and column. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** From the first to before the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Cells share the width that is there; where that is too little for all, the map is wider than its frame. */
export const cellWidth = ({ width, columns }: Pick<Lay, 'width' | 'columns'>): number =>
  Math.min(CELL_MAX, Math.max(CELL_MIN, (width - LABEL_WIDTH) / Math.max(1, columns)));

/** Width and height of the whole map. */
export const mapSize = (lay: Pick<Lay, 'rows' | 'columns' | 'width'>) => ({
  // What rounding adds must not make a map scroll that fits.
  width: LABEL_WIDTH + Math.ceil(cellWidth(lay) * lay.columns - 0.01),
  height: HEAD_HEIGHT + ROW_HEIGHT * lay.rows,
});

const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));

/** The rows and columns of which something is in sight: only these are drawn. */
export const inSight = (lay: Lay): { readonly rows: Span; readonly columns: Span } => {
  const cell = cellWidth(lay);
  return {
    rows: {
      from: within(Math.floor(lay.down / ROW_HEIGHT), lay.rows),
      to: within(Math.ceil((lay.down + lay.height - HEAD_HEIGHT) / ROW_HEIGHT), lay.rows),
    },
    columns: {
      from: within(Math.floor(lay.along / cell), lay.columns),
      to: within(Math.ceil((lay.along + lay.width - LABEL_WIDTH) / cell), lay.columns),
    },
  };
};

/** Where a column begins in the frame, from its leading edge; edges are rounded one by one, so that none is blurred. */
export const columnStart = (lay: Lay, column: number): number =>
  LABEL_WIDTH + Math.round(cellWidth(lay) * column - lay.along);
export const rowTop = (lay: Lay, row: number): number => HEAD_HEIGHT + row * ROW_HEIGHT - lay.down;

/**
 * What lies under a point of the frame, `along` from its leading edge and `down` from its top: a cell, the name of a row
 * (column −1), or nothing.
 */
export const placeAt = (lay: Lay, along: number, down: number): Place | undefined => {
  const row = Math.floor((down - HEAD_HEIGHT + lay.down) / ROW_HEIGHT);
  if (down < HEAD_HEIGHT || row >= lay.rows) return undefined;
  if (along < LABEL_WIDTH) return { row, column: -1 };
  const column = Math.floor((along - LABEL_WIDTH + lay.along) / cellWidth(lay));
  return column < lay.columns ? { row, column } : undefined;
};

const nearest = (now: number, start: number, size: number, room: number): number =>
  start < now ? start : Math.max(now, start + size - room);

/** How far to scroll so that a cell is wholly in sight; as far as now where it is already. */
export const scrollTo = (
  lay: Lay,
  { row, column }: Place,
): { readonly along: number; readonly down: number } => {
  const cell = cellWidth(lay);
  return {
    along: nearest(lay.along, cell * column, cell, lay.width - LABEL_WIDTH),
    down: nearest(lay.down, ROW_HEIGHT * row, ROW_HEIGHT, lay.height - HEAD_HEIGHT),
  };
};

/** Where a key leads from a cell, as in a grid; undefined for keys that lead nowhere. */
export const moved = (
  { row, column }: Place,
  key: string,
  {
    rows,
    columns,
    pageRows,
    isRtl,
    isControl,
  }: {
    readonly rows: number;
    readonly columns: number;
    readonly pageRows: number;
    readonly isRtl: boolean;
    readonly isControl: boolean;
  },
): Place | undefined => {
  const at = (nextRow: number, nextColumn: number): Place => ({
    row: within(nextRow, rows - 1),
    column: within(nextColumn, columns - 1),
  });
  const forward = isRtl ? -1 : 1;
  switch (key) {
    case 'ArrowDown':
      return at(row + 1, column);
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowRight':
      return at(row, column + forward);
    case 'ArrowLeft':
      return at(row, column - forward);
    case 'PageDown':
      return at(row + pageRows, column);
    case 'PageUp':
      return at(row - pageRows, column);
    case 'Home':
      return at(isControl ? 0 : row, 0);
    case 'End':
      return at(isControl ? rows - 1 : row, columns - 1);
    default:
      return undefined;
  }
};
