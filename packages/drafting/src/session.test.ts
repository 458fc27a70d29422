import { describe, expect, test } from 'vitest';
import { runSession } from './session.fixture.ts';

const FIRST_SEED = Number(process.env['PLENARY_SEED'] ?? 1);
const COUNT = Number(process.env['PLENARY_SESSIONS'] ?? 25);

describe('random sessions of three people', () => {
  for (const rich of [false, true])
    test(`[DRF-1] no character is lost, doubled or revived ${rich ? 'with suggestions, brackets and undo' : 'in plain text'}`, () => {
      for (let seed = FIRST_SEED; seed < FIRST_SEED + COUNT; seed += 1) {
        const { faults, lost, doubled, revived, strayed } = runSession({
          seed,
          steps: 80,
          structural: 0.3,
          rich,
        });
        expect({ seed, faults, lost, doubled, revived, strayed }).toEqual({
          seed,
          faults: [],
          lost: 0,
          doubled: 0,
          revived: 0,
          strayed: 0,
        });
      }
    });

  // Several paragraphs suggested in the middle of one that was joined twice stood in another order when accepted.
  test('[DRF-12] a session that once went wrong stays right', () => {
    const { faults, lost, doubled, revived, strayed } = runSession({
      seed: 687,
      steps: 80,
      structural: 0.3,
      rich: true,
    });
    expect({ faults, lost, doubled, revived, strayed }).toEqual({
      faults: [],
      lost: 0,
      doubled: 0,
      revived: 0,
      strayed: 0,
    });
  });
});
