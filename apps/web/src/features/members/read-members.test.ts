import { expect, test } from 'vitest';
import { readMembers } from './read-members.ts';

const read = (text: string, role: 'member' | 'observer' = 'member') => {
  const answer = readMembers(text, role);
  return answer.ok ? answer.members.map(({ id, class: of, names }) => [id, names.en, of]) : answer;
};

test('members come one a line, whatever separates the columns and however lines end', () => {
  const members = [
    ['KEN', 'Kenya', 'government'],
    ['FJI', 'Fiji', 'government'],
  ];
  for (const text of [
    'KEN;Kenya\nFJI;Fiji',
    'KEN,Kenya\r\nFJI,Fiji\r\n',
    ' KEN \t Kenya \n\n\rFJI\tFiji',
    '"KEN";"Kenya"\nFJI;Fiji\n',
  ])
    expect(read(text)).toEqual(members);
});

test('a name in quotes holds separators and quotes', () => {
  expect(read('BOL;"Bolivia, ""Plurinational State of"""\nKOR,"Korea, Republic of"')).toEqual([
    ['BOL', 'Bolivia, "Plurinational State of"', 'government'],
    ['KOR', 'Korea, Republic of', 'government'],
  ]);
});

test('observers may say their class', () => {
  expect(read('OBS-1;Youth\nOBS-2;A bank;company', 'observer')).toEqual([
    ['OBS-1', 'Youth', 'civilOrganization'],
    ['OBS-2', 'A bank', 'company'],
  ]);
});

test.each([
  ['KEN;Kenya\nFiji', 'member', { line: 2, problem: 'form' }],
  ['KEN;', 'member', { line: 1, problem: 'form' }],
  ['KEN;"Kenya', 'member', { line: 1, problem: 'form' }],
  ['KEN;;Kenya', 'member', { line: 1, problem: 'form' }],
  ['code;name;zone;zone\nKEN;Kenya;Africa/Nairobi', 'member', { line: 1, problem: 'header' }],
  ['code;name;time zone\nKEN;Kenya;Africa/Nairobi', 'member', { line: 1, problem: 'header' }],
  ['code;name;zone\nKEN;Kenya;Africa/Nairobi;54', 'member', { line: 2, problem: 'form' }],
  ['K N;Kenya', 'member', { line: 1, problem: 'form' }],
  ['KEN;Kenya;government', 'member', { line: 1, problem: 'form' }],
  ['KEN;Kenya;company;x', 'observer', { line: 1, problem: 'form' }],
  [`KEN;${'x'.repeat(501)}`, 'member', { line: 1, problem: 'form' }],
  ['OBS;Youth;youth', 'observer', { line: 1, problem: 'class' }],
  ['KEN;Kenya\n\nKEN;Kenya again', 'member', { line: 3, problem: 'twice' }],
] as const)('%j of a %s is refused with its line', (text, role, refusal) => {
  expect(read(text, role)).toEqual({ ok: false, ...refusal });
});

test('a first line names further columns, which are attributes: numbers, truth and words', () => {
  const answer = readMembers(
    'code;name;zone;population;isMember\n\nKEN;Kenya;Africa/Nairobi;54027487;true\nFJI;Fiji;Pacific/Fiji\nTUV;Tuvalu;;011',
    'member',
  );
  expect(answer.ok ? answer.members.map(({ attrs }) => attrs) : answer).toEqual([
    { zone: 'Africa/Nairobi', population: 54_027_487, isMember: true },
    { zone: 'Pacific/Fiji' },
    // What is not written as a number is none.
    { population: '011' },
  ]);
});

test('among the columns of observers may be their class', () => {
  const answer = readMembers('code,name,zone,class\nOBS,Youth,Asia/Tokyo,\nBANK,A bank,,company', 'observer');
  expect(answer.ok ? answer.members.map(({ class: of, attrs }) => [of, attrs]) : answer).toEqual([
    ['civilOrganization', { zone: 'Asia/Tokyo' }],
    ['company', {}],
  ]);
});

test('nothing is no member', () => {
  expect(read(' \n\n')).toEqual([]);
});
