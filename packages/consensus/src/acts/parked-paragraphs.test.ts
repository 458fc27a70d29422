import { describe, expect, test } from 'vitest';
import { itemState } from '../board/item-state.ts';
import { paragraphBoard } from '../board/paragraph-board.ts';
import { whatIsLeft } from '../board/row-order.ts';
import { waitingFor } from '../board/waiting-for.ts';
import { deadlineNotices } from '../notices/deadline-notices.ts';
import { noticesOf } from '../notices/notices-of.ts';
import type { Person } from '../notices/types.ts';
import type { DeliberationAct, SubmittedAmendment, WrittenAmendmentChange } from '../types.ts';
import { TEXTS } from '@plenary/tabling';
import { admitDeliberation } from './admit-deliberation.ts';
import { evolveDeliberation } from './evolve-deliberation.ts';
import { documentRights } from './documents/document-rights.ts';
import { CHAIR, head, meeting, SECRETARIAT, TEXT, type Meeting } from './meeting.fixture.ts';

const defer = (...paragraphs: readonly string[]): DeliberationAct => ({
  type: 'deferParagraphs',
  paragraphs,
  waitsFor: 'The chapter on finance.',
});
const release = (pid: string, reason = 'It is there.'): DeliberationAct => ({
  type: 'releaseParagraphs',
  pid,
  reason,
});
const toDelete = (pid = 'p3', objectionSeconds = 60): DeliberationAct => ({
  type: 'proposeDeletion',
  pid,
  reason: 'Said twice.',
  objectionSeconds,
});
const object = (pid = 'p3', reason = 'It is said once.'): DeliberationAct => ({
  type: 'objectToDeletion',
  pid,
  reason,
});
const gone: DeliberationAct = { type: 'deleteParagraph', pid: 'p3' };
const whole: DeliberationAct = { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 };

const code = (room: Meeting, act: DeliberationAct, actor = CHAIR) => room.refusal(act, actor)?.code;
const status = (room: Meeting, pid: string) => room.state.marks[pid]?.status;
const amendment = (
  room: Meeting,
  ...changes: readonly WrittenAmendmentChange[]
): { readonly type: 'submitAmendment' } & SubmittedAmendment => ({
  type: 'submitAmendment',
  changes,
  reason: '',
  textHash: room.state.revision?.hash ?? '',
  needs: [],
  excludes: [],
});
const OTHER: WrittenAmendmentChange = { paragraph: 'p3', new: 'Decides to wait;' };
const reissue = (at: number, text: string): DeliberationAct => ({
  type: 'issueRevision',
  symbol: 'X/L.1/Rev.1',
  lang: 'en',
  hash: 'd'.repeat(64),
  paragraphs: TEXT.paragraphs.map((paragraph, place) => ({
    ...paragraph,
    source: `p${place + 1}`,
    ...(place === at ? { text, hash: 'e'.repeat(64) } : {}),
  })),
});

describe('what is deferred', () => {
  test('[ACT-51] those who conduct defer open paragraphs together, in the order of the text, with what they wait for', () => {
    const room = meeting();
    expect(code(room, defer('p3'), head('AAA'))).toBe('actor.notConducting');
    expect(code(room, defer())).toBe('paragraph.noneNamed');
    expect([code(room, defer('p1')), code(room, defer('p9'))]).toEqual([
      'paragraph.unknown',
      'paragraph.unknown',
    ]);
    expect(code(room, { ...defer('p3'), waitsFor: ' ' } as DeliberationAct)).toBe('act.reasonNeeded');
    room.take(defer('p4', 'p3'), SECRETARIAT);
    const mark = {
      status: 'deferred',
      at: room.at,
      reason: 'The chapter on finance.',
      together: ['p3', 'p4'],
    };
    expect(room.state.marks).toEqual({ p3: mark, p4: mark });
    expect(code(room, defer('p2', 'p3'))).toBe('paragraph.deferred');
  });

  test('[ACT-51] it is not agreed, reopened, decided on or proposed for deletion; positions and amendments to it are taken', () => {
    const room = meeting();
    room.take({ type: 'agreeAdRef', pid: 'p2' }, CHAIR);
    expect(code(room, defer('p2', 'p3'))).toBe('paragraph.agreed');
    room.take(defer('p3'), CHAIR);
    expect(code(room, { type: 'agreeAdRef', pid: 'p3' })).toBe('paragraph.deferred');
    expect(code(room, { type: 'reopenParagraph', pid: 'p3', reason: 'Now.' })).toBe('paragraph.deferred');
    expect(code(room, toDelete())).toBe('paragraph.deferred');
    room.say('AAA', 'p3', 'support');
    room.take(amendment(room, OTHER), head('AAA'));
    room.take(amendment(room, { paragraph: 'p4', new: 'Requests two reports.' }), head('BBB'));
    expect(code(room, { ...whole, item: 'A1' } as DeliberationAct)).toBe('paragraph.deferred');
    expect(code(room, { type: 'acceptAmendment', amendment: 'A1' })).toBe('paragraph.deferred');
    expect(code(room, { ...whole, item: 'A2' } as DeliberationAct)).toBeUndefined();
  });

  test('[ACT-52] what was deferred together is released together, and the text waits for all of it', () => {
    const room = meeting();
    room.take(defer('p3', 'p4'), CHAIR);
    expect(room.refusal(whole, CHAIR)).toEqual({ code: 'paragraph.deferred', facts: { pid: 'p3' } });
    expect(code(room, release('p2'))).toBe('paragraph.notDeferred');
    expect(code(room, release('p3', ' '))).toBe('act.reasonNeeded');
    room.take(release('p4'), CHAIR);
    expect([status(room, 'p3'), status(room, 'p4')]).toEqual(['open', 'open']);
    expect(code(room, whole)).toBeUndefined();
  });

  test('[REV-50] [DOC-8] its words stand in the next revision, and nobody edits them meanwhile', () => {
    const room = meeting();
    room.take(defer('p3'), CHAIR);
    expect(code(room, reissue(2, 'Decides to wait;'), SECRETARIAT)).toBe('paragraph.deferred');
    expect(code(room, reissue(3, 'Requests two reports.'), SECRETARIAT)).toBeUndefined();
    room.take(
      { type: 'openDocument', id: 'w1', kind: 'workingText', lang: 'en', title: 'Text', readers: 'public' },
      SECRETARIAT,
    );
    const document = room.state.documents['w1'];
    if (document === undefined) throw new Error('the working text was not opened');
    expect(documentRights(room.state, document, { kind: 'chair' }, room.body)?.closed).toEqual(['p3']);
  });

  test('[BRD-52] the board tells it apart, lists it last of what is left, and waits for no position on it', () => {
    const room = meeting();
    room.say('AAA', 'p4', 'object');
    room.take(defer('p2'), CHAIR);
    const rows = paragraphBoard(room.body, room.state);
    expect(rows.find(({ item }) => item === 'p2')?.state).toBe('deferred');
    expect(whatIsLeft(rows).map(({ item }) => item)).toEqual(['p3', 'p4', 'p2']);
    const waits = waitingFor(room.body, room.state, 'BBB', room.at).map(({ item }) => item);
    expect(waits).not.toContain('p2');
    expect(waits).toContain('p3');
  });
});

describe('what is proposed for deletion', () => {
  test('[ACT-53] it is proposed with a reason and a time, while nobody asks to change it, and taken back by reopening', () => {
    const room = meeting();
    expect(code(room, toDelete(), head('AAA'))).toBe('actor.notConducting');
    expect(code(room, toDelete('p3', 0))).toBe('act.limit');
    expect(code(room, toDelete('p1'))).toBe('paragraph.unknown');
    room.take(amendment(room, OTHER), head('AAA'));
    expect(code(room, toDelete())).toBe('paragraph.amended');
    room.take({ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'));
    room.take(toDelete(), SECRETARIAT);
    expect(status(room, 'p3')).toBe('deletionProposed');
    expect(code(room, whole)).toBe('paragraph.deletionProposed');
    expect(code(room, { type: 'agreeAdRef', pid: 'p3' })).toBe('paragraph.deletionProposed');
    expect(code(room, defer('p3'))).toBe('paragraph.deletionProposed');
    room.take({ type: 'reopenParagraph', pid: 'p3', reason: 'Not now.' }, CHAIR);
    expect(status(room, 'p3')).toBe('open');
    expect(code(room, gone)).toBe('paragraph.deletionNotProposed');
  });

  test('[ACT-54] one objection until the instant inclusive, with a reason, and the paragraph stays', () => {
    const room = meeting();
    expect(code(room, object(), head('AAA'))).toBe('paragraph.deletionNotProposed');
    room.take(toDelete(), CHAIR);
    expect(code(room, object('p3', ' '), head('AAA'))).toBe('act.reasonNeeded');
    expect(code(room, object(), SECRETARIAT)).toBe('actor.notMember');
    room.wait(60);
    room.take(object(), head('AAA'));
    expect(room.state.marks['p3']).toEqual({ status: 'open', at: room.at, reason: 'It is said once.' });
    room.take(toDelete(), CHAIR);
    room.wait(61);
    expect(code(room, object(), head('AAA'))).toBe('deadline.passed');
  });

  test('[ACT-55] after it the chair deletes, the text follows, and the paragraph stays told as deleted', () => {
    const room = meeting();
    room.say('AAA', 'text', 'support');
    room.take(toDelete(), CHAIR);
    expect(code(room, gone)).toBe('adoption.early');
    room.wait(61);
    expect(code(room, gone, SECRETARIAT)).toBe('actor.notConducting');
    const before = room.state;
    room.take(gone, CHAIR);
    expect(room.state.revision?.paragraphs.map(({ pid }) => pid)).toEqual(['p1', 'p2', 'p4', 'p5']);
    expect(room.state.revision?.amendedBy).toEqual(['L1']);
    expect(room.state.textSteps.at(-1)).toEqual({ division: 'L1', removed: ['p3'] });
    expect(room.state.revision?.hash).not.toBe(before.revision?.hash);
    expect(room.state.marks['p3']).toEqual({ status: 'deleted', at: room.at, reason: 'Said twice.' });
    // A second one has a number of its own; the text goes on to be amended and adopted.
    room.take(toDelete('p2'), CHAIR);
    room.wait(61);
    room.take({ type: 'deleteParagraph', pid: 'p2' }, CHAIR);
    expect(room.state.revision?.amendedBy).toEqual(['L1', 'L2']);
    room.take(amendment(room, { paragraph: 'p4', new: 'Requests two reports.' }), head('AAA'));
    room.take({ type: 'acceptAmendment', amendment: 'A1' }, CHAIR);
    room.take(whole, CHAIR);
    room.wait(61);
    room.take({ type: 'adopt' }, CHAIR);
    expect([status(room, 'p2'), status(room, 'p3'), status(room, 'p4')]).toEqual([
      'deleted',
      'deleted',
      'adopted',
    ]);
  });

  test('[ACT-146] it has no subparagraphs: they go first, whether they were there or came later', () => {
    const room = meeting();
    const below = (after: string) =>
      ({ after, kind: 'operative', level: 1, insert: 'To all;', name: 'new' }) as const;
    room.take(toDelete('p3'), CHAIR);
    room.take(amendment(room, below('p3')), head('AAA'));
    room.take({ type: 'acceptAmendment', amendment: 'A1' }, CHAIR);
    const sub = room.state.revision?.paragraphs.at(3)?.pid ?? '';
    room.wait(61);
    const refused = { code: 'paragraph.hasSubparagraphs', facts: { pid: 'p3', paragraphs: [sub] } };
    expect(room.refusal(gone, CHAIR)).toEqual(refused);
    room.take({ type: 'reopenParagraph', pid: 'p3', reason: 'It has a part.' }, CHAIR);
    expect(room.refusal(toDelete('p3'), CHAIR)).toEqual(refused);
    expect(code(room, toDelete('p2'))).toBeUndefined();
    room.take(toDelete(sub), CHAIR);
    room.wait(61);
    room.take({ type: 'deleteParagraph', pid: sub }, CHAIR);
    room.take(toDelete('p3'), CHAIR);
    room.wait(61);
    room.take(gone, CHAIR);
    expect(room.state.revision?.paragraphs.map(({ pid }) => pid)).toEqual(['p1', 'p2', 'p4', 'p5']);
  });

  test('[ACT-146] under an earlier edition it is proposed and deleted with what it leaves behind', () => {
    const paragraphs = TEXT.paragraphs.map((paragraph, place) =>
      place === 3 ? { ...paragraph, level: 1 as const } : paragraph,
    );
    const room = meeting({ text: { ...TEXT, paragraphs } });
    expect(code(room, toDelete())).toBe('paragraph.hasSubparagraphs');
    const circumstances = { at: room.at, actor: CHAIR, body: room.body, texts: TEXTS };
    const earlier = admitDeliberation(room.state, toDelete(), { ...circumstances, edition: 3 });
    if (!earlier.admitted) throw new Error(earlier.refusal.code);
    const [proposed] = earlier.events;
    if (proposed === undefined) throw new Error('nothing was proposed');
    const state = evolveDeliberation(room.state, {
      ...proposed,
      stream: 'deliberation:x',
      version: room.events.length + 1,
      at: room.at,
      actor: CHAIR,
    });
    room.wait(61);
    expect(admitDeliberation(state, gone, { ...circumstances, at: room.at })).toMatchObject({
      admitted: true,
    });
  });

  test('[ACT-55] what was deleted and is issued again is open', () => {
    const room = meeting();
    room.take(toDelete(), CHAIR);
    room.wait(61);
    room.take(gone, CHAIR);
    room.take(reissue(3, 'Requests two reports.'), SECRETARIAT);
    expect(status(room, 'p3')).toBe('open');
    expect(room.state.revision?.paragraphs.map(({ pid }) => pid)).toContain('p3');
  });

  test('[BRD-52] [BRD-53] it waits for each member with its deadline until it has passed', () => {
    const room = meeting();
    room.take(toDelete(), CHAIR);
    const { marks } = room.state;
    const facts = { silent: 0, members: 1, objectors: 0, holds: true, robustness: null, hasBrackets: false };
    expect(itemState(room.state, 'p3', facts)).toBe('deletionProposed');
    expect(waitingFor(room.body, room.state, 'AAA', room.at)[0]).toEqual({
      kind: 'deletion',
      item: 'p3',
      until: marks['p3']?.objectionsUntil,
      pivotal: false,
    });
    room.wait(61);
    expect(waitingFor(room.body, room.state, 'AAA', room.at).map(({ item }) => item)).not.toContain('p3');
  });
});

test('[BRD-54] a package waits for the answer of whom it was shared with, behind deadlines and before positions', () => {
  const room = meeting();
  const hash = room.state.revision?.hash ?? '';
  room.take(defer('p3'), CHAIR);
  room.take(
    {
      type: 'keepPackage',
      title: 'A way',
      note: '',
      rule: 'consensus',
      textHash: hash,
      choices: [{ paragraph: 'p3', textHash: TEXT.paragraphs[2]?.hash ?? '', outcome: 'leftOut' }],
    },
    CHAIR,
  );
  const kinds = (member: string) =>
    waitingFor(room.body, room.state, member, room.at).map((one) => `${one.kind} ${one.package ?? one.item}`);
  expect(kinds('AAA').join()).not.toContain('package');
  room.take({ type: 'sharePackage', package: 'k1', members: ['AAA'], words: 'Please look.' }, CHAIR);
  room.take(toDelete('p4'), CHAIR);
  expect(kinds('AAA').slice(0, 2)).toEqual(['deletion p4', 'package k1']);
  expect(kinds('BBB').join()).not.toContain('package');
  room.take({ type: 'answerPackage', package: 'k1', stance: 'accept', reason: '' }, head('AAA'));
  expect(kinds('AAA').join()).not.toContain('package');
});

test('[NTC-51] members of a group are told of a statement in their name, except whoever made it', () => {
  const room = meeting();
  const [group] = Object.values(room.body.groups).filter(({ members }) => members.length > 1);
  if (group === undefined) throw new Error('no group has two members');
  const speaker = group.chair ?? group.members[0] ?? '';
  room.take(
    {
      type: 'stateGroupPosition',
      group: group.id,
      item: 'text',
      stance: 'accept',
      reason: '',
      textHash: room.state.revision?.hash ?? '',
    },
    head(speaker),
  );
  const people = Object.keys(room.body.members).map((member): Person => ({
    account: member,
    kind: 'delegate',
    member,
  }));
  const event = room.events.at(-1);
  if (event === undefined) throw new Error('nothing happened');
  const told = noticesOf(room.state, event, people).filter(
    ({ notice }) => notice.code === 'statementInOurName',
  );
  expect(told.map(({ account }) => account).sort()).toEqual(
    group.members.filter((member) => member !== speaker).sort(),
  );
  expect(told[0]?.notice).toMatchObject({
    facts: { owner: speaker },
    path: `/deliberations/${room.state.id}/desk`,
  });
});

test('[NTC-50] delegations are told of what is deferred, released and deleted, and of the end of the time to object', () => {
  const room = meeting();
  const people: readonly Person[] = [{ account: 'a', kind: 'delegate', member: 'AAA' }];
  const told = () => {
    const event = room.events.at(-1);
    if (event === undefined) throw new Error('nothing happened');
    return noticesOf(room.state, event, people).map(({ notice }) => [notice.code, notice.facts]);
  };
  room.take(defer('p2', 'p3'), CHAIR);
  expect(told()).toEqual([['paragraphsDeferred', { paragraphs: 'PP1 · OP1' }]]);
  room.take(release('p2'), CHAIR);
  expect(told()).toEqual([['paragraphsReleased', { paragraphs: 'PP1 · OP1' }]]);
  room.take(toDelete('p3', 3_600), CHAIR);
  expect(told()).toEqual([]);
  const until = room.state.marks['p3']?.objectionsUntil;
  expect(deadlineNotices(room.state, room.body, people, room.at).map(({ notice }) => notice)).toMatchObject([
    { code: 'deletionEnds', facts: { paragraph: 'OP1', until } },
  ]);
  room.take(object(), head('BBB'));
  expect(told()).toEqual([['deletionStopped', { paragraph: 'OP1' }]]);
  room.take(toDelete('p3', 30 * 3_600), CHAIR);
  expect(told()).toMatchObject([['deletionProposed', { paragraph: 'OP1' }]]);
  room.wait(30 * 3_600 + 1);
  expect(deadlineNotices(room.state, room.body, people, room.at)).toEqual([]);
  room.take(gone, CHAIR);
  expect(told()).toEqual([['paragraphDeleted', { paragraph: 'OP1' }]]);
});
