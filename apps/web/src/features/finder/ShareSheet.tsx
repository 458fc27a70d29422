import { votingMembers, type BodyState, type KeptPackage, type MemberId } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import type { Words } from './use-words.ts';

/** Shares a package with delegations that are named one by one. */
export const ShareSheet = ({
  kept,
  body,
  words,
  stream,
  onClose,
}: {
  readonly kept: KeptPackage;
  readonly body: BodyState;
  readonly words: Words;
  readonly stream: string;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation('finder');
  const act = useAct(stream);
  const [named, setNamed] = useState<readonly MemberId[]>([]);
  const [sought, setSought] = useState('');
  const [cover, setCover] = useState('');
  const asked = sought.trim().toLocaleLowerCase(words.lang);
  const others = votingMembers(body).filter(({ id }) => !kept.sharedWith.includes(id) && !named.includes(id));
  const found = others
    .filter(({ id }) => words.member(id).toLocaleLowerCase(words.lang).includes(asked))
    .slice(0, 8);
  const share = async (): Promise<void> => {
    const shared = await act.perform({
      type: 'sharePackage',
      package: kept.id,
      members: named,
      words: cover,
    });
    if (shared !== undefined) onClose();
  };
  return (
    <Sheet title={t('share.title', { title: kept.title })} isOpen onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void share();
        }}
      >
        <p className="soft">{t('share.who')}</p>
        <Field label={t('share.search')}>
          {(control) => (
            <input
              {...control}
              dir="auto"
              autoComplete="off"
              value={sought}
              onChange={(event) => setSought(event.target.value)}
            />
          )}
        </Field>
        {asked === '' ? null : (
          <ul className="finder-found">
            {found.map(({ id }) => (
              <li key={id}>
                <Button
                  onClick={() => {
                    setNamed([...named, id]);
                    setSought('');
                  }}
                >
                  + {words.member(id)}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {named.length === 0 ? null : (
          <div className="stack">
            <p className="field-name">{t('share.named')}</p>
            <ul className="finder-found">
              {named.map((id) => (
                <li key={id}>
                  <Button
                    tone="quiet"
                    aria-label={t('share.remove', { member: words.member(id) })}
                    onClick={() => setNamed(named.filter((other) => other !== id))}
                  >
                    {words.member(id)} ×
                  </Button>
                </li>
              ))}
            </ul>
          </div>
        )}
        <Field label={t('share.words')}>
          {(control) => (
            <textarea
              {...control}
              dir="auto"
              maxLength={5_000}
              value={cover}
              onChange={(event) => setCover(event.target.value)}
            />
          )}
        </Field>
        <RefusalNote refusal={act.refusal} />
        <div className="row">
          <Button type="submit" tone="primary" busy={act.pending} disabled={named.length === 0}>
            {t('share.do', { count: named.length })}
          </Button>
        </div>
      </form>
    </Sheet>
  );
};
