import { effectiveStance, type DeliberationState } from '@plenary/consensus';
import type { PackageSheet } from '@plenary/protocol';
import { useTranslation } from 'react-i18next';
import { ConditionSentence } from '../../ui/ConditionWords.tsx';
import { Listed } from './Listed.tsx';
import type { Words } from './use-words.ts';

const SHOWN = 12;

type Held = PackageSheet['conditions'][number];

/** Conditions of positions on what a package chooses: on which paragraph, whose, what they say; those not met stand open. */
export const Conditions = ({
  conditions,
  state,
  words,
}: {
  readonly conditions: PackageSheet['conditions'];
  readonly state: DeliberationState;
  readonly words: Words;
}) => {
  const { t } = useTranslation('finder');
  const unmet = conditions.filter(({ met }) => !met);
  const met = conditions.filter((condition) => condition.met);
  const line = ({ item, member }: Held) => {
    const { position, statement, source } = effectiveStance(state, item, member);
    const conditional = (source === 'group' ? statement : position)?.conditional;
    return (
      <li key={`${item} ${member}`}>
        <span>
          <bdi>{words.item(item)}</bdi> · {words.member(member)}
          {conditional === undefined ? null : (
            <>
              {' · '}
              <ConditionSentence conditional={conditional} state={state} />
            </>
          )}
        </span>
      </li>
    );
  };
  if (conditions.length === 0) return null;
  return (
    <section className="stack">
      <h4>{t('sheet.conditions', { met: met.length, count: unmet.length })}</h4>
      {unmet.length === 0 ? null : (
        <>
          <p className="soft small">{t('sheet.unmet')}</p>
          <Listed of={unmet} shown={SHOWN} className="finder-why">
            {line}
          </Listed>
        </>
      )}
      {met.length === 0 ? null : (
        <details>
          <summary>{t('sheet.met', { count: met.length })}</summary>
          <ul className="finder-why">{met.map(line)}</ul>
        </details>
      )}
    </section>
  );
};
