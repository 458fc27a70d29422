import type { BodyState } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import type { LiveText } from '../../lib/live-text/index.ts';
import { Who } from './margin/Who.tsx';
import { useNames } from './names.ts';
import { useObserved } from './use-live-text.ts';

const SHOWN = 4;

/** Who else has the document open, by delegation. */
export const Present = ({ live, body }: { readonly live: LiveText; readonly body: BodyState }) => {
  const { t } = useTranslation('drafting');
  const nameOf = useNames(body);
  const others = useObserved(live.presence.others);
  const delegations = [...new Set(others.map(({ delegation }) => delegation))];
  if (delegations.length === 0) return null;
  return (
    <ul className="present no-print" aria-label={t('present')}>
      {delegations.slice(0, SHOWN).map((delegation) => (
        <li key={delegation}>
          <Who delegation={delegation} name={nameOf(delegation)} />
        </li>
      ))}
      {delegations.length > SHOWN ? <li>+{delegations.length - SHOWN}</li> : null}
    </ul>
  );
};
