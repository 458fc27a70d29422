import { Fragment, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { press, pressableWords, pressedSpan, type Pressed, type Span } from './pressable-words.ts';

/**
 * A paragraph whose words are pressed one by one, for whoever has no pointer that drags: two taps of a finger, or two
 * presses of a key, make a span (CNW-22). It is one stop of the tabulator; arrow keys go from word to word.
 */
export const WordPicker = ({
  text,
  lang,
  label,
  onPick,
}: {
  readonly text: string;
  readonly lang: string;
  readonly label: string;
  readonly onPick: (span: Span | undefined) => void;
}) => {
  const { t } = useTranslation('consultation');
  const how = useId();
  const group = useRef<HTMLParagraphElement>(null);
  const words = useMemo(() => pressableWords(text, lang), [text, lang]);
  const [pressed, setPressed] = useState<Pressed>();
  const [at, setAt] = useState(0);
  const span = pressed === undefined ? undefined : pressedSpan(words, pressed);
  // Whoever opened it by a key goes on with the first word.
  useEffect(() => group.current?.querySelector('button')?.focus(), []);
  const goTo = (place: number): void => {
    const next = Math.min(Math.max(place, 0), words.length - 1);
    setAt(next);
    group.current?.querySelectorAll('button')[next]?.focus();
  };
  const move = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    // In a text that runs from right to left the next word stands on the left.
    const onward =
      group.current !== null && getComputedStyle(group.current).direction === 'rtl'
        ? 'ArrowLeft'
        : 'ArrowRight';
    const place = {
      ArrowLeft: onward === 'ArrowLeft' ? at + 1 : at - 1,
      ArrowRight: onward === 'ArrowRight' ? at + 1 : at - 1,
      Home: 0,
      End: words.length - 1,
    }[event.key];
    if (place === undefined) return;
    event.preventDefault();
    goTo(place);
  };
  return (
    <>
      <p className="soft small" id={how}>
        {t('pickWordsHow')}
      </p>
      <p
        ref={group}
        className="text-words"
        role="group"
        aria-label={label}
        aria-describedby={how}
        lang={lang}
        dir="auto"
        onKeyDown={move}
      >
        {words.map(({ from, to }, place) => (
          <Fragment key={from}>
            {text.slice(words[place - 1]?.to ?? 0, from)}
            <button
              type="button"
              className="consultation-word"
              tabIndex={place === at ? 0 : -1}
              aria-pressed={span !== undefined && span.from <= from && to <= span.to}
              onFocus={() => setAt(place)}
              onClick={() => {
                const next = press(pressed, place);
                setPressed(next);
                onPick(pressedSpan(words, next));
              }}
            >
              {text.slice(from, to)}
            </button>
          </Fragment>
        ))}
        {text.slice(words.at(-1)?.to ?? 0)}
      </p>
    </>
  );
};
