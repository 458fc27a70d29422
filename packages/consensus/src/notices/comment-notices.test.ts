import { expect, test } from 'vitest';
import { CHAIR, head, SECRETARIAT } from '../acts/meeting.fixture.ts';
import { amends, COMMENTER, openDesk, type Desk } from '../consultations/consultation.fixture.ts';
import type { ConsultationAct } from '../consultations/types.ts';
import { addSeconds } from '../rules/instant.ts';
import type { Actor } from '../types.ts';
import {
  appealNotices,
  changedTextNotices,
  commentNotices,
  commentsIn,
  windowNotices,
} from './comment-notices.ts';

const AUTHORS = new Map([
  ['c1', 'of-one'],
  ['c2', 'of-one'],
  ['c3', 'of-two'],
]);
const told = (desk: Desk, act: ConsultationAct, actor: Actor) => {
  desk.take(act, actor);
  const event = desk.events.at(-1);
  if (event === undefined) throw new Error('nothing happened');
  return commentNotices(desk.state, event, AUTHORS);
};

test('[NTC-7] authors are told of a reply, a disposition, of being taken up and of moderation, each once for one act', () => {
  const desk = openDesk(4);
  expect(told(desk, { type: 'replyToComment', comment: 'c3', words: 'Thank you.' }, SECRETARIAT)).toEqual([
    {
      account: 'of-two',
      notice: {
        key: `consultation:first:${desk.events.length}`,
        kind: 'commentFollowed',
        code: 'commentReplied',
        deliberation: 'x',
        facts: { comment: 'c3' },
        path: '/deliberations/x/consultations/first#c3',
        at: desk.at,
      },
    },
  ]);
  const disposed = told(
    desk,
    { type: 'disposeComments', comments: ['c1', 'c2', 'c3', 'c4'], disposition: 'noted', reason: 'Heard.' },
    SECRETARIAT,
  );
  expect(disposed.map(({ account, notice }) => [account, notice.code, notice.facts])).toEqual([
    ['of-one', 'commentDisposed', { comment: 'c1', count: 2 }],
    ['of-two', 'commentDisposed', { comment: 'c3', count: 1 }],
  ]);
  const hidden = told(
    desk,
    { type: 'moderateComment', comment: 'c1', ground: 'offTopic', reason: 'Not of this text.' },
    SECRETARIAT,
  );
  expect(hidden.map(({ notice }) => notice.code)).toEqual(['commentHidden']);
  const shown = told(desk, { type: 'moderateComment', comment: 'c1', ground: null, reason: 'It is.' }, CHAIR);
  expect(shown.map(({ notice }) => notice.code)).toEqual(['commentShown']);
  const amendment = amends(desk, 'AAA', 'Decides that it is done within thirty days;');
  const own = told(desk, { type: 'makeCommentOwn', comment: 'c1', amendment }, head('AAA'));
  expect(own.map(({ notice }) => [notice.code, notice.facts])).toEqual([
    ['commentTaken', { comment: 'c1', amendment, owner: 'AAA' }],
  ]);
});

test('[NTC-39] those who preside are told of an appeal, and the author when words stay hidden', () => {
  const desk = openDesk(1);
  const hide = { type: 'moderateComment', comment: 'c1', ground: 'offTopic', reason: 'Not of it.' } as const;
  desk.take(hide, SECRETARIAT);
  desk.take({ type: 'appealComment', comment: 'c1' }, COMMENTER);
  const event = desk.events.at(-1);
  if (event === undefined) throw new Error('nothing happened');
  const people = [
    { account: 'a', kind: 'delegate' as const, member: 'AAA' },
    { account: 'h', kind: 'chair' as const },
  ];
  expect(appealNotices(desk.state, event, people)).toMatchObject([
    {
      account: 'h',
      notice: {
        kind: 'assigned',
        code: 'commentAppealed',
        facts: { comment: 'c1' },
        path: '/deliberations/x/consultations/first#c1',
      },
    },
  ]);
  const upheld = told(desk, { ...hide, final: true }, CHAIR);
  expect(upheld.map(({ account, notice }) => [account, notice.code])).toEqual([['of-one', 'commentUpheld']]);
});

test('[NTC-8] authors are told when the chair takes the amendment in, and when it comes with the one it amends', () => {
  const desk = openDesk(3);
  const { meeting } = desk;
  const parent = amends(desk, 'AAA', 'Decides that it is done within thirty days;');
  const { hash } = meeting.state.amendments[parent] ?? {};
  meeting.take(
    {
      type: 'submitAmendment',
      changes: [{ paragraph: 'p3', new: 'Decides that it is done within twenty days;' }],
      reason: '',
      textHash: hash ?? '',
      needs: [],
      excludes: [],
      amends: parent,
    },
    head('BBB'),
  );
  desk.take({ type: 'makeCommentOwn', comment: 'c1', amendment: 'A2' }, head('BBB'));
  desk.take({ type: 'makeCommentOwn', comment: 'c3', amendment: parent }, head('AAA'));
  const after = (): (readonly string[])[] => {
    const event = meeting.events.at(-1);
    return event === undefined
      ? []
      : changedTextNotices(desk.state, meeting.state, event, AUTHORS).map(({ account, notice }) => [
          account,
          notice.code,
          String(notice.facts['amendment']),
          String(notice.facts['consultation']),
        ]);
  };
  meeting.take({ type: 'acceptAmendment', amendment: 'A2' }, head('AAA'));
  // What the sponsors took in changed the amendment, not yet the text.
  expect(after()).toEqual([]);
  meeting.take({ type: 'acceptAmendment', amendment: parent }, CHAIR);
  expect(after()).toEqual([
    ['of-one', 'commentInText', parent, 'first'],
    ['of-two', 'commentInText', parent, 'first'],
  ]);
});

test('[NTC-7] nobody is told of a comment filed, nor of comments whose authors are not known', () => {
  const desk = openDesk(4);
  for (const event of desk.events) expect(commentsIn(event)).toEqual([]);
  expect(told(desk, { type: 'replyToComment', comment: 'c4', words: 'Thanks.' }, SECRETARIAT)).toEqual([]);
  desk.take({ type: 'eraseComment', comment: 'c4' }, COMMENTER);
  const event = desk.events.at(-1);
  expect(event === undefined ? undefined : commentNotices(desk.state, event, AUTHORS)).toEqual([]);
});

test('[NTC-8] authors are told when the amendment that was made of their comment is in the text', () => {
  const desk = openDesk(3);
  const amendment = amends(desk, 'AAA', 'Decides that it is done within thirty days;');
  desk.take({ type: 'makeCommentOwn', comment: 'c3', amendment }, head('AAA'));
  const { meeting } = desk;
  meeting.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60, item: amendment }, CHAIR);
  meeting.wait(61);
  meeting.take({ type: 'adopt' }, CHAIR);
  const found = meeting.events.flatMap((event) =>
    changedTextNotices(desk.state, meeting.state, event, AUTHORS),
  );
  expect(found).toMatchObject([
    {
      account: 'of-two',
      notice: {
        code: 'commentInText',
        facts: { comment: 'c3', amendment },
        path: '/deliberations/x#p3',
      },
    },
  ]);
});

test('[NTC-9] delegates and observers are told before a window closes, while it is open, and anew of an extension', () => {
  const desk = openDesk();
  const people = [
    { account: 'a', kind: 'delegate' as const, member: 'AAA' },
    { account: 'o', kind: 'observer' as const, member: 'OBS' },
    { account: 's', kind: 'secretariat' as const },
  ];
  const { opensAt, closesAt } = desk.state;
  const at = (instant: string) => windowNotices(desk.state, people, instant).map(({ account }) => account);
  expect(at(addSeconds(opensAt, -1))).toEqual([]);
  expect(at(opensAt)).toEqual(['a', 'o']);
  expect(at(closesAt)).toEqual([]);
  const [near] = windowNotices(desk.state, people, addSeconds(closesAt, -60));
  expect(near?.notice).toMatchObject({ code: 'windowCloses', facts: { until: closesAt } });
  desk.take(
    { type: 'extendConsultation', until: addSeconds(closesAt, 3 * 86_400), reason: 'Holidays.' },
    SECRETARIAT,
  );
  expect(at(closesAt)).toEqual([]);
  const [again] = windowNotices(desk.state, people, addSeconds(closesAt, 3 * 86_400 - 60));
  expect(again?.notice.key).not.toBe(near?.notice.key);
});
