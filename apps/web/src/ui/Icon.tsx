import './icon.css';

/** Lines of the icons, on a ground of 20 by 20. */
const PATHS = {
  bold: 'M6 3.5h5a3.2 3.2 0 0 1 0 6.4H6zm0 6.4h5.8a3.3 3.3 0 0 1 0 6.6H6z',
  italic: 'M8.5 3.5h6M5.5 16.5h6M11.8 3.5 8.2 16.5',
  deeper: 'M3 4h14M9 8h8M9 12h8M3 16h14M3 7.5 5.5 10 3 12.5',
  higher: 'M3 4h14M9 8h8M9 12h8M3 16h14M5.5 7.5 3 10l2.5 2.5',
  up: 'M10 16V4.5M5 9l5-5 5 5',
  down: 'M10 4v11.5M5 11l5 5 5-5',
  bracket: 'M7 3.5H4v13h3M13 3.5h3v13h-3',
  reference:
    'M8.5 11.5a3 3 0 0 1 0-4.2l2.6-2.6a3 3 0 0 1 4.2 4.2l-1.3 1.3M11.5 8.5a3 3 0 0 1 0 4.2l-2.6 2.6a3 3 0 0 1-4.2-4.2L6 9.8',
  note: 'M3 5h8M3 9h8M3 13h5M14.5 4.5 16 3.5V9',
  comment: 'M3 4h14v9.5H9.5L5.5 17v-3.5H3z',
  undo: 'M7.5 4 3.5 8l4 4M3.5 8h8a5 5 0 0 1 0 9H8',
  redo: 'M12.5 4l4 4-4 4M16.5 8h-8a5 5 0 0 0 0 9H12',
  find: 'M8.5 3a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Zm4 9.5L17 17',
  keys: 'M2.5 5h15v10h-15zM5 8h.1M8 8h.1M11 8h.1M14.5 8h.1M5 11.8h.1M14.5 11.8h.1M7.5 11.8h5',
  close: 'M5 5l10 10M15 5 5 15',
  panel: 'M3 4h14v12H3zM12 4v12',
  bell: 'M10 3a4.5 4.5 0 0 0-4.5 4.5c0 4.5-2 5.5-2 6.5h13c0-1-2-2-2-6.5A4.5 4.5 0 0 0 10 3ZM8.3 16.5a1.8 1.8 0 0 0 3.4 0',
  open: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 5.7-1.3',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
} as const;
export type IconName = keyof typeof PATHS;
/** Icons that point along the line of writing are mirrored with it. */
const MIRRORED: ReadonlySet<IconName> = new Set(['deeper', 'higher', 'undo', 'redo', 'panel']);

/** A small picture beside a word or under a name that a button has; it says nothing by itself. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg
    className={`icon${MIRRORED.has(name) ? ' icon-mirrored' : ''}`}
    viewBox="0 0 20 20"
    width="20"
    height="20"
    aria-hidden="true"
  >
    <path d={PATHS[name]} />
  </svg>
);
