import type { ButtonHTMLAttributes, ReactNode } from 'react';
import './button.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/**
 * A button; while `busy` it keeps its size and the focus, says so to assistive technology and cannot be pressed twice. It is
 * not `disabled` then: a browser takes the focus from what is disabled, and whoever works by keys would begin at the top.
 */
export const Button = ({
  tone = 'plain',
  busy = false,
  children,
  disabled = false,
  onClick,
  className,
  ...rest
}: ButtonProps) => (
  <button
    type="button"
    {...rest}
    className={`button button-${tone} ${className ?? ''}`}
    disabled={disabled}
    aria-busy={busy}
    {...(busy ? { 'aria-disabled': true } : {})}
    onClick={(event) => {
      if (busy) event.preventDefault();
      else onClick?.(event);
    }}
  >
    {children}
  </button>
);
