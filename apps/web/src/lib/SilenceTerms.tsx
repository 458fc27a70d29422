import { afterCounted, countingOf, type BodyState, type DecisionRule } from '@plenary/consensus';
import { formatList, LANGS } from '@plenary/i18n';
import { useTranslation } from 'react-i18next';
import { LocalTimes } from './LocalTimes.tsx';
import { useNow } from './use-now.ts';
import { showInstantExactly } from '../ui/instant.ts';

/** A Monday, at noon in UTC; the days of a week follow it. */
const MONDAY = Date.UTC(2024, 0, 1, 12);
const DAY_MILLISECONDS = 86_400_000;

const dayNames = (days: readonly number[], lang: string): readonly string[] => {
  const names = new Intl.DateTimeFormat(lang, { weekday: 'long', timeZone: 'UTC' });
  return days.map((day) => names.format(MONDAY + (day - 1) * DAY_MILLISECONDS));
};

/** `UTC+02:00`, from the minutes by which a rule's own days are ahead of UTC. */
const offsetName = (minutes: number): string => {
  const two = (part: number): string => String(part).padStart(2, '0');
  const ahead = Math.abs(minutes);
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
};

/** Which days of a silence do not count, and what must be there before it begins. */
export const SilenceGates = ({ rule }: { readonly rule: DecisionRule }) => {
  const { t, i18n } = useTranslation('decisions');
  const { restDays = [], utcOffsetMinutes = 0 } = rule.period ?? {};
  return (
    <>
      {restDays.length === 0 ? null : (
        <p className="soft">
          {t('restDays', {
            days: formatList(
              LANGS.find((lang) => lang === i18n.language) ?? 'en',
              dayNames(restDays, i18n.language),
            ),
            zone: offsetName(utcOffsetMinutes),
          })}
        </p>
      )}
      {rule.requires?.includes('languagesComplete') === true ? (
        <p className="soft">{t('languageGate')}</p>
      ) : null}
    </>
  );
};

/** What a silence that is proposed now would mean: when it would end, here and in the capitals, what is left out of it, what it waits for. */
export const SilenceTerms = ({
  body,
  rule,
  seconds,
}: {
  readonly body: BodyState;
  readonly rule: DecisionRule;
  readonly seconds: number;
}) => {
  const { t, i18n } = useTranslation('decisions');
  const now = new Date(useNow()).toISOString();
  const end = afterCounted(now, seconds, countingOf(rule));
  return (
    <div className="stack">
      <p>{t('wouldEnd', { date: showInstantExactly(end, i18n.language) })}</p>
      <LocalTimes body={body} at={end} />
      <SilenceGates rule={rule} />
    </div>
  );
};
