import type { Stance } from '@plenary/consensus';
import './stance.css';

export type ShownStance = Stance | 'silent';

/** Shapes that can be told apart without colour: filled, half, ring, triangle, wedge, cross, dot. */
const SHAPES: Readonly<Record<ShownStance, string>> = {
  support: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z',
  accept: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 1.6v8.8a4.4 4.4 0 0 1 0-8.8Z',
  abstain: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 1.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4Z',
  reserve: 'M8 2 14.5 13.5h-13Z',
  oppose: 'M8 14 1.5 2.5h13Z',
  object: 'M3.4 2 8 6.6 12.6 2 14 3.4 9.4 8l4.6 4.6-1.4 1.4L8 9.4 3.4 14 2 12.6 6.6 8 2 3.4Z',
  silent: 'M8 6.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2Z',
};

/** The sign of a stance. Beside a word it is decoration; alone it carries `label`. */
export const StanceMark = ({
  stance,
  label,
  size = 16,
}: {
  readonly stance: ShownStance;
  readonly label?: string;
  readonly size?: number;
}) => (
  <svg
    className={`stance-mark stance-${stance}`}
    viewBox="0 0 16 16"
    width={size}
    height={size}
    role={label === undefined ? undefined : 'img'}
    aria-label={label}
    aria-hidden={label === undefined}
  >
    <path d={SHAPES[stance]} fillRule="evenodd" />
  </svg>
);
