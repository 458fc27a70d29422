import { expect, test } from 'vitest';
import { readAttributes, writtenAttributes } from './read-attributes.ts';

const MEMBERS = {
  FRA: { id: 'FRA', attrs: { population: 68, zone: 'Europe/Paris' } },
  BRA: { id: 'BRA', attrs: { population: 203 } },
};

test('[MBR-50] changes are read by columns; what stays as it is is none, and an empty value takes an attribute away', () => {
  expect(readAttributes('code; population; zone\nFRA; 69; \nBRA; 203; \n', MEMBERS)).toEqual({
    ok: true,
    members: [{ id: 'FRA', attrs: { population: 69, zone: null } }],
  });
  expect(readAttributes('', MEMBERS)).toEqual({ ok: true, members: [] });
});

test('[MBR-50] a first line without columns, another number of them, a stranger and a member twice are named', () => {
  const problem = (text: string) => {
    const read = readAttributes(text, MEMBERS);
    return read.ok ? undefined : [read.problem, read.line];
  };
  expect(problem('FRA; 69')).toEqual(['header', 1]);
  expect(problem('code; population; population\n')).toEqual(['header', 1]);
  expect(problem('code; population\n\nFRA; 69; 1')).toEqual(['line', 3]);
  expect(problem('code; population\nXXX; 69')).toEqual(['line', 2]);
  expect(problem('code; population\nFRA; 69\nFRA; 70')).toEqual(['line', 3]);
});

test('[MBR-50] what is filled in reads back as no change', () => {
  const members = [...Object.values(MEMBERS), { id: 'X', attrs: { seat: 'a; "b"', listed: true } }];
  const held = Object.fromEntries(members.map((member) => [member.id, member]));
  expect(readAttributes(writtenAttributes(members), held)).toEqual({ ok: true, members: [] });
});
