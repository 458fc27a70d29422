import {
  weightedTallies,
  type Ballot,
  type BallotPosition,
  type BodyState,
  type DecisionRule,
  type WeightedTally,
} from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { localised } from './localised.ts';
import { showAmount, showShare, weightName } from './exact-words.ts';

const SHOWN: readonly BallotPosition[] = ['for', 'against', 'abstain', 'object', 'none'];
const OneWeight = ({ tally, body }: { readonly tally: WeightedTally; readonly body: BodyState }) => {
  const { t, i18n } = useTranslation(['adoption', 'vocabulary']);
  const lang = i18n.language;
  const { sheet, positions } = tally;
  // Before anybody has voted there is nothing to count, only weights to know.
  const isCast = positions.none.heads < sheet.members.length;
  return (
    <section className="stack weight-tally">
      <p className="soft small">{t('adoption:byWeight', { weight: weightName(sheet.weight, t) })}</p>
      {isCast ? (
        <div className="scroll-x" tabIndex={0}>
          <table className="table table-figures">
            <thead>
              <tr>
                <th scope="col">{t('adoption:position')}</th>
                <th scope="col">{t('adoption:heads')}</th>
                <th scope="col">{t('adoption:weight')}</th>
                <th scope="col">{t('adoption:share')}</th>
              </tr>
            </thead>
            <tbody>
              {SHOWN.map((position) => (
                <tr key={position}>
                  <th scope="row">{t(`vocabulary:ballot.${position}`)}</th>
                  <td>{positions[position].heads}</td>
                  <td>
                    <bdi title={positions[position].weight}>
                      {showAmount(positions[position].weight, lang)}
                    </bdi>
                  </td>
                  <td>{showShare(positions[position].share, lang)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <details>
        <summary>{t('adoption:everyWeight')}</summary>
        <div className="scroll-x" tabIndex={0}>
          <table className="table table-figures">
            <thead>
              <tr>
                <th scope="col">{t('adoption:member')}</th>
                <th scope="col">{t('adoption:weight')}</th>
                <th scope="col">{t('adoption:share')}</th>
              </tr>
            </thead>
            <tbody>
              {sheet.members.map(({ member, weight, share }) => (
                <tr key={member}>
                  <th scope="row">{localised(body.members[member]?.names ?? { en: member }, lang)}</th>
                  <td>
                    <bdi title={weight}>{showAmount(weight, lang)}</bdi>
                  </td>
                  <td>{showShare(share, lang)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
};

/**
 * Ballots by every weight of a rule beside their heads, and the weight and share of each member: nothing is weighed that
 * not everybody can see. Nothing is shown for a rule without weights.
 */
export const WeightTallies = ({
  rule,
  ballots,
  body,
}: {
  readonly rule: DecisionRule;
  readonly ballots: readonly Ballot[];
  readonly body: BodyState;
}) => {
  const answer = weightedTallies(rule, ballots);
  return answer.ok
    ? answer.tallies.map((tally) => (
        <OneWeight key={JSON.stringify(tally.sheet.weight)} tally={tally} body={body} />
      ))
    : null;
};
