import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BREAKDOWN_CELL_MIN, commentBreakdowns } from './comment-breakdowns.ts';
import { openDesk } from './consultation.fixture.ts';
import type { ConsultationComment } from './types.ts';

const desk = openDesk(1);
const [filed] = desk.state.comments;
if (filed === undefined) throw new Error('nothing was filed');
const inLanguages = (counts: Readonly<Record<string, number>>): readonly ConsultationComment[] =>
  Object.entries(counts).flatMap(([lang, count]) =>
    Array.from({ length: count }, () => ({ ...filed, lang })),
  );
const byLanguage = (counts: Readonly<Record<string, number>>) =>
  commentBreakdowns({ comments: inLanguages(counts) }, desk.body).byLanguage;

test('[CSL-21] cells below five are told together, and with the next larger one where they are still too few', () => {
  expect(byLanguage({ en: 20, fr: 9, es: 3, ru: 2 })).toEqual([
    { name: 'en', comments: 20 },
    { name: 'fr', comments: 9 },
    { comments: 5 },
  ]);
  expect(byLanguage({ en: 20, fr: 9, es: 3 })).toEqual([{ name: 'en', comments: 20 }, { comments: 12 }]);
  expect(byLanguage({ en: 20, fr: 2 })).toEqual([{ comments: 22 }]);
  expect(byLanguage({ en: 2, fr: 2 })).toEqual([]);
  expect(byLanguage({ en: 5 })).toEqual([{ name: 'en', comments: 5 }]);
});

test('[CSL-21] comments are broken down by the class of their authors, whoever is not named apart', () => {
  const of = (by: ConsultationComment['by'], count: number) =>
    Array.from({ length: count }, () => ({ ...filed, by }));
  const comments = [
    ...of({ kind: 'commenter' }, 9),
    ...of({ kind: 'observer', member: 'OBS' }, 6),
    ...of({ kind: 'delegate' }, 7),
  ];
  const observer = desk.body.members['OBS']?.class;
  expect(commentBreakdowns({ comments }, desk.body).byOrigin).toEqual([
    { name: 'public', comments: 9 },
    { name: 'unnamed', comments: 7 },
    { name: observer, comments: 6 },
  ]);
});

test('[CSL-21] no cell is small, the sum stays, and what is told together is not told by subtraction', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 8 }), (sizes) => {
      const cells = byLanguage(Object.fromEntries(sizes.map((size, at) => [`l${at}`, size])));
      const total = sizes.reduce((sum, size) => sum + size, 0);
      expect(cells.every(({ comments }) => comments >= BREAKDOWN_CELL_MIN)).toBe(true);
      const told = cells.reduce((sum, { comments }) => sum + comments, 0);
      expect(told).toBe(total < BREAKDOWN_CELL_MIN ? 0 : total);
      const small = sizes.filter((size) => size < BREAKDOWN_CELL_MIN).length;
      const left = sizes.length - cells.filter(({ name }) => name !== undefined).length;
      expect(small === 0 || left === sizes.length || left >= 2).toBe(true);
    }),
  );
});
