import { ACTOR_KINDS, type BodyState } from '@plenary/consensus';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { localised } from '../../ui/localised.ts';

/** The name of a delegation or office in the reader's language; the same function as long as names are the same. */
export const useNames = ({ members }: Pick<BodyState, 'members'>): ((delegation: string) => string) => {
  const { t, i18n } = useTranslation('vocabulary');
  const { language } = i18n;
  return useCallback(
    (delegation) => {
      const names = members[delegation]?.names;
      if (names !== undefined) return localised(names, language);
      const office = ACTOR_KINDS.find((kind) => kind === delegation);
      return office === undefined ? delegation : t(`vocabulary:actor.${office}`);
    },
    [members, language, t],
  );
};
