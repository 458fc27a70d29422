import type { BodyState, SpeakingTime } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { showDuration } from '../../ui/instant.ts';
import { groupName, memberName } from './names.ts';
import { saveText } from '../../lib/csv.ts';
import { speakingTimeCsv } from './speaking-time-csv.ts';
import { showDecimal } from '../../ui/exact-words.ts';

const shown = (milliseconds: number): string => showDuration(Math.round(milliseconds / 1_000));

/** Speaking time by group and by delegation; `name` is that of the file it is taken away in. */
export const SpeakingTimes = ({
  body,
  time,
  name,
}: {
  readonly body: BodyState;
  readonly time: SpeakingTime;
  readonly name: string;
}) => {
  const { t, i18n } = useTranslation('floor');
  const lang = i18n.language;
  const spoken = time.delegations
    .filter(({ speeches }) => speeches > 0)
    .toSorted((a, b) => b.milliseconds - a.milliseconds);
  const longest = spoken[0]?.milliseconds ?? 0;
  if (spoken.length === 0) return <Empty title={t('nobodySpoke')} />;
  return (
    <div className="stack">
      <div className="floor-time-head">
        <dl className="figures">
          <div>
            <dd className="figure-value">{shown(time.milliseconds)}</dd>
            <dt className="figure-name">{t('totalTime')}</dt>
          </div>
          <div>
            <dd className="figure-value">
              <bdi>{showDecimal(time.gini.value, lang, 3)}</bdi>
            </dd>
            <dt className="figure-name">{t('gini')}</dt>
          </div>
        </dl>
        <Button
          onClick={() => saveText(`speaking-time-${name}.csv`, speakingTimeCsv(body, time, lang), 'text/csv')}
        >
          {t('csv')}
        </Button>
      </div>
      <section className="card" aria-label={t('byGroup')}>
        <h2>{t('byGroup')}</h2>
        <p className="soft small">{t('voiceAbout')}</p>
        <div className="scroll-x" tabIndex={0}>
          <table className="table floor-table">
            <thead>
              <tr>
                <th>{t('group')}</th>
                <th>{t('delegations')}</th>
                <th>{t('statements')}</th>
                <th>{t('spoken')}</th>
                <th>{t('voice')}</th>
              </tr>
            </thead>
            <tbody>
              {time.groups.map(({ group, delegations, speeches, milliseconds, voiceRatio }) => (
                <tr key={group}>
                  <td>
                    <bdi>{groupName(body, group, lang)}</bdi>
                  </td>
                  <td>{delegations}</td>
                  <td>{speeches}</td>
                  <td>{shown(milliseconds)}</td>
                  <td title={voiceRatio?.exact}>
                    <bdi>{voiceRatio === null ? '—' : showDecimal(voiceRatio.value, lang, 2)}</bdi>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section className="card" aria-label={t('byDelegation')}>
        <h2>{t('byDelegation')}</h2>
        <div className="scroll-x" tabIndex={0}>
          <table className="table floor-table">
            <thead>
              <tr>
                <th>{t('delegation')}</th>
                <th>{t('statements')}</th>
                <th>{t('spoken')}</th>
                <th aria-hidden="true" />
              </tr>
            </thead>
            <tbody>
              {spoken.map(({ member, speeches, milliseconds }) => (
                <tr key={member}>
                  <td>
                    <bdi>{memberName(body, member, lang)}</bdi>
                  </td>
                  <td>{speeches}</td>
                  <td>{shown(milliseconds)}</td>
                  <td className="floor-bar" aria-hidden="true">
                    <span style={{ inlineSize: `${longest === 0 ? 0 : (milliseconds / longest) * 100}%` }} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </div>
  );
};
