import { CHECKS, type Check, type VerificationReport } from '@plenary/verify';
import { useTranslation } from 'react-i18next';
import { showInstantExactly } from '../../ui/instant.ts';
import { inRow } from '../../lib/lists.ts';

/** Every check in its order: passed, failed with the first fault, or not reached because an earlier one failed. */
export const ChecksTable = ({ report }: { readonly report: VerificationReport }) => {
  const { t, i18n } = useTranslation(['record', 'errors']);
  const found = ({ code, ok, facts }: Check): string => {
    if (ok) {
      const key = `record:found.${code}`;
      const at = facts['at'];
      return i18n.exists(key)
        ? t(key, {
            ...facts,
            ...(typeof at === 'string' ? { at: showInstantExactly(at, i18n.language) } : {}),
            defaultValue: '',
          })
        : '';
    }
    const named = `record:problem.${facts['problem'] ?? ''}`;
    if (i18n.exists(named)) return t(named, { defaultValue: '' });
    // Where a fault lies is for whoever has to look it up in the file: the file's own words, in every language.
    const place = inRow(
      i18n.language,
      Object.entries(facts).map(([name, value]) => `${name} ${value}`),
    );
    return t('record:problemAt', { place });
  };
  return (
    <table className="record-checks">
      <tbody>
        {CHECKS.map((code) => {
          const check = report.checks.find((line) => line.code === code);
          const state = check === undefined ? 'unreached' : check.ok ? 'passed' : 'failed';
          return (
            <tr key={code} data-state={state}>
              <th scope="row">
                <span className="record-sign" aria-hidden="true" /> {t(`record:check.${code}`)}
              </th>
              <td>{t(`record:${{ passed: 'ok', failed: 'bad', unreached: 'notChecked' }[state]}`)}</td>
              <td className="small">{check === undefined ? '' : found(check)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};
