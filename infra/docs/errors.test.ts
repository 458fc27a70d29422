import { readFileSync } from 'node:fs';
import { REFUSAL_CODES } from '@plenary/consensus';
import { SERVICE_ERRORS } from '@plenary/protocol';
import { PARAGRAPH_KINDS as TEXT_KINDS } from '@plenary/text';
import { PARAGRAPH_KINDS } from '@plenary/consensus';
import { expect, test } from 'vitest';
import { errorsPage } from './errors.ts';

const CODES = [...Object.keys(SERVICE_ERRORS), ...Object.keys(REFUSAL_CODES)];

test('docs/errors.md says what the code says', () => {
  expect(readFileSync('docs/errors.md', 'utf8')).toBe(errorsPage());
});

test.each(['en', 'fr', 'es', 'ru', 'zh', 'ar'])(
  'every code has its sentence, and every sentence its code (%s)',
  (lang) => {
    const messages = Object.keys(
      JSON.parse(readFileSync(`packages/i18n/messages/${lang}/errors.json`, 'utf8')) as object,
    );
    expect(CODES.filter((code) => !messages.includes(code))).toEqual([]);
    // Codes of the text belong to the import page, which shows them before any request.
    expect(
      messages.filter((code) => code !== 'unknown' && !code.startsWith('text.') && !CODES.includes(code)),
    ).toEqual([]);
  },
);

test('the kinds of paragraph are the same in the text and in the rules', () => {
  expect(TEXT_KINDS).toEqual(PARAGRAPH_KINDS);
});
