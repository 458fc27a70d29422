import { expect, test } from 'vitest';
import { isolate } from './isolate.ts';
import { direction, LANGS, NATIVE_NAMES } from './languages.ts';
import { formatList, formatListOnPage, formatRow, joinSentences } from './list.ts';
import { formatNumber } from './number.ts';
import { format, sentence, translator } from './sentence.ts';

test('[LNG-1] six languages, each with its name in itself, Arabic from the right', () => {
  expect([...LANGS].toSorted()).toEqual(['ar', 'en', 'es', 'fr', 'ru', 'zh']);
  expect(Object.keys(NATIVE_NAMES).toSorted()).toEqual([...LANGS].toSorted());
  expect(LANGS.filter((lang) => direction(lang) === 'rtl')).toEqual(['ar']);
});

const WORDS = {
  'act.limit': 'A limit is reached: {{limit}}.',
  board: { votes_one: '{{count}} голос', votes_few: '{{count}} голоса', votes_many: '{{count}} голосов' },
  missing: { 'in.group': '{{group}}: {{count}}' },
};

test('[LNG-3] a key is one name or a path, and a count chooses the plural form', () => {
  const t = translator('ru', WORDS);
  expect(t('act.limit', { limit: 'seats' })).toBe('A limit is reached: seats.');
  expect([1, 3, 5, 21].map((count) => t('board.votes', { count }))).toEqual([
    '1 голос',
    '3 голоса',
    '5 голосов',
    '21 голос',
  ]);
  expect(t('missing.in.group', { group: 'A', count: 2 })).toBe('A: 2');
});

test('[LNG-3] facts are put in once and exactly as given', () => {
  expect(format('{{a}} and {{b}}', { a: '{{b}} $& $1', b: 0 })).toBe('{{b}} $& $1 and 0');
});

test('[LNG-4] a missing fact stays visible and a missing message is a fault', () => {
  expect(format('{{a}} {{toString}}', { a: 1 })).toBe('1 {{toString}}');
  expect(sentence(WORDS, 'toString', {}, 'en')).toBeUndefined();
  expect(sentence(WORDS, 'board', {}, 'en')).toBeUndefined();
  expect(() => translator('fr', WORDS)('board.none')).toThrow('no message for board.none in fr');
});

test('[LNG-5] lists are joined as each language joins them', () => {
  const joined = LANGS.map((lang) => [lang, formatList(lang, ['A', 'B', 'C'])]);
  expect(Object.fromEntries(joined)).toEqual({
    ar: 'A وB وC',
    zh: 'A、B和C',
    en: 'A, B and C',
    fr: 'A, B et C',
    ru: 'A, B и C',
    es: 'A, B y C',
  });
  for (const lang of LANGS) {
    expect(formatList(lang, [])).toBe('');
    expect(formatList(lang, ['A'])).toBe('A');
    if (lang !== 'en')
      for (const items of [
        ['A', 'B'],
        ['A', 'B', 'C', 'D'],
      ])
        expect(formatList(lang, items)).toBe(new Intl.ListFormat(lang).format(items));
  }
});

test('[LNG-5] Spanish says e before the sound i', () => {
  for (const last of ['Italia', 'Irlanda', 'Hiroshima', 'Islandia', 'Hungría', 'hielo', 'hiato', 'Uruguay'])
    expect(formatList('es', ['Perú', last])).toBe(new Intl.ListFormat('es').format(['Perú', last]));
});

test('[LNG-115] in a list on a page, an item of another direction keeps its own order and disturbs none', () => {
  expect(formatListOnPage('ar', ['A2', 'A1'])).toBe('\u2068A2\u2069 و\u2068A1\u2069');
  expect(formatListOnPage('en', ['Kenya', 'كينيا'])).toBe('Kenya and \u2068كينيا\u2069');
  expect(formatListOnPage('ar', ['\u2068A1\u2069'])).toBe('\u2068A1\u2069');
  expect(formatListOnPage('fr', ['A1', 'A2'])).toBe('A1 et A2');
});

test('[LNG-116] what goes on has the separators of its language and no conjunction before its last item', () => {
  expect(LANGS.map((lang) => formatRow(lang, ['A', 'B']))).toEqual([
    '\u2068A\u2069 و\u2068B\u2069',
    'A、B',
    'A, B',
    'A, B',
    'A, B',
    'A, B',
  ]);
});

test('[LNG-117] sentences stand after one another as in their language, without the empty ones', () => {
  expect(joinSentences('zh', ['一。', '', '二。'])).toBe('一。二。');
  expect(joinSentences('ru', ['Раз.', 'Два.'])).toBe('Раз. Два.');
});

test('[LNG-6] numbers are written as in CLDR, with digits 0 to 9', () => {
  for (const lang of LANGS) {
    const tag = lang === 'ar' ? 'ar-u-nu-latn' : lang;
    const cldr = new Intl.NumberFormat(tag, { maximumFractionDigits: 20 });
    for (const value of [0, -0, 7, 999, 1_000, 1_234, 12_345, 1_234_567.25, -45_678.5, 1e-7, 2e20])
      expect([lang, value, formatNumber(lang, value)]).toEqual([
        lang,
        value,
        cldr.format(value).replace(/^\u200e?-(?=0$)/, ''),
      ]);
    const two = new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    expect(formatNumber(lang, 1_234.5, 2)).toBe(two.format(1_234.5));
  }
  expect(formatNumber('en', -0.001, 2)).toBe('0.00');
});

test('[LNG-6] what has no exact digits is refused', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1e21])
    expect(() => formatNumber('en', value)).toThrow(RangeError);
  expect(() => formatNumber('en', 1, 21)).toThrow(RangeError);
  expect(() => formatNumber('en', 1, 0.5)).toThrow(RangeError);
});

test('[LNG-7] a label is isolated, and controls within it are dropped', () => {
  expect(isolate('OP3 bis')).toBe('\u2068OP3 bis\u2069');
  expect(isolate('\u2069\u202eevil\u2067')).toBe('\u2068evil\u2069');
});
