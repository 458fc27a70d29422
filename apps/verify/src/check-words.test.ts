import { expect, test } from 'vitest';
import { bytesToHex, commitmentOf, type ExportedWords, type RecordExport } from '@plenary/ledger';
import { CONSULTATION, wordsAfter } from './consultation.fixture.ts';
import { recordOf, wholeMeeting } from './record.fixture.ts';
import { verifyRecord } from './verify-record.ts';

const { told } = wholeMeeting();
const record = recordOf(told);
const exportedWords = wordsAfter(told);
const verified = (change: Partial<RecordExport>) => {
  const { ok, checks } = verifyRecord({ ...record, ...change });
  return ok ? undefined : checks.at(-1);
};
const replaced = (comment: string, change: Partial<ExportedWords>): Partial<RecordExport> => ({
  words: exportedWords.map((one) => (one.comment === comment ? { ...one, ...change } : one)),
});

test('[VER-14] a record with what was said, without what was hidden or erased, holds', () => {
  expect(exportedWords.map(({ comment }) => comment)).toEqual(['c1', 'c2', 'c3', 'c6', 'c7']);
  expect(verified({})).toBeUndefined();
});

test('[VER-14] words that are missing, twice, of another comment or of none are found', () => {
  const [first, ...rest] = exportedWords;
  if (first === undefined) throw new Error('nothing was said');
  expect(verified({ words: rest })).toMatchObject({
    code: 'lawful',
    facts: { problem: 'withheld', stream: CONSULTATION, comment: 'c1' },
  });
  expect(verified({ words: [...exportedWords, first] })).toMatchObject({ facts: { problem: 'foreign' } });
  for (const comment of ['c4', 'c5', 'c9'])
    expect(verified({ words: [...exportedWords, { ...first, comment }] })).toMatchObject({
      facts: { problem: 'foreign', comment },
    });
  expect(verified(replaced('c1', { stream: 'consultation:y' }))).toMatchObject({
    facts: { problem: 'foreign' },
  });
});

test('[VER-14] words that are not those committed to, or not what the event says of them, are found', () => {
  expect(verified(replaced('c1', { words: { text: 'Something else was said.' } }))).toMatchObject({
    facts: { problem: 'commitment', comment: 'c1' },
  });
  expect(verified(replaced('c1', { words: 'Something else' }))).toMatchObject({
    facts: { problem: 'words' },
  });
  // A service that commits to words which the rules do not admit, or says another length of them.
  const salt = new Uint8Array(32).fill(9);
  const lied = (words: object, characters: number) => {
    const forged = told.map((event) =>
      event.type === 'commentFiled' && event.stream === CONSULTATION
        ? ((payload) =>
            payload['comment'] === 'c6'
              ? { ...event, payload: { ...payload, words: commitmentOf(salt, words), characters } }
              : event)(event.payload as Readonly<Record<string, unknown>>)
        : event,
    );
    const words6 = replaced('c6', { words, salt: bytesToHex(salt) });
    const { ok, checks } = verifyRecord({ ...recordOf(forged), ...words6 });
    return ok ? undefined : checks.at(-1)?.facts;
  };
  const text = 'One span of it is weak.';
  expect(lied({ text, author: 'A reader' }, text.length)).toBeUndefined();
  expect(lied({ text, author: 'A reader' }, text.length + 1)).toMatchObject({ problem: 'differs' });
  expect(lied({ text }, text.length)).toMatchObject({ problem: 'refused', code: 'consultation.noAuthor' });
  expect(lied({ text: 'no', author: 'A' }, 5)).toMatchObject({ code: 'consultation.tooShort' });
});

test('[VER-5] a consultation that the record does not name, or the body does not list, is found', () => {
  const { consultations: _, words: __, ...rest } = record;
  expect(verifyRecord(rest).checks.at(-1)).toMatchObject({ code: 'streams', facts: { problem: 'foreign' } });
  const unlisted = recordOf(told.filter(({ type }) => type !== 'consultationListed'));
  expect(verifyRecord(unlisted).checks.at(-1)).toMatchObject({
    code: 'lawful',
    facts: { problem: 'unlisted', stream: CONSULTATION },
  });
});
