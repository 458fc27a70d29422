import { expect, test } from 'vitest';
import { agendaFromLines, agendaLines, agendaOf } from './agenda.ts';

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

test('an agenda that is changed keeps the text and the other languages of every line that stays', () => {
  const title = { en: 'Declaration', ar: 'إعلان' };
  const before = agendaOf([{ id: 'declaration', title }], '- Annex', 'en');
  expect(agendaLines(before, 'en')).toBe('Adoption of the agenda\nDeclaration\n- Annex');
  expect(agendaFromLines(agendaLines(before, 'en'), before, 'en')).toEqual(before);
  expect(agendaFromLines('Declaration\nElections', before, 'en')).toEqual([
    { id: '1', title, deliberation: 'declaration' },
    { id: '2', title: { en: 'Elections' } },
  ]);
});
