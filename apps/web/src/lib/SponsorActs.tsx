import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Field } from '../ui/Field.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import type { Performing } from './act.ts';
import { useHere } from './deliberation.ts';
import { namedMembers } from './named-members.ts';

/** What somebody may do about the sponsors of a text. */
export interface MayOfSponsors {
  readonly name: boolean;
  readonly join: boolean;
  readonly leave: boolean;
  readonly withdraw: boolean;
  readonly reintroduce: boolean;
}

const NameSponsors = ({ act }: { readonly act: Performing }) => {
  const { t } = useTranslation('text');
  const { body } = useHere();
  const [main, setMain] = useState('');
  const [others, setOthers] = useState('');
  const members = Object.values(body.members).filter(({ role }) => role === 'member');
  const [leading, joining] = [namedMembers(main, members), namedMembers(others, members)];
  const unknown = [...leading.unknown, ...joining.unknown];
  const fields = [
    ['main', main, setMain],
    ['co', others, setOthers],
  ] as const;
  return (
    <ConfirmDialog
      open={t('sponsors.name')}
      busy={act.pending}
      isIncomplete={leading.members.length === 0 || unknown.length > 0}
      onConfirm={() =>
        void act.perform({ type: 'nameSponsors', main: leading.members, coSponsors: joining.members })
      }
    >
      <p>{t('sponsors.nameAbout')}</p>
      {fields.map(([key, value, set]) => (
        <Field key={key} label={t(`sponsors.${key}`)}>
          {(control) => (
            <textarea
              {...control}
              className="input"
              dir="auto"
              rows={2}
              value={value}
              onChange={(event) => set(event.target.value)}
            />
          )}
        </Field>
      ))}
      {unknown.length === 0 ? null : <p>{t('sponsors.unknown', { names: unknown.join(' · ') })}</p>}
    </ConfirmDialog>
  );
};

/** The acts of sponsors that are in order for whoever is signed in, each with what it means. */
export const SponsorActs = ({
  may,
  hasBegun,
  act,
}: {
  readonly may: MayOfSponsors;
  /** Whether action on the text has begun. */
  readonly hasBegun: boolean;
  readonly act: Performing;
}) => {
  const { t } = useTranslation('text');
  return (
    <div className="row no-print">
      {may.name ? <NameSponsors act={act} /> : null}
      {may.join ? (
        <ConfirmDialog
          open={t('sponsors.acts.coSponsorText.do')}
          tone="primary"
          busy={act.pending}
          onConfirm={() => void act.perform({ type: 'coSponsorText' })}
        >
          <p>{t('sponsors.acts.coSponsorText.means')}</p>
          {hasBegun ? <p>{t('sponsors.acts.coSponsorText.late')}</p> : null}
        </ConfirmDialog>
      ) : null}
      {may.leave ? (
        <ConfirmDialog
          open={t('sponsors.acts.leaveTextSponsors.do')}
          busy={act.pending}
          onConfirm={() => void act.perform({ type: 'leaveTextSponsors' })}
        >
          <p>{t('sponsors.acts.leaveTextSponsors.means')}</p>
        </ConfirmDialog>
      ) : null}
      {may.withdraw ? (
        <ReasonDialog
          open={t('sponsors.acts.withdrawText.do')}
          question={t('sponsors.acts.withdrawText.reason')}
          onReason={(reason) => void act.perform({ type: 'withdrawText', reason })}
        >
          <p>{t('sponsors.acts.withdrawText.means')}</p>
        </ReasonDialog>
      ) : null}
      {may.reintroduce ? (
        <ConfirmDialog
          open={t('sponsors.acts.reintroduceText.do')}
          tone="primary"
          busy={act.pending}
          onConfirm={() => void act.perform({ type: 'reintroduceText' })}
        >
          <p>{t('sponsors.acts.reintroduceText.means')}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
};
