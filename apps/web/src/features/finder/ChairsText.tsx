import type { BodyState, DeliberationState, KeptPackage } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { nextRevision } from '../../lib/next-revision.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { beyondChoices } from './choices-of.ts';
import { plainText, resultingText } from './resulting-text.ts';
import { useWords } from './use-words.ts';

/** Takes the words of a package further: a person copies them, or issues them as a revision, under a symbol of theirs. */
export const ChairsText = ({
  kept,
  body,
  state,
  stream,
  mayIssue,
  onClose,
}: {
  readonly kept: KeptPackage;
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly stream: string;
  readonly mayIssue: boolean;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation('finder');
  const act = useAct(stream);
  const words = useWords(body, state);
  const [symbol, setSymbol] = useState(() => nextRevision(body, state));
  const [copied, setCopied] = useState(false);
  const text = resultingText(state, kept);
  // Those whose words are all in the text lapse with it; what is brought or moved is not known again.
  const staying = beyondChoices(state, kept).filter((id) => state.amendments[id]?.state === 'submitted');
  const issue = async (): Promise<void> => {
    const issued = await act.perform({
      type: 'issueRevision',
      symbol: symbol.trim(),
      lang: state.revision?.lang ?? 'en',
      ...text,
    });
    if (issued !== undefined) onClose();
  };
  return (
    <Sheet title={t('text.title')} isOpen onClose={onClose}>
      <p>{t('text.lead', { count: text.paragraphs.length })}</p>
      <div className="finder-resulting" lang={state.revision?.lang} dir="auto" tabIndex={0}>
        {text.paragraphs.map(({ source, label, text: spelt }) => (
          <p key={source}>
            {label === '' ? null : <bdi className="finder-label">{label}</bdi>} {spelt}
          </p>
        ))}
      </div>
      <div className="row">
        <Button
          onClick={() => {
            void navigator.clipboard.writeText(plainText(text)).then(() => setCopied(true));
          }}
        >
          {t('text.copy')}
        </Button>
        {copied ? (
          <span role="status" className="soft small">
            {t('text.copied')}
          </span>
        ) : null}
      </div>
      {mayIssue ? (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void issue();
          }}
        >
          <Field label={t('text.symbol')} hint={t('text.symbolHint')}>
            {(control) => (
              <input
                {...control}
                dir="ltr"
                maxLength={100}
                required
                value={symbol}
                onChange={(event) => setSymbol(event.target.value)}
              />
            )}
          </Field>
          <Notice tone="warn">
            <p>
              {t('text.warning')} {t('text.followed')}
            </p>
            {staying.length === 0 ? null : (
              <p>{t('text.amendments', { amendments: words.amendments(staying) })}</p>
            )}
          </Notice>
          <RefusalNote refusal={act.refusal} />
          <div className="row">
            <Button type="submit" tone="primary" busy={act.pending} disabled={symbol.trim() === ''}>
              {t('text.issue')}
            </Button>
          </div>
        </form>
      ) : null}
    </Sheet>
  );
};
