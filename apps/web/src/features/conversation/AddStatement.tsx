import type { Conversation } from '@plenary/consensus';
import { NATIVE_NAMES } from '@plenary/i18n';
import { LIMITS, type AddedStatementAnswer } from '@plenary/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/api.ts';
import { useRequest } from '../../lib/use-request.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';

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
  const adding = useRequest();
  const [added, setAdded] = useState<AddedStatementAnswer>();
  const add = async (): Promise<void> => {
    setAdded(undefined);
    await adding.ask(
      () => send<AddedStatementAnswer>('POST', `${path}/statements`, { words, lang }),
      (answer) => {
        setAdded(answer);
        setWords('');
        onAdded();
      },
    );
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
        <Button type="submit" busy={adding.pending} disabled={words.trim() === ''}>
          {t('send')}
        </Button>
      </div>
      {added === undefined ? null : (
        <Notice tone="good" live>
          <p>{t(added.status === 'shown' ? 'addedShown' : 'addedWaiting')}</p>
        </Notice>
      )}
      <RequestNote of={adding} />
    </form>
  );
};
