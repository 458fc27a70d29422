import { ACTOR_KINDS, type BodyState } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { localised } from '../../ui/localised.ts';

/** The name of a delegation or office in the reader's language. */
export const useNames = (body: BodyState): ((delegation: string) => string) => {
  const { t, i18n } = useTranslation('vocabulary');
  return (delegation) => {
    const names = body.members[delegation]?.names;
    if (names !== undefined) return localised(names, i18n.language);
    const office = ACTOR_KINDS.find((kind) => kind === delegation);
    return office === undefined ? delegation : t(`vocabulary:actor.${office}`);
  };
};
