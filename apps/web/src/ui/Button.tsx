import type { ButtonHTMLAttributes, ReactNode } from 'react';
import './button.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/** A button; while `busy` it keeps its size, says so to assistive technology and cannot be pressed twice. */
export const Button = ({
  tone = 'plain',
  busy = false,
  children,
  disabled,
  className,
  ...rest
}: ButtonProps) => (
  <button
    type="button"
    {...rest}
    className={`button button-${tone} ${className ?? ''}`}
    disabled={disabled === true || busy}
    aria-busy={busy}
  >
    {children}
  </button>
);
