import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { newYDoc } from '../model/draft-document.ts';
import { paragraphText } from '../model/paragraph-text.ts';
import { readDraft } from '../model/reader.ts';
import { viewWhere } from '../model/views.ts';
import { runSession } from '../session.fixture.ts';
import { baseText } from '../suggestions/base-text.ts';
import { createGate, type Gate } from './gate.ts';

describe('sessions through the gate', () => {
  test('[GATE-7] what editors and delegations write in random sessions is admitted, and delegations change no text', () => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const live = newYDoc();
      let gate: Gate | undefined;
      let clients = 0;
      const refusals: unknown[] = [];
      const moved: number[] = [];
      const result = runSession({
        seed,
        steps: 80,
        structural: 0.3,
        rich: true,
        suggesting: [1, 2],
        onStart: (state) => {
          Y.applyUpdate(live, state);
          [clients = 0] = Y.decodeUpdate(state).structs.map(({ id }) => id.client);
          gate = createGate(live);
        },
        onSend: (person, updates) => {
          const before = baseText(live);
          const others = viewWhere(({ delegation }) => delegation !== `D${person}`);
          const seen = readDraft(live, others).paragraphs.map(paragraphText);
          const answer = gate?.admit({
            updates,
            leases: new Set([clients + 1 + person]),
            rights: {
              role: person === 0 ? 'edit' : 'suggest',
              delegation: `D${person}`,
              person: `P${person}`,
              closed: new Set(),
              opened: new Set(),
            },
          });
          if (answer?.admitted === false) refusals.push({ seed, person, ...answer.refusal });
          gate?.commit(gate.waiting());
          if (person === 0) return;
          if (JSON.stringify(before) !== JSON.stringify(baseText(live))) moved.push(person);
          const now = readDraft(live, others).paragraphs.map(paragraphText);
          if (JSON.stringify(seen) !== JSON.stringify(now)) moved.push(person);
        },
      });
      expect({ seed, refusals, moved, faults: result.faults, lost: result.lost }).toEqual({
        seed,
        refusals: [],
        moved: [],
        faults: [],
        lost: 0,
      });
    }
  });
});
