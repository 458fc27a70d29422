import type { BodyState, SpeakingTime } from '@plenary/consensus';
import { csvText } from '../../lib/csv.ts';
import { groupName, memberName } from './names.ts';

/** Seconds with the milliseconds of the record, with a point whatever the language. */
const seconds = (milliseconds: number): string => (milliseconds / 1_000).toFixed(3);

/**
 * Speaking time as comma-separated values: one row for each delegation, then one for each group. Names of columns are
 * words for programs and do not change with the language; names of delegations are in the language of the reader.
 */
export const speakingTimeCsv = (body: BodyState, time: SpeakingTime, lang: string): string => {
  const rows: readonly (readonly (string | number)[])[] = [
    ['kind', 'id', 'name', 'delegations', 'speeches', 'seconds', 'voice_ratio'],
    ...time.delegations.map(({ member, speeches, milliseconds }) => [
      body.members[member]?.role ?? 'member',
      member,
      memberName(body, member, lang),
      1,
      speeches,
      seconds(milliseconds),
      '',
    ]),
    ...time.groups.map(({ group, delegations, speeches, milliseconds, voiceRatio }) => [
      'group',
      group,
      groupName(body, group, lang),
      delegations,
      speeches,
      seconds(milliseconds),
      voiceRatio?.value ?? '',
    ]),
  ];
  return csvText(rows);
};
