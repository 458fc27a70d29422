import { expect, test } from 'vitest';
import { announcedWords, unpairedIn, type Announcement } from './announced-words.ts';

const asked = (en: string, fr: string): Announcement => ({
  languages: ['en', 'fr'],
  written: {
    en: { title: 'Title', description: '', questions: en },
    fr: { title: 'Titre', description: '', questions: fr },
  },
});

test('[CNW-155] a question is the same line in every language, also after a line that was left empty', () => {
  const missing = asked('What of risk?\nWhat of cost?\n', '\nQuel coût ?');
  expect(announcedWords(missing).questions).toEqual([
    { en: 'What of risk?' },
    { en: 'What of cost?', fr: 'Quel coût ?' },
  ]);
  expect(unpairedIn(missing)).toEqual(['fr']);
});

test('[CNW-155] a line that is empty in every language is no question', () => {
  const paired = asked('One?\n\n Two? \n', 'Un ?\n\nDeux ?');
  expect(announcedWords(paired).questions).toEqual([
    { en: 'One?', fr: 'Un ?' },
    { en: 'Two?', fr: 'Deux ?' },
  ]);
  expect(unpairedIn(paired)).toEqual([]);
  expect(announcedWords(asked('', '\n')).questions).toEqual([]);
});
