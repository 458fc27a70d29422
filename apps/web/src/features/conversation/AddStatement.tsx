import type { Conversation, Refusal } from '@plenary/consensus';
import { NATIVE_NAMES } from '@plenary/i18n';
import { LIMITS, type AddedStatementAnswer } from '@plenary/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refused, send } from '../../lib/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';

/** Adds a statement for others to vote on. */
export const AddStatement = ({
  frame,
  path,
  onAdded,
}: {
  readonly frame: Conversation;
  readonly path: string;
  readonly onAdded: () => void;
}) => {
  const { t, i18n } = useTranslation('conversation');
  const [words, setWords] = useState('');
  const [lang, setLang] = useState<string>(
    frame.languages.find((one) => one === i18n.language) ?? frame.languages[0] ?? 'en',
  );
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [added, setAdded] = useState<AddedStatementAnswer>();
  const add = async (): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    setAdded(undefined);
    try {
      setAdded(await send<AddedStatementAnswer>('POST', `${path}/statements`, { words, lang }));
      setWords('');
      onAdded();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setRefusal(error.refusal);
    } finally {
      setBusy(false);
    }
  };
  const hint = t('addHint', { min: LIMITS.STATEMENT_CHARACTERS_MIN, max: LIMITS.STATEMENT_CHARACTERS_MAX });
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Field label={t('add')} hint={hint}>
        {(control) => (
          <textarea
            {...control}
            dir="auto"
            rows={3}
            maxLength={LIMITS.STATEMENT_CHARACTERS_MAX}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Field>
      <div className="conversation-send">
        {frame.languages.length < 2 ? null : (
          <Field label={t('language')}>
            {(control) => (
              <select {...control} value={lang} onChange={(event) => setLang(event.target.value)}>
                {frame.languages.map((one) => (
                  <option key={one} value={one} lang={one}>
                    {NATIVE_NAMES[one]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Button type="submit" busy={busy} disabled={words.trim() === ''}>
          {t('send')}
        </Button>
      </div>
      {added === undefined ? null : (
        <Notice tone="good" live>
          <p>{t(added.status === 'shown' ? 'addedShown' : 'addedWaiting')}</p>
        </Notice>
      )}
      <RefusalNote refusal={refusal} />
    </form>
  );
};
