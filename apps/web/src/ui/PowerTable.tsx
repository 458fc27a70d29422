import {
  powerOf,
  toDecimal,
  type Ballot,
  type BodyState,
  type DecisionRule,
  type Fraction,
} from '@plenary/consensus';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localised } from './localised.ts';

/** Few enough that a telephone answers within a second; beyond, figures are estimated and say so. */
const OPTIONS = { stepsMax: 50_000_000, samples: 2_000 };
const DECIMALS = 6;

/**
 * Who is weighed, and with what: the same list as long as no weight changes. What they say changes all the time, and no voice
 * can turn more for it.
 */
const useVoters = (ballots: readonly Ballot[]): readonly Ballot[] => {
  const [held, setHeld] = useState(ballots);
  const isSame =
    held === ballots ||
    (held.length === ballots.length &&
      held.every(({ id, attrs }, at) => {
        const other = ballots[at];
        return (
          other?.id === id && (other.attrs === attrs || JSON.stringify(other.attrs) === JSON.stringify(attrs))
        );
      }));
  if (isSame) return held;
  setHeld(ballots);
  return ballots;
};

const Figures = ({
  rule,
  ballots,
  body,
}: {
  readonly rule: DecisionRule;
  readonly ballots: readonly Ballot[];
  readonly body: BodyState;
}) => {
  const { t, i18n } = useTranslation(['decisions']);
  const lang = i18n.language;
  const voters = useVoters(ballots);
  const answer = useMemo(() => powerOf(rule, voters, OPTIONS), [rule, voters]);
  if (!answer.ok) return <p className="soft">{t('decisions:powerNone')}</p>;
  const { members, banzhafMethod, shapleyMethod } = answer.power;
  const percent = new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 2 });
  const shown = (figure: Fraction): string => percent.format(Number(toDecimal(figure, DECIMALS)));
  return (
    <div className="scroll-x" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('decisions:member')}</th>
            <th scope="col">
              {t('decisions:banzhaf')} ({t(`decisions:power.${banzhafMethod.kind}`)})
            </th>
            <th scope="col">
              {t('decisions:shapley')} ({t(`decisions:power.${shapleyMethod.kind}`)})
            </th>
          </tr>
        </thead>
        <tbody>
          {members.map(({ member, banzhaf, shapley }) => (
            <tr key={member}>
              <th scope="row">{localised(body.members[member]?.names ?? { en: member }, lang)}</th>
              <td>{shown(banzhaf)}</td>
              <td>{shown(shapley)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** How much each member's voice can turn under a rule, before anything is decided by it; counted when it is opened. */
export const PowerTable = (inputs: {
  readonly rule: DecisionRule;
  readonly ballots: readonly Ballot[];
  readonly body: BodyState;
}) => {
  const { t } = useTranslation(['decisions']);
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('decisions:powerTitle')}</summary>
      <p className="soft small">{t('decisions:powerAbout')}</p>
      {open ? <Figures {...inputs} /> : null}
    </details>
  );
};
