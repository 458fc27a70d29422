import { votingMembers, type BodyState, type Instant } from '@plenary/consensus';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { localised } from '../ui/localised.ts';
import { localTimes } from './local-times.ts';

/** What an instant is in the capitals of those who vote, in a table that is opened; how many have no time zone. */
export const LocalTimes = ({ body, at }: { readonly body: BodyState; readonly at: Instant }) => {
  const { t, i18n } = useTranslation('decisions');
  const lang = i18n.language;
  const { times, without } = useMemo(() => localTimes(votingMembers(body), at, lang), [body, at, lang]);
  const name = (id: string): string => localised(body.members[id]?.names ?? { en: id }, lang);
  return (
    <>
      {times.length === 0 ? null : (
        <details>
          <summary>{t('localTimes')}</summary>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('timeThere')}</th>
                <th scope="col">{t('capitals')}</th>
              </tr>
            </thead>
            <tbody>
              {times.map(({ time, members }) => (
                <tr key={time}>
                  <th scope="row">{time}</th>
                  <td>{members.map(name).join(' · ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {without.length === 0 ? null : <p className="soft small">{t('noZone', { count: without.length })}</p>}
    </>
  );
};
