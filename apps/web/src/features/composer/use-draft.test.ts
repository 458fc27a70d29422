import { expect, test } from 'vitest';
import { CHAIR, room } from '../../lib/meeting.fixture.ts';
import { standingGround } from './ground.ts';
import { keptOf, onStanding } from './use-draft.ts';

test('words that one change of the text took are still told of when the next one touches something else', () => {
  const meeting = room();
  const { textHash, base } = standingGround(meeting.state);
  const written = 'Requests the secretariat to report every year;';
  const begun = {
    changes: [{ paragraph: 'p3', new: written }],
    textHash,
    base,
    reason: '',
    needs: [],
    excludes: [],
    sponsors: [],
  };
  meeting.table('CCC', [{ paragraph: 'p3', delete: true }]);
  meeting.take({ type: 'acceptAmendment', amendment: 'A1' }, CHAIR);
  const first = onStanding(meeting.state, standingGround(meeting.state), undefined, begun);
  expect(first.carried?.lost).toEqual([written]);

  meeting.table('CCC', [{ paragraph: 'p4', delete: true }]);
  meeting.take({ type: 'acceptAmendment', amendment: 'A2' }, CHAIR);
  // As the page goes on, and as it is opened again from what the device kept.
  for (const kept of [keptOf(first), JSON.parse(JSON.stringify(keptOf(first))) as typeof begun]) {
    const second = onStanding(meeting.state, standingGround(meeting.state), undefined, kept);
    expect(second.carried?.lost).toEqual([written]);
  }
});

test('a paragraph that was touched is told of until it goes', () => {
  const meeting = room();
  const { textHash, base } = standingGround(meeting.state);
  const before = meeting.state.revision?.paragraphs.find(({ pid }) => pid === 'p2')?.text ?? '';
  const begun = {
    changes: [{ paragraph: 'p2', new: before.replace('Encourages', 'Invites') }],
    textHash,
    base,
    reason: '',
    needs: [],
    excludes: [],
    sponsors: [],
  };
  const accept = (id: string, change: Parameters<typeof meeting.table>[1]): void => {
    meeting.table('CCC', change);
    meeting.take({ type: 'acceptAmendment', amendment: id }, CHAIR);
  };
  accept('A1', [{ paragraph: 'p2', new: before.replace('Encourages', 'Urges') }]);
  const first = onStanding(meeting.state, standingGround(meeting.state), undefined, begun);
  expect([...(first.carried?.touched ?? [])]).toEqual([['p2', before]]);
  accept('A2', [{ paragraph: 'p4', delete: true }]);
  const second = onStanding(
    meeting.state,
    standingGround(meeting.state),
    undefined,
    keptOf(first),
    first.carried?.touched,
  );
  expect([...(second.carried?.touched ?? [])]).toEqual([['p2', before]]);
});
