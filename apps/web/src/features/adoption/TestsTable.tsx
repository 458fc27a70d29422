import type { RuleResult } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../ui/Tag.tsx';
import { showAmount, showShare, weightName } from '../../ui/exact-words.ts';

const SIGNS: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '==': '=', '!=': '≠' };

/** Every test of a rule with both sides, as the rule was judged; the exact figures stand behind the readable ones. */
export const TestsTable = ({ result }: { readonly result: RuleResult }) => {
  const { t, i18n } = useTranslation(['adoption', 'vocabulary']);
  const lang = i18n.language;
  const setName = (set: string): string => t(`vocabulary:set.${set}`, { defaultValue: set });
  return (
    <div className="scroll-x" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('adoption:test')}</th>
            <th scope="col">{t('adoption:left')}</th>
            <th scope="col">{t('adoption:right')}</th>
            <th scope="col">{t('adoption:holds')}</th>
          </tr>
        </thead>
        <tbody>
          {result.tests.map((test) => {
            const show = test.of === undefined ? showAmount : showShare;
            return (
              <tr key={`${test.path}-${test.set}`}>
                <th scope="row">
                  {t(test.path.startsWith('quorum') ? 'adoption:part.quorum' : 'adoption:part.pass')}:{' '}
                  {setName(test.set)}
                  {test.of === undefined ? '' : ` / ${setName(test.of)}`}
                  <span className="soft small tests-by">{weightName(test.weight, t)}</span>
                </th>
                <td>
                  {test.left === null ? (
                    '—'
                  ) : (
                    <bdi title={test.left}>
                      {show(test.left, lang)}
                      {test.denominator === undefined ? null : (
                        <span className="soft small tests-by">
                          {showAmount(test.numerator, lang)} / {showAmount(test.denominator, lang)}
                        </span>
                      )}
                    </bdi>
                  )}
                </td>
                <td>
                  <bdi title={test.right}>
                    {SIGNS[test.op] ?? test.op} {show(test.right, lang)}
                  </bdi>
                </td>
                <td>
                  <Tag tone={test.holds ? 'good' : 'bad'}>
                    {t(test.holds ? 'adoption:yes' : 'adoption:no')}
                  </Tag>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};
