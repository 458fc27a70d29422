import { TEXTS } from '@plenary/tabling';
import { formatSymbol, parseSymbol } from '@plenary/text';
import { expect, test } from 'vitest';
import { CHAIR, CONSENSUS, head, meeting, SECRETARIAT, TEXT, type Meeting } from '../acts/meeting.fixture.ts';
import { replayDeliberation } from '../acts/evolve-deliberation.ts';
import { admitDeliberation } from '../acts/admit-deliberation.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import { currentHash } from '../acts/items.ts';
import { admitBody } from '../acts/body/admit-body.ts';
import { evolveBody, replayBody } from '../acts/body/evolve-body.ts';
import type { Admission, BodyAct, BodyEvent, BodyState, DeliberationAct } from '../types.ts';
import { bringsDocuments, documentsOf } from './documents-of.ts';
import { entryFor, registerDocuments, registerNew } from './register-documents.ts';
import { renditionOf } from './set-rendition.ts';
import { countedAs, nextRevisionSymbol, nextSymbol, seriesRoot } from './symbols.ts';
import type { SymbolScheme } from './types.ts';

const SCHEME: SymbolScheme = {
  organ: 'PLN',
  body: 'CONF.1',
  session: '2',
  series: { text: 'L', statement: 'INF', report: 'DEC' },
};
const set = (scheme: Partial<SymbolScheme> = {}): BodyAct => ({
  type: 'setSymbolScheme',
  scheme: { ...SCHEME, ...scheme },
});
const refusalOf = (admission: Admission) => (admission.admitted ? undefined : admission.refusal);
const codeOf = (admission: Admission) => refusalOf(admission)?.code;

/** The body after what an admission brings about, as the service records it. */
const after = (body: BodyState, admission: Admission<BodyEvent>): BodyState => {
  if (!admission.admitted) throw new Error(admission.refusal.code);
  return admission.events.reduce(
    (state, event) =>
      evolveBody(state, {
        ...event,
        stream: 'body:x',
        version: 9,
        at: '2026-03-02T10:00:00.000Z',
        actor: SECRETARIAT,
      }),
    body,
  );
};
const symbolsOf = (body: BodyState): readonly string[] => Object.keys(body.register);
const explain = (text: string): DeliberationAct => ({
  type: 'explain',
  kind: 'explanationOfPosition',
  text,
  lang: 'fr',
  paragraphs: [],
});
const named = (room: Meeting = meeting()): Meeting => {
  room.takeBody(set(), SECRETARIAT);
  return room;
};

test('[REG-1] the documents of a deliberation are its text, its revisions, its statements and the reports of its decisions', () => {
  const room = meeting();
  room.take(explain('We explain.'), head('AAA'));
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
  room.take({ type: 'withdrawProposal', note: 'Later.' }, CHAIR);
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
  expect(documentsOf(room.state).map(({ kind, reference }) => `${kind} ${reference}`)).toEqual([
    'text r1',
    'statement e1',
  ]);
  room.wait(61);
  room.take({ type: 'adopt' }, CHAIR);
  const decided = room.state.decisions.at(-1)?.id;
  expect(documentsOf(room.state).slice(-2)).toEqual(
    ['report', 'resolution'].map((kind) => ({ kind, deliberation: 'x', reference: decided, lang: 'en' })),
  );
});

test('[REG-2] the secretariat sets the scheme of symbols; what follows no grammar, or gives two kinds one series, is refused', () => {
  const room = meeting();
  expect(codeOf(room.tryBody(set(), CHAIR))).toBe('actor.notConducting');
  expect(codeOf(room.tryBody(set(), head('AAA')))).toBe('actor.notConducting');
  for (const wrong of [
    { organ: 'pln' },
    { organ: 'PLENARIES' },
    { body: 'COMMITTEE' },
    { body: 'C.0' },
    { session: '0' },
  ])
    expect(codeOf(room.tryBody(set(wrong), SECRETARIAT))).toBe('scheme.malformed');
  expect(
    refusalOf(room.tryBody(set({ series: { text: 'L', statement: 'INF', report: 'INF' } }), SECRETARIAT)),
  ).toEqual({ code: 'scheme.sharedSeries', facts: { series: 'INF' } });
  expect(room.tryBody(set(), SECRETARIAT)).toMatchObject({ admitted: true, events: [{}] });
  expect(room.tryBody(set(), SECRETARIAT)).toEqual({ admitted: true, events: [] });
  expect(seriesRoot(SCHEME, 'text')).toBe('PLN/CONF.1/2/L.');
  expect(seriesRoot(SCHEME, 'report')).toBe('PLN/CONF.1/DEC/2/');
  expect(seriesRoot({ organ: 'A', series: SCHEME.series }, 'statement')).toBe('A/INF.');
});

test('[REG-30] an adopted text receives a number of its own series; reports of amendments and rejections never do', () => {
  const series = { ...SCHEME.series, resolution: 'RES' } as const;
  const room = meeting();
  expect(refusalOf(room.tryBody(set({ series: { ...series, report: 'RES' } }), SECRETARIAT))).toEqual({
    code: 'scheme.sharedSeries',
    facts: { series: 'RES' },
  });
  room.takeBody(set({ series }), SECRETARIAT);
  expect(seriesRoot({ ...SCHEME, series }, 'resolution')).toBe('PLN/CONF.1/RES/2/');
  room.take(
    {
      type: 'submitAmendment',
      changes: [{ paragraph: 'p3', new: 'Decides [to wait];' }],
      reason: '',
      textHash: room.state.revision?.hash ?? '',
      needs: [],
      excludes: [],
    },
    head('AAA'),
  );
  const propose = (item?: string): void => {
    const named = item === undefined ? {} : { item };
    room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60, ...named }, CHAIR);
    room.wait(61);
  };
  propose('A1');
  room.take({ type: 'adopt' }, CHAIR);
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
  room.take({ type: 'object', reason: 'No.' }, head('AAA'));
  room.wait(61);
  room.take({ type: 'reject', note: 'No consensus.' }, CHAIR);
  expect(symbolsOf(room.body).filter((symbol) => symbol.includes('/RES/'))).toEqual([]);
  propose();
  room.take({ type: 'adopt' }, CHAIR);
  expect(symbolsOf(room.body).slice(-4)).toEqual([
    'PLN/CONF.1/DEC/2/1',
    'PLN/CONF.1/DEC/2/2',
    'PLN/CONF.1/DEC/2/3',
    'PLN/CONF.1/RES/2/1',
  ]);
  const text = entryFor(room.body, { kind: 'resolution', deliberation: 'x', reference: 'd3', lang: 'en' });
  expect(text).toMatchObject({ symbol: 'PLN/CONF.1/RES/2/1', lang: 'en' });
});

test('[REG-30] where a scheme names no series for adopted texts, they receive no number', () => {
  const room = named();
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
  room.wait(61);
  room.take({ type: 'adopt' }, CHAIR);
  expect(symbolsOf(room.body)).toEqual(['X/L.1', 'PLN/CONF.1/DEC/2/1']);
});

test('[REG-3] numbers are given one after the other in each series, without gaps, and begin anew with another session', () => {
  let { body } = named();
  expect(nextSymbol(meeting().body, 'text')).toBeUndefined();
  const statement = (n: number) =>
    ({ kind: 'statement', deliberation: 'x', reference: `e${n}`, lang: 'en' }) as const;
  body = after(body, registerDocuments(body, [statement(1), statement(2)]));
  body = after(body, registerDocuments(body, [statement(3)]));
  expect(symbolsOf(body)).toEqual([
    'X/L.1',
    'PLN/CONF.1/2/INF.1',
    'PLN/CONF.1/2/INF.2',
    'PLN/CONF.1/2/INF.3',
  ]);
  expect(nextSymbol({ ...body, scheme: { ...SCHEME, session: '3' } }, 'statement')).toBe(
    'PLN/CONF.1/3/INF.1',
  );
  expect(nextSymbol(body, 'statement')).toBe('PLN/CONF.1/2/INF.4');
});

test('[REG-3] a symbol counts in its series; a modified one, or one without a number, counts nowhere', () => {
  expect(countedAs('PLN/CONF.1/2/L.12')).toEqual({ root: 'PLN/CONF.1/2/L.', number: 12 });
  expect(countedAs('PLN/CONF.1/DEC/2/4')).toEqual({ root: 'PLN/CONF.1/DEC/2/', number: 4 });
  for (const symbol of ['PLN/L.1/Rev.2', 'PLN/L.1/Corr.1', 'PLN/L.0', 'PLN/L'])
    expect(countedAs(symbol)).toBeUndefined();
});

test('[REG-4] a document gets its symbol once and never another; before a scheme is set nothing is registered', () => {
  const bare = meeting();
  expect(registerNew(bare.body, bare.state)).toEqual({ admitted: true, events: [] });
  const room = named();
  expect(symbolsOf(room.body)).toEqual(['X/L.1']);
  room.take(explain('We explain.'), head('AAA'));
  room.take(explain('We explain too.'), head('BBB'));
  room.takeBody(set({ session: '3' }), SECRETARIAT);
  expect(symbolsOf(room.body)).toEqual(['X/L.1', 'PLN/CONF.1/2/INF.1', 'PLN/CONF.1/2/INF.2']);
  expect(registerNew(room.body, room.state)).toEqual({ admitted: true, events: [] });
  expect(
    entryFor(room.body, { kind: 'statement', deliberation: 'x', reference: 'e2', lang: 'fr' }),
  ).toMatchObject({
    symbol: 'PLN/CONF.1/2/INF.2',
    lang: 'fr',
    at: room.at,
  });
});

test('[REG-4] a text whose symbol another document bears, or which is none, gets the next of the scheme', () => {
  const { body } = named();
  const text = (deliberation: string, symbol: string) =>
    ({ kind: 'text', deliberation, reference: 'r1', lang: 'en', symbol }) as const;
  const registered = after(
    body,
    registerDocuments(body, [
      text('a', 'A/L.1'),
      text('b', 'A/L.1'),
      text('c', '__proto__'),
      text('d', 'no symbol'),
    ]),
  );
  expect(symbolsOf(registered)).toEqual([
    'X/L.1',
    'A/L.1',
    'PLN/CONF.1/2/L.1',
    'PLN/CONF.1/2/L.2',
    'PLN/CONF.1/2/L.3',
  ]);
});

test('[REG-4] replaying the events gives the register that was there', () => {
  const room = named();
  room.take(explain('We explain.'), head('AAA'));
  expect(replayBody(room.bodyEvents)).toEqual(room.body);
  expect(room.body.given).toEqual({ 'X/L.': 1, 'PLN/CONF.1/2/INF.': 1 });
});

test('[REG-49] a register that is full refuses no decision: what finds no room has no symbol', () => {
  const { body } = named();
  const many = Array.from({ length: ACT_LIMITS.REGISTER_MAX }, (_, at) => ({
    kind: 'statement' as const,
    deliberation: 'y',
    reference: `e${at + 1}`,
    lang: 'en',
  }));
  const full = registerDocuments(body, many);
  if (!full.admitted) throw new Error('refused');
  const [event] = full.events;
  if (event?.type !== 'documentsRegistered') throw new Error('nothing was registered');
  // The text has its symbol already.
  expect(event.payload.documents).toHaveLength(ACT_LIMITS.REGISTER_MAX - 1);
});

test('[REG-5] under a scheme a text is issued under a free symbol of letters, and of its own scheme only under the next', () => {
  const refusal = (symbol: string) => {
    const room = named(meeting({ text: null }));
    return room.refusal({ ...TEXT, symbol }, SECRETARIAT);
  };
  expect(refusal('A/78/L.49')).toBeUndefined();
  expect(refusal('PLN/CONF.1/2/L.1')).toBeUndefined();
  for (const other of ['PLN/CONF.1/2/L.2', 'PLN/CONF.1/2/INF.1', 'PLN/CONF.1/1/L.1', 'PLN/CONF.1/DEC/2/1'])
    expect(refusal(other)).toEqual({
      code: 'symbol.notNext',
      facts: { symbol: other, expected: 'PLN/CONF.1/2/L.1' },
    });
  for (const text of ['X', 'x/L.1', 'X/L 1', 'X//1', '__proto__', `X/${'a'.repeat(100)}`])
    expect(refusal(text)?.code).toBe('symbol.malformed');
  const room = named(meeting({ text: null }));
  const other = { kind: 'text', deliberation: 'y', reference: 'r1', lang: 'en', symbol: 'A/1' } as const;
  const taken = after(room.body, registerDocuments(room.body, [other]));
  expect(
    codeOf(
      admitDeliberation(
        room.state,
        { ...TEXT, symbol: 'A/1' },
        { at: room.at, actor: SECRETARIAT, body: taken, texts: TEXTS },
      ),
    ),
  ).toBe('symbol.taken');
});

test('[REG-5] a revision bears the symbol of its text with the next number behind it', () => {
  const room = named();
  const paragraphs = TEXT.paragraphs.map((paragraph, at) => ({ ...paragraph, source: `p${at + 1}` }));
  const issue = (symbol: string, hash: string): DeliberationAct => ({
    type: 'issueRevision',
    symbol,
    lang: 'en',
    paragraphs,
    hash: hash.padStart(64, '0'),
  });
  for (const symbol of ['X/L.1/Rev.2', 'PLN/CONF.1/2/L.1', 'A/1'])
    expect(room.refusal(issue(symbol, '7'), SECRETARIAT)).toEqual({
      code: 'symbol.notNext',
      facts: { symbol, expected: 'X/L.1/Rev.1' },
    });
  room.take(issue('X/L.1/Rev.1', '7'), SECRETARIAT);
  room.take(issue('X/L.1/Rev.2', '8'), SECRETARIAT);
  expect(symbolsOf(room.body)).toEqual(['X/L.1', 'X/L.1/Rev.1', 'X/L.1/Rev.2']);
  expect(room.body.given).toEqual({ 'X/L.': 1 });
  expect(nextRevisionSymbol(room.body, 'X/L.1')).toBe('X/L.1/Rev.3');
});

test('[REG-6] the secretariat says where each language version of a document is; its own language is there', () => {
  const room = named();
  const say = (change: Partial<Extract<BodyAct, { type: 'setRendition' }>>, actor = SECRETARIAT) =>
    room.tryBody(
      { type: 'setRendition', symbol: 'X/L.1', lang: 'ar', status: 'inTranslation', ...change },
      actor,
    );
  const entry = room.body.register['X/L.1'];
  if (entry === undefined) throw new Error('not registered');
  expect(renditionOf(entry, 'en')).toBe('present');
  expect(renditionOf(entry, 'ar')).toBe('missing');
  expect(codeOf(say({}, CHAIR))).toBe('actor.notConducting');
  expect(codeOf(say({ symbol: 'X/L.2' }))).toBe('symbol.unknown');
  expect(codeOf(say({ symbol: 'constructor' }))).toBe('symbol.unknown');
  expect(refusalOf(say({ lang: 'en' }))).toEqual({
    code: 'rendition.original',
    facts: { symbol: 'X/L.1', lang: 'en' },
  });
  expect(say({})).toMatchObject({ events: [{ type: 'renditionSet' }] });
  expect(say({})).toEqual({ admitted: true, events: [] });
  expect(room.body.register['X/L.1']?.renditions).toEqual({ ar: 'inTranslation' });
  expect(entry.renditions).toEqual({});
});

test('[REG-7] an addendum, a corrigendum and a room paper receive their symbols by the scheme, their words stand in the record alone', () => {
  const room = named();
  const issue = (change: Partial<Extract<BodyAct, { type: 'issueDocument' }>> = {}): BodyAct => ({
    type: 'issueDocument',
    kind: 'addendum',
    about: 'X/L.1',
    lang: 'en',
    title: 'List of sponsors',
    words: 'Kenya joins the sponsors.',
    corrects: [],
    ...change,
  });
  const corrigendum = { kind: 'corrigendum', corrects: ['fr', 'ar'] } as const;
  room.takeBody(issue(), SECRETARIAT);
  room.takeBody(issue(), SECRETARIAT);
  room.takeBody(issue(corrigendum), SECRETARIAT);
  room.takeBody(issue({ ...corrigendum, about: 'X/L.1/Add.2' }), SECRETARIAT);
  room.takeBody(issue({ kind: 'roomPaper', about: 'x' }), SECRETARIAT);
  room.takeBody(issue({ kind: 'roomPaper', about: 'x' }), SECRETARIAT);
  expect(symbolsOf(room.body)).toEqual([
    'X/L.1',
    'X/L.1/Add.1',
    'X/L.1/Add.2',
    'X/L.1/Corr.1',
    'X/L.1/Add.2/Corr.1',
    'PLN/CONF.1/2/CRP.1',
    'PLN/CONF.1/2/CRP.2',
  ]);
  expect(room.body.register['X/L.1/Corr.1']).toMatchObject({
    kind: 'corrigendum',
    deliberation: 'x',
    reference: 'i3',
    issued: { about: 'X/L.1', title: 'List of sponsors', corrects: ['fr', 'ar'] },
  });
  expect(JSON.stringify(room.body)).not.toContain('Kenya joins');
  // A revision is numbered beside what modifies the text.
  expect(nextRevisionSymbol(room.body, 'X/L.1')).toBe('X/L.1/Rev.1');
});

test('[REG-7] what belongs to nothing, corrects nothing or has no words is not issued, nor by anybody else', () => {
  const room = named();
  const code = (change: Partial<Extract<BodyAct, { type: 'issueDocument' }>>, actor = SECRETARIAT) =>
    codeOf(
      room.tryBody(
        {
          type: 'issueDocument',
          kind: 'addendum',
          about: 'X/L.1',
          lang: 'en',
          title: 'T',
          words: 'W',
          corrects: [],
          ...change,
        },
        actor,
      ),
    );
  expect(code({})).toBeUndefined();
  expect([code({}, CHAIR), code({}, head('AAA'))]).toEqual(['actor.notConducting', 'actor.notConducting']);
  expect(code({ title: ' ' })).toBe('document.empty');
  expect(code({ words: '\n' })).toBe('document.empty');
  expect(code({ words: 'x'.repeat(ACT_LIMITS.ISSUED_CHARACTERS_MAX) })).toBeUndefined();
  expect(code({ words: 'x'.repeat(ACT_LIMITS.ISSUED_CHARACTERS_MAX + 1) })).toBe('act.limit');
  expect(code({ title: 'x'.repeat(ACT_LIMITS.DOCUMENT_TITLE_CHARACTERS_MAX + 1) })).toBe('act.limit');
  expect(code({ corrects: ['fr'] })).toBe('document.corrects');
  expect(code({ kind: 'corrigendum' })).toBe('document.corrects');
  expect(code({ kind: 'corrigendum', corrects: ['fr', 'fr'] })).toBe('document.corrects');
  expect(code({ about: 'X/L.2' })).toBe('symbol.unknown');
  expect(code({ about: 'constructor' })).toBe('symbol.unknown');
  expect(code({ kind: 'roomPaper', about: 'nowhere' })).toBe('deliberation.unknown');
  const unnamed = meeting();
  expect(
    codeOf(
      unnamed.tryBody(
        {
          type: 'issueDocument',
          kind: 'roomPaper',
          about: 'x',
          lang: 'en',
          title: 'T',
          words: 'W',
          corrects: [],
        },
        SECRETARIAT,
      ),
    ),
  ).toBe('scheme.none');
  room.takeBody(set({ series: { text: 'L', statement: 'CRP', report: 'DEC' } }), SECRETARIAT);
  expect(code({ kind: 'roomPaper', about: 'x' })).toBe('scheme.sharedSeries');
});

test('[REG-4] after no event but those that are named is there a document that waits for its symbol', () => {
  const silence = {
    ...CONSENSUS,
    id: 'silence',
    method: 'silence',
    period: { hours: 1, minHours: 1, extendable: true },
  } as const;
  const room = meeting({ rules: [CONSENSUS, silence] });
  const propose = (rule: string, item?: string): void =>
    room.take(
      { type: 'proposeAdoption', rule, objectionSeconds: 3_600, ...(item === undefined ? {} : { item }) },
      CHAIR,
    );
  const decide = (item?: string): void => {
    propose('consensus', item);
    room.wait(3_601);
    room.take({ type: 'adopt' }, CHAIR);
  };
  propose('silence');
  room.take({ type: 'object', reason: 'No.' }, head('AAA'));
  room.take({ type: 'endSilence' }, CHAIR);
  room.take(
    { type: 'requestDivision', parts: [['p3']], reason: '', textHash: room.state.revision?.hash ?? '' },
    head('BBB'),
  );
  decide('D1');
  decide('D1.1');
  decide('D1.2');
  room.take(explain('We explain.'), head('AAA'));
  decide();
  const bringing = room.events.filter((event, at) => {
    const before = replayDeliberation(room.events.slice(0, at));
    const after = replayDeliberation([event], before);
    const count = (state: typeof after): number => (state === undefined ? 0 : documentsOf(state).length);
    return count(after) > count(before);
  });
  expect(bringing.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['silenceEnded', 'divisionCarried', 'partDecided', 'explained', 'textAdopted']),
  );
  expect(bringing.filter((event) => !bringsDocuments(event))).toEqual([]);
});

test('[REG-45] each revision of an amendment receives the symbol of the amendment with the next number', () => {
  const room = named();
  const words = (text: string) => ({
    changes: [{ paragraph: 'p3', new: text }],
    reason: '',
    textHash: room.state.revision?.hash ?? '',
  });
  const submit = { type: 'submitAmendment', needs: [], excludes: [] } as const;
  room.take({ ...submit, ...words('Decides [to wait a year];') }, head('AAA'));
  room.take({ ...submit, ...words('Decides [to wait a week];') }, head('BBB'));
  for (const text of ['Decides [to wait a day];', 'Decides [to wait an hour];'])
    room.take({ type: 'reviseAmendment', amendment: 'A1', ...words(text) }, head('AAA'));
  const all = after(room.body, registerNew(room.body, room.state));
  const symbol = (kind: 'amendment' | 'amendmentRevision', reference: string) =>
    entryFor(all, { kind, reference, deliberation: 'x', lang: 'en' })?.symbol;
  const first = symbol('amendment', 'A1') ?? '';
  expect(first).toMatch(/^PLN\/CONF\.1\/2\/L\.\d$/);
  expect(symbol('amendmentRevision', 'A1.1')).toBe(`${first}/Rev.1`);
  expect(symbol('amendmentRevision', 'A1.2')).toBe(`${first}/Rev.2`);
  expect(symbol('amendmentRevision', 'A2.1')).toBeUndefined();
  room.take({ type: 'reviseAmendment', amendment: 'A2', ...words('Decides [to wait];') }, head('BBB'));
  const registered = registerNew(all, room.state);
  expect(registered.admitted && registered.events[0]?.payload).toMatchObject({
    documents: [{ reference: 'A2.1', symbol: `${symbol('amendment', 'A2') ?? ''}/Rev.1` }],
  });
  expect(registerNew(after(all, registered), room.state)).toEqual({
    admitted: true,
    events: [],
  });
});

test('[REG-46] statements of groups and of delegations are numbered in one series, in the order in which they come about', () => {
  const room = named();
  const state = (item: string) =>
    ({
      type: 'stateGroupPosition',
      group: 'north',
      item,
      stance: 'support',
      reason: 'We speak for all of us.',
      textHash: currentHash(room.state, item) ?? '',
    }) as const;
  const next = (body: BodyState) => after(body, registerNew(body, room.state));
  const speaker = room.body.groups['north']?.chair ?? room.body.groups['north']?.members[0] ?? '';
  room.take(state('p3'), head(speaker));
  const first = next(room.body);
  room.take(explain('We explain.'), head('AAA'));
  const second = next(first);
  room.take({ ...state('p3'), reason: 'We say more.' }, head(speaker));
  const third = next(second);
  const symbol = (kind: 'groupStatement' | 'statement', reference: string) =>
    entryFor(third, { kind, reference, deliberation: 'x', lang: 'en' })?.symbol;
  expect([symbol('groupStatement', 'g1'), symbol('statement', 'e1'), symbol('groupStatement', 'g2')]).toEqual(
    ['PLN/CONF.1/2/INF.1', 'PLN/CONF.1/2/INF.2', 'PLN/CONF.1/2/INF.3'],
  );
});

test('[REG-47] the record of a meeting has its own series; the same meeting again is a revision, and corrigenda modify it', () => {
  const record = (
    about: string,
    rest: Partial<Extract<BodyAct, { readonly type: 'issueDocument' }>> = {},
  ): BodyAct => ({
    type: 'issueDocument',
    kind: 'meetingRecord',
    about,
    lang: 'en',
    title: 'Record of the first meeting',
    words: 'The chair opened the meeting.',
    corrects: [],
    ...rest,
  });
  const room = meeting();
  const meetings: BodyState = { ...room.body, sittings: ['s1', 's2'] };
  const issue = (body: BodyState, act: BodyAct, actor = SECRETARIAT) =>
    admitBody(body, act, { at: room.at, actor });
  expect(codeOf(issue(meetings, record('s1')))).toBe('scheme.none');
  const body = after(meetings, issue(meetings, set()));
  expect(codeOf(issue(body, record('s9')))).toBe('sitting.unknown');
  expect(codeOf(issue(body, record('s1'), CHAIR))).toBe('actor.notConducting');
  expect(codeOf(issue(body, record('s1', { words: 'x'.repeat(ACT_LIMITS.RECORD_CHARACTERS_MAX + 1) })))).toBe(
    'act.limit',
  );
  const issued = ['s1', 's2', 's1', 's1'].reduce(
    (state, about) => after(state, issue(state, record(about))),
    body,
  );
  const corrected = after(
    issued,
    issue(issued, { ...record('PLN/CONF.1/2/SR.1'), kind: 'corrigendum', corrects: ['fr'] } as BodyAct),
  );
  expect(symbolsOf(corrected)).toEqual([
    'PLN/CONF.1/2/SR.1',
    'PLN/CONF.1/2/SR.2',
    'PLN/CONF.1/2/SR.1/Rev.1',
    'PLN/CONF.1/2/SR.1/Rev.2',
    'PLN/CONF.1/2/SR.1/Corr.1',
  ]);
  expect(corrected.register['PLN/CONF.1/2/SR.1/Corr.1']?.deliberation).toBe('');
  const verbatim = after(
    meetings,
    issue(meetings, set({ series: { ...SCHEME.series, meetingRecord: 'PV' } })),
  );
  expect(symbolsOf(after(verbatim, issue(verbatim, record('s1'))))).toEqual(['PLN/CONF.1/2/PV.1']);
  const shared = after(meetings, issue(meetings, set({ series: { ...SCHEME.series, statement: 'SR' } })));
  expect(codeOf(issue(shared, record('s1')))).toBe('scheme.sharedSeries');
});

test.each(['C.3', 'CN.4/Sub.2', 'CONF.1/C.2/WG.4', undefined])(
  '[REG-48] symbols of the body %s are read and written to the very same text, and numbers go on',
  (part) => {
    const { body: _, ...rest } = SCHEME;
    const scheme = { ...rest, organ: 'A', session: '80', ...(part === undefined ? {} : { body: part }) };
    const room = meeting();
    room.takeBody({ type: 'setSymbolScheme', scheme }, SECRETARIAT);
    room.take(explain('We explain.'), head('AAA'));
    room.take(explain('We explain more.'), head('BBB'));
    const registered = after(room.body, registerNew(room.body, room.state));
    const own = symbolsOf(registered).filter((symbol) => symbol.startsWith('A/') && symbol.includes('INF'));
    const before = part === undefined ? 'A/80' : `A/${part}/80`;
    expect(own).toEqual([`${before}/INF.1`, `${before}/INF.2`]);
    const all = [
      ...own,
      nextSymbol(registered, 'text'),
      nextSymbol(registered, 'report'),
      `${own[0] ?? ''}/Rev.1/Corr.2`,
    ];
    expect(nextSymbol(registered, 'statement')).toBe(`${before}/INF.3`);
    for (const symbol of all) {
      const parsed = parseSymbol(symbol ?? '');
      expect(parsed).toMatchObject({
        organ: 'A',
        session: '80',
        ...(part === undefined ? {} : { body: part }),
      });
      expect(parsed === undefined ? '' : formatSymbol(parsed)).toBe(symbol);
    }
  },
);

test('[REG-48] a body of five components, or of one that is none, is refused', () => {
  const room = meeting();
  for (const part of ['C.1/C.2/C.3/C.4/C.5', 'C.3/', '/C.3', 'C.3//C.4', 'C.3/80'])
    expect(codeOf(room.tryBody(set({ body: part }), SECRETARIAT))).toBe('scheme.malformed');
});

const translating = (change: Partial<Extract<BodyAct, { type: 'fileTranslation' }>> = {}): BodyAct => ({
  type: 'fileTranslation',
  symbol: 'X/L.1',
  lang: 'fr',
  official: true,
  paragraphs: TEXT.paragraphs.map(({ label, text }) => ({ label, words: `Fr ${text}` })),
  ...change,
});

test('[REG-95] a translation has as many paragraphs as its document, each under the same label', () => {
  const room = named();
  const refused = (change: Partial<Extract<BodyAct, { type: 'fileTranslation' }>>, actor = SECRETARIAT) =>
    refusalOf(room.tryBody(translating(change), actor));
  const [first, ...others] = TEXT.paragraphs.map(({ label }) => ({ label, words: 'Mots' }));
  expect(refused({}, CHAIR)?.code).toBe('actor.notConducting');
  expect(refused({ symbol: 'X/L.2' })?.code).toBe('symbol.unknown');
  expect(refused({ symbol: 'constructor' })?.code).toBe('symbol.unknown');
  expect(refused({ lang: 'en' })).toEqual({
    code: 'rendition.original',
    facts: { symbol: 'X/L.1', lang: 'en' },
  });
  expect(refused({ paragraphs: others })).toEqual({
    code: 'translation.paragraphs',
    facts: { expected: others.length + 1, given: others.length },
  });
  expect(refused({ paragraphs: [{ label: '99', words: first?.words ?? '' }, ...others] })).toEqual({
    code: 'translation.label',
    facts: { paragraph: 1, expected: first?.label || '—', given: '99' },
  });
  expect(room.tryBody(translating(), SECRETARIAT)).toMatchObject({
    admitted: true,
    events: [{ type: 'translationFiled', payload: { symbol: 'X/L.1', lang: 'fr', number: 1 } }],
  });
});

test('[REG-95] statements, amendments, reports and what was issued are translated line by line; what has no words is not', () => {
  const room = named();
  room.take(explain('We explain.\n\nAt length.'), head('AAA'));
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
  room.wait(61);
  room.take({ type: 'adopt' }, CHAIR);
  room.takeBody(
    {
      type: 'issueDocument',
      kind: 'addendum',
      about: 'X/L.1',
      lang: 'en',
      title: 'More',
      words: 'One.\nTwo.',
      corrects: [],
    },
    SECRETARIAT,
  );
  const file = (symbol: string, count: number) =>
    codeOf(
      room.tryBody(
        translating({
          symbol,
          lang: 'ru',
          paragraphs: Array.from({ length: count }, () => ({ label: '', words: 'Слова' })),
        }),
        SECRETARIAT,
      ),
    );
  expect(file('PLN/CONF.1/2/INF.1', 1)).toBe('translation.paragraphs');
  expect(file('PLN/CONF.1/2/INF.1', 2)).toBeUndefined();
  expect(file('X/L.1/Add.1', 2)).toBe('translation.paragraphs');
  expect(file('X/L.1/Add.1', 3)).toBeUndefined();
  expect(file('PLN/CONF.1/DEC/2/1', 1)).toBe('translation.noWords');
});

test('[REG-95] whoever does not hold the deliberation of a document takes a translation as it was admitted', () => {
  const { body, at } = named();
  const act = translating({ paragraphs: [{ label: '', words: 'Seul' }] });
  if (act.type !== 'fileTranslation') throw new Error('it is a translation');
  expect(codeOf(admitBody(body, act, { at, actor: SECRETARIAT }))).toBeUndefined();
});

test('[REG-96] each paragraph of a translation has words that read as they stand, and all of them have a limit', () => {
  const room = named();
  const refused = (words: string) =>
    refusalOf(
      room.tryBody(
        translating({
          paragraphs: TEXT.paragraphs.map(({ label }, at) => ({ label, words: at === 1 ? words : 'Mots' })),
        }),
        SECRETARIAT,
      ),
    );
  expect(refused(' ')).toEqual({ code: 'translation.empty', facts: { paragraph: 2 } });
  for (const [sign, character] of [
    ['\u202E', 'U+202E'],
    ['\u0007', 'U+0007'],
    ['\n', 'U+000A'],
  ])
    expect(refused(`Mots${sign}`)).toEqual({
      code: 'translation.unfitCharacter',
      facts: { paragraph: 2, character },
    });
  expect(refused('x'.repeat(ACT_LIMITS.TRANSLATION_CHARACTERS_MAX))).toMatchObject({
    code: 'act.limit',
    facts: { limit: 'TRANSLATION_CHARACTERS_MAX' },
  });
  for (let at = 0; at < ACT_LIMITS.TRANSLATIONS_PER_LANGUAGE_MAX; at += 1)
    room.takeBody(translating(), SECRETARIAT);
  expect(refused('Mots')).toMatchObject({
    code: 'act.limit',
    facts: { limit: 'TRANSLATIONS_PER_LANGUAGE_MAX' },
  });
});

test('[REG-97] the language version stands as its last translation says, and is never missing again; earlier ones stay', () => {
  const room = named();
  const entry = () => {
    const found = room.body.register['X/L.1'];
    if (found === undefined) throw new Error('the text is registered');
    return found;
  };
  const say = (status: 'present' | 'unofficial' | 'inTranslation' | 'missing') =>
    codeOf(room.tryBody({ type: 'setRendition', symbol: 'X/L.1', lang: 'fr', status }, SECRETARIAT));
  room.takeBody(translating({ official: false }), SECRETARIAT);
  expect(renditionOf(entry(), 'fr')).toBe('unofficial');
  room.takeBody(translating(), SECRETARIAT);
  expect(renditionOf(entry(), 'fr')).toBe('present');
  expect(entry().translations?.fr?.map(({ official }) => official)).toEqual([false, true]);
  expect(say('missing')).toBe('rendition.hasWords');
  expect(say('inTranslation')).toBe('rendition.hasWords');
  expect(say('unofficial')).toBeUndefined();
  expect(JSON.stringify(room.body)).not.toContain('Fr ');
});
