import type { BodyState, DeliberationState, Revision } from '@plenary/consensus';
import { expect, test } from 'vitest';
import { nextRevision } from './next-revision.ts';

const revision = (symbol: string): Revision => ({
  symbol,
  lang: 'en',
  paragraphs: [],
  hash: '',
  issuedAt: '2026-03-02T10:00:00.000Z',
});
const text = (symbol: string): Pick<DeliberationState, 'id'> & { readonly revision: Revision } => ({
  id: 'lake',
  revision: revision(symbol),
});
const registered = (kind: 'text' | 'revision', reference: string, deliberation = 'lake') => ({
  kind,
  deliberation,
  reference,
  lang: 'en',
  at: '2026-03-02T10:00:00.000Z',
  renditions: {},
});

test('[TXV-4] without a scheme the next symbol follows on the one in force, and none is proposed where it has no grammar', () => {
  const body = { register: {} };
  expect(
    ['X/L.1', 'X/L.1/Rev.1', 'X/L.1/Rev.9', 'a text'].map((symbol) => nextRevision(body, text(symbol))),
  ).toEqual(['X/L.1/Rev.1', 'X/L.1/Rev.2', 'X/L.1/Rev.10', '']);
});

test('[TXV-4] with a scheme the next symbol is the one that the register of the body gives', () => {
  const body: Pick<BodyState, 'scheme' | 'register'> = {
    scheme: { organ: 'PLN', body: 'CONF.1', series: { text: 'L', statement: 'INF', report: 'DEC' } },
    register: {
      'PLN/CONF.1/L.1': { symbol: 'PLN/CONF.1/L.1', ...registered('text', 'r1', 'other') },
      'PLN/CONF.1/L.2': { symbol: 'PLN/CONF.1/L.2', ...registered('text', 'r1') },
      'PLN/CONF.1/L.2/Rev.1': { symbol: 'PLN/CONF.1/L.2/Rev.1', ...registered('revision', 'r2') },
    },
  };
  // The text in force bears another symbol than the register knows it by.
  expect(nextRevision(body, text('X/L.9'))).toBe('PLN/CONF.1/L.2/Rev.2');
  expect(nextRevision({ ...body, register: {} }, text('X/L.9'))).toBe('X/L.9/Rev.1');
});
