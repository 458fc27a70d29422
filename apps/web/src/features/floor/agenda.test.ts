import { expect, test } from 'vitest';
import { agendaFromRows, agendaOf, agendaRows } from './agenda.ts';

test('an agenda begins with its adoption, goes on with the texts, and ends with what else was written', () => {
  const texts = [{ id: 'declaration', title: { en: 'Declaration' } }];
  const agenda = agendaOf(texts, ' Élections \n\nQuestions diverses\n', 'fr');
  expect(agenda.map(({ id, title, deliberation }) => [id, title['fr'] ?? title['en'], deliberation])).toEqual(
    [
      ['1', 'Adoption de l’ordre du jour', undefined],
      ['2', 'Declaration', 'declaration'],
      ['3', 'Élections', undefined],
      ['4', 'Questions diverses', undefined],
    ],
  );
  expect(agenda[2]?.title).toEqual({ en: 'Élections', fr: 'Élections' });
  expect(agendaOf([], '', 'en')).toHaveLength(1);
});

test('a line that begins with a dash is a sub-item of the item before it', () => {
  const agenda = agendaOf([], 'Reports\n- Of the secretariat\n– Of the bureau\nOther matters', 'en');
  expect(agenda.map(({ id }) => id)).toEqual(['1', '2', '2.a', '2.b', '3']);
  const many = agendaOf([], ['Reports', ...Array.from({ length: 28 }, () => '- one')].join('\n'), 'en');
  expect(many.slice(-3).map(({ id }) => id)).toEqual(['2.z', '2.z2', '2.z3']);
  expect(new Set(many.map(({ id }) => id)).size).toBe(many.length);
});

test('[FLR-155] an agenda that is changed keeps the text of every item, also of one that is worded anew', () => {
  const title = { en: '- Declaration', ar: 'إعلان' };
  const before = agendaOf([{ id: 'declaration', title }], '- Annex\nElections', 'en');
  const rows = agendaRows(before, 'en');
  expect(rows.map((row) => [row.title, row.isSub])).toEqual([
    ['Adoption of the agenda', false],
    ['- Declaration', false],
    ['Annex', true],
    ['Elections', false],
  ]);
  expect(agendaFromRows(rows, 'en')).toEqual(before);
  const [adoption, declaration, annex, elections] = rows;
  if (!adoption || !declaration || !annex || !elections) expect.unreachable();
  const changed = [
    elections,
    { ...declaration, title: ' Draft declaration ' },
    { ...annex, isSub: false },
    { key: 9, title: 'Other matters', isSub: true },
  ];
  expect(agendaFromRows(changed, 'en')).toEqual([
    { id: '1', title: { en: 'Elections' } },
    { id: '2', title: { en: 'Draft declaration', ar: 'إعلان' }, deliberation: 'declaration' },
    { id: '3', title: { en: 'Annex' } },
    { id: '3.a', title: { en: 'Other matters' } },
  ]);
  expect(agendaFromRows([{ ...declaration, title: 'Déclaration' }], 'fr')).toEqual([
    { id: '1', title: { ...title, fr: 'Déclaration' }, deliberation: 'declaration' },
  ]);
});
