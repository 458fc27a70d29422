import { expect, test } from 'vitest';
import { SIMILAR_MIN, similarStatements } from './similar-statements.ts';

const similar = (...texts: readonly string[]): readonly (readonly number[])[] => {
  const statements = similarStatements();
  return texts.map((words, place) => statements.add(place + 1, words));
};

test('[OPI-34] a word more, another case and letters of another script make nearly the same statement', () => {
  expect(SIMILAR_MIN).toBe(0.6);
  expect(
    similar(
      'Every system is tested before it is used.',
      'EVERY system must be tested before it is used!',
      'Evеry systеm is tеsted bеfore it is usеd',
      'Nobody pays for the water that cools them.',
    ),
  ).toEqual([[], [1], [1, 2], []]);
});

test('[OPI-34] the opposite in few words is shown too: a person decides', () => {
  expect(
    similar('The State owns the data of its people.', 'The State never owns the data of its people.'),
  ).toEqual([[], [1]]);
});

test('[OPI-34] it works where words have no spaces, and with very short texts', () => {
  expect(
    similar('每个系统在使用前都应接受检验', '每个系统在使用之前都应接受检验', '谁来支付冷却用水的费用'),
  ).toEqual([[], [1], []]);
  expect(similar('', 'a', '')).toEqual([[], [], [1]]);
});
