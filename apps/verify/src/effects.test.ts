import { expect, test } from 'vitest';
import { TEXT_EFFECT_TYPES, type MotionKind } from '@plenary/consensus';
import {
  CHAIR,
  DELIBERATION,
  head,
  MEMBERS,
  openRoom,
  recordOf,
  SECRETARIAT,
  SITTING,
  type Room,
  type Told,
} from './record.fixture.ts';
import { verifyRecord } from './verify-record.ts';

const failure = (told: readonly Told[]) => verifyRecord(recordOf(told)).checks.find(({ ok }) => !ok);

/** A meeting that has the text in hand. */
const inMeeting = (): Room => {
  const room = openRoom();
  const { takeInSitting: take } = room;
  take(
    {
      type: 'planSitting',
      id: 'x',
      session: { en: 'First session' },
      meeting: 1,
      title: { en: 'Reading of the text' },
      opensAt: room.at,
      rules: {
        openingShare: '1/3',
        decidingShare: '1/2',
        groupsFirst: true,
        speechSeconds: 180,
        groupSeconds: 300,
        observerSeconds: 120,
        motionSeconds: 120,
        replySeconds: [300, 180],
        voteSeconds: 30,
      },
      agenda: [{ id: '1', title: { en: 'A text' }, deliberation: 'x' }],
    },
    SECRETARIAT,
  );
  take({ type: 'registerPresence', members: MEMBERS, present: true }, SECRETARIAT);
  take({ type: 'openSitting' }, CHAIR);
  take({ type: 'takeUp', item: '1' }, CHAIR);
  return room;
};
/** A motion is moved and carried by everybody. */
const carries = ({ takeInSitting: take, wait }: Room, kind: MotionKind, nth: number): void => {
  take({ type: 'moveMotion', kind, reason: '' }, head('AAA'));
  take({ type: 'putMotion', motion: `m${nth}` }, CHAIR);
  for (const member of MEMBERS) take({ type: 'castVote', vote: `v${nth}`, choice: 'for' }, head(member));
  wait(31);
  take({ type: 'closeVote', vote: `v${nth}` }, CHAIR);
};
const adopts = ({ take, wait }: Room): void => {
  take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
  wait(61);
  take({ type: 'adopt' }, CHAIR);
};
const isEffect = ({ type }: Told): boolean => TEXT_EFFECT_TYPES.some((effect) => effect === type);
/** A record of sittings that were planned before motions had effects on texts. */
const ofSecondEdition = (told: readonly Told[]): readonly Told[] =>
  told.flatMap((event): readonly Told[] => {
    // Of sittings before the fourth edition neither was told.
    if (event.type === 'takenUpInSession') return [];
    const { edition: _, ...payload } = event.payload as Readonly<Record<string, unknown>>;
    if (event.type === 'textBarred') return [{ ...event, payload }];
    return [event.type === 'sittingPlanned' ? { ...event, payload: { ...payload, edition: 2 } } : event];
  });

/** A text whose adoption is considered again, on whose competence the body is asked, and on which it takes no action. */
const touched = (): Room => {
  const room = inMeeting();
  adopts(room);
  carries(room, 'reconsider', 1);
  room.takeInSitting({ type: 'moveMotion', kind: 'noCompetence', reason: '' }, head('AAA'));
  room.takeInSitting({ type: 'withdrawMotion', motion: 'm2' }, head('AAA'));
  room.takeInSitting({ type: 'moveMotion', kind: 'adjournDebate', reason: '' }, head('AAA'));
  room.takeInSitting({ type: 'putMotion', motion: 'm3' }, CHAIR);
  for (const member of MEMBERS)
    room.takeInSitting({ type: 'castVote', vote: 'v2', choice: 'for' }, head(member));
  room.wait(31);
  room.takeInSitting({ type: 'closeVote', vote: 'v2' }, CHAIR);
  return room;
};

test('[VER-40] effects of motions hold where they stand with the act of the sitting', () => {
  const { told } = touched();
  expect(told.filter(isEffect).map(({ type }) => type)).toEqual([
    'takenUpInSession',
    'textReconsidered',
    'competenceQuestioned',
    'competenceSettled',
    'textBarred',
  ]);
  expect(failure(told)).toBeUndefined();
});

test('[VER-145] an effect that is left out is missed, whatever comes after', () => {
  const { told } = touched();
  for (const [place, event] of told.entries())
    if (isEffect(event))
      for (const without of [told.toSpliced(place, 1), told.slice(0, place)])
        expect(failure(without), event.type).toMatchObject({
          code: 'lawful',
          facts: { problem: 'effect', type: event.type },
        });
  const room = inMeeting();
  carries(room, 'adjournDebate', 1);
  const barred = room.told.filter(({ type }) => type !== 'textBarred');
  const adoption = openRoom();
  adopts(adoption);
  const [proposed, adopted] = adoption.told.slice(-2);
  if (proposed === undefined || adopted === undefined) throw new Error('nothing was adopted');
  const later = { at: '2026-03-02T11:00:00.000Z' };
  expect(failure([...barred, { ...proposed, ...later }, { ...adopted, ...later }])).toMatchObject({
    facts: { problem: 'effect', type: 'textBarred' },
  });
});

test('[VER-145] an effect is entered once, in the moment of the act and by its actor', () => {
  const room = inMeeting();
  adopts(room);
  carries(room, 'reconsider', 1);
  adopts(room);
  const again: Told = {
    stream: DELIBERATION,
    type: 'textReconsidered',
    at: room.at,
    actor: { ...CHAIR },
    audience: 'public',
    payload: { sitting: 'x', motion: 'm1' },
  };
  expect(failure([...room.told, again])).toMatchObject({ facts: { problem: 'effect' } });

  const { told } = touched();
  for (const [place, event] of told.entries()) {
    if (!isEffect(event)) continue;
    const instead = (change: Partial<Told>) => told.with(place, { ...event, ...change });
    expect(failure(told.toSpliced(place, 0, event)), event.type).toMatchObject({ code: 'lawful' });
    expect(failure(instead({ actor: { kind: 'observer', member: 'OBS' } }))).toMatchObject({
      facts: { problem: 'actor' },
    });
    expect(failure(instead({ at: '2026-03-02T09:59:59.000Z' }))).toMatchObject({
      facts: { problem: 'time' },
    });
    expect(failure(instead({ withheld: true }))).toMatchObject({ ok: false });
  }
});

test('[VER-145] nothing of the sitting comes before the effect of its last act', () => {
  const { told } = touched();
  const place = told.findIndex(({ type }) => type === 'competenceQuestioned');
  const [effect, next] = told.slice(place, place + 2);
  if (effect === undefined || next === undefined) throw new Error('no effect');
  expect(next.stream).toBe(SITTING);
  expect(failure(told.toSpliced(place, 2, next, effect))).toMatchObject({
    facts: { problem: 'effect', type: 'competenceQuestioned' },
  });
});

test('[VER-145] a sitting of an edition before motions had effects holds without them', () => {
  const room = inMeeting();
  carries(room, 'adjournDebate', 1);
  expect(failure(ofSecondEdition(room.told))).toBeUndefined();
  expect(failure(ofSecondEdition(room.told.filter((event) => !isEffect(event))))).toBeUndefined();
});
