import { STAKEHOLDER_CLASSES } from '@plenary/consensus';
import { parseSymbol, parseText } from '@plenary/text';
import { expect, test } from 'vitest';
import { demonstrationText, foundingActs, SYMBOL } from './demonstration.ts';
import { ANSWERS, DRAFT_TEXT, SUGGESTIONS } from './draft-text.ts';
import { GROUPS } from './groups.ts';
import { foundedBody } from './meeting.fixture.ts';
import { OBSERVER_SEATS, STATES } from './members.ts';

const LANGS = ['ar', 'en', 'es', 'fr', 'ru', 'zh'];

test('[DMO-1] 193 Member States and two observer States, named apart in six languages', () => {
  expect(STATES.filter(({ role }) => role === 'member')).toHaveLength(193);
  expect(STATES.filter(({ role }) => role === 'observer').map(({ id }) => id)).toEqual(['PSE', 'VAT']);
  expect(new Set(STATES.map(({ id }) => id)).size).toBe(195);
  for (const lang of LANGS) {
    const names = STATES.map(({ names: all }) => all[lang] ?? '');
    expect(names.filter((name) => name.trim() === '')).toEqual([]);
    expect(new Set(names).size).toBe(195);
  }
  for (const { id, class: classOf, attrs } of STATES) {
    expect(id).toMatch(/^[A-Z]{3}$/);
    expect(classOf).toBe('government');
    expect(attrs['iso2']).toMatch(/^[A-Z]{2}$/);
    expect(attrs['zone']).toMatch(/^[A-Z][a-z]+(\/[A-Z][A-Za-z_-]+)+$/);
    expect(attrs['m49']).toMatch(/^\d{3}$/);
    expect(Intl.DateTimeFormat('en', { timeZone: String(attrs['zone']) }).format(0)).not.toBe('');
    for (const flag of ['ldc', 'lldc', 'sids']) expect(typeof attrs[flag]).toBe('boolean');
  }
});

test('[DMO-2] the regional groups are five and hold every Member State once', () => {
  const regional = GROUPS.filter(({ kind }) => kind === 'regional');
  expect(Object.fromEntries(regional.map(({ id, members }) => [id, members.length]))).toEqual({
    african: 54,
    'asia-pacific': 54,
    'eastern-european': 23,
    grulac: 33,
    weog: 29,
  });
  const placed = regional.flatMap(({ members }) => members).toSorted();
  const members = STATES.filter(({ role }) => role === 'member').map(({ id }) => id);
  expect(placed).toEqual(members.toSorted());
});

test('[DMO-3] groups carry names, date, source, and a chair where they negotiate', () => {
  const sizes = GROUPS.filter(({ kind }) => kind === 'negotiating').map(({ id, members }) => [
    id,
    members.length,
  ]);
  expect(Object.fromEntries(sizes)).toEqual({ g77: 133, eu: 27, aosis: 37, ldc: 45, lldc: 32, sids: 37 });
  for (const { id, kind, names, asOf, source, members, chair } of GROUPS) {
    expect(Object.keys(names).toSorted(), id).toEqual(LANGS);
    expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(source.length).toBeGreaterThan(10);
    expect(new Set(members).size).toBe(members.length);
    expect(kind === 'negotiating' ? members : [undefined]).toContain(chair);
  }
});

test('[DMO-4] observer seats speak for every stakeholder class', () => {
  expect(OBSERVER_SEATS.length).toBeGreaterThanOrEqual(12);
  const classes = new Set([...STATES, ...OBSERVER_SEATS].map((seat) => seat.class));
  expect([...classes].toSorted()).toEqual([...STAKEHOLDER_CLASSES].toSorted());
  for (const { id, role, names, attrs } of OBSERVER_SEATS) {
    expect(role).toBe('observer');
    expect(Object.keys(names).toSorted(), id).toEqual(LANGS);
    expect(typeof attrs['constituency']).toBe('string');
  }
  for (const lang of LANGS)
    expect(new Set(OBSERVER_SEATS.map(({ names }) => names[lang])).size).toBe(OBSERVER_SEATS.length);
});

test('[DMO-5] the body is an exercise and decides by consensus unless its rules allow a vote', () => {
  const body = foundedBody();
  expect(body.exercise).toBe(true);
  expect(body.defaultRule).toBe('consensus');
  expect(Object.keys(body.names).toSorted()).toEqual(LANGS);
  expect(body.names['en']).toContain('(exercise)');
  expect(Object.keys(body.rules)).toEqual(
    expect.arrayContaining(['consensus', 'silence-72h', 'ga-simple', 'ga-two-thirds', 'membership-majority']),
  );
  for (const id of ['ga-simple', 'ga-two-thirds'])
    expect(body.rules[id]?.requires, id).toContain('consensusExhausted');
  expect(foundingActs()).toEqual(foundingActs());
});

test('[DMO-6] the draft is read without loss into about thirty numbered paragraphs', () => {
  const parsed = parseText(DRAFT_TEXT);
  if (!parsed.ok) throw new Error(parsed.refusal.code);
  // Words alone: numbers and marks become labels, and the layout is not part of the text.
  const wordsOf = (text: string): readonly string[] =>
    text.replace(/^(?:#+ |\d+\. |\([a-z]\) )/gm, '').match(/\S+/g) ?? [];
  expect(parsed.paragraphs.flatMap(({ text }) => wordsOf(text))).toEqual(wordsOf(DRAFT_TEXT));
  const kinds = parsed.paragraphs.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'preambular')).toHaveLength(10);
  expect(kinds.filter((kind) => kind === 'operative')).toHaveLength(23);
  expect(kinds.filter((kind) => kind === 'item')).toHaveLength(9);
  expect(kinds.filter((kind) => kind === 'title')).toHaveLength(1);
});

test('[DMO-6] preambular paragraphs end with commas, operative ones with semicolons and one full stop', () => {
  const text = DRAFT_TEXT.trimEnd();
  expect(text.endsWith('.')).toBe(true);
  for (const line of text.split('\n').filter((each) => /^\d+\. /.test(each)))
    expect(line).toMatch(line.startsWith('23.') ? /\.$/ : /[;:]$/);
});

test('[DMO-6] the symbol is no document of the United Nations', () => {
  expect(parseSymbol(SYMBOL)).toMatchObject({ organ: 'PLN', body: 'CONF.1', series: 'L', number: 1 });
  const { title } = demonstrationText();
  expect(Object.keys(title).toSorted()).toEqual(LANGS);
});

test('[DMO-7] all eleven suggestions are answered, and every numbered paragraph says which', () => {
  const labels = demonstrationText().acts.flatMap((act) =>
    act.type === 'importText' ? act.paragraphs.map(({ label }) => label) : [],
  );
  const numbered = labels.filter((label) => /^(?:PP|OP)\d+$/.test(label));
  expect(Object.keys(ANSWERS).toSorted()).toEqual(numbered.toSorted());
  expect(new Set(Object.values(ANSWERS).flat())).toEqual(new Set(SUGGESTIONS));
});
