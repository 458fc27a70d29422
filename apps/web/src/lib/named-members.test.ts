import { expect, test } from 'vitest';
import { groupIdOf, namedMembers } from './named-members.ts';

const MEMBERS = [
  { id: 'FRA', names: { en: 'France', ar: 'فرنسا' } },
  { id: 'COD', names: { en: 'Congo, Democratic Republic of the' } },
  { id: 'BRA', names: { en: 'Brazil', fr: 'Brésil' } },
];

test('[GRP-50] members are named by code or by name in any language, each once; what is nobody’s name is told', () => {
  expect(namedMembers('fra, Brésil\nCongo, Democratic Republic of the\nفرنسا; Atlantis\n', MEMBERS)).toEqual({
    members: ['FRA', 'BRA', 'COD'],
    unknown: ['Atlantis'],
  });
  expect(namedMembers(' \n', MEMBERS)).toEqual({ members: [], unknown: [] });
});

test('[GRP-51] a group receives an id from its name that no group has', () => {
  expect(groupIdOf('Friends of the Text', [])).toBe('friends-of-the-text');
  expect(groupIdOf('Friends of the Text', ['friends-of-the-text', 'friends-of-the-text-2'])).toBe(
    'friends-of-the-text-3',
  );
  expect(groupIdOf('الأصدقاء', [])).toBe('group');
});
