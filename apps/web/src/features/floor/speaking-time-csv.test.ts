import type { BodyState, SpeakingTime } from '@plenary/consensus';
import { expect, test } from 'vitest';
import { speakingTimeCsv } from './speaking-time-csv.ts';

const member = (id: string, en: string) => ({
  id,
  role: 'member' as const,
  class: 'government' as const,
  names: { en },
  attrs: {},
  admittedAt: '2026-01-01T00:00:00.000Z',
});
const body: BodyState = {
  id: 'b',
  names: { en: 'B' },
  exercise: true,
  foundedAt: '2026-01-01T00:00:00.000Z',
  members: { AAA: member('AAA', '=1+1'), BBB: member('BBB', 'B, "the second"') },
  groups: {},
  rules: {},
  defaultRule: 'consensus',
  ruleProposals: {},
  deliberations: [],
  sittings: [],
  accreditations: {},
  consultations: [],
  register: {},
  given: {},
};
const time: SpeakingTime = {
  milliseconds: 61_500,
  delegations: [
    { member: 'AAA', speeches: 1, milliseconds: 61_500 },
    { member: 'BBB', speeches: 0, milliseconds: 0 },
  ],
  groups: [],
  gini: { value: '0.500000', exact: '1/2' },
};

test('speaking time as a table for spreadsheets: no cell is a formula, commas and quotation marks are kept', () => {
  expect(speakingTimeCsv(body, time, 'en').split('\r\n')).toEqual([
    '\uFEFFkind,id,name,delegations,speeches,seconds,voice_ratio',
    `member,AAA,'=1+1,1,1,61.500,`,
    'member,BBB,"B, ""the second""",1,0,0.000,',
    '',
  ]);
});
