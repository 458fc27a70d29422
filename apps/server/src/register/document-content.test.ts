import type { DecisionOutcome, DeliberationState, RegisterEntry } from '@plenary/consensus';
import { expect, test } from 'vitest';
import { documentInfo } from './document-content.ts';

test('[REG-155] a report is listed with the outcome of its proposal, also where the text was not put', () => {
  const told = (outcome: DecisionOutcome) =>
    documentInfo(
      {
        title: { en: 'A text' },
        decisions: [{ id: 'd1', item: 'text', outcome }],
      } as unknown as DeliberationState, // nothing else is read of it
      {
        symbol: 'X/DEC/1',
        kind: 'report',
        deliberation: 'x',
        reference: 'd1',
        lang: 'en',
        at: '2026-01-01T00:00:00.000Z',
        renditions: {},
      } as unknown as RegisterEntry, // nor of this
    ).outcome;
  for (const outcome of ['adopted', 'rejected', 'noAction', 'notPut'] as const)
    expect(told(outcome)).toBe(outcome);
});
