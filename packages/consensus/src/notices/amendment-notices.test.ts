import { describe, expect, test } from 'vitest';
import {
  CHAIR,
  CONSENSUS,
  head,
  MAJORITY,
  meeting,
  memberNamed,
  SECRETARIAT,
  WEIGHTED,
  type Meeting,
} from '../acts/meeting.fixture.ts';
import { replayDeliberation } from '../acts/evolve-deliberation.ts';
import { currentHash } from '../acts/items.ts';
import type { DeliberationAct, SubmittedAmendment, WrittenAmendmentChange } from '../types.ts';
import { addSeconds } from '../rules/instant.ts';
import { bodyNotices, standingNotices } from './body-notices.ts';
import { noticesOf } from './notices-of.ts';
import type { Person } from './types.ts';

const MEMBERS = ['AAA', 'BBB', 'CCC', 'DDD'];
const PEOPLE: readonly Person[] = [
  ...MEMBERS.map((member): Person => ({ account: `of-${member}`, kind: 'delegate', member })),
  { account: 'observer', kind: 'observer', member: 'OBS' },
  { account: 'chair', kind: 'chair' },
  { account: 'secretariat', kind: 'secretariat' },
];
const DELEGATES = MEMBERS.map((member) => `of-${member}`);

/** What the last act told, as it is told when it has just happened. */
const told = (room: Meeting, people = PEOPLE) => {
  const event = room.events.at(-1);
  if (event === undefined) throw new Error('nothing happened');
  return noticesOf(room.state, event, people, replayDeliberation(room.events.slice(0, -1)));
};
const ofCode = (room: Meeting, code: string) =>
  told(room).flatMap(({ account, notice }) =>
    notice.code === code ? [{ account, facts: notice.facts }] : [],
  );
const accountsOf = (room: Meeting, code: string): readonly string[] =>
  ofCode(room, code).map(({ account }) => account);

const handedIn = (
  room: Meeting,
  changes: readonly WrittenAmendmentChange[],
  more: Partial<SubmittedAmendment> = {},
): DeliberationAct => ({
  type: 'submitAmendment',
  changes,
  reason: '',
  textHash:
    (more.amends === undefined ? room.state.revision?.hash : room.state.amendments[more.amends]?.hash) ?? '',
  needs: [],
  excludes: [],
  ...more,
});
const submit = (
  room: Meeting,
  member: string,
  changes: readonly WrittenAmendmentChange[],
  more: Partial<SubmittedAmendment> = {},
): void => room.take(handedIn(room, changes, more), head(member));
const other = (words: string): readonly WrittenAmendmentChange[] => [{ paragraph: 'p3', new: words }];
const decide = (room: Meeting, item: string): void => {
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60, item }, CHAIR);
  room.wait(61);
  room.take({ type: 'adopt' }, CHAIR);
};

describe('words that change under positions', () => {
  test('[NTC-2] an amendment that is adopted, or taken in, tells whose positions lost their words, once', () => {
    const room = meeting();
    room.say('BBB', 'p3', 'accept');
    room.say('BBB', 'text', 'accept');
    submit(room, 'AAA', other('Decides [to wait];'));
    room.say('CCC', 'A1', 'accept');
    decide(room, 'A1');
    expect(ofCode(room, 'textChanged')).toEqual([{ account: 'of-BBB', facts: { symbol: 'A1', count: 2 } }]);
    // It had lost them: it is not told again, and whoever took a position on the new words is.
    room.say('CCC', 'p3', 'accept');
    submit(room, 'AAA', other('Decides [to wait a year];'));
    room.take({ type: 'acceptAmendment', amendment: 'A2' }, CHAIR);
    expect(ofCode(room, 'textChanged')).toEqual([{ account: 'of-CCC', facts: { symbol: 'A2', count: 1 } }]);
  });

  test('[NTC-2] a revision of what amendments changed tells only of what it changes itself', () => {
    const room = meeting();
    room.say('BBB', 'p3', 'accept');
    submit(room, 'AAA', other('Decides [to wait];'));
    decide(room, 'A1');
    room.say('BBB', 'p3', 'support');
    const { revision } = room.state;
    const issue = (symbol: string, hash: string, text: string): void =>
      room.take(
        {
          type: 'issueRevision',
          symbol,
          lang: 'en',
          paragraphs: (revision?.paragraphs ?? []).map(({ pid, kind, level, label, ...one }) => ({
            source: pid,
            kind,
            level,
            label,
            text: pid === 'p3' ? text : one.text,
            hash: pid === 'p3' ? hash : one.hash,
          })),
          hash: `${symbol.length}`.padStart(64, '8'),
        },
        SECRETARIAT,
      );
    issue('X/L.1/Rev.1', currentHash(room.state, 'p3') ?? '', 'Decides [to wait];');
    expect(ofCode(room, 'textChanged')).toEqual([]);
    issue('X/L.1/Rev.20', '7'.repeat(64), 'Decides.');
    expect(ofCode(room, 'textChanged')).toEqual([
      { account: 'of-BBB', facts: { symbol: 'X/L.1/Rev.20', count: 1 } },
    ]);
  });

  test('[NTC-2] a position that a group statement gave counts like an own one, an own one on other words covers nothing', () => {
    const room = meeting();
    room.take(
      {
        type: 'stateGroupPosition',
        group: 'friends',
        item: 'p3',
        stance: 'accept',
        reason: 'Together.',
        textHash: currentHash(room.state, 'p3') ?? '',
      },
      head('BBB'),
    );
    submit(room, 'AAA', other('Decides [to wait];'));
    decide(room, 'A1');
    expect(accountsOf(room, 'textChanged')).toEqual(['of-BBB', 'of-CCC']);
  });

  test('[NTC-2] an amendment that its sponsors revise tells who had taken a position on it', () => {
    const room = meeting();
    submit(room, 'AAA', other('Decides [to wait];'));
    room.say('BBB', 'A1', 'accept');
    room.take(
      {
        type: 'reviseAmendment',
        amendment: 'A1',
        changes: other('Decides [to wait long];'),
        reason: '',
        textHash: room.state.revision?.hash ?? '',
      },
      head('AAA'),
    );
    expect(ofCode(room, 'textChanged')).toEqual([{ account: 'of-BBB', facts: { symbol: 'A1', count: 1 } }]);
  });

  test('[NTC-2] of a division those are told whose words its last vote took away', () => {
    const room = meeting();
    room.say('CCC', 'text', 'accept');
    const { revision } = room.state;
    room.take(
      { type: 'requestDivision', parts: [['p3']], reason: '', textHash: revision?.hash ?? '' },
      head('BBB'),
    );
    decide(room, 'D1');
    decide(room, 'D1.1');
    expect(ofCode(room, 'textChanged')).toEqual([]);
    room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60, item: 'D1.2' }, CHAIR);
    room.take({ type: 'object', reason: 'A vote.' }, head('DDD'));
    room.wait(61);
    room.take({ type: 'reject', note: 'No consensus.' }, CHAIR);
    room.take({ type: 'proposeAdoption', rule: 'majority', objectionSeconds: 60, item: 'D1.2' }, CHAIR);
    room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
    for (const member of MEMBERS) room.take({ type: 'castBallot', choice: 'against' }, head(member));
    room.take({ type: 'closeBallot' }, CHAIR);
    room.take({ type: 'reject', note: 'Voted down.' }, CHAIR);
    expect(ofCode(room, 'textChanged')).toEqual([{ account: 'of-CCC', facts: { symbol: 'D1', count: 1 } }]);
    expect(accountsOf(room, 'partRejected')).toHaveLength(PEOPLE.length);
  });
});

describe('sponsors', () => {
  test('[NTC-32] are told of an amendment to theirs, when it is taken in, and when it is withdrawn', () => {
    const room = meeting();
    submit(room, 'AAA', other('Decides [to wait];'));
    expect(told(room)).toEqual([]);
    room.take({ type: 'coSponsorAmendment', amendment: 'A1' }, head('CCC'));
    submit(room, 'BBB', other('Decides [to wait a year];'), { amends: 'A1' });
    expect(ofCode(room, 'subAmendmentSubmitted')).toEqual(
      ['of-AAA', 'of-CCC'].map((account) => ({
        account,
        facts: { amendment: 'A1', sub: 'A2', owner: 'BBB' },
      })),
    );
    room.take({ type: 'acceptAmendment', amendment: 'A2' }, { ...head('AAA'), person: 'of-AAA' });
    expect(ofCode(room, 'amendmentAccepted')).toEqual([{ account: 'of-BBB', facts: { amendment: 'A2' } }]);
    submit(room, 'AAA', [{ paragraph: 'p4', new: 'Requests two reports.' }]);
    room.take({ type: 'coSponsorAmendment', amendment: 'A3' }, head('CCC'));
    submit(room, 'BBB', [{ paragraph: 'p4', new: 'Requests three reports.' }], { amends: 'A3' });
    room.take({ type: 'withdrawAmendment', amendment: 'A3' }, { ...head('AAA'), person: 'of-AAA' });
    expect(accountsOf(room, 'amendmentWithdrawn')).toEqual(['of-CCC']);
    expect(ofCode(room, 'amendmentsLapsed')).toEqual([
      { account: 'of-BBB', facts: { amendment: 'A4', count: 1, by: 'A3' } },
    ]);
  });

  test('[NTC-32] are told once of all of theirs that are not put any more, in the place of the decision', () => {
    const room = meeting();
    submit(room, 'AAA', other('Decides [to wait];'));
    submit(room, 'BBB', other('Decides [to run];'), { excludes: ['A1'] });
    submit(room, 'BBB', other('Decides [to sit];'), { excludes: ['A1'] });
    decide(room, 'A1');
    const own = told(room).filter(({ account }) => account === 'of-BBB');
    expect(own.map(({ notice }) => [notice.code, notice.facts])).toEqual([
      ['amendmentsLapsed', { amendment: 'A2', count: 2, by: 'A1' }],
    ]);
    expect(accountsOf(room, 'amendmentAdopted')).toEqual(
      PEOPLE.map(({ account }) => account).filter((account) => account !== 'of-BBB'),
    );
  });
});

describe('what is opened and withdrawn', () => {
  const DAY = 86_400;

  test('[NTC-30] objections and ballots of more than a day are told when they open, shorter ones are deadlines', () => {
    const silence = {
      ...CONSENSUS,
      id: 'silence',
      method: 'silence',
      period: { hours: 72, minHours: 1, extendable: true },
    } as const;
    const room = meeting({ rules: [CONSENSUS, MAJORITY, WEIGHTED, silence] });
    const propose = (rule: string, objectionSeconds: number): void =>
      room.take({ type: 'proposeAdoption', rule, objectionSeconds }, CHAIR);
    const withdraw = (): void => room.take({ type: 'withdrawProposal', note: 'Later.' }, CHAIR);
    propose('consensus', DAY);
    expect(told(room)).toEqual([]);
    withdraw();
    expect(accountsOf(room, 'proposalWithdrawn')).toEqual(PEOPLE.map(({ account }) => account));
    propose('consensus', DAY + 1);
    expect(accountsOf(room, 'adoptionProposed')).toEqual(DELEGATES);
    withdraw();
    propose('silence', 3 * DAY);
    expect(accountsOf(room, 'silenceOpened')).toEqual(DELEGATES);
    withdraw();
    propose('weighted', 3 * DAY);
    expect(told(room)).toEqual([]);
    room.take({ type: 'putToBallot', openSeconds: 2 * DAY }, CHAIR);
    expect(accountsOf(room, 'ballotOpened')).toEqual(DELEGATES);
  });

  test('[NTC-33] delegations are told of a paragraph that was agreed or opened again, everybody of a withdrawn proposal', () => {
    const room = meeting();
    for (const member of MEMBERS) room.say(member, 'p3', 'support');
    room.take({ type: 'agreeAdRef', pid: 'p3' }, CHAIR);
    expect(ofCode(room, 'paragraphAgreed')).toEqual(
      DELEGATES.map((account) => ({ account, facts: { paragraph: 'OP1' } })),
    );
    room.take({ type: 'reopenParagraph', pid: 'p3', reason: 'New words.' }, CHAIR);
    expect(accountsOf(room, 'paragraphReopened')).toEqual(DELEGATES);
  });

  test('[NTC-35] a delegation is told of a package when it is named, and when it is withdrawn; others hear nothing', () => {
    const room = meeting();
    const { revision } = room.state;
    room.take(
      {
        type: 'keepPackage',
        title: 'A way out',
        note: '',
        rule: 'consensus',
        textHash: revision?.hash ?? '',
        choices: [{ paragraph: 'p3', textHash: currentHash(room.state, 'p3') ?? '', outcome: 'leftOut' }],
      },
      CHAIR,
    );
    expect(told(room)).toEqual([]);
    const share = (member: string): void =>
      room.take({ type: 'sharePackage', package: 'k1', members: [member], words: '' }, CHAIR);
    share('BBB');
    expect(told(room)).toMatchObject([
      {
        account: 'of-BBB',
        notice: { kind: 'assigned', code: 'packageShared', facts: { title: 'A way out' } },
      },
    ]);
    share('CCC');
    expect(accountsOf(room, 'packageShared')).toEqual(['of-CCC']);
    room.take({ type: 'withdrawPackage', package: 'k1', reason: 'Overtaken.' }, CHAIR);
    expect(accountsOf(room, 'packageWithdrawn')).toEqual(['of-BBB', 'of-CCC']);
  });
});

test('[NTC-34] members are told of rules proposed and adopted and of organizations listed; observers are not', () => {
  const room = meeting();
  const last = () => {
    const event = room.bodyEvents.at(-1);
    return event === undefined ? [] : bodyNotices(room.body, event, PEOPLE);
  };
  const rule = { ...CONSENSUS, id: 'other' };
  room.takeBody({ type: 'proposeRule', rule, objectionSeconds: 60 }, SECRETARIAT);
  expect(last().map(({ account }) => account)).toEqual(DELEGATES);
  expect(last()[0]?.notice).toMatchObject({
    kind: 'deadlineNear',
    code: 'ruleProposed',
    facts: { rule: 'other', until: room.body.ruleProposals['other']?.objectionsUntil },
    deliberation: '',
  });
  room.wait(61);
  room.takeBody({ type: 'adoptRule', rule: 'other' }, { ...CHAIR, person: 'chair' });
  expect(last().map(({ notice }) => notice.code)).toEqual(MEMBERS.map(() => 'ruleAdopted'));
  room.takeBody({ type: 'admitMembers', members: [memberNamed('EEE', 1)] }, SECRETARIAT);
  expect(last()).toEqual([]);
  room.takeBody(
    {
      type: 'listOrganization',
      organization: { id: 'ORG', names: { en: 'Org' }, class: 'civilOrganization', sponsors: [] },
      findings: { mandate: 'a', funding: 'b', independence: 'c', conflicts: 'd' },
      objectionSeconds: 86_400 * 14,
      until: '2028-03-02T10:00:00.000Z',
    },
    SECRETARIAT,
  );
  expect(last()[0]?.notice).toMatchObject({ code: 'organizationListed', facts: { owner: 'ORG' } });
});

test('[NTC-60] an accredited organization is told 60 and 14 days before its standing ends, until it is listed anew', () => {
  const room = meeting();
  const DAY = 86_400;
  const until = addSeconds(room.at, 200 * DAY);
  const list = {
    type: 'listOrganization',
    organization: { id: 'ORG', names: { en: 'Org' }, class: 'civilOrganization', sponsors: [] },
    findings: { mandate: 'a', funding: 'b', independence: 'c', conflicts: 'd' },
    objectionSeconds: 60,
  } as const;
  const people: readonly Person[] = [
    ...PEOPLE,
    { account: 'of-ORG', kind: 'observer', member: 'ORG' },
    { account: 'reader', kind: 'observer' },
  ];
  room.takeBody({ ...list, until }, SECRETARIAT);
  room.wait(61);
  expect(standingNotices(room.body, people, addSeconds(until, -DAY))).toEqual([]);
  room.takeBody({ type: 'accreditOrganization', organization: 'ORG' }, CHAIR);
  const at = (days: number) => standingNotices(room.body, people, addSeconds(until, -days * DAY));
  expect([at(61), at(0)]).toEqual([[], []]);
  expect(at(60)).toMatchObject([
    {
      account: 'of-ORG',
      notice: { code: 'accreditationEnds', facts: { until }, path: '/accreditation/apply' },
    },
  ]);
  // The same reminder has the same key; the second one is another.
  const keys = [60, 30, 14, 1].map((days) => at(days)[0]?.notice.key);
  expect(new Set(keys)).toEqual(new Set([keys[0], keys[2]]));
  room.takeBody({ ...list, until: addSeconds(until, DAY) }, SECRETARIAT);
  expect(at(14)).toEqual([]);
});
