import { expect, test } from 'vitest';
import type { Actor, DeliberationAct, DraftingDocument } from '../../types.ts';
import { CHAIR, CONSENSUS, head, meeting, SECRETARIAT, type Meeting } from '../meeting.fixture.ts';
import type { Onlooker } from '../visibility.ts';
import { documentRights } from './document-rights.ts';

const FACILITATOR: Actor = { kind: 'facilitator' };
const delegate = (member: string): Onlooker => ({ kind: 'delegate', member });
const draft = (id: string, kind: 'amendmentDraft' | 'statementDraft'): DeliberationAct => ({
  type: 'openDocument',
  id,
  kind,
  lang: 'en',
  title: 'On reports',
});
const workingText = (rest: object = {}): DeliberationAct => ({
  type: 'openDocument',
  id: 'doc1',
  kind: 'workingText',
  lang: 'en',
  title: 'Working text',
  ...rest,
});
const rights = (room: Meeting, viewer: Onlooker, id = 'doc1') => {
  const document: DraftingDocument | undefined = room.state.documents[id];
  if (document === undefined) throw new Error(`no ${id}`);
  return documentRights(room.state, document, viewer, room.body);
};
const role = (room: Meeting, viewer: Onlooker, id = 'doc1') => rights(room, viewer, id)?.role;

test('[DOC-7] those who conduct edit the working text, delegates of members suggest, its readers read', () => {
  const room = meeting();
  room.take(workingText(), SECRETARIAT);
  for (const kind of ['chair', 'facilitator', 'secretariat'] as const)
    expect(role(room, { kind })).toBe('edit');
  expect(role(room, delegate('AAA'))).toBe('suggest');
  expect(role(room, delegate('OBS'))).toBe('read');
  expect(role(room, delegate('constructor'))).toBe('read');
  expect(role(room, { kind: 'delegate' })).toBe('read');
  for (const kind of ['observer', 'public', 'operator'] as const)
    expect(role(room, { kind })).toBeUndefined();
  const open = meeting();
  open.take(workingText({ readers: 'public' }), SECRETARIAT);
  expect(role(open, { kind: 'observer', member: 'OBS' })).toBe('read');
  expect(role(open, { kind: 'public' })).toBe('read');
});

test('[DOC-7] a draft is written by its parties and by nobody else, as long as they are parties', () => {
  const room = meeting();
  room.take(draft('doc1', 'amendmentDraft'), head('AAA'));
  expect(role(room, delegate('AAA'))).toBe('edit');
  for (const kind of ['chair', 'facilitator', 'secretariat', 'public', 'observer'] as const)
    expect(role(room, { kind, member: 'AAA' })).toBeUndefined();
  expect(role(room, delegate('BBB'))).toBeUndefined();
  room.take({ type: 'shareDocument', document: 'doc1', member: 'BBB' }, head('AAA'));
  expect(role(room, delegate('BBB'))).toBe('edit');
  room.take({ type: 'unshareDocument', document: 'doc1', member: 'BBB' }, head('AAA'));
  expect(role(room, delegate('BBB'))).toBeUndefined();
});

test('[DOC-8] a paragraph agreed ad referendum is closed to everyone under every id it has, until it is reopened', () => {
  const room = meeting();
  room.take(workingText(), SECRETARIAT);
  expect(rights(room, { kind: 'chair' })?.closed).toEqual([]);
  room.take({ type: 'agreeAdRef', pid: 'p4' }, CHAIR);
  expect(rights(room, { kind: 'chair' })?.closed).toEqual(['p4']);
  expect(rights(room, delegate('AAA'))?.closed).toEqual(['p4']);
  const words = room.state.revision?.paragraphs ?? [];
  room.take(
    {
      type: 'issueRevision',
      symbol: 'X/L.1/Rev.1',
      lang: 'en',
      hash: '7'.repeat(64),
      paragraphs: [
        ...words.map(({ pid, ...rest }) => ({ ...rest, source: pid })),
        { source: 'new-a', kind: 'operative', level: 0, label: '', text: 'New.', hash: '8'.repeat(64) },
      ],
    },
    SECRETARIAT,
  );
  const pid = room.state.sources['new-a'] ?? '';
  room.take({ type: 'agreeAdRef', pid }, CHAIR);
  expect(rights(room, { kind: 'chair' })?.closed).toEqual(['new-a', 'p4', pid].toSorted());
  room.take({ type: 'reopenParagraph', pid: 'p4', reason: 'New words.' }, CHAIR);
  expect(rights(room, { kind: 'chair' })?.closed).toEqual(['new-a', pid].toSorted());
});

test('[DOC-8] drafts of delegations propose what they like, also to closed paragraphs', () => {
  const room = meeting();
  room.take(draft('doc1', 'amendmentDraft'), head('AAA'));
  room.take({ type: 'agreeAdRef', pid: 'p4' }, CHAIR);
  expect(rights(room, delegate('AAA'))).toEqual({ role: 'edit', closed: [], opened: [] });
});

test('[DOC-9] a paragraph that was opened to a delegation is edited by it, unless it is agreed', () => {
  const room = meeting();
  room.take(workingText(), SECRETARIAT);
  room.take({ type: 'openParagraph', paragraph: 'p3', members: ['AAA'] }, FACILITATOR);
  room.take({ type: 'openParagraph', paragraph: 'p4', members: ['AAA', 'BBB'] }, FACILITATOR);
  expect(rights(room, delegate('AAA'))).toEqual({ role: 'suggest', closed: [], opened: ['p3', 'p4'] });
  expect(rights(room, delegate('BBB'))?.opened).toEqual(['p4']);
  expect(rights(room, delegate('CCC'))?.opened).toEqual([]);
  room.take({ type: 'agreeAdRef', pid: 'p4' }, CHAIR);
  expect(rights(room, delegate('AAA'))?.opened).toEqual(['p3']);
});

test('[DOC-7] what is closed, and what was prepared for a text that is adopted, is for reading', () => {
  const room = meeting();
  room.take(workingText(), SECRETARIAT);
  room.take(draft('doc2', 'amendmentDraft'), head('AAA'));
  room.take(draft('doc3', 'statementDraft'), head('AAA'));
  room.take({ type: 'closeDocument', document: 'doc2' }, head('AAA'));
  expect(role(room, delegate('AAA'), 'doc2')).toBe('read');
  room.take({ type: 'proposeAdoption', rule: CONSENSUS.id, objectionSeconds: 1 }, CHAIR);
  room.wait(2);
  room.take({ type: 'adopt' }, CHAIR);
  expect(role(room, { kind: 'secretariat' })).toBe('read');
  expect(role(room, delegate('AAA'))).toBe('read');
  expect(role(room, delegate('AAA'), 'doc3')).toBe('edit');
});
