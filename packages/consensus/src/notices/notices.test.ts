import { describe, expect, test } from 'vitest';
import { CHAIR, CONSENSUS, head, MAJORITY, meeting, SECRETARIAT, TEXT } from '../acts/meeting.fixture.ts';
import { replayDeliberation } from '../acts/evolve-deliberation.ts';
import { maySee } from '../acts/visibility.ts';
import { addSeconds } from '../rules/instant.ts';
import type { DecisionRule, DeliberationAct } from '../types.ts';
import { deadlineNotices } from './deadline-notices.ts';
import { noticesOf } from './notices-of.ts';
import type { Person } from './types.ts';

const SILENCE: DecisionRule = {
  ...CONSENSUS,
  id: 'silence',
  method: 'silence',
  period: { hours: 72, minHours: 1, extendable: true },
};
const delegate = (member: string): Person => ({ account: `of-${member}`, kind: 'delegate', member });
const PEOPLE: readonly Person[] = [
  ...['AAA', 'BBB', 'CCC', 'DDD'].map(delegate),
  { account: 'observer', kind: 'observer', member: 'OBS' },
  { account: 'chair', kind: 'chair' },
  { account: 'secretariat', kind: 'secretariat' },
];
type Room = ReturnType<typeof meeting>;
const lastNotices = (room: Room) => {
  const event = room.events.at(-1);
  if (event === undefined) throw new Error('nothing happened');
  return noticesOf(room.state, event, PEOPLE, replayDeliberation(room.events.slice(0, -1)));
};
const accounts = (told: ReturnType<typeof noticesOf>): readonly string[] =>
  told.map(({ account }) => account);
const openDraft = (room: Room): void => {
  room.take(
    { type: 'openDocument', id: 'd1', kind: 'amendmentDraft', lang: 'en', title: 'Our draft' },
    head('AAA'),
  );
};
const revision = (change: number): DeliberationAct => ({
  type: 'issueRevision',
  symbol: 'X/L.1/Rev.1',
  lang: 'en',
  paragraphs: TEXT.paragraphs.map((paragraph, at) => ({
    ...paragraph,
    source: `p${at + 1}`,
    hash: at === change ? '7'.repeat(64) : paragraph.hash,
  })),
  hash: '8'.repeat(64),
});

describe('what an event tells', () => {
  test('[NTC-1] a delegation is told of a draft it was invited to, and nobody else hears of it', () => {
    const room = meeting();
    openDraft(room);
    expect(lastNotices(room)).toEqual([]);
    room.take({ type: 'shareDocument', document: 'd1', member: 'BBB' }, head('AAA'));
    expect(lastNotices(room)).toMatchObject([
      {
        account: 'of-BBB',
        notice: { kind: 'assigned', code: 'draftShared', facts: { title: 'Our draft', owner: 'AAA' } },
      },
    ]);
  });

  test('[NTC-29] those who write in a draft are told as what another one tabled it', () => {
    const room = meeting();
    openDraft(room);
    room.take({ type: 'shareDocument', document: 'd1', member: 'BBB' }, head('AAA'));
    room.take(
      {
        type: 'submitAmendment',
        changes: [{ paragraph: 'p3', new: 'Decides to wait;' }],
        reason: '',
        textHash: TEXT.hash,
        needs: [],
        excludes: [],
      },
      head('AAA'),
    );
    room.take({ type: 'markTabled', document: 'd1', amendment: 'A1' }, head('AAA'));
    expect(lastNotices(room)).toMatchObject([
      {
        account: 'of-BBB',
        notice: { code: 'draftTabled', facts: { title: 'Our draft', amendment: 'A1' } },
      },
    ]);
  });

  test('[NTC-1] delegations are told of a paragraph that was opened to them', () => {
    const room = meeting();
    room.take({ type: 'openDocument', id: 'w', kind: 'workingText', lang: 'en', title: 'W' }, SECRETARIAT);
    room.take({ type: 'openParagraph', paragraph: 'p3', members: ['BBB', 'CCC'] }, SECRETARIAT);
    expect(accounts(lastNotices(room))).toEqual(['of-BBB', 'of-CCC']);
  });

  test('[NTC-2] a delegation is told how many of its positions lost their words, once and only for changed words', () => {
    const room = meeting();
    room.say('AAA', 'p3', 'accept');
    room.say('AAA', 'p2', 'accept');
    room.say('BBB', 'p2', 'accept');
    room.take(revision(2), SECRETARIAT);
    expect(lastNotices(room)).toMatchObject([
      { account: 'of-AAA', notice: { code: 'textChanged', facts: { symbol: 'X/L.1/Rev.1', count: 1 } } },
    ]);
    const issued = room.events.at(-1);
    const before = replayDeliberation(room.events.slice(0, -1));
    room.say('AAA', 'p3', 'support');
    expect(issued === undefined ? undefined : noticesOf(room.state, issued, PEOPLE, before)).toEqual([]);
  });

  test('[NTC-2] a position on the whole text loses its words with any change', () => {
    const room = meeting();
    room.say('CCC', 'text', 'support');
    room.take(revision(1), SECRETARIAT);
    expect(accounts(lastNotices(room))).toEqual(['of-CCC']);
  });

  test('[NTC-3] everybody is told of a decision', () => {
    const room = meeting();
    room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
    expect(lastNotices(room)).toEqual([]);
    room.wait(61);
    room.take({ type: 'adopt' }, CHAIR);
    expect(accounts(lastNotices(room))).toEqual(PEOPLE.map(({ account }) => account));
  });

  test('[NTC-4] nobody is told of what they may not see, nor of what they did themselves; the key is that of the event', () => {
    const room = meeting();
    openDraft(room);
    room.take({ type: 'shareDocument', document: 'd1', member: 'BBB' }, { ...head('AAA'), person: 'of-AAA' });
    room.say('BBB', 'p3', 'accept');
    room.take(revision(2), SECRETARIAT);
    room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
    room.wait(61);
    room.take({ type: 'adopt' }, { ...CHAIR, person: 'chair' });
    for (const event of room.events)
      for (const { account, notice } of noticesOf(room.state, event, PEOPLE)) {
        const person = PEOPLE.find((one) => one.account === account);
        expect(person !== undefined && maySee(person, event.audience)).toBe(true);
        expect(account).not.toBe(event.actor.person);
        expect(notice.key).toBe(`${event.stream}:${event.version}`);
      }
    expect(accounts(lastNotices(room))).not.toContain('chair');
  });
});

describe('what procedure tells', () => {
  const HOUR = 3_600;
  const silent = (): Room => {
    const room = meeting({ rules: [CONSENSUS, MAJORITY, SILENCE] });
    room.take({ type: 'proposeAdoption', rule: 'silence', objectionSeconds: HOUR }, CHAIR);
    return room;
  };
  const division = (room: Room): void =>
    room.take(
      { type: 'requestDivision', parts: [['p3']], reason: '', textHash: TEXT.hash },
      { ...head('BBB'), person: 'of-BBB' },
    );
  const codes = (room: Room) => [...new Set(lastNotices(room).map(({ notice }) => notice.code))];

  test('[NTC-6] delegations are told of a silence that was extended, and reminded of its new end', () => {
    const room = silent();
    const before = deadlineNotices(room.state, room.body, PEOPLE, room.at);
    const until = addSeconds(room.at, 2 * HOUR);
    room.take({ type: 'extendSilence', until, reason: 'Asked for.' }, CHAIR);
    expect(lastNotices(room)).toMatchObject(
      ['of-AAA', 'of-BBB', 'of-CCC', 'of-DDD'].map((account) => ({
        account,
        notice: { kind: 'deadlineNear', code: 'silenceExtended', facts: { until } },
      })),
    );
    const after = deadlineNotices(room.state, room.body, PEOPLE, room.at);
    expect(after).toHaveLength(4);
    expect(after[0]?.notice.key).not.toBe(before[0]?.notice.key);
  });

  test('[NTC-6] everybody is told of a silence that was broken; one that was kept is told as the decision that follows', () => {
    const room = silent();
    room.take({ type: 'object', reason: 'No.', paragraphs: ['p3'] }, head('AAA'));
    room.wait(HOUR + 1);
    room.take({ type: 'endSilence' }, { kind: 'deadline' });
    expect(codes(room)).toEqual(['silenceBroken']);
    expect(lastNotices(room)).toHaveLength(PEOPLE.length);
    const kept = silent();
    kept.wait(HOUR + 1);
    kept.take({ type: 'endSilence' }, { kind: 'deadline' });
    expect(lastNotices(kept)).toEqual([]);
  });

  test('[NTC-6] everybody but its mover is told of a motion for division, then of its fate and of each part', () => {
    const room = meeting();
    const decide = (item: string): void => {
      room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60, item }, CHAIR);
      room.wait(61);
      room.take({ type: 'adopt' }, CHAIR);
    };
    division(room);
    expect(codes(room)).toEqual(['divisionRequested']);
    expect(accounts(lastNotices(room))).not.toContain('of-BBB');
    decide('D1');
    expect(codes(room)).toEqual(['divisionCarried']);
    decide('D1.1');
    expect(lastNotices(room)[0]?.notice).toMatchObject({
      code: 'partAdopted',
      facts: { division: 'D1', part: '1' },
    });
  });

  test('[NTC-6] every delegation is told when amendments are last taken, as of any deadline', () => {
    const room = meeting();
    const until = addSeconds(room.at, 30 * HOUR);
    room.take({ type: 'closeSubmission', until }, CHAIR);
    const near = (seconds: number) =>
      deadlineNotices(room.state, room.body, PEOPLE, addSeconds(room.at, seconds));
    expect(near(HOUR)).toEqual([]);
    expect(near(6 * HOUR)[0]?.notice).toMatchObject({
      code: 'submissionCloses',
      facts: { until },
      path: '/deliberations/x/amendments',
    });
    expect(near(6 * HOUR)).toHaveLength(4);
    expect(near(30 * HOUR)).toEqual([]);
  });
});

describe('what a deadline tells', () => {
  const near = (room: Room, seconds = 0) =>
    deadlineNotices(room.state, room.body, PEOPLE, addSeconds(room.at, seconds));
  const DAY = 86_400;

  test('[NTC-5] delegations that can still object are told 24 hours and 2 hours before, never after', () => {
    const room = meeting();
    expect(near(room)).toEqual([]);
    room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 3 * DAY }, CHAIR);
    room.take({ type: 'object', reason: 'No.' }, head('AAA'));
    expect(near(room, 2 * DAY - 1)).toEqual([]);
    const first = near(room, 2 * DAY);
    expect(accounts(first)).toEqual(['of-BBB', 'of-CCC', 'of-DDD']);
    const second = near(room, 3 * DAY - 7_200);
    expect(first[0]?.notice.key).toBe('deadline:x:d1:objectionsEnd:24');
    expect(second[0]?.notice.key).toBe('deadline:x:d1:objectionsEnd:2');
    expect(near(room, 3 * DAY)).toEqual([]);
  });

  test('[NTC-31] of a time that is over within minutes nobody is told, of ten minutes everybody who can act', () => {
    const room = meeting();
    room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 599 }, CHAIR);
    expect(near(room)).toEqual([]);
    room.take({ type: 'withdrawProposal', note: 'Later.' }, CHAIR);
    room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 600 }, CHAIR);
    expect(near(room)).toHaveLength(4);
    room.take({ type: 'withdrawProposal', note: 'Later.' }, CHAIR);
    room.take({ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 600 }, CHAIR);
    room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
    expect(near(room)).toEqual([]);
  });

  test('[NTC-5] of a ballot those are told who have not cast, of a short one at once and only once', () => {
    const room = meeting();
    room.take({ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 60 }, CHAIR);
    room.take({ type: 'putToBallot', openSeconds: 3_600 }, CHAIR);
    expect(near(room)[0]?.notice).toMatchObject({
      code: 'ballotCloses',
      key: 'deadline:x:d1:ballotCloses:2',
    });
    room.take({ type: 'castBallot', choice: 'for' }, head('AAA'));
    expect(accounts(near(room))).toEqual(['of-BBB', 'of-CCC', 'of-DDD']);
    for (const member of ['BBB', 'CCC', 'DDD'])
      room.take({ type: 'castBallot', choice: 'for' }, head(member));
    room.take({ type: 'closeBallot' }, CHAIR);
    expect(near(room)).toEqual([]);
  });
});
