import { silenceOf, type BodyState, type Decision, type DeliberationState } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { showDeadline, showInstantExactly } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { Names } from './Names.tsx';
import { LocalTimes } from '../../lib/LocalTimes.tsx';
import { SilenceGates } from '../../lib/SilenceTerms.tsx';
import { paragraphLabel } from '../../lib/paragraph-label.ts';

/** The gavel follows a silence that was kept; once it fell, nothing is left to declare. */
const WAS_KEPT = {
  open: 'decisions:wasKept',
  adopted: 'decisions:wasKeptAdopted',
  rejected: 'decisions:wasKeptAdopted',
  withdrawn: 'decisions:wasKeptAdopted',
  noAction: 'decisions:wasKept',
  notPut: 'decisions:wasKept',
} as const;

/** A silence procedure: until when, what the clocks of the capitals show then, how it was extended, what it brought. */
export const SilenceCard = ({
  body,
  state,
  decision,
}: {
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly decision: Decision;
}) => {
  const { t, i18n } = useTranslation(['decisions']);
  const lang = i18n.language;
  const name = (id: string): string => localised(body.members[id]?.names ?? { en: id }, lang);
  const label = (pid: string): string => paragraphLabel(state, pid) ?? pid;
  const { silence, objectionsUntil, extensions = [], outcome } = decision;
  const { broke, silent } = silence ?? silenceOf(body, state, decision);
  return (
    <section className="stack decision-silence" aria-label={t('decisions:silence')}>
      {silence === undefined && outcome === undefined ? (
        <p>
          {t('decisions:runsUntil', {
            date: showInstantExactly(objectionsUntil, lang),
            utc: `${objectionsUntil.slice(0, 10)} ${objectionsUntil.slice(11, 16)} UTC`,
          })}{' '}
          {broke.length === 0 ? null : <strong>{t('decisions:brokenNow')}</strong>}
        </p>
      ) : null}
      {silence === undefined ? null : (
        <p>
          {t(
            broke.length > 0 && outcome === 'rejected' ? 'decisions:wasBroken' : WAS_KEPT[outcome ?? 'open'],
          )}
        </p>
      )}
      <SilenceGates rule={decision.rule} />
      {extensions.map(({ at, until, reason }) => (
        <p key={at} className="soft">
          {t('decisions:extendedTo', { date: showDeadline(until, lang), reason })}
        </p>
      ))}
      <dl className="decision-lists">
        <div>
          <dt>{t('decisions:brokenBy', { count: broke.length })}</dt>
          <dd>
            <Names of={broke.map(name)} />
          </dd>
        </div>
        {silence === undefined ? null : (
          <>
            <div>
              <dt>{t('decisions:keptSilent', { count: silent.length })}</dt>
              <dd>
                <Names of={silent.map(name)} />
              </dd>
            </div>
            <div>
              <dt>{t('decisions:reopened')}</dt>
              <dd>
                {silence.reopened.length === 0
                  ? '—'
                  : silence.reopened.map(({ pid, reason }) => (
                      <p key={pid} className="decision-reopened">
                        <bdi>{label(pid)}</bdi>: <span dir="auto">{reason}</span>
                      </p>
                    ))}
              </dd>
            </div>
          </>
        )}
      </dl>
      <LocalTimes body={body} at={objectionsUntil} />
    </section>
  );
};
