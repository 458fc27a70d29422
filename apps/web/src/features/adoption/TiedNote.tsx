import { awaitsSecondVote, type Decision } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/Notice.tsx';
import { showInstantExactly } from '../../ui/instant.ts';

/** That a vote was equally divided, until when the second one is opened, or what became of it. */
export const TiedNote = ({ decision }: { readonly decision: Decision }) => {
  const { t, i18n } = useTranslation('adoption');
  const { tied, ballot } = decision;
  if (tied === undefined) return null;
  const { for: inFavour, against } = tied.equalVoice;
  const waits = awaitsSecondVote(decision);
  const sentence = waits ? 'tied' : ballot === undefined ? 'tiedLapsed' : 'tiedBefore';
  return (
    <Notice tone={waits ? 'warn' : 'info'}>
      <p>
        {t(sentence, {
          for: inFavour,
          against,
          date: showInstantExactly(tied.until, i18n.language),
        })}
      </p>
    </Notice>
  );
};
