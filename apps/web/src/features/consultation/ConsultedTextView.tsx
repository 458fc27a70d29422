import type { CommentSubject, ConsultedText } from '@plenary/consensus';
import { printedLabel } from '@plenary/text';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { ParagraphText } from '../../ui/ParagraphText.tsx';
import { chosenWords, type ChosenWords } from './chosen-words.ts';
import { paragraphName } from './subject-name.ts';
import { WordPicker } from './WordPicker.tsx';

/** The text that was put out: each paragraph with its comments, and the way to write one. */
export const ConsultedTextView = ({
  text,
  counts,
  mayComment,
  about,
  onComment,
  onSee,
}: {
  readonly text: ConsultedText;
  readonly counts: Readonly<Record<string, number>>;
  readonly mayComment: boolean;
  /** The subject whose comments are in sight. */
  readonly about: string;
  readonly onComment: (subject: CommentSubject) => void;
  readonly onSee: (about: string) => void;
}) => {
  const { t } = useTranslation('consultation');
  const [selected, setSelected] = useState<ChosenWords>();
  /** The paragraph whose words are pressed one by one. */
  const [picking, setPicking] = useState<string>();
  const [picked, setPicked] = useState<ChosenWords>();
  const chosen = picked ?? selected;
  useEffect(() => {
    if (!mayComment) return undefined;
    const read = () => setSelected(chosenWords(document.getSelection()));
    document.addEventListener('selectionchange', read);
    return () => document.removeEventListener('selectionchange', read);
  }, [mayComment]);
  const seeing = (subject: string) => {
    const count = counts[subject] ?? 0;
    return count === 0 ? null : (
      <Button
        tone="quiet"
        className="consultation-small"
        aria-pressed={about === subject}
        onClick={() => onSee(about === subject ? '' : subject)}
      >
        {t('see', { count })}
      </Button>
    );
  };
  return (
    <section className="consultation-text" aria-label={t('text')}>
      <div className="row consultation-whole">
        {mayComment ? <Button onClick={() => onComment({ on: 'text' })}>{t('commentWhole')}</Button> : null}
        {seeing('text')}
      </div>
      {mayComment ? <p className="soft small">{t('chooseWords')}</p> : null}
      {text.paragraphs.map((paragraph) => {
        const { pid, hash: textHash, label } = paragraph;
        const isChosen = chosen?.pid === pid;
        return (
          <div key={pid} className="consultation-paragraph" id={`consulted-${pid}`}>
            <div className="consultation-label">
              {label === '' ? null : <bdi>{printedLabel(label, text.lang)}</bdi>}
            </div>
            <div className="consultation-body">
              {picking === pid ? (
                <WordPicker
                  text={paragraph.text}
                  lang={text.lang}
                  label={t('pickWordsOf', { what: paragraphName(text, pid) })}
                  onPick={(span) => setPicked(span === undefined ? undefined : { pid, ...span })}
                />
              ) : (
                <div data-words={pid}>
                  <ParagraphText paragraph={paragraph} lang={text.lang} />
                </div>
              )}
              <div className="row no-print">
                {mayComment ? (
                  <Button
                    tone="quiet"
                    className="consultation-small"
                    aria-label={t('commentOn', { what: paragraphName(text, pid) })}
                    onClick={() => onComment({ on: 'paragraph', paragraph: pid, textHash })}
                  >
                    {t('comment')}
                  </Button>
                ) : null}
                {mayComment ? (
                  <Button
                    tone="quiet"
                    className="consultation-small"
                    aria-label={t('pickWordsOf', { what: paragraphName(text, pid) })}
                    aria-expanded={picking === pid}
                    onClick={() => {
                      setPicked(undefined);
                      setPicking(picking === pid ? undefined : pid);
                    }}
                  >
                    {t('pickWords')}
                  </Button>
                ) : null}
                {isChosen ? (
                  <Button
                    tone="primary"
                    className="consultation-small"
                    // The press must not take the choice of words away before it is read.
                    onPointerDown={(event) => event.preventDefault()}
                    onClick={() => {
                      const { from, to } = chosen;
                      onComment({ on: 'span', paragraph: pid, textHash, from, to });
                    }}
                  >
                    {t('commentWords')}
                  </Button>
                ) : null}
                {seeing(pid)}
              </div>
            </div>
          </div>
        );
      })}
    </section>
  );
};
