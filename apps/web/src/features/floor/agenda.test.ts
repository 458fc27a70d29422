import { expect, test } from 'vitest';
import { agendaOf } from './agenda.ts';

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
