import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cellWidth,
  columnStart,
  HEAD_HEIGHT,
  inSight,
  LABEL_WIDTH,
  mapSize,
  moved,
  placeAt,
  ROW_HEIGHT,
  rowTop,
  scrollTo,
  type Lay,
} from './geometry.ts';

const LAY: Lay = { rows: 201, columns: 193, width: 1_200, height: 500, along: 0, down: 0 };

const lays: fc.Arbitrary<Lay> = fc
  .record({
    rows: fc.integer({ min: 1, max: 300 }),
    columns: fc.integer({ min: 1, max: 250 }),
    width: fc.integer({ min: LABEL_WIDTH + 60, max: 2_000 }),
    height: fc.integer({ min: HEAD_HEIGHT + 60, max: 1_000 }),
    alongShare: fc.double({ min: 0, max: 1, noNaN: true }),
    downShare: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ alongShare, downShare, ...lay }) => {
    const size = mapSize(lay);
    return {
      ...lay,
      along: alongShare * Math.max(0, size.width - lay.width),
      down: downShare * Math.max(0, size.height - lay.height),
    };
  });

test('cells share the width of the frame, and where they would be too narrow the map is wider', () => {
  expect(cellWidth(LAY)).toBeCloseTo((1_200 - LABEL_WIDTH) / 193, 9);
  expect(mapSize(LAY)).toEqual({ width: 1_200, height: HEAD_HEIGHT + 201 * ROW_HEIGHT });
  expect(mapSize({ ...LAY, width: 390 }).width).toBe(LABEL_WIDTH + 5 * 193);
});

test('what is in sight is every cell of which a part is in the frame, and nothing else of the map', () => {
  fc.assert(
    fc.property(lays, (lay) => {
      const { rows, columns } = inSight(lay);
      for (let row = 0; row < lay.rows; row += 1) {
        const top = rowTop(lay, row);
        const isSeen = top < lay.height && top + ROW_HEIGHT > HEAD_HEIGHT;
        expect(row >= rows.from && row < rows.to).toBe(isSeen);
      }
      expect(columnStart(lay, columns.from)).toBeLessThanOrEqual(LABEL_WIDTH);
      expect(columns.to === lay.columns || columnStart(lay, columns.to) >= lay.width - 1).toBe(true);
    }),
  );
});

test('whatever the scroll, the middle of a cell in sight is that cell, and scrolling brings any cell into sight', () => {
  fc.assert(
    fc.property(lays, fc.double({ min: 0, max: 0.999, noNaN: true }), (lay, share) => {
      const place = { row: Math.floor(share * lay.rows), column: Math.floor(share * lay.columns) };
      const shown = { ...lay, ...scrollTo(lay, place) };
      const along = LABEL_WIDTH + cellWidth(lay) * (place.column + 0.5) - shown.along;
      const down = rowTop(shown, place.row) + ROW_HEIGHT / 2;
      expect(placeAt(shown, along, down)).toEqual(place);
      expect(scrollTo(shown, place)).toEqual({ along: shown.along, down: shown.down });
    }),
  );
});

test('beside the cells are the names of the rows, above them nothing', () => {
  expect(placeAt(LAY, 10, HEAD_HEIGHT + 1)).toEqual({ row: 0, column: -1 });
  expect(placeAt(LAY, LABEL_WIDTH + 1, HEAD_HEIGHT - 1)).toBeUndefined();
  expect(placeAt({ ...LAY, rows: 2 }, LABEL_WIDTH + 1, 200)).toBeUndefined();
});

test('keys lead through the grid and stop at its edges, mirrored where writing is', () => {
  const grid = { rows: 10, columns: 5, pageRows: 4, isRtl: false, isControl: false };
  const from = { row: 1, column: 1 };
  expect(moved(from, 'ArrowRight', grid)).toEqual({ row: 1, column: 2 });
  expect(moved(from, 'ArrowRight', { ...grid, isRtl: true })).toEqual({ row: 1, column: 0 });
  expect(moved(from, 'ArrowUp', grid)).toEqual({ row: 0, column: 1 });
  expect(moved({ row: 0, column: 0 }, 'ArrowUp', grid)).toEqual({ row: 0, column: 0 });
  expect(moved(from, 'PageDown', grid)).toEqual({ row: 5, column: 1 });
  expect(moved({ row: 8, column: 1 }, 'PageDown', grid)).toEqual({ row: 9, column: 1 });
  expect(moved(from, 'End', grid)).toEqual({ row: 1, column: 4 });
  expect(moved(from, 'End', { ...grid, isControl: true })).toEqual({ row: 9, column: 4 });
  expect(moved(from, 'Home', { ...grid, isControl: true })).toEqual({ row: 0, column: 0 });
  expect(moved(from, 'a', grid)).toBeUndefined();
});
