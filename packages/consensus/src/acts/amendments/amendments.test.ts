import { describe, expect, test } from 'vitest';
import { TEXTS } from '@plenary/tabling';
import { textHash } from '@plenary/text';
import { paragraphsAsAmended } from '../../amendments/paragraphs-as-amended.ts';
import { votingOrder } from '../../amendments/voting-order.ts';
import type {
  AmendmentId,
  DeliberationAct,
  Group,
  SubmittedAmendment,
  WrittenAmendmentChange,
} from '../../types.ts';
import { effectiveStance } from '../effective-stance.ts';
import {
  CHAIR,
  CONSENSUS,
  DEADLINE,
  head,
  meeting,
  SECRETARIAT,
  TEXT,
  type Meeting,
} from '../meeting.fixture.ts';
import { sponsoringMembers } from './amendment-records.ts';
import { amendmentVersions } from './amendment-versions.ts';

const GROUP: Group = {
  id: 'trio',
  kind: 'negotiating',
  names: { en: 'The Three' },
  members: ['AAA', 'BBB', 'CCC'],
  asOf: '2026-01-01',
  source: 'Its statutes',
};
const OTHER_WORDS: WrittenAmendmentChange = { paragraph: 'p3', new: 'Decides [to wait];' };

/** An amendment to the text as it stands in the room, or to one that is pending there. */
const handedIn = (
  room: Meeting,
  changes: readonly WrittenAmendmentChange[] = [OTHER_WORDS],
  more: Partial<SubmittedAmendment> = {},
): Extract<DeliberationAct, { type: 'submitAmendment' }> => ({
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
  changes?: readonly WrittenAmendmentChange[],
  more?: Partial<SubmittedAmendment>,
): AmendmentId => {
  room.take(handedIn(room, changes, more), head(member));
  return `A${Object.keys(room.state.amendments).length}`;
};

const code = (room: Meeting, act: DeliberationAct, member: string): string | undefined =>
  room.refusal(act, head(member))?.code;

const propose = (item?: string): DeliberationAct => ({
  type: 'proposeAdoption',
  rule: 'consensus',
  objectionSeconds: 60,
  ...(item === undefined ? {} : { item }),
});

/** The chair puts an amendment, nobody objects, it is adopted. */
const adopted = (room: Meeting, item: AmendmentId): void => {
  room.take(propose(item), CHAIR);
  room.wait(61);
  room.take({ type: 'adopt' }, CHAIR);
};
/** The chair puts an amendment, one delegation objects, no consensus is found. */
const withoutConsensus = (room: Meeting, item: AmendmentId): void => {
  room.take(propose(item), CHAIR);
  room.take({ type: 'object', reason: 'Not this.' }, head('DDD'));
  room.wait(61);
  room.take({ type: 'reject', note: 'No consensus.' }, CHAIR);
};
/** An amendment is put to the vote, and everybody is against it. */
const rejected = (room: Meeting, item: AmendmentId): void => {
  room.take({ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 60, item }, CHAIR);
  room.take({ type: 'putToBallot', openSeconds: 600 }, CHAIR);
  for (const member of ['AAA', 'BBB', 'CCC', 'DDD'])
    room.take({ type: 'castBallot', choice: 'against' }, head(member));
  room.take({ type: 'closeBallot' }, CHAIR);
  room.take({ type: 'reject', note: 'Voted down.' }, CHAIR);
};
const stateOf = (room: Meeting, id: AmendmentId): string | undefined => room.state.amendments[id]?.state;
const words = (room: Meeting): readonly string[] =>
  (room.state.revision?.paragraphs ?? []).map(({ text }) => text);

describe('submission', () => {
  test('[AMP-1] an empowered delegation submits, and the amendments are counted', () => {
    const room = meeting();
    expect(submit(room, 'AAA')).toBe('A1');
    expect(submit(room, 'BBB', [{ paragraph: 'p4', delete: true }])).toBe('A2');
    expect(room.state.amendments['A1']).toMatchObject({
      id: 'A1',
      sponsors: ['AAA'],
      changes: [OTHER_WORDS],
      touches: ['p3'],
      state: 'submitted',
      submittedAt: room.at,
      oral: false,
      revised: 0,
      textHash: TEXT.hash,
    });
    expect(meeting({ text: null }).refusal({ ...handedIn(room) }, head('AAA'))?.code).toBe('text.none');
  });

  test('[AMP-1] it is in time until the announced instant inclusive, and late a millisecond after', () => {
    const room = meeting();
    const until = '2026-03-02T11:00:00.000Z';
    room.take({ type: 'closeSubmission', until }, SECRETARIAT);
    room.wait(3_600);
    expect(room.at).toBe(until);
    submit(room, 'AAA');
    room.wait(1);
    expect(room.refusal(handedIn(room, [{ paragraph: 'p4', delete: true }]), head('BBB'))).toEqual({
      code: 'deadline.passed',
      facts: { deadline: until, at: room.at },
    });
    room.take({ type: 'closeSubmission', until: null }, CHAIR);
    expect(room.state.submissionUntil).toBeUndefined();
    submit(room, 'BBB', [{ paragraph: 'p4', delete: true }]);
  });

  test.each(['2026-03-02T10:00:00.000Z', '2026-03-01T10:00:00.000Z', 'tomorrow', '2026-03-03T10:00:00Z'])(
    '[AMP-1] a deadline that does not lie ahead, as %s, is refused',
    (until) => {
      const room = meeting();
      expect(room.refusal({ type: 'closeSubmission', until }, CHAIR)).toEqual({
        code: 'submission.notAhead',
        facts: { until, at: room.at },
      });
    },
  );

  test('[AMP-1] announcing the same deadline again brings about no event', () => {
    const room = meeting();
    const act = { type: 'closeSubmission', until: '2026-03-02T11:00:00.000Z' } as const;
    room.take(act, CHAIR);
    const before = room.events.length;
    room.take(act, CHAIR);
    expect(room.events).toHaveLength(before);
  });

  test('[AMP-2] what an amendment brings has an id at once, and later changes call it by its name', () => {
    const room = meeting();
    submit(room, 'AAA', [
      { after: 'p3', kind: 'operative', level: 0, insert: 'Invites comments;', name: 'first' },
      { after: 'first', kind: 'operative', level: 0, insert: 'Thanks all;' },
    ]);
    expect(room.state.amendments['A1']?.changes).toEqual([
      { after: 'p3', kind: 'operative', level: 0, insert: 'Invites comments;', pid: 'p6' },
      { after: 'p6', kind: 'operative', level: 0, insert: 'Thanks all;', pid: 'p7' },
    ]);
    submit(room, 'BBB', [{ after: 'p4', kind: 'operative', level: 0, insert: 'Decides to meet.' }]);
    expect(room.state.amendments['A2']?.changes).toMatchObject([{ pid: 'p8' }]);
  });

  test('[AMP-2] ids that an amendment gave are not given again by a revision', () => {
    const room = meeting();
    submit(room, 'AAA', [{ after: 'p4', kind: 'operative', level: 0, insert: 'Decides to meet.' }]);
    const paragraphs = (room.state.revision?.paragraphs ?? []).map(({ pid, ...rest }) => ({
      ...rest,
      source: pid,
    }));
    const added = { ...TEXT.paragraphs[3], text: 'Decides to end.', hash: 'e'.repeat(64), source: 'block' };
    room.take(
      {
        type: 'issueRevision',
        symbol: 'X/L.1/Rev.1',
        lang: 'en',
        hash: 'd'.repeat(64),
        paragraphs: [...paragraphs, { kind: 'operative', level: 0, label: 'OP3', ...added }],
      },
      SECRETARIAT,
    );
    expect(room.state.sources).toEqual({ block: 'p7' });
  });

  test('[AMP-3] what is agreed is not amended, and what is being amended is not agreed', () => {
    const room = meeting();
    room.take({ type: 'agreeAdRef', pid: 'p3' }, CHAIR);
    expect(room.refusal(handedIn(room), head('AAA'))).toEqual({
      code: 'paragraph.agreed',
      facts: { pid: 'p3' },
    });
    room.take({ type: 'reopenParagraph', pid: 'p3', reason: 'New instructions.' }, CHAIR);
    submit(room, 'AAA');
    expect(room.refusal({ type: 'agreeAdRef', pid: 'p3' }, CHAIR)).toEqual({
      code: 'paragraph.amended',
      facts: { pid: 'p3', amendments: ['A1'] },
    });
  });

  test('[AMP-4] words that are no longer there are refused with the hash of those that are', () => {
    const room = meeting();
    const stale = handedIn(room);
    submit(room, 'AAA');
    adopted(room, 'A1');
    expect(room.refusal(stale, head('BBB'))).toEqual({
      code: 'amendment.staleText',
      facts: { expected: room.state.revision?.hash },
    });
  });

  test.each([
    [{ needs: ['A9'] }, 'amendment.unknown'],
    [{ needs: ['A1', 'A1'] }, 'amendment.namedTwice'],
    [{ needs: ['A1'], excludes: ['A1'] }, 'amendment.namedTwice'],
    [{ needs: ['A2'] }, 'amendment.closed'],
    [{ amends: 'A1', needs: ['A1'] }, 'amendment.namedTwice'],
  ] as const)('[AMP-5] relations %j are refused with %s', (more, refused) => {
    const room = meeting();
    submit(room, 'AAA');
    submit(room, 'BBB', [{ paragraph: 'p4', delete: true }]);
    room.take({ type: 'withdrawAmendment', amendment: 'A2' }, head('BBB'));
    expect(code(room, handedIn(room, [{ paragraph: 'p2', delete: true }], more), 'CCC')).toBe(refused);
  });

  test('[AMP-6] an amendment is amended once, and no third degree is taken', () => {
    const room = meeting();
    submit(room, 'AAA');
    submit(room, 'BBB', [{ paragraph: 'p3', new: 'Decides [to wait a year];' }], { amends: 'A1' });
    expect(
      room.refusal(handedIn(room, [{ paragraph: 'p3', new: 'Decides;' }], { amends: 'A2' }), head('CCC')),
    ).toEqual({ code: 'amendment.thirdDegree', facts: { amendment: 'A2' } });
    room.take({ type: 'acceptAmendment', amendment: 'A2' }, head('AAA'));
    expect(code(room, handedIn(room, [{ paragraph: 'p3', new: 'Decides;' }], { amends: 'A1' }), 'CCC')).toBe(
      'amendment.amended',
    );
  });

  test('[AMP-6] the same words again are refused with the amendment that may be joined', () => {
    const room = meeting();
    submit(room, 'AAA');
    expect(room.refusal(handedIn(room), head('BBB'))).toEqual({
      code: 'amendment.twin',
      facts: { amendment: 'A1' },
    });
    room.take({ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'));
    expect(submit(room, 'BBB')).toBe('A2');
  });

  test.each([
    [[], 'amendment.empty'],
    [[{ paragraph: 'p3', new: ' ' }], 'text.paragraphEmpty'],
    [[{ paragraph: 'p3', new: 'x'.repeat(20_001) }], 'text.paragraphTooLong'],
    [[{ paragraph: 'p3', new: 'Decides [to act];' }], 'amendment.changesNothing'],
    [[{ paragraph: 'p9', delete: true }], 'amendment.unknownParagraph'],
    [[OTHER_WORDS, { paragraph: 'p3', delete: true }], 'amendment.overlapsItself'],
    [Array.from({ length: 1_001 }, () => OTHER_WORDS), 'act.limit'],
  ] satisfies readonly (readonly [readonly WrittenAmendmentChange[], string])[])(
    '[AMP-4] changes of no sense are refused (%#: %s)',
    (changes, refused) => {
      const room = meeting();
      expect(code(room, handedIn(room, changes), 'AAA')).toBe(refused);
      expect(room.state.amendments).toEqual({});
    },
  );

  test('[AMP-7] what is moved from the floor is entered for its sponsors, also when time is over', () => {
    const room = meeting();
    room.take({ type: 'closeSubmission', until: '2026-03-02T10:00:01.000Z' }, CHAIR);
    room.wait(60);
    const oral = { ...handedIn(room), type: 'enterOralAmendment' } as const;
    const refused = (sponsors: readonly string[]) => room.refusal({ ...oral, sponsors }, SECRETARIAT);
    expect(refused([])?.code).toBe('amendment.noSponsor');
    expect(refused(['OBS'])).toEqual({ code: 'member.unknown', facts: { members: ['OBS'] } });
    expect(refused(['AAA', 'AAA'])?.code).toBe('member.unknown');
    room.take({ ...oral, sponsors: ['BBB', 'AAA'] }, SECRETARIAT);
    expect(room.state.amendments['A1']).toMatchObject({ oral: true, sponsors: ['BBB', 'AAA'] });
  });
});

describe('sponsors', () => {
  test('[AMP-8] sponsors join and leave; after the main one the next is it, and the last withdraws instead', () => {
    const room = meeting();
    const id = { amendment: submit(room, 'AAA') };
    room.take({ type: 'coSponsorAmendment', ...id }, head('BBB'));
    const before = room.events.length;
    room.take({ type: 'coSponsorAmendment', ...id }, head('BBB'));
    expect(room.events).toHaveLength(before);
    expect(code(room, { type: 'leaveSponsors', ...id }, 'CCC')).toBe('amendment.notSponsor');
    expect(code(room, { type: 'withdrawAmendment', ...id }, 'BBB')).toBe('amendment.notSponsor');
    room.take({ type: 'leaveSponsors', ...id }, head('AAA'));
    expect(room.state.amendments['A1']?.sponsors).toEqual(['BBB']);
    expect(room.refusal({ type: 'leaveSponsors', ...id }, head('BBB'))).toEqual({
      code: 'amendment.lastSponsor',
      facts: { amendment: 'A1' },
    });
    expect(effectiveStance(room.state, 'A1', 'BBB').stance).toBe('silent');
    room.take({ type: 'withdrawAmendment', ...id }, head('BBB'));
    expect(code(room, { type: 'coSponsorAmendment', ...id }, 'CCC')).toBe('amendment.closed');
  });

  test('[AMP-9] withdrawal takes along what needs or amends it', () => {
    const room = meeting();
    submit(room, 'AAA');
    submit(room, 'BBB', [{ paragraph: 'p3', new: 'Decides [to wait a year];' }], { amends: 'A1' });
    submit(room, 'CCC', [{ paragraph: 'p4', delete: true }], { needs: ['A1'] });
    submit(room, 'DDD', [{ paragraph: 'p2', delete: true }], { needs: ['A3'] });
    room.take({ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'));
    expect(['A1', 'A2', 'A3', 'A4'].map((id) => stateOf(room, id))).toEqual([
      'withdrawn',
      'notPut',
      'notPut',
      'notPut',
    ]);
    expect(room.state.amendments['A4']?.outcome).toEqual({ at: room.at, cause: 'falls', because: ['A3'] });
  });

  test('[AMP-9] an open proposal to adopt it ends with it, but not once voting has begun', () => {
    const room = meeting();
    submit(room, 'AAA');
    room.take(propose('A1'), CHAIR);
    room.take({ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'));
    expect(room.state.phase).toBe('open');
    expect(room.state.decisions.at(-1)?.outcome).toBe('withdrawn');
    submit(room, 'AAA');
    room.take({ ...propose('A2'), rule: 'weighted' } as DeliberationAct, CHAIR);
    room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
    expect(room.refusal({ type: 'withdrawAmendment', amendment: 'A2' }, head('AAA'))).toEqual({
      code: 'amendment.votingBegan',
      facts: { amendment: 'A2' },
    });
  });

  test('[AMP-9] what needs or amends a rejected amendment falls', () => {
    const room = meeting();
    submit(room, 'AAA');
    submit(room, 'CCC', [{ paragraph: 'p4', delete: true }], { needs: ['A1'] });
    rejected(room, 'A1');
    expect([stateOf(room, 'A1'), stateOf(room, 'A2')]).toEqual(['rejected', 'notPut']);
    expect(words(room)).toEqual(TEXT.paragraphs.map(({ text }) => text));
  });

  test('[AMP-34] without consensus an amendment waits for the vote, which is the last word', () => {
    const room = meeting();
    submit(room, 'AAA');
    submit(room, 'CCC', [{ paragraph: 'p4', delete: true }], { needs: ['A1'] });
    withoutConsensus(room, 'A1');
    expect([stateOf(room, 'A1'), stateOf(room, 'A2')]).toEqual(['submitted', 'submitted']);
    const put = { type: 'proposeAdoption', rule: 'majority', objectionSeconds: 60, item: 'A1' } as const;
    room.take(put, CHAIR);
    room.take({ type: 'putToBallot', openSeconds: 600 }, CHAIR);
    for (const member of ['AAA', 'BBB', 'CCC'])
      room.take({ type: 'castBallot', choice: 'for' }, head(member));
    room.wait(601);
    room.take({ type: 'closeBallot' }, CHAIR);
    room.take({ type: 'adopt' }, CHAIR);
    expect(stateOf(room, 'A1')).toBe('adopted');
  });

  test('[AMP-34] a body that does not vote rejects an amendment without consensus', () => {
    const room = meeting({ rules: [CONSENSUS] });
    submit(room, 'AAA');
    submit(room, 'CCC', [{ paragraph: 'p4', delete: true }], { needs: ['A1'] });
    withoutConsensus(room, 'A1');
    expect([stateOf(room, 'A1'), stateOf(room, 'A2')]).toEqual(['rejected', 'notPut']);
  });

  test('[AMP-35] an amendment to words that are revised meanwhile is not taken over', () => {
    const room = meeting();
    submit(room, 'AAA');
    submit(room, 'BBB', [{ paragraph: 'p3', new: 'Decides [to wait here];' }], { amends: 'A1' });
    room.take({ type: 'withdrawAmendment', amendment: 'A2' }, head('BBB'));
    const take = { type: 'takeOverAmendment', amendment: 'A2' } as const;
    expect(code(room, take, 'CCC')).toBeUndefined();
    const {
      type: _,
      needs: _n,
      excludes: _e,
      ...anew
    } = handedIn(room, [{ paragraph: 'p3', new: 'Decides [that nothing happens];' }]);
    room.take({ type: 'reviseAmendment', amendment: 'A1', ...anew }, head('AAA'));
    expect(room.refusal(take, head('CCC'))).toEqual({
      code: 'amendment.staleText',
      facts: { expected: room.state.amendments['A1']?.hash },
    });
  });

  test('[AMP-10] what was withdrawn is taken over, as long as it stands in the text', () => {
    const room = meeting();
    submit(room, 'AAA');
    submit(room, 'BBB', [{ paragraph: 'p3', delete: true }]);
    const take = { type: 'takeOverAmendment', amendment: 'A1' } as const;
    expect(code(room, take, 'CCC')).toBe('amendment.notWithdrawn');
    room.take({ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'));
    room.take(take, head('CCC'));
    expect(room.state.amendments['A1']).toMatchObject({ state: 'submitted', sponsors: ['CCC'] });
    expect(room.state.amendments['A1']?.outcome).toBeUndefined();
    room.take({ type: 'withdrawAmendment', amendment: 'A1' }, head('CCC'));
    adopted(room, 'A2');
    expect(code(room, take, 'AAA')).toBe('amendment.notStanding');
  });

  test('[AMP-11] the main sponsor revises; positions on the old words are stale', () => {
    const room = meeting();
    submit(room, 'AAA');
    room.say('BBB', 'A1', 'support');
    expect(effectiveStance(room.state, 'A1', 'BBB')).toMatchObject({ stance: 'support', stale: false });
    const revise = {
      type: 'reviseAmendment',
      amendment: 'A1',
      changes: [{ paragraph: 'p3', new: 'Decides [to wait a week];' }],
      reason: 'After consultations.',
      textHash: TEXT.hash,
    } as const;
    expect(code(room, revise, 'BBB')).toBe('amendment.notSponsor');
    room.take(revise, head('AAA'));
    expect(room.state.amendments['A1']).toMatchObject({ revised: 1, reason: 'After consultations.' });
    expect(effectiveStance(room.state, 'A1', 'BBB')).toMatchObject({ stance: 'silent', stale: true });
    submit(room, 'CCC', [{ paragraph: 'p3', new: 'Decides [to wait a day];' }], { amends: 'A1' });
    expect(room.refusal({ ...revise, changes: [{ paragraph: 'p3', new: 'Decides;' }] }, head('AAA'))).toEqual(
      { code: 'amendment.beingAmended', facts: { amendment: 'A1', by: 'A2' } },
    );
  });

  test('[AMP-45] a revised amendment keeps its earlier words, who gave them, when and by which event', () => {
    const room = meeting();
    submit(room, 'AAA');
    const tabled = room.state.amendments['A1'];
    const revise = (words: string) =>
      ({
        type: 'reviseAmendment',
        amendment: 'A1',
        changes: [{ paragraph: 'p3', new: words }],
        reason: '',
        textHash: TEXT.hash,
      }) as const;
    room.take(revise('Decides [to wait a week];'), head('AAA'));
    room.take({ type: 'coSponsorAmendment', amendment: 'A1' }, head('BBB'));
    room.take({ type: 'leaveSponsors', amendment: 'A1' }, head('AAA'));
    room.take(revise('Decides [to wait a day];'), head('BBB'));
    const now = room.state.amendments['A1'];
    if (tabled === undefined || now === undefined) throw new Error('it was tabled');
    const versions = amendmentVersions(now);
    expect(versions.map(({ number, by, words }) => ({ number, by, changes: words?.changes }))).toEqual([
      { number: 0, by: 'AAA', changes: tabled.changes },
      { number: 1, by: 'AAA', changes: [{ paragraph: 'p3', new: 'Decides [to wait a week];' }] },
      { number: 2, by: 'BBB', changes: [{ paragraph: 'p3', new: 'Decides [to wait a day];' }] },
    ]);
    const given = room.events.filter(
      ({ type }) => type === 'amendmentSubmitted' || type === 'amendmentRevised',
    );
    expect(versions.map(({ at, head: event }) => [at, event])).toEqual(
      given.map(({ at, version }) => [at, version]),
    );
  });

  test('[AMP-45] of a state that was kept before earlier words were, the latest are known and the others are not', () => {
    const room = meeting();
    submit(room, 'AAA');
    const tabled = room.state.amendments['A1'];
    if (tabled === undefined) throw new Error('it was tabled');
    const { given: _, ...kept } = tabled;
    const versions = amendmentVersions({ ...kept, revised: 2 });
    expect(versions.map(({ number, words }) => [number, words?.hash])).toEqual([
      [0, undefined],
      [1, undefined],
      [2, tabled.hash],
    ]);
    expect(versions[0]?.at).toBe(tabled.submittedAt);
  });

  test('[AMP-46] an amendment is tabled for a declared group by whoever may speak for it; each delegation behind it counts once', () => {
    const room = meeting();
    const chaired = { ...GROUP, id: 'chaired', chair: 'BBB' };
    room.takeBody({ type: 'declareGroup', group: GROUP }, SECRETARIAT);
    room.takeBody({ type: 'declareGroup', group: chaired }, SECRETARIAT);
    const act = (onBehalfOf: string) => handedIn(room, undefined, { onBehalfOf });
    expect(code(room, act('nobody'), 'AAA')).toBe('group.unknown');
    expect(code(room, act('trio'), 'DDD')).toBe('group.notMember');
    expect(code(room, act('chaired'), 'AAA')).toBe('group.notChair');
    room.take(act('trio'), head('AAA'));
    const now = () => {
      const amendment = room.state.amendments['A1'];
      if (amendment === undefined) throw new Error('it was tabled');
      return amendment;
    };
    expect(now()).toMatchObject({ sponsors: ['AAA'], onBehalfOf: { group: 'trio', members: GROUP.members } });
    // A member of the group that co-sponsors as well is no further delegation; one outside it is.
    for (const member of ['BBB', 'DDD'])
      room.take({ type: 'coSponsorAmendment', amendment: 'A1' }, head(member));
    expect(now().sponsors).toEqual(['AAA', 'BBB', 'DDD']);
    expect(sponsoringMembers(now()).toSorted()).toEqual(['AAA', 'BBB', 'CCC', 'DDD']);
    room.take({ type: 'leaveSponsors', amendment: 'A1' }, head('DDD'));
    expect(now().onBehalfOf?.group).toBe('trio');
    room.take({ type: 'leaveSponsors', amendment: 'A1' }, head('AAA'));
    expect(now().onBehalfOf).toBeUndefined();
    const oral = (sponsors: readonly string[]) =>
      ({
        ...handedIn(room, [{ paragraph: 'p3', new: 'Decides [to wait for May];' }], {
          onBehalfOf: 'chaired',
        }),
        type: 'enterOralAmendment',
        sponsors,
      }) as const;
    expect(room.refusal(oral(['AAA', 'BBB']), SECRETARIAT)?.code).toBe('group.notChair');
    room.take(oral(['BBB', 'AAA']), SECRETARIAT);
    room.take({ type: 'withdrawAmendment', amendment: 'A2' }, head('BBB'));
    room.take({ type: 'takeOverAmendment', amendment: 'A2' }, head('CCC'));
    expect(room.state.amendments['A2']?.onBehalfOf).toBeUndefined();
  });

  test('[ORD-45] a paragraph comes next as amended when all its amendments are decided, until it is agreed', () => {
    const room = meeting();
    submit(room, 'AAA');
    submit(room, 'BBB', [{ paragraph: 'p3', new: 'Decides [to wait a year];' }]);
    submit(room, 'CCC', [{ after: 'p3', kind: 'operative', level: 0, insert: 'Thanks everybody;' }]);
    expect(paragraphsAsAmended(room.state)).toEqual([]);
    room.take({ type: 'acceptAmendment', amendment: 'A3' }, CHAIR);
    const brought = room.state.amendments['A3']?.changes.flatMap((change) =>
      'insert' in change ? change.pid : [],
    );
    expect(paragraphsAsAmended(room.state)).toEqual(brought);
    room.take({ type: 'withdrawAmendment', amendment: 'A2' }, head('BBB'));
    room.take({ type: 'acceptAmendment', amendment: 'A1' }, CHAIR);
    expect(paragraphsAsAmended(room.state)).toEqual(['p3', ...(brought ?? [])]);
    room.take({ type: 'agreeAdRef', pid: 'p3' }, CHAIR);
    expect(paragraphsAsAmended(room.state)).toEqual(brought);
    room.take({ type: 'reopenParagraph', pid: 'p3', reason: 'Once more.' }, CHAIR);
    expect(paragraphsAsAmended(room.state)).toContain('p3');
  });

  test('[AMP-12] an amendment to another is taken in by its main sponsor, one to the text by the chair', () => {
    const room = meeting();
    submit(room, 'AAA');
    submit(room, 'BBB', [{ paragraph: 'p3', new: 'Decides [to wait a year];' }], { amends: 'A1' });
    const accept = { type: 'acceptAmendment', amendment: 'A2' } as const;
    expect(code(room, accept, 'CCC')).toBe('amendment.notSponsor');
    expect(room.refusal({ type: 'acceptAmendment', amendment: 'A1' }, head('AAA'))?.code).toBe(
      'actor.notConducting',
    );
    const hash = room.state.amendments['A1']?.hash;
    room.take(accept, head('AAA'));
    expect(stateOf(room, 'A2')).toBe('acceptedBySponsors');
    expect(room.state.amendments['A1']?.hash).not.toBe(hash);
    expect(words(room)[2]).toBe('Decides [to act];');
    room.take({ type: 'acceptAmendment', amendment: 'A1' }, CHAIR);
    expect(words(room)[2]).toBe('Decides [to wait a year];');
    expect(room.state.revision?.amendedBy).toEqual(['A1']);
  });
});

describe('decisions', () => {
  test('[AMP-13] amendments are put before the text, and each in its turn', () => {
    const room = meeting();
    submit(room, 'AAA');
    submit(room, 'BBB', [{ paragraph: 'p3', delete: true }]);
    submit(room, 'CCC', [{ paragraph: 'p4', new: 'Requests two reports.' }], { needs: ['A1'] });
    expect(room.refusal(propose(), CHAIR)).toEqual({
      code: 'adoption.amendmentsPending',
      facts: { amendments: ['A1', 'A2', 'A3'] },
    });
    expect(room.refusal(propose('A3'), CHAIR)).toEqual({
      code: 'amendment.needs',
      facts: { amendment: 'A3', needed: 'A1' },
    });
    expect(room.refusal(propose('A1'), CHAIR)).toEqual({
      code: 'amendment.notNext',
      facts: { amendment: 'A1', next: 'A2' },
    });
    expect(room.refusal(propose('A7'), CHAIR)?.code).toBe('amendment.unknown');
    rejected(room, 'A2');
    adopted(room, 'A1');
    adopted(room, 'A3');
    adopted(room, 'text');
    expect(room.state.phase).toBe('adopted');
  });

  test('[ORD-7] the chair rules another order, for as long as it names all that are decided together', () => {
    const room = meeting();
    submit(room, 'AAA');
    submit(room, 'BBB', [{ paragraph: 'p3', delete: true }]);
    submit(room, 'CCC', [{ paragraph: 'p4', new: 'Requests two reports.' }]);
    const order = (): readonly (readonly string[])[] =>
      votingOrder(room.state, TEXTS).map((component) => component.map(({ id, why }) => `${id} ${why}`));
    expect(order()).toEqual([['A2 furtherRemoved', 'A1 nearest'], ['A3 alone']]);
    expect(room.refusal({ type: 'ruleOrder', amendments: ['A1'], reason: 'Agreed.' }, CHAIR)).toEqual({
      code: 'order.missing',
      facts: { amendment: 'A2' },
    });
    room.take({ type: 'ruleOrder', amendments: ['A1', 'A2'], reason: 'As the sponsors agreed.' }, CHAIR);
    expect(order()).toEqual([['A1 chair', 'A2 chair'], ['A3 alone']]);
    expect(room.refusal(propose('A2'), CHAIR)?.code).toBe('amendment.notNext');
    submit(room, 'DDD', [{ paragraph: 'p3', new: 'Decides [not to act];' }]);
    expect(order()[0]?.[0]).toBe('A2 furtherRemoved');
  });

  test('[AMP-14] the text follows the decision at once; positions on what stays are carried forward', () => {
    const paragraphs = TEXT.paragraphs.map((paragraph) => ({ ...paragraph, hash: textHash(paragraph.text) }));
    const room = meeting({ text: { ...TEXT, paragraphs } });
    room.say('AAA', 'p3', 'support');
    room.say('AAA', 'p4', 'support');
    submit(room, 'BBB');
    submit(room, 'CCC', [{ paragraph: 'p3', new: 'Decides [to rest];' }]);
    submit(room, 'DDD', [{ after: 'p4', kind: 'operative', level: 0, insert: 'Decides to meet.' }]);
    adopted(room, 'A1');
    expect(stateOf(room, 'A2')).toBe('notPut');
    expect(room.state.amendments['A2']?.outcome).toMatchObject({ cause: 'excluded', because: ['A1'] });
    adopted(room, 'A3');
    expect(words(room)).toEqual([
      'A text',
      'Recalling what was said,',
      'Decides [to wait];',
      'Requests a report.',
      'Decides to meet.',
      'A note',
    ]);
    expect(room.state.revision?.amendedBy).toEqual(['A1', 'A3']);
    expect(room.state.revisions[0]?.paragraphs).toHaveLength(5);
    expect(effectiveStance(room.state, 'p3', 'AAA').stale).toBe(true);
    expect(effectiveStance(room.state, 'p4', 'AAA')).toMatchObject({ stance: 'support', stale: false });
  });

  test('[AMP-14] a deadline closes the ballot on an amendment, and the chair declares what came of it', () => {
    const room = meeting();
    submit(room, 'BBB');
    room.take({ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 60, item: 'A1' }, CHAIR);
    room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
    room.take({ type: 'castBallot', choice: 'for' }, head('AAA'));
    room.wait(61);
    room.take({ type: 'closeBallot' }, DEADLINE);
    room.take({ type: 'adopt' }, CHAIR);
    expect(room.state.decisions.at(-1)).toMatchObject({ item: 'A1', outcome: 'adopted' });
    expect(room.state.amendments['A1']?.outcome).toEqual({ at: room.at, decision: 'd1' });
    expect(words(room)[2]).toBe('Decides [to wait];');
  });
});
