import { STANCES, type PackageReply, type Stance } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { StanceMark } from '../../ui/StanceMark.tsx';

/** Where the own delegation stands on a package that was shared with it. */
export const AnswerForm = ({
  id,
  reply,
  stream,
  mayBind,
}: {
  readonly id: string;
  readonly reply: PackageReply | undefined;
  readonly stream: string;
  readonly mayBind: boolean;
}) => {
  const { t } = useTranslation(['finder', 'vocabulary']);
  const act = useAct(stream);
  const [stance, setStance] = useState<Stance>(reply?.stance ?? 'accept');
  const [reason, setReason] = useState(reply?.reason ?? '');
  const answer = async (): Promise<void> => {
    await act.perform({ type: 'answerPackage', package: id, stance, reason });
  };
  return (
    <section className="stack finder-answer">
      <h4>{t('finder:answer.title')}</h4>
      {reply === undefined ? (
        <p className="soft">{t('finder:answer.none')}</p>
      ) : (
        <p className="row">
          <StanceMark stance={reply.stance} />
          <strong>{t(`vocabulary:stance.${reply.stance}`)}</strong>
          <span dir="auto">{reply.reason}</span>
        </p>
      )}
      {mayBind ? (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void answer();
          }}
        >
          <Field label={t('finder:answer.stance')}>
            {(control) => (
              <select
                {...control}
                value={stance}
                onChange={(event) => setStance(STANCES.find((one) => one === event.target.value) ?? 'accept')}
              >
                {STANCES.map((one) => (
                  <option key={one} value={one}>
                    {t(`vocabulary:stance.${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('finder:answer.reason')} hint={t('finder:answer.confidence')}>
            {(control) => (
              <textarea
                {...control}
                dir="auto"
                maxLength={5_000}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <RefusalNote refusal={act.refusal} />
          {act.kept ? (
            <Notice tone="info" live>
              {t('finder:answer.waiting')}
            </Notice>
          ) : null}
          <div className="row">
            <Button type="submit" tone="primary" busy={act.pending}>
              {t(reply === undefined ? 'finder:answer.send' : 'finder:answer.change')}
            </Button>
          </div>
        </form>
      ) : (
        <p className="soft small">{t('finder:answer.mayNotBind')}</p>
      )}
    </section>
  );
};
