import { useRef, useState, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { Field } from './Field.tsx';

/**
 * A choice that is acted on by a press and not by choosing: whoever goes through a list with the arrow keys passes every
 * item on the way. What was chosen lapses when `value`, that which stands, changes.
 */
export const ChooseThenAct = ({
  label,
  isLabelShown = true,
  value,
  act,
  busy,
  dir,
  onAct,
  children,
}: {
  readonly label: string;
  readonly isLabelShown?: boolean;
  readonly value: string;
  /** What the button says. */
  readonly act: string;
  readonly busy: boolean;
  readonly dir?: 'ltr' | 'rtl' | undefined;
  readonly onAct: (chosen: string) => void;
  /** The options. */
  readonly children: ReactNode;
}) => {
  const list = useRef<HTMLSelectElement>(null);
  const [choice, setChoice] = useState({ instead: value, chosen: value });
  const chosen = choice.instead === value ? choice.chosen : value;
  const select = (attributes: { readonly id?: string; readonly 'aria-label'?: string }) => (
    <select
      className="input"
      {...attributes}
      ref={list}
      dir={dir}
      value={chosen}
      onChange={(event) => setChoice({ instead: value, chosen: event.target.value })}
    >
      {children}
    </select>
  );
  return (
    <div className="choose-then-act">
      {isLabelShown ? <Field label={label}>{select}</Field> : select({ 'aria-label': label })}
      <Button
        busy={busy}
        disabled={chosen === value}
        onClick={() => {
          // The button has nothing more to do when it is done; whoever came by keys is not left there.
          list.current?.focus();
          onAct(chosen);
        }}
      >
        {act}
      </Button>
    </div>
  );
};
