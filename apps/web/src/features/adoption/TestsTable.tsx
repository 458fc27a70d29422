import type { RuleResult } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';

/** Every test of a rule with both sides, as the rule was judged. */
export const TestsTable = ({ result }: { readonly result: RuleResult }) => {
  const { t } = useTranslation(['adoption', 'vocabulary']);
  return (
    <div className="scroll-x">
      <table className="small">
        <thead>
          <tr>
            <th>{t('adoption:test')}</th>
            <th>{t('adoption:left')}</th>
            <th>{t('adoption:right')}</th>
            <th>{t('adoption:holds')}</th>
          </tr>
        </thead>
        <tbody>
          {result.tests.map((test) => (
            <tr key={`${test.path}-${test.set}`}>
              <td>
                <bdi>
                  {test.path}: {t(`vocabulary:set.${test.set}`, { defaultValue: test.set })}
                  {test.of === undefined
                    ? ''
                    : ` / ${t(`vocabulary:set.${test.of}`, { defaultValue: test.of })}`}{' '}
                  ({typeof test.weight === 'string' ? test.weight : t('adoption:shares')})
                </bdi>
              </td>
              <td>
                <bdi>{test.left ?? '—'}</bdi>
              </td>
              <td>
                <bdi>
                  {test.op} {test.right}
                </bdi>
              </td>
              <td>{test.holds ? t('adoption:yes') : t('adoption:no')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
