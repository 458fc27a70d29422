import { expect, test } from 'vitest';
import { DOCUMENT_LANGUAGES } from '../register/vocabulary.ts';
import type { DecisionRule, DeliberationAct } from '../types.ts';
import { CHAIR, CONSENSUS, head, meeting, SECRETARIAT, TEXT, type Meeting } from './meeting.fixture.ts';
import { isInAllLanguages } from './met-flags.ts';

const SILENCE: DecisionRule = {
  id: 'silence',
  method: 'silence',
  requires: ['languagesComplete'],
  pass: { set: 'object', op: '==', value: '0' },
  period: { hours: 72, minHours: 1, extendable: true },
};
const BALLOT: DecisionRule = {
  id: 'ballot',
  method: 'ballot',
  requires: ['languagesComplete'],
  pass: { set: 'for', of: 'voting', op: '>', value: '1/2' },
};

const registered = (): Meeting => {
  const room = meeting({ rules: [CONSENSUS, SILENCE, BALLOT] });
  const scheme = { organ: 'PLN', series: { text: 'L', statement: 'INF', report: 'DEC' } } as const;
  room.takeBody({ type: 'setSymbolScheme', scheme }, SECRETARIAT);
  return room;
};
const translate = (room: Meeting, symbol: string, languages = DOCUMENT_LANGUAGES.slice(1)): void => {
  for (const lang of languages)
    room.takeBody({ type: 'setRendition', symbol, lang, status: 'present' }, SECRETARIAT);
};
const propose = (rule: string, item?: string): DeliberationAct => ({
  type: 'proposeAdoption',
  rule,
  objectionSeconds: 3_600,
  ...(item === undefined ? {} : { item }),
});

test('[ACT-50] no silence begins to run before every language version is there', () => {
  const room = registered();
  const refused = { code: 'adoption.requires', facts: { flags: ['languagesComplete'] } };
  expect(room.refusal(propose('silence'), CHAIR)).toEqual(refused);
  translate(room, TEXT.symbol, ['fr', 'es', 'ru', 'zh']);
  room.takeBody(
    { type: 'setRendition', symbol: TEXT.symbol, lang: 'ar', status: 'inTranslation' },
    SECRETARIAT,
  );
  expect(room.refusal(propose('silence'), CHAIR)).toEqual(refused);
  translate(room, TEXT.symbol, ['ar']);
  room.take(propose('silence'), CHAIR);
  room.wait(3_601);
  room.take({ type: 'endSilence' }, CHAIR);
  room.take({ type: 'adopt' }, CHAIR);
  expect(room.state.phase).toBe('adopted');
});

test('[ACT-50] a ballot is not opened before either', () => {
  const room = registered();
  room.take(propose('ballot'), CHAIR);
  expect(room.refusal({ type: 'putToBallot', openSeconds: 60 }, CHAIR)).toEqual({
    code: 'ballot.requires',
    facts: { flags: ['languagesComplete'] },
  });
  translate(room, TEXT.symbol);
  room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
});

test('[ACT-50] words that changed since have no version in any other language', () => {
  const room = registered();
  translate(room, TEXT.symbol);
  const changes = [{ paragraph: 'p3', new: 'Decides to wait;' }];
  room.take(
    { type: 'submitAmendment', changes, reason: '', textHash: TEXT.hash, needs: [], excludes: [] },
    head('AAA'),
  );
  const symbol = Object.values(room.body.register).find(({ reference }) => reference === 'A1')?.symbol ?? '';
  expect(isInAllLanguages(room.body, room.state, 'A1')).toBe(false);
  translate(room, symbol);
  expect(isInAllLanguages(room.body, room.state, 'A1')).toBe(true);
  room.take(propose('silence', 'A1'), CHAIR);
  room.wait(3_601);
  room.take({ type: 'endSilence' }, CHAIR);
  room.take({ type: 'adopt' }, CHAIR);
  expect(isInAllLanguages(room.body, room.state, 'text')).toBe(false);
  expect(room.refusal(propose('silence'), CHAIR)?.code).toBe('adoption.requires');
});

test('[ACT-50] an amendment that was revised, and what is in no register, are in no language but their own', () => {
  const room = registered();
  const changes = [{ paragraph: 'p3', new: 'Decides to wait;' }];
  const words = { changes, reason: '', textHash: TEXT.hash } as const;
  room.take({ type: 'submitAmendment', ...words, needs: [], excludes: [] }, head('AAA'));
  const symbol = Object.values(room.body.register).find(({ reference }) => reference === 'A1')?.symbol ?? '';
  translate(room, symbol);
  const revised = [{ paragraph: 'p3', new: 'Decides to wait a year;' }];
  room.take({ type: 'reviseAmendment', amendment: 'A1', ...words, changes: revised }, head('AAA'));
  expect(isInAllLanguages(room.body, room.state, 'A1')).toBe(false);
  expect(isInAllLanguages(room.body, room.state, 'A9')).toBe(false);
  expect(isInAllLanguages(room.body, meeting({ text: null }).state, 'text')).toBe(false);
});
