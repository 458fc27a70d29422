import { describe, expect, test } from 'vitest';
import type { Actor, DeliberationAct, DocumentId } from '../../types.ts';
import { ACT_LIMITS } from '../limits.ts';
import { CHAIR, CONSENSUS, head, meeting, SECRETARIAT, type Meeting } from '../meeting.fixture.ts';
import { maySee, visibleState, visibleTo } from '../visibility.ts';
import { evolveDeliberation } from '../evolve-deliberation.ts';
import type { DeliberationState } from '../../types.ts';
import { isWritable } from './document-access.ts';

const FACILITATOR: Actor = { kind: 'facilitator' };
const adviser = (member: string): Actor => ({ kind: 'delegate', member, mayBind: false });
const observer: Actor = { kind: 'observer', member: 'OBS' };
const hashOf = (place: number): string => String(place).padStart(64, '0');

const draft = (id = 'doc1', rest: object = {}): DeliberationAct => ({
  type: 'openDocument',
  id,
  kind: 'amendmentDraft',
  lang: 'en',
  title: 'On reports',
  ...rest,
});
const statement = (id: string): DeliberationAct => draft(id, { kind: 'statementDraft' });
const workingText = (id = 'doc1', rest: object = {}): DeliberationAct => ({
  type: 'openDocument',
  id,
  kind: 'workingText',
  lang: 'en',
  title: 'Working text',
  ...rest,
});
const code = (room: Meeting, act: DeliberationAct, actor: Actor) => room.refusal(act, actor)?.code;
const documentOf = (room: Meeting, id: DocumentId) => {
  const document = room.state.documents[id];
  if (document === undefined) throw new Error(`no ${id}`);
  return document;
};
/** Brings the text to adoption by consensus. */
const adoptText = (room: Meeting): void => {
  room.take({ type: 'proposeAdoption', rule: CONSENSUS.id, objectionSeconds: 1 }, CHAIR);
  room.wait(2);
  room.take({ type: 'adopt' }, CHAIR);
};

describe('opening documents', () => {
  test('[DOC-1] any delegate of a member opens drafts of its delegation, and nobody else does', () => {
    const room = meeting();
    room.take(draft(), adviser('AAA'));
    expect(documentOf(room, 'doc1')).toEqual({
      id: 'doc1',
      kind: 'amendmentDraft',
      lang: 'en',
      title: 'On reports',
      owner: 'AAA',
      sharedWith: [],
      formerly: [],
      base: room.state.revision?.hash,
      openedAt: room.at,
    });
    for (const actor of [CHAIR, SECRETARIAT, FACILITATOR, observer, head('ZZZ')])
      expect(code(room, draft(), actor)).toBe('actor.notMember');
    room.take(statement('doc2'), adviser('AAA'));
    expect(documentOf(room, 'doc2')).not.toHaveProperty('base');
  });

  test('[DOC-1] a draft needs a title within its limit, and an amendment or working text needs a text', () => {
    const room = meeting();
    expect(code(room, draft('doc1', { title: ' ' }), head('AAA'))).toBe('document.untitled');
    expect(code(room, draft('a b'), head('AAA'))).toBe('id.malformed');
    const max = ACT_LIMITS.DOCUMENT_TITLE_CHARACTERS_MAX;
    expect(code(room, draft('doc1', { title: 'x'.repeat(max) }), head('AAA'))).toBeUndefined();
    expect(room.refusal(draft('doc1', { title: 'x'.repeat(max + 1) }), head('AAA'))?.facts).toEqual({
      limit: 'DOCUMENT_TITLE_CHARACTERS_MAX',
      max,
    });
    const empty = meeting({ text: null });
    expect(code(empty, draft(), head('AAA'))).toBe('text.none');
    expect(code(empty, workingText(), SECRETARIAT)).toBe('text.none');
    expect(code(empty, statement('doc1'), head('AAA'))).toBeUndefined();
  });

  test('[DOC-1] a delegation has so many drafts open at a time, and closing one makes room', () => {
    const room = meeting();
    for (let at = 0; at < ACT_LIMITS.OPEN_DRAFTS_PER_MEMBER_MAX; at += 1)
      room.take(draft(`doc${at}`), head('AAA'));
    expect(code(room, draft('doc1'), head('BBB'))).toBe('document.taken');
    expect(room.refusal(draft('more'), head('AAA'))?.facts).toMatchObject({
      limit: 'OPEN_DRAFTS_PER_MEMBER_MAX',
    });
    expect(code(room, draft('more'), head('BBB'))).toBeUndefined();
    room.take({ type: 'closeDocument', document: 'doc1' }, head('AAA'));
    expect(code(room, draft('more'), head('AAA'))).toBeUndefined();
  });

  test('[AMP-36] what one delegation opened and closed leaves room for every other, and for the working text', () => {
    const room = meeting();
    for (let at = 0; at < ACT_LIMITS.DRAFTS_PER_MEMBER_MAX; at += 1) {
      room.take(statement(`doc${at}`), head('AAA'));
      room.take({ type: 'closeDocument', document: `doc${at}` }, head('AAA'));
    }
    expect(room.refusal(statement('more'), head('AAA'))?.facts).toMatchObject({
      limit: 'DRAFTS_PER_MEMBER_MAX',
    });
    expect(code(room, statement('more'), head('BBB'))).toBeUndefined();
    expect(code(room, workingText('more'), SECRETARIAT)).toBeUndefined();
  });

  test('[DOC-2] those who conduct open one working text for each language, read by members unless more may', () => {
    const room = meeting();
    for (const actor of [head('AAA'), observer])
      expect(code(room, workingText(), actor)).toBe('actor.notConducting');
    room.take(workingText(), FACILITATOR);
    expect(documentOf(room, 'doc1')).toMatchObject({ kind: 'workingText', readers: 'members' });
    expect(documentOf(room, 'doc1')).not.toHaveProperty('owner');
    expect(room.refusal(workingText('doc2'), SECRETARIAT)).toEqual({
      code: 'document.exists',
      facts: { document: 'doc1', lang: 'en' },
    });
    room.take(workingText('doc2', { lang: 'fr', readers: 'public' }), CHAIR);
    room.take({ type: 'closeDocument', document: 'doc1' }, SECRETARIAT);
    room.take(workingText('doc3'), SECRETARIAT);
    expect(Object.keys(room.state.documents)).toEqual(['doc1', 'doc2', 'doc3']);
  });
});

describe('who sees a document', () => {
  test('[DOC-3] a draft is known to its parties alone, not to those who conduct', () => {
    const room = meeting();
    room.take(draft(), head('AAA'));
    const event = room.events.at(-1);
    expect(event?.audience).toBe('party:AAA');
    const sees = (kind: Actor['kind'] | 'public', member?: string) =>
      Object.keys(visibleState(room.state, { kind, ...(member === undefined ? {} : { member }) }).documents);
    expect(sees('delegate', 'AAA')).toEqual(['doc1']);
    for (const kind of ['chair', 'secretariat', 'facilitator', 'public', 'observer'] as const)
      expect(sees(kind)).toEqual([]);
    expect(sees('delegate', 'BBB')).toEqual([]);
    expect(sees('observer', 'AAA')).toEqual([]);
  });

  test('[DOC-3] an invited delegation sees the record of the draft, and goes on seeing who has access when it left', () => {
    const room = meeting();
    const share = (member: string): DeliberationAct => ({ type: 'shareDocument', document: 'doc1', member });
    room.take(draft(), adviser('AAA'));
    expect(code(room, share('BBB'), adviser('AAA'))).toBe('actor.mayNotBind');
    expect(code(room, share('OBS'), head('AAA'))).toBe('member.unknown');
    expect(code(room, share('AAA'), head('AAA'))).toBe('document.shared');
    expect(code(room, share('CCC'), head('BBB'))).toBe('document.unknown');
    room.take(share('BBB'), head('AAA'));
    expect(code(room, share('BBB'), head('AAA'))).toBe('document.shared');
    expect(code(room, share('CCC'), head('BBB'))).toBe('document.notOwner');
    const unshare = { type: 'unshareDocument', document: 'doc1', member: 'BBB' } as const;
    expect(code(room, unshare, head('CCC'))).toBe('document.unknown');
    expect(code(room, { ...unshare, member: 'CCC' }, head('AAA'))).toBe('document.notShared');
    room.take(unshare, head('BBB'));
    room.take(share('CCC'), head('AAA'));
    expect(documentOf(room, 'doc1')).toMatchObject({ sharedWith: ['CCC'], formerly: ['BBB'] });
    for (const member of ['AAA', 'BBB', 'CCC', 'DDD']) {
      const eyes = { kind: 'delegate', member } as const;
      const evolved = room.events.reduce<DeliberationState | undefined>(
        (state, event) => evolveDeliberation(state, visibleTo(eyes, event) as typeof event),
        undefined,
      );
      expect(evolved).toEqual(visibleState(room.state, eyes));
      expect(Object.keys(evolved?.documents ?? {})).toEqual(member === 'DDD' ? [] : ['doc1']);
    }
    room.take(share('BBB'), head('AAA'));
    expect(documentOf(room, 'doc1')).toMatchObject({ sharedWith: ['CCC', 'BBB'], formerly: [] });
  });

  test('[DOC-3] a draft has so many partners', () => {
    const ids = Array.from({ length: ACT_LIMITS.DOCUMENT_PARTNERS_MAX + 2 }, (_, at) => `M${at}`);
    const room = meeting({
      members: ids.map((id) => ({
        id,
        role: 'member',
        class: 'government',
        names: { en: id },
        attrs: { population: 1 },
      })),
      groups: [],
    });
    room.take(draft(), head('M0'));
    for (const member of ids.slice(1, -1))
      room.take({ type: 'shareDocument', document: 'doc1', member }, head('M0'));
    expect(
      room.refusal({ type: 'shareDocument', document: 'doc1', member: ids.at(-1) ?? '' }, head('M0'))?.facts,
    ).toMatchObject({ limit: 'DOCUMENT_PARTNERS_MAX' });
  });

  test('[DOC-2] the audience of a working text are its readers', () => {
    expect(maySee({ kind: 'observer' }, 'observers')).toBe(true);
    expect(maySee({ kind: 'delegate', member: 'A' }, 'observers')).toBe(true);
    expect(maySee({ kind: 'facilitator' }, 'observers')).toBe(true);
    expect(maySee({ kind: 'public' }, 'observers')).toBe(false);
    expect(maySee({ kind: 'observer' }, 'members')).toBe(false);
    expect(maySee({ kind: 'facilitator' }, 'own:AAA')).toBe(true);
    expect(maySee({ kind: 'delegate', member: 'BBB' }, 'party:AAA+BBB')).toBe(true);
    expect(maySee({ kind: 'delegate', member: 'BB' }, 'party:AAA+BBB')).toBe(false);
    expect(maySee({ kind: 'delegate' }, 'party:AAA+BBB')).toBe(false);
    expect(maySee({ kind: 'operator' }, 'members')).toBe(false);
  });
});

describe('closing documents', () => {
  test('[DOC-4] who opened closes, and a closed document takes no more acts', () => {
    const room = meeting();
    room.take(draft(), head('AAA'));
    room.take(workingText('doc2'), SECRETARIAT);
    const close = (document: string): DeliberationAct => ({ type: 'closeDocument', document });
    expect(code(room, close('doc1'), adviser('AAA'))).toBe('actor.mayNotBind');
    expect(code(room, close('doc1'), SECRETARIAT)).toBe('document.unknown');
    expect(code(room, close('doc2'), head('AAA'))).toBe('actor.notConducting');
    expect(code(room, close('doc9'), head('AAA'))).toBe('document.unknown');
    expect(code(room, close('constructor'), head('AAA'))).toBe('document.unknown');
    room.take(close('doc1'), head('AAA'));
    room.take(close('doc2'), FACILITATOR);
    expect(documentOf(room, 'doc1').closedAt).toBe(room.at);
    expect(code(room, close('doc1'), head('AAA'))).toBe('document.closed');
    expect(code(room, { type: 'shareDocument', document: 'doc1', member: 'BBB' }, head('AAA'))).toBe(
      'document.closed',
    );
  });

  test('[DOC-4] adoption closes working texts and amendments in preparation, not statements', () => {
    const room = meeting();
    room.take(workingText(), SECRETARIAT);
    room.take(draft('doc2'), head('AAA'));
    room.take(statement('doc3'), head('AAA'));
    adoptText(room);
    const writable = Object.values(room.state.documents).map((document) => isWritable(room.state, document));
    expect(writable).toEqual([false, false, true]);
    expect(code(room, draft('doc4'), head('AAA'))).toBe('act.outOfOrder');
    expect(code(room, workingText('doc4', { lang: 'fr' }), SECRETARIAT)).toBe('act.outOfOrder');
    expect(code(room, statement('doc4'), head('BBB'))).toBeUndefined();
    expect(
      code(room, { type: 'shareDocument', document: 'doc3', member: 'BBB' }, head('AAA')),
    ).toBeUndefined();
    expect(code(room, { type: 'closeDocument', document: 'doc1' }, SECRETARIAT)).toBe('document.closed');
  });
});

describe('paragraphs of the working text', () => {
  test('[DOC-5] those who conduct open a paragraph to delegations and close it again; the latest list holds', () => {
    const room = meeting();
    const open = (members: readonly string[]): DeliberationAct => ({
      type: 'openParagraph',
      paragraph: 'x7',
      members,
    });
    expect(code(room, open(['AAA']), head('AAA'))).toBe('actor.notConducting');
    expect(code(room, open([]), FACILITATOR)).toBe('member.none');
    expect(code(room, open(['OBS']), FACILITATOR)).toBe('member.unknown');
    expect(code(room, { ...open(['AAA']), paragraph: 'a b' } as DeliberationAct, FACILITATOR)).toBe(
      'id.malformed',
    );
    room.take(open(['BBB', 'AAA', 'BBB']), FACILITATOR);
    expect(room.state.openedParagraphs).toEqual({ x7: ['AAA', 'BBB'] });
    room.take(open(['CCC']), CHAIR);
    expect(room.state.openedParagraphs).toEqual({ x7: ['CCC'] });
    room.take({ type: 'closeParagraph', paragraph: 'x7' }, SECRETARIAT);
    expect(room.state.openedParagraphs).toEqual({});
    expect(code(room, { type: 'closeParagraph', paragraph: 'x7' }, SECRETARIAT)).toBe(
      'document.paragraphClosed',
    );
    expect(code(room, { type: 'closeParagraph', paragraph: 'x7' }, head('AAA'))).toBe('actor.notConducting');
  });
});

describe('brackets', () => {
  const hold = (rest: object = {}): DeliberationAct => ({
    type: 'holdBracket',
    document: 'doc1',
    bracket: 'b1',
    stand: 'hold',
    ...rest,
  });

  test('[DOC-6] a delegation holds or supports a bracket of a working text and says what it asks; its latest word holds', () => {
    const room = meeting();
    room.take(workingText(), SECRETARIAT);
    expect(code(room, hold(), adviser('AAA'))).toBe('actor.mayNotBind');
    expect(code(room, hold(), SECRETARIAT)).toBe('actor.notMember');
    expect(code(room, hold({ bracket: 'b 1' }), head('AAA'))).toBe('id.malformed');
    expect(code(room, hold({ document: 'doc8' }), head('AAA'))).toBe('document.unknown');
    room.take(hold(), head('AAA'));
    room.take(hold({ stand: 'support', action: 'delete' }), head('BBB'));
    expect(room.state.brackets).toEqual({
      doc1: {
        b1: { AAA: { stand: 'hold', at: room.at }, BBB: { stand: 'support', action: 'delete', at: room.at } },
      },
    });
    expect(visibleState(room.state, { kind: 'observer' }).brackets).toEqual({});
    expect(visibleState(room.state, { kind: 'delegate', member: 'DDD' }).brackets).toHaveProperty('doc1.b1');
    const before = room.events.length;
    room.take(hold(), head('AAA'));
    expect(room.events).toHaveLength(before);
    room.take(hold({ action: 'retain' }), head('AAA'));
    expect(room.state.brackets['doc1']?.['b1']?.['AAA']).toMatchObject({ stand: 'hold', action: 'retain' });
  });

  test("[DOC-6] it lets go again, and brackets of drafts are nobody's to hold", () => {
    const room = meeting();
    room.take(workingText(), SECRETARIAT);
    room.take(hold(), head('AAA'));
    const release = { type: 'releaseBracket', document: 'doc1', bracket: 'b1' } as const;
    expect(code(room, release, head('BBB'))).toBe('bracket.notHeld');
    expect(code(room, { ...release, bracket: 'b2' }, head('AAA'))).toBe('bracket.notHeld');
    room.take(release, head('AAA'));
    expect(room.state.brackets).toEqual({ doc1: {} });
    room.take(draft('doc2'), head('AAA'));
    expect(code(room, hold({ document: 'doc2' }), head('AAA'))).toBe('document.noBrackets');
  });
});

describe('revisions', () => {
  const words = (source: string, place: number, rest: object = {}) => ({
    source,
    kind: 'operative' as const,
    level: 0,
    label: '',
    text: `Words ${place}.`,
    hash: hashOf(place),
    ...rest,
  });
  const revision = (rest: object = {}): DeliberationAct => ({
    type: 'issueRevision',
    symbol: 'X/L.1/Rev.1',
    lang: 'en',
    hash: hashOf(77),
    paragraphs: [words('p1', 1), words('new-a', 50), words('p3', 3), words('p4', 44)],
    ...rest,
  });

  test('[REV-1] the secretariat issues the next revision; paragraphs keep their ids and new ones have ids never given', () => {
    const room = meeting();
    for (const actor of [head('AAA'), FACILITATOR, observer])
      expect(code(room, revision(), actor)).toBe('actor.notConducting');
    room.take(revision({ document: undefined }), SECRETARIAT);
    expect(room.state.revision?.paragraphs.map(({ pid }) => pid)).toEqual(['p1', 'p6', 'p3', 'p4']);
    expect(room.state.revisions.map(({ symbol }) => symbol)).toEqual(['X/L.1', 'X/L.1/Rev.1']);
    expect(room.state.sources).toEqual({ 'new-a': 'p6' });
    // What came from the same place in the live text is the same paragraph, also when it was away for one revision.
    room.take(
      revision({ symbol: 'X/L.1/Rev.2', hash: hashOf(78), paragraphs: [words('p1', 1)] }),
      SECRETARIAT,
    );
    room.take(
      revision({
        symbol: 'X/L.1/Rev.3',
        hash: hashOf(79),
        paragraphs: [words('p2', 2), words('new-a', 51), words('new-b', 60)],
      }),
      SECRETARIAT,
    );
    expect(room.state.revision?.paragraphs.map(({ pid }) => pid)).toEqual(['p2', 'p6', 'p7']);
  });

  test('[REV-2] a paragraph agreed ad referendum keeps its words or is reopened first', () => {
    const room = meeting();
    room.take({ type: 'agreeAdRef', pid: 'p4' }, CHAIR);
    expect(room.refusal(revision(), SECRETARIAT)).toEqual({
      code: 'revision.agreedChanged',
      facts: { pid: 'p4' },
    });
    expect(code(room, revision({ paragraphs: [words('p1', 1)] }), SECRETARIAT)).toBe(
      'revision.agreedChanged',
    );
    expect(
      code(room, revision({ paragraphs: [words('p4', 4), words('p1', 9)] }), SECRETARIAT),
    ).toBeUndefined();
    room.take({ type: 'reopenParagraph', pid: 'p4', reason: 'New words.' }, CHAIR);
    expect(code(room, revision(), SECRETARIAT)).toBeUndefined();
  });

  test('[REV-3] positions on words that did not change stand, on others they are stale, and conditions follow the words', () => {
    const room = meeting();
    room.say('AAA', 'p3', 'support');
    room.say('AAA', 'p4', 'support');
    room.take(revision(), SECRETARIAT);
    expect(room.state.positions['p3']?.['AAA']?.textHash).toBe(hashOf(3));
    expect(room.state.revision?.paragraphs.find(({ pid }) => pid === 'p3')?.hash).toBe(hashOf(3));
    expect(room.state.revision?.paragraphs.find(({ pid }) => pid === 'p4')?.hash).toBe(hashOf(44));
    expect(
      code(
        room,
        { type: 'statePosition', item: 'p4', stance: 'support', reason: '', textHash: hashOf(4) },
        head('BBB'),
      ),
    ).toBe('position.staleText');
    expect(
      code(
        room,
        { type: 'statePosition', item: 'p2', stance: 'support', reason: '', textHash: hashOf(2) },
        head('BBB'),
      ),
    ).toBe('position.noItem');
  });

  test('[REV-4] a revision has a symbol of its own, other words than the one in force, and whole paragraphs, each once', () => {
    const room = meeting();
    expect(code(room, revision({ symbol: 'X/L.1' }), SECRETARIAT)).toBe('revision.symbolTaken');
    expect(code(room, revision({ hash: room.state.revision?.hash }), SECRETARIAT)).toBe('revision.same');
    expect(code(room, revision({ paragraphs: [] }), SECRETARIAT)).toBe('text.empty');
    expect(code(room, revision({ paragraphs: [words('p1', 1, { text: ' ' })] }), SECRETARIAT)).toBe(
      'text.paragraphEmpty',
    );
    const long = 'x'.repeat(ACT_LIMITS.PARAGRAPH_CHARACTERS_MAX + 1);
    expect(code(room, revision({ paragraphs: [words('p1', 1, { text: long })] }), SECRETARIAT)).toBe(
      'text.paragraphTooLong',
    );
    expect(code(room, revision({ paragraphs: [words('p1', 1), words('p1', 2)] }), SECRETARIAT)).toBe(
      'revision.twice',
    );
    expect(code(room, revision({ paragraphs: [words('p99', 1)] }), SECRETARIAT)).toBe('paragraph.unknown');
    const many = Array.from({ length: ACT_LIMITS.PARAGRAPHS_MAX + 1 }, (_, at) => words(`n${at}`, at));
    expect(code(room, revision({ paragraphs: many }), SECRETARIAT)).toBe('act.limit');
    expect(code(meeting({ text: null }), revision(), SECRETARIAT)).toBe('text.none');
    expect(code(room, revision({ document: 'doc1' }), SECRETARIAT)).toBe('document.unknown');
    room.take(workingText(), SECRETARIAT);
    room.take(revision({ document: 'doc1', moment: 12 }), SECRETARIAT);
    expect(room.events.at(-1)?.payload).toMatchObject({ document: 'doc1', moment: 12 });
    expect(
      code(
        room,
        revision({ symbol: 'Y', hash: hashOf(80), paragraphs: [words('new-a', 1), words('p6', 2)] }),
        SECRETARIAT,
      ),
    ).toBe('revision.twice');
  });

  test('[REV-4] while adoption is proposed the text stands still', () => {
    const room = meeting();
    room.take({ type: 'proposeAdoption', rule: CONSENSUS.id, objectionSeconds: 60 }, CHAIR);
    expect(code(room, revision(), SECRETARIAT)).toBe('act.outOfOrder');
  });
});

describe('what came of a draft', () => {
  const mark = (amendment: string, document = 'doc1'): DeliberationAct => ({
    type: 'markTabled',
    document,
    amendment,
  });
  const submit = (room: Meeting, member: string, text: string): void =>
    room.take(
      {
        type: 'submitAmendment',
        changes: [{ paragraph: 'p3', new: text }],
        reason: '',
        textHash: room.state.revision?.hash ?? '',
        needs: [],
        excludes: [],
      },
      head(member),
    );

  test('[DOC-29] a delegation that writes in it says which amendment of its own came of it, and only the parties know', () => {
    const room = meeting();
    room.take(draft(), head('AAA'));
    room.take({ type: 'shareDocument', document: 'doc1', member: 'BBB' }, head('AAA'));
    submit(room, 'AAA', 'Decides to wait;');
    submit(room, 'CCC', 'Decides to go on;');
    expect(code(room, mark('A1'), adviser('AAA'))).toBe('actor.mayNotBind');
    expect(code(room, mark('A1'), head('CCC'))).toBe('document.unknown');
    expect(code(room, mark('A9'), head('AAA'))).toBe('amendment.unknown');
    expect(code(room, mark('A2'), head('AAA'))).toBe('amendment.notSponsor');
    expect(code(room, mark('A1'), head('BBB'))).toBe('amendment.notSponsor');
    room.take(mark('A1'), head('AAA'));
    expect(room.events.at(-1)?.audience).toBe('party:AAA+BBB');
    expect(documentOf(room, 'doc1').tabledAs).toEqual(['A1']);
    const told = room.events.length;
    room.take(mark('A1'), head('AAA'));
    expect(room.events).toHaveLength(told);
    for (const member of ['BBB', 'CCC']) {
      const eyes = { kind: 'delegate', member } as const;
      const evolved = room.events.reduce<DeliberationState | undefined>(
        (state, event) => evolveDeliberation(state, visibleTo(eyes, event) as typeof event),
        undefined,
      );
      expect(evolved).toEqual(visibleState(room.state, eyes));
      expect(evolved?.documents['doc1']?.tabledAs).toEqual(member === 'BBB' ? ['A1'] : undefined);
    }
  });

  test('[DOC-29] nothing is tabled from a statement, and whoever left the draft says nothing of it any more', () => {
    const room = meeting();
    room.take(statement('doc1'), head('AAA'));
    room.take(draft('doc2'), head('AAA'));
    room.take({ type: 'shareDocument', document: 'doc2', member: 'BBB' }, head('AAA'));
    submit(room, 'AAA', 'Decides to wait;');
    submit(room, 'BBB', 'Decides to go on;');
    expect(code(room, mark('A1', 'doc1'), head('AAA'))).toBe('document.unknown');
    room.take(mark('A2', 'doc2'), head('BBB'));
    room.take({ type: 'unshareDocument', document: 'doc2', member: 'BBB' }, head('BBB'));
    expect(code(room, mark('A2', 'doc2'), head('BBB'))).toBe('document.unknown');
  });
});
