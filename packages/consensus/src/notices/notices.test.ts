import { describe, expect, test } from 'vitest';
import { CHAIR, head, meeting, SECRETARIAT, TEXT } from '../acts/meeting.fixture.ts';
import { maySee } from '../acts/visibility.ts';
import { addSeconds } from '../rules/instant.ts';
import type { DeliberationAct } from '../types.ts';
import { deadlineNotices } from './deadline-notices.ts';
import { noticesOf } from './notices-of.ts';
import type { Person } from './types.ts';

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
  return noticesOf(room.state, event, PEOPLE);
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
    room.say('AAA', 'p3', 'support');
    expect(issued === undefined ? undefined : noticesOf(room.state, issued, PEOPLE)).toEqual([]);
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
