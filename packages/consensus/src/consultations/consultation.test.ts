import { expect, test } from 'vitest';
import { CHAIR, head, SECRETARIAT, TEXT } from '../acts/meeting.fixture.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import { addSeconds } from '../rules/instant.ts';
import type { Actor } from '../types.ts';
import { ACTOR_KINDS } from '../vocabulary.ts';
import { admitConsultation, CONSULTATION_ACT_TYPES } from './admit-consultation.ts';
import { takenNames } from '../look-alike-names.ts';
import { commentNamesRefusal } from './comment-names.ts';
import { commentWordsRefusal } from './comment-words.ts';
import { consultationPhase } from './consultation-answer.ts';
import {
  amends,
  announcedDesk,
  COMMENTER,
  FILE,
  OBSERVER,
  openDesk,
  PLAN,
  SAID,
  START,
  type Desk,
} from './consultation.fixture.ts';
import { consultationFigures, paragraphOrigins } from './consultation-figures.ts';
import { evolveConsultation, replayConsultation } from './evolve-consultation.ts';
import type { CommentWords, ConsultationAct, Disposition } from './types.ts';
import { HIDING_GROUNDS } from './vocabulary.ts';

const HOUR = 3_600;
const NOTED: Disposition = { disposition: 'noted', reason: 'Taken into account.' };
const disposes = (comments: readonly string[], disposition: Disposition = NOTED): ConsultationAct => ({
  type: 'disposeComments',
  comments,
  ...disposition,
});
const code = (desk: Desk, act: ConsultationAct, actor: Actor): string | undefined =>
  desk.refusal(act, actor)?.code;

test('[CSL-1] a consultation is announced once, by the secretariat, on the words in force, which it keeps', () => {
  const desk = announcedDesk();
  expect(desk.state.text.paragraphs.map(({ pid }) => pid)).toEqual(['p1', 'p2', 'p3', 'p4', 'p5']);
  expect(desk.state.text.hash).toBe(TEXT.hash);
  expect(desk.body.consultations).toEqual(['first']);
  expect(code(desk, PLAN, SECRETARIAT)).toBe('consultation.exists');
  const { body, meeting } = desk;
  const fresh = (act: typeof PLAN, actor: Actor) => {
    const admission = admitConsultation(undefined, act, {
      at: START,
      actor,
      body: meeting.body,
      deliberation: meeting.state,
    });
    return admission.admitted ? undefined : admission.refusal.code;
  };
  for (const kind of ACTOR_KINDS)
    expect(fresh(PLAN, { kind })).toBe(kind === 'secretariat' ? undefined : 'actor.notConducting');
  expect(fresh({ ...PLAN, deliberation: 'other' }, SECRETARIAT)).toBe('deliberation.unknown');
  expect(fresh({ ...PLAN, textHash: '0'.repeat(64) }, SECRETARIAT)).toBe('position.staleText');
  expect(
    admitConsultation(undefined, PLAN, {
      at: START,
      actor: SECRETARIAT,
      body,
      deliberation: meeting.state,
    }),
  ).toMatchObject({ refusal: { code: 'consultation.exists' } });
  for (const type of CONSULTATION_ACT_TYPES.filter((one) => one !== 'announceConsultation')) {
    const act = { type, comment: 'c1', comments: ['c1'] } as unknown as ConsultationAct;
    const unknown = admitConsultation(undefined, act, {
      at: START,
      actor: SECRETARIAT,
      body,
      deliberation: undefined,
    });
    expect(unknown).toMatchObject({ refusal: { code: 'consultation.unknown' } });
  }
});

test('[CSL-2] opening, closing, languages, questions and least length are within their bounds', () => {
  const { meeting } = announcedDesk();
  const refused = (change: Partial<typeof PLAN>) => {
    const admission = admitConsultation(
      undefined,
      { ...PLAN, ...change },
      { at: START, actor: SECRETARIAT, body: meeting.body, deliberation: meeting.state },
    );
    return admission.admitted ? undefined : admission.refusal.code;
  };
  expect(refused({ opensAt: '2020-01-01T00:00:00.000Z' })).toBeUndefined();
  expect(refused({ closesAt: PLAN.opensAt })).toBe('consultation.badTimes');
  expect(refused({ opensAt: '2020-01-01T00:00:00.000Z', closesAt: START })).toBe('consultation.badTimes');
  expect(refused({ opensAt: 'soon' })).toBe('consultation.badTimes');
  expect(refused({ opensAt: '2026-03-02T10:00:00Z' })).toBe('consultation.badTimes');
  expect(refused({ languages: [] })).toBe('consultation.badPlan');
  expect(refused({ languages: ['en', 'en'] })).toBe('consultation.badPlan');
  expect(refused({ languages: ['<b>'] })).toBe('consultation.badPlan');
  expect(
    refused({ languages: Array.from({ length: 31 }, (_, at) => `a${String.fromCodePoint(97 + (at % 26))}`) }),
  ).toBe('consultation.badPlan');
  expect(refused({ questions: Array.from({ length: 51 }, () => ({ en: 'Why?' })) })).toBe('act.limit');
  for (const charactersMin of [0, 1.5, 10_001])
    expect(refused({ charactersMin })).toBe('consultation.badPlan');
  expect(refused({ id: 'no id' })).toBe('id.malformed');
});

test('[CSL-135] an announcement asks for work or for an address, or leaves the choice to whoever comments', () => {
  for (const proof of ['work', 'mail'] as const)
    expect(announcedDesk({ ...PLAN, proof }).state.proof).toBe(proof);
  const { meeting, state } = announcedDesk();
  expect(state).not.toHaveProperty('proof');
  // As it might stand in a record that somebody changed.
  const changed = admitConsultation(
    undefined,
    { ...PLAN, proof: 'luck' as 'work' },
    { at: START, actor: SECRETARIAT, body: meeting.body, deliberation: meeting.state },
  );
  expect(changed).toMatchObject({ refusal: { code: 'consultation.badPlan', facts: { field: 'proof' } } });
});

test('[CSL-3] comments are filed from the opening on; a late one is kept and marked, to the millisecond', () => {
  const desk = announcedDesk();
  desk.wait(HOUR - 1);
  expect(code(desk, FILE, COMMENTER)).toBe('consultation.notOpen');
  expect(code(desk, { type: 'supportComment', comment: 'c1' }, OBSERVER)).toBe('consultation.notOpen');
  desk.wait(1);
  desk.take(FILE, COMMENTER);
  desk.wait(2 * HOUR);
  desk.take(FILE, COMMENTER);
  desk.wait(1);
  desk.take(FILE, COMMENTER);
  expect(desk.state.comments.map(({ id, late }) => [id, late])).toEqual([
    ['c1', false],
    ['c2', false],
    ['c3', true],
  ]);
  const phaseAt = (at: string) => consultationPhase(desk.state, at);
  expect([START, PLAN.opensAt, PLAN.closesAt, addSeconds(PLAN.closesAt, 1)].map(phaseAt)).toEqual([
    'announced',
    'open',
    'open',
    'closed',
  ]);
});

test('[CSL-4] everybody comments when the public is asked, else delegates and observers; those who conduct never do', () => {
  const open = openDesk();
  const asked = openDesk(0, { ...PLAN, audience: 'accredited' });
  expect(code(open, FILE, COMMENTER)).toBeUndefined();
  expect(code(asked, FILE, COMMENTER)).toBe('consultation.notAsked');
  for (const desk of [open, asked]) {
    expect(code(desk, FILE, OBSERVER)).toBeUndefined();
    expect(code(desk, FILE, { kind: 'delegate', member: 'AAA' })).toBeUndefined();
    expect(code(desk, FILE, head('ZZZ'))).toBe('member.unknown');
    expect(code(desk, FILE, head('constructor'))).toBe('member.unknown');
    for (const kind of ['chair', 'facilitator', 'secretariat', 'operator', 'deadline'] as const)
      expect(code(desk, FILE, { kind, member: 'AAA' })).toBe('consultation.notAsked');
  }
});

test('[CSL-5] a comment is about the whole, a paragraph, a span or an amendment, in exactly these words', () => {
  const desk = openDesk();
  const amendment = amends(desk, 'AAA', 'Decides to wait;');
  const { hash = '' } = desk.meeting.state.amendments[amendment] ?? {};
  const about = (subject: (typeof FILE)['about']) => code(desk, { ...FILE, about: subject }, COMMENTER);
  const textHash = TEXT.paragraphs[2]?.hash ?? '';
  expect(about({ on: 'text' })).toBeUndefined();
  expect(about({ on: 'paragraph', paragraph: 'p3', textHash })).toBeUndefined();
  expect(about({ on: 'paragraph', paragraph: 'p9', textHash })).toBe('paragraph.unknown');
  expect(about({ on: 'paragraph', paragraph: 'p2', textHash })).toBe('position.staleText');
  expect(about({ on: 'amendment', amendment, textHash: hash })).toBeUndefined();
  expect(about({ on: 'amendment', amendment, textHash })).toBe('position.staleText');
  expect(about({ on: 'amendment', amendment: 'A7', textHash: hash })).toBe('amendment.unknown');
  const span = (from: number, to: number) => about({ on: 'span', paragraph: 'p3', textHash, from, to });
  const { length } = TEXT.paragraphs[2]?.text ?? '';
  expect(span(0, length)).toBeUndefined();
  for (const [from, to] of [
    [3, 3],
    [4, 3],
    [-1, 3],
    [0, length + 1],
    [0.5, 3],
  ] as const)
    expect(span(from, to)).toBe('consultation.badSpan');
});

test('[CSL-5] a span never cuts a character in two', () => {
  const desk = openDesk();
  const paragraphs = desk.state.text.paragraphs.map((one) =>
    one.pid === 'p3' ? { ...one, text: 'So 𝒶 be it' } : one,
  );
  const state = { ...desk.state, text: { ...desk.state.text, paragraphs } };
  const filed = (from: number, to: number) => {
    const textHash = TEXT.paragraphs[2]?.hash ?? '';
    const admission = admitConsultation(
      state,
      { ...FILE, about: { on: 'span', paragraph: 'p3', textHash, from, to } },
      { at: desk.at, actor: COMMENTER, body: desk.body, deliberation: desk.meeting.state, said: SAID },
    );
    return admission.admitted ? undefined : admission.refusal.code;
  };
  expect(filed(3, 5)).toBeUndefined();
  expect(filed(4, 5)).toBe('consultation.badSpan');
  expect(filed(0, 4)).toBe('consultation.badSpan');
});

test('[CSL-6] a comment is in a language of the consultation and answers a question that was asked', () => {
  const desk = openDesk();
  expect(code(desk, { ...FILE, lang: 'fr' }, COMMENTER)).toBe('consultation.language');
  expect(code(desk, { ...FILE, lang: 'ar', question: 1 }, COMMENTER)).toBeUndefined();
  for (const question of [0, 2, -1, 0.5])
    expect(code(desk, { ...FILE, question }, COMMENTER)).toBe('consultation.noQuestion');
});

test('[CSL-7] words have their least length, no control characters, and a name, pseudonym or public summary', () => {
  const { state } = openDesk();
  const filed = { about: FILE.about, naming: 'name', isMember: false } as const;
  const refused = (
    published: CommentWords,
    {
      naming = 'name',
      isMember = false,
      sealed,
    }: { naming?: 'name' | 'pseudonym' | 'confidential'; isMember?: boolean; sealed?: CommentWords } = {},
  ) =>
    commentWordsRefusal(
      state,
      { ...filed, naming, isMember },
      { published, ...(sealed === undefined ? {} : { sealed }) },
    )?.refusal.code;
  const text = 'It should say who reports.';
  expect(refused({ text, author: 'A name' })).toBeUndefined();
  expect(refused({ text: `${text}\nAnd when.`, author: 'A name' })).toBeUndefined();
  expect(refused({ text })).toBe('consultation.noAuthor');
  expect(refused({ text, author: '  ' })).toBe('consultation.noAuthor');
  expect(refused({ text }, { isMember: true })).toBeUndefined();
  expect(refused({ text }, { naming: 'pseudonym', isMember: true })).toBe('consultation.noAuthor');
  expect(refused({ text: '   short   ', author: 'A name' })).toBe('consultation.tooShort');
  expect(refused({ text: `${text}\u202E`, author: 'A name' })).toBe('consultation.unfitCharacter');
  expect(refused({ text, author: 'A\nname' })).toBe('consultation.unfitCharacter');
  expect(refused({ text, author: 'A name', onBehalfOf: '\u2066x' })).toBe('consultation.unfitCharacter');
  expect(refused({ text: 'a'.repeat(10_001), author: 'A name' })).toBe('act.limit');
  expect(refused({ text, author: 'a'.repeat(201) })).toBe('act.limit');
  expect(refused({ text, author: 'A name', proposal: 'a'.repeat(20_001) })).toBe('act.limit');
  // Of a confidential comment the public sees a summary, and nothing that would tell who it is.
  const sealed = { text, author: 'A name' };
  expect(refused({ text: 'On reporting' }, { naming: 'confidential', sealed })).toBeUndefined();
  expect(refused({ text: ' ' }, { naming: 'confidential', sealed })).toBe('consultation.noSummary');
  expect(refused({ text: 'On reporting', author: 'A name' }, { naming: 'confidential', sealed })).toBe(
    'consultation.noSummary',
  );
  expect(refused({ text: 'On reporting' }, { naming: 'confidential' })).toBe('consultation.noSummary');
  expect(refused({ text, author: 'A name' }, { sealed })).toBe('consultation.noSummary');
});

test('[CSL-7] the event holds a commitment and no words, and names nobody who asked not to be named', () => {
  const desk = openDesk();
  expect(desk.refusal(FILE, COMMENTER, null)?.code).toBe('consultation.noWords');
  expect(desk.refusal(FILE, COMMENTER, { ...SAID, characters: 9 })?.code).toBe('consultation.tooShort');
  expect(desk.refusal({ ...FILE, naming: 'confidential' }, COMMENTER)?.code).toBe('consultation.noSummary');
  const sealed = { ...SAID, sealed: 'b'.repeat(64) };
  expect(desk.refusal(FILE, COMMENTER, sealed)?.code).toBe('consultation.noSummary');
  for (const naming of ['pseudonym', 'confidential'] as const) {
    const words = naming === 'confidential' ? sealed : SAID;
    expect(desk.refusal({ ...FILE, naming }, OBSERVER, words)?.code).toBe('consultation.namesAuthor');
    expect(desk.refusal({ ...FILE, naming }, { kind: 'commenter', person: 'p' }, words)?.code).toBe(
      'consultation.namesAuthor',
    );
    expect(desk.refusal({ ...FILE, naming }, { kind: 'observer' }, words)).toBeUndefined();
  }
  expect(code(desk, FILE, { kind: 'observer' })).toBe('actor.notMember');
  desk.take({ ...FILE, naming: 'confidential' }, { kind: 'observer' }, sealed);
  desk.take(FILE, OBSERVER);
  expect(desk.state.comments.map(({ by }) => by)).toEqual([
    { kind: 'observer' },
    { kind: 'observer', member: 'OBS' },
  ]);
  expect(desk.events.at(-1)?.payload).toEqual({
    comment: 'c2',
    about: FILE.about,
    kind: 'general',
    lang: 'en',
    naming: 'name',
    late: false,
    ...SAID,
  });
});

test('[CSL-8] other words are proposed for a paragraph that was put out, and differ from those it has', () => {
  const { state } = openDesk();
  const proposes = (about: (typeof FILE)['about'], proposal: string) =>
    commentWordsRefusal(
      state,
      { about, naming: 'name', isMember: true },
      { published: { text: 'It should be clearer.', proposal } },
    )?.refusal.code;
  expect(proposes(FILE.about, 'Decides to act at once;')).toBeUndefined();
  expect(proposes(FILE.about, TEXT.paragraphs[2]?.text ?? '')).toBe('consultation.proposesNothing');
  expect(proposes(FILE.about, '  ')).toBe('consultation.proposesNothing');
  expect(proposes({ on: 'text' }, 'Decides;')).toBe('consultation.proposesNothing');
  expect(proposes(FILE.about, 'Decides\u0007;')).toBe('consultation.unfitCharacter');
});

test('[CSL-9] a comment is supported once by each member and each person, while its words are shown', () => {
  const desk = openDesk(2);
  const support: ConsultationAct = { type: 'supportComment', comment: 'c1' };
  desk.take(support, OBSERVER);
  desk.take(support, { kind: 'commenter', person: 'one' });
  expect(code(desk, support, OBSERVER)).toBe('consultation.supported');
  expect(code(desk, support, { kind: 'commenter', person: 'one' })).toBe('consultation.supported');
  expect(code(desk, support, COMMENTER)).toBe('actor.notMember');
  expect(code(desk, support, CHAIR)).toBe('consultation.notAsked');
  expect(desk.state.comments[0]?.supporters).toEqual(['OBS', 'one']);
  desk.take(
    { type: 'moderateComment', comment: 'c1', ground: 'offTopic', reason: 'Another text.' },
    SECRETARIAT,
  );
  desk.take({ type: 'eraseComment', comment: 'c2' }, COMMENTER);
  for (const comment of ['c1', 'c2'])
    expect(code(desk, { type: 'supportComment', comment }, head('AAA'))).toBe('consultation.notShown');
  for (const comment of ['c3', 'c0', 'x', 'c01', 'c1.0'])
    expect(code(desk, { type: 'supportComment', comment }, head('AAA'))).toBe('consultation.unknownComment');
});

test('[CSL-10] those who conduct reply to a comment for the record', () => {
  const desk = openDesk(1);
  const reply: ConsultationAct = { type: 'replyToComment', comment: 'c1', words: 'Thank you.' };
  for (const kind of ACTOR_KINDS) {
    const conducts = ['secretariat', 'chair', 'facilitator'].includes(kind);
    expect(code(desk, reply, { kind, member: 'AAA' })).toBe(conducts ? undefined : 'actor.notConducting');
  }
  expect(code(desk, { ...reply, words: ' ' }, CHAIR)).toBe('act.reasonNeeded');
  expect(code(desk, { ...reply, comment: 'c2' }, CHAIR)).toBe('consultation.unknownComment');
  for (let times = 0; times < 50; times += 1) desk.take(reply, SECRETARIAT);
  expect(desk.refusal(reply, SECRETARIAT)).toMatchObject({ facts: { limit: 'COMMENT_REPLIES_MAX' } });
  expect(desk.state.comments[0]?.replies[0]).toEqual({ by: 'secretariat', words: 'Thank you.', at: desk.at });
});

test('[CSL-11] the secretariat puts comments under a theme and takes them out of it', () => {
  const desk = openDesk(3);
  const group = (comments: readonly string[], theme: string | null): ConsultationAct => ({
    type: 'groupComments',
    comments,
    theme,
  });
  desk.take(group(['c1', 'c3'], 'Reporting'), SECRETARIAT);
  desk.take(group(['c3'], null), SECRETARIAT);
  expect(desk.state.comments.map(({ theme }) => theme)).toEqual(['Reporting', undefined, undefined]);
  expect(code(desk, group(['c1'], 'Reporting'), CHAIR)).toBe('actor.notConducting');
  expect(code(desk, group([], 'Reporting'), SECRETARIAT)).toBe('consultation.noComments');
  expect(code(desk, group(['c1', 'c1'], 'Reporting'), SECRETARIAT)).toBe('consultation.noComments');
  expect(code(desk, group(['c1', 'c9'], 'Reporting'), SECRETARIAT)).toBe('consultation.unknownComment');
  expect(code(desk, group(['c1'], ' '), SECRETARIAT)).toBe('act.reasonNeeded');
  expect(code(desk, group(['c1'], 'a'.repeat(121)), SECRETARIAT)).toBe('act.limit');
  expect(code(desk, group(['c1'], 'a\u202Eb'), SECRETARIAT)).toBe('consultation.unfitCharacter');
  const many = Array.from({ length: 501 }, (_, at) => `c${at + 1}`);
  expect(desk.refusal(group(many, 'x'), SECRETARIAT)).toMatchObject({
    facts: { limit: 'COMMENTS_PER_ACT_MAX' },
  });
});

test('[CSL-12] comments are disposed of with a reason; duplicates name a comment that is none', () => {
  const desk = openDesk(4);
  const amendment = amends(desk, 'AAA', 'Decides to wait;');
  desk.take(disposes(['c1', 'c2']), SECRETARIAT);
  desk.take(
    disposes(['c1'], { disposition: 'accepted', reason: 'Done.', amendment, paragraph: 'p3' }),
    SECRETARIAT,
  );
  expect(desk.state.comments[0]?.disposition).toEqual({
    disposition: 'accepted',
    reason: 'Done.',
    amendment,
    paragraph: 'p3',
    at: desk.at,
  });
  expect(code(desk, disposes(['c1']), CHAIR)).toBe('actor.notConducting');
  expect(code(desk, disposes(['c1'], { disposition: 'noted', reason: ' ' }), SECRETARIAT)).toBe(
    'act.reasonNeeded',
  );
  expect(code(desk, disposes(['c1'], { ...NOTED, amendment: 'A9' }), SECRETARIAT)).toBe('amendment.unknown');
  expect(code(desk, disposes(['c1'], { ...NOTED, paragraph: 'p9' }), SECRETARIAT)).toBe('paragraph.unknown');
  const duplicate = (of?: string): Disposition => ({
    disposition: 'duplicate',
    reason: 'The same.',
    ...(of === undefined ? {} : { duplicateOf: of }),
  });
  desk.take(disposes(['c3'], duplicate('c1')), SECRETARIAT);
  for (const [comment, disposition] of [
    ['c4', duplicate()],
    ['c4', duplicate('c4')],
    ['c4', duplicate('c9')],
    ['c4', duplicate('c3')],
    ['c1', duplicate('c2')],
    ['c4', { ...NOTED, duplicateOf: 'c1' }],
  ] as const)
    expect(code(desk, disposes([comment], disposition), SECRETARIAT)).toBe('consultation.badDuplicate');
});

test('[CSL-13] an empowered delegate of a sponsor says of which comment an amendment was made', () => {
  const desk = openDesk(1);
  const amendment = amends(desk, 'AAA', 'Decides to wait;');
  const own: ConsultationAct = { type: 'makeCommentOwn', comment: 'c1', amendment };
  expect(code(desk, own, { kind: 'delegate', member: 'AAA' })).toBe('actor.mayNotBind');
  expect(code(desk, own, OBSERVER)).toBe('actor.notMember');
  expect(code(desk, own, head('BBB'))).toBe('amendment.notSponsor');
  expect(code(desk, { ...own, amendment: 'A9' }, head('AAA'))).toBe('amendment.unknown');
  expect(code(desk, { ...own, comment: 'c9' }, head('AAA'))).toBe('consultation.unknownComment');
  desk.take(own, head('AAA'));
  expect(code(desk, own, head('AAA'))).toBe('consultation.madeOwn');
  expect(desk.state.comments[0]?.madeOwn).toEqual([{ member: 'AAA', amendment, at: desk.at }]);
});

test('[CSL-14] the secretariat hides on a ground and with a reason; the chair alone shows again', () => {
  const desk = openDesk(1);
  const moderate = (
    ground: (typeof HIDING_GROUNDS)[number] | null,
    reason = 'See the policy.',
  ): ConsultationAct => ({
    type: 'moderateComment',
    comment: 'c1',
    ground,
    reason,
  });
  expect(code(desk, moderate('hatred'), CHAIR)).toBe('actor.notConducting');
  expect(code(desk, moderate('hatred', ''), SECRETARIAT)).toBe('act.reasonNeeded');
  expect(code(desk, moderate(null), CHAIR)).toBe('consultation.isShown');
  desk.take(moderate('hatred'), SECRETARIAT);
  expect(desk.state.comments[0]?.hidden).toEqual({
    ground: 'hatred',
    reason: 'See the policy.',
    at: desk.at,
  });
  expect(consultationFigures(desk.state)).toMatchObject({ comments: 1 });
  expect(code(desk, moderate('offTopic'), SECRETARIAT)).toBe('consultation.notShown');
  expect(code(desk, moderate(null), SECRETARIAT)).toBe('actor.notConducting');
  desk.take(moderate(null), CHAIR);
  expect(desk.state.comments[0]).not.toHaveProperty('hidden');
});

test('[CSL-51] what the chair decided nobody else decides again, and while an appeal waits the chair alone decides', () => {
  const desk = openDesk(2);
  const hides = (comment: string): ConsultationAct => ({
    type: 'moderateComment',
    comment,
    ground: 'offTopic',
    reason: 'Not of this text.',
  });
  const byChair = (act: ConsultationAct): ConsultationAct =>
    act.type === 'moderateComment' ? { ...act, final: true } : act;
  const shows: ConsultationAct = { type: 'moderateComment', comment: 'c1', ground: null, reason: 'It is.' };
  expect(code(desk, byChair(hides('c1')), CHAIR)).toBe('actor.notConducting');
  expect(code(desk, byChair(hides('c1')), SECRETARIAT)).toBe('actor.notConducting');
  desk.take(hides('c1'), SECRETARIAT);
  desk.take(byChair(shows), CHAIR);
  expect(desk.state.comments[0]).toMatchObject({ ruledAt: desk.at });
  expect(code(desk, hides('c1'), SECRETARIAT)).toBe('consultation.withChair');
  desk.take(byChair(hides('c1')), CHAIR);
  expect(code(desk, { type: 'appealComment', comment: 'c1' }, COMMENTER)).toBe('consultation.appealed');
  // A record from before does not say that the chair decided for good: it is admitted as it was then.
  desk.take(hides('c2'), SECRETARIAT);
  desk.take({ ...shows, comment: 'c2' }, CHAIR);
  expect(desk.refusal(hides('c2'), SECRETARIAT)).toBeUndefined();
  expect(consultationFigures(desk.state)).toMatchObject({ hidden: 1, appeals: { all: 0, open: 0 } });
});

test('[CSL-52] an author asks the chair once to look again, and keeping words hidden is a decision too', () => {
  const desk = openDesk(1);
  const appeal: ConsultationAct = { type: 'appealComment', comment: 'c1' };
  const hide = { type: 'moderateComment', comment: 'c1', ground: 'offTopic', reason: 'See.' } as const;
  expect(code(desk, appeal, COMMENTER)).toBe('consultation.isShown');
  expect(code(desk, { ...appeal, comment: 'c9' }, COMMENTER)).toBe('consultation.unknownComment');
  desk.take(hide, SECRETARIAT);
  for (const actor of [CHAIR, SECRETARIAT]) expect(code(desk, appeal, actor)).toBe('actor.notConducting');
  desk.take(appeal, COMMENTER);
  expect(desk.state.comments[0]?.appeal).toEqual({ at: desk.at, open: true });
  expect(consultationFigures(desk.state).appeals).toEqual({ all: 1, open: 1 });
  expect(code(desk, appeal, COMMENTER)).toBe('consultation.appealed');
  expect(code(desk, hide, SECRETARIAT)).toBe('consultation.withChair');
  desk.take({ ...hide, ground: 'advertising', reason: 'It sells.', final: true }, CHAIR);
  expect(desk.state.comments[0]).toMatchObject({
    hidden: { ground: 'advertising', reason: 'It sells.' },
    appeal: { open: false },
    ruledAt: desk.at,
  });
  expect(code(desk, appeal, COMMENTER)).toBe('consultation.appealed');
  expect(consultationFigures(desk.state).appeals).toEqual({ all: 1, open: 0 });
  expect(replayConsultation(desk.events)).toEqual(desk.state);
  desk.take({ type: 'eraseComment', comment: 'c1' }, COMMENTER);
  expect(code(desk, appeal, COMMENTER)).toBe('consultation.erased');
});

test('[CSL-53] a comment stands under no name that reads as that of somebody else', () => {
  const desk = openDesk(0);
  const taken = takenNames(desk.body, ['Secretariat', 'أمانة']);
  const [first] = Object.entries(desk.body.members);
  if (first === undefined) throw new Error('no member');
  const [id, { names }] = first;
  const under = (author: string, member?: string, onBehalfOf?: string) => {
    const published = { text: 'Who answers?', author, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
    return commentNamesRefusal({ published }, taken, member)?.refusal.code;
  };
  const en = names['en'] ?? '';
  for (const name of [en, en.toUpperCase(), `${en.slice(0, 1)}-${en.slice(1)}`, 'sеcrеtariat', ' أمانة '])
    expect(under(name)).toBe('consultation.nameTaken');
  expect(under('Reader', undefined, en)).toBe('consultation.nameTaken');
  for (const name of ['A\u200Bb', 'A\u200Db', '\uFEFFA', 'A\u2060'])
    expect(under(name)).toBe('consultation.unfitCharacter');
  for (const name of ['…', '12', '–']) expect(under(name)).toBe('consultation.noAuthor');
  for (const name of ['Reader of the north', 'نون', 'علی\u200Cرضا', `${en} (a reader)`])
    expect(under(name)).toBeUndefined();
  // A seat is shown by itself: its own name is its own, and it may speak for others.
  expect(under(en, id)).toBeUndefined();
  expect(under('Somebody', id, 'Secretariat')).toBeUndefined();
  expect(under('Secretariat', id)).toBe('consultation.nameTaken');
});

test('[CSL-54] a comment without proof of work says so, where nobody is signed in', () => {
  const desk = openDesk(0);
  desk.take({ ...FILE, unproven: true }, COMMENTER);
  desk.take({ ...FILE, unproven: true }, OBSERVER);
  expect(desk.state.comments.map(({ unproven }) => unproven)).toEqual([true, undefined]);
  expect(consultationFigures(desk.state).unproven).toBe(1);
});

test('[CSL-15] words are erased once, also after processing; number, subject and disposition stay', () => {
  const desk = openDesk(2);
  desk.take(disposes(['c1', 'c2']), SECRETARIAT);
  desk.wait(3 * HOUR);
  desk.take({ type: 'completeConsultation' }, SECRETARIAT);
  const erase: ConsultationAct = { type: 'eraseComment', comment: 'c1' };
  for (const kind of ['chair', 'facilitator', 'operator', 'deadline'] as const)
    expect(code(desk, erase, { kind })).toBe('actor.notConducting');
  const before = desk.state.comments[0];
  desk.take(erase, COMMENTER);
  expect(desk.state.comments[0]).toEqual({ ...before, erasedAt: desk.at });
  expect(code(desk, erase, SECRETARIAT)).toBe('consultation.erased');
  expect(
    code(desk, { type: 'moderateComment', comment: 'c1', ground: 'hatred', reason: 'x' }, SECRETARIAT),
  ).toBe('consultation.erased');
});

test('[CSL-16] it is processed when it has closed and every comment has a disposition, late ones too', () => {
  const desk = openDesk(1);
  const complete: ConsultationAct = { type: 'completeConsultation' };
  desk.take(disposes(['c1']), SECRETARIAT);
  expect(code(desk, complete, SECRETARIAT)).toBe('consultation.notClosed');
  desk.wait(3 * HOUR);
  desk.take(FILE, COMMENTER);
  expect(desk.refusal(complete, SECRETARIAT)).toEqual({
    code: 'consultation.undisposed',
    facts: { comments: 1 },
  });
  desk.take(disposes(['c2']), SECRETARIAT);
  expect(code(desk, complete, CHAIR)).toBe('actor.notConducting');
  desk.take(complete, SECRETARIAT);
  for (const [act, actor] of [
    [FILE, COMMENTER],
    [{ type: 'supportComment', comment: 'c1' }, OBSERVER],
    [{ type: 'groupComments', comments: ['c1'], theme: 'x' }, SECRETARIAT],
    [disposes(['c1']), SECRETARIAT],
    [{ type: 'replyToComment', comment: 'c1', words: 'x' }, CHAIR],
    [{ type: 'extendConsultation', until: addSeconds(desk.at, 60), reason: 'x' }, SECRETARIAT],
    [complete, SECRETARIAT],
  ] as const)
    expect(code(desk, act, actor)).toBe('consultation.processed');
  expect(consultationPhase(desk.state, desk.at)).toBe('processed');
});

test('[CSL-17] the share answered and the lower median of the time that standing answers took', () => {
  const desk = openDesk(4);
  expect(consultationFigures(desk.state)).toEqual({
    comments: 4,
    late: 0,
    answered: 0,
    madeOwn: 0,
    unproven: 0,
    hidden: 0,
    appeals: { all: 0, open: 0 },
    byDisposition: {
      accepted: 0,
      acceptedInPrinciple: 0,
      partlyAccepted: 0,
      noted: 0,
      notAccepted: 0,
      outOfScope: 0,
      duplicate: 0,
    },
  });
  desk.wait(100);
  desk.take(disposes(['c1']), SECRETARIAT);
  desk.wait(100);
  desk.take(disposes(['c2'], { disposition: 'accepted', reason: 'Yes.' }), SECRETARIAT);
  expect(consultationFigures(desk.state)).toMatchObject({ answered: 2, medianSeconds: 100 });
  desk.wait(100);
  desk.take(disposes(['c1', 'c3']), SECRETARIAT);
  expect(consultationFigures(desk.state)).toMatchObject({
    answered: 3,
    medianSeconds: 300,
    byDisposition: { accepted: 1, noted: 2 },
  });
});

test('[CSL-18] it runs longer with a reason, to a later instant ahead of now, also after it closed', () => {
  const desk = openDesk();
  const extend = (until: string, reason = 'Many asked.'): ConsultationAct => ({
    type: 'extendConsultation',
    until,
    reason,
  });
  expect(code(desk, extend(PLAN.closesAt), SECRETARIAT)).toBe('consultation.badTimes');
  expect(code(desk, extend('later'), SECRETARIAT)).toBe('consultation.badTimes');
  expect(code(desk, extend(addSeconds(PLAN.closesAt, 60), ''), SECRETARIAT)).toBe('act.reasonNeeded');
  expect(code(desk, extend(addSeconds(PLAN.closesAt, 60)), CHAIR)).toBe('actor.notConducting');
  desk.wait(3 * HOUR);
  expect(code(desk, extend(addSeconds(PLAN.closesAt, 60)), SECRETARIAT)).toBe('consultation.badTimes');
  desk.take(extend(addSeconds(desk.at, HOUR)), SECRETARIAT);
  desk.take(FILE, COMMENTER);
  expect(desk.state.comments[0]?.late).toBe(false);
});

test('[CSL-19] the same events give the same consultation in one batch or one by one', () => {
  const desk = openDesk(2);
  const amendment = amends(desk, 'AAA', 'Decides to wait;');
  desk.take({ type: 'makeCommentOwn', comment: 'c1', amendment }, head('AAA'));
  desk.take(disposes(['c1', 'c2']), SECRETARIAT);
  desk.take({ type: 'eraseComment', comment: 'c2' }, SECRETARIAT);
  expect(replayConsultation(desk.events)).toEqual(desk.state);
  const half = replayConsultation(desk.events.slice(0, 3));
  const kept = structuredClone(half);
  expect(replayConsultation(desk.events.slice(3), half)).toEqual(desk.state);
  expect(half).toEqual(kept);
  const [first, second] = desk.events;
  if (first === undefined || second === undefined) throw new Error('no events');
  expect(() => evolveConsultation(undefined, second)).toThrow();
  expect(() => evolveConsultation(desk.state, first)).toThrow();
  expect(() => evolveConsultation(desk.state, second)).toThrow();
  expect(() =>
    evolveConsultation(desk.state, { ...second, type: 'commentErased', payload: { comment: 'c9' } }),
  ).toThrow();
});

test('[CSL-20] where the words of a paragraph came from is told by the comments of its amendments', () => {
  const desk = openDesk(2);
  const amendment = amends(desk, 'AAA', 'Decides to wait;');
  desk.take({ type: 'makeCommentOwn', comment: 'c2', amendment }, head('AAA'));
  expect(paragraphOrigins(desk.state, desk.meeting.state)).toEqual([
    { paragraph: 'p3', comment: 'c2', member: 'AAA', amendment, adopted: false },
  ]);
  desk.meeting.take(
    { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1, item: amendment },
    CHAIR,
  );
  desk.meeting.wait(2);
  desk.meeting.take({ type: 'adopt' }, CHAIR);
  expect(paragraphOrigins(desk.state, desk.meeting.state)).toMatchObject([
    { paragraph: 'p3', adopted: true },
  ]);
});

test('[CSL-60] a body says for how many days windows are open at the least, of those announced later', () => {
  const desk = announcedDesk();
  const room = desk.meeting;
  const codeOf = (days: number, actor: Actor): string => {
    const admission = room.tryBody({ type: 'setWindowDays', days }, actor);
    return admission.admitted ? String(admission.events.length) : admission.refusal.code;
  };
  for (const actor of [head('AAA'), OBSERVER, COMMENTER])
    expect(codeOf(14, actor)).toBe('actor.notConducting');
  expect([codeOf(-1, SECRETARIAT), codeOf(1.5, SECRETARIAT), codeOf(366, SECRETARIAT)]).toEqual(
    Array.from({ length: 3 }, () => 'act.limit'),
  );
  // The same again brings about nothing.
  expect([codeOf(0, SECRETARIAT), codeOf(14, CHAIR)]).toEqual(['0', '1']);
  room.takeBody({ type: 'setWindowDays', days: 14 }, SECRETARIAT);
  const DAY = 86_400;
  const announcing = (opensIn: number, days: number) => {
    const opensAt = addSeconds(START, opensIn);
    const admission = admitConsultation(
      undefined,
      { ...PLAN, id: 'second', opensAt, closesAt: addSeconds(START, days * DAY) },
      { at: START, actor: SECRETARIAT, body: room.body, deliberation: room.state },
    );
    return admission.admitted ? 'admitted' : admission.refusal;
  };
  const tooBrief = { code: 'consultation.tooBrief', facts: { days: 14 } };
  expect(announcing(0, 13)).toEqual(tooBrief);
  expect(announcing(0, 14)).toBe('admitted');
  expect(announcing(DAY, 14)).toEqual(tooBrief);
  // What is said to have opened long ago is open from its announcement.
  expect(announcing(-30 * DAY, 13)).toEqual(tooBrief);
  expect(room.body.windowDaysMin).toBe(14);
});

test('[CSL-61] an announcement is made in any languages and at least in one', () => {
  const desk = announcedDesk({
    ...PLAN,
    title: { ar: 'مشاورة' },
    description: { fr: 'Ce qui est demandé', ar: 'ما المطلوب' },
    questions: [{ fr: 'Est-ce clair ?' }],
  });
  expect(desk.state.title).toEqual({ ar: 'مشاورة' });
  expect(desk.state.description).toEqual({ fr: 'Ce qui est demandé', ar: 'ما المطلوب' });
  const field = (change: Partial<typeof PLAN>) => {
    const admission = admitConsultation(
      undefined,
      { ...PLAN, id: 'second', ...change },
      { at: START, actor: SECRETARIAT, body: desk.meeting.body, deliberation: desk.meeting.state },
    );
    return admission.admitted ? undefined : admission.refusal.facts['field'];
  };
  expect(field({ title: {} })).toBe('title');
  expect(field({ title: { english: 'Too long a code' } })).toBe('title');
  expect(field({ title: { en: 'a'.repeat(ACT_LIMITS.CONSULTATION_TITLE_CHARACTERS_MAX + 1) } })).toBe(
    'title',
  );
  expect(field({ description: { en: ' ' } })).toBe('description');
  expect(field({ questions: [{}] })).toBe('questions');
});

test('[CSL-62] what the secretariat erases it gives a reason for, and authors owe none', () => {
  const desk = openDesk(2);
  const reason = 'At the wish of the person who is named in it.';
  const erase = { type: 'eraseComment', comment: 'c1', reason } as const;
  expect(desk.refusal(erase, COMMENTER)?.code).toBe('actor.notConducting');
  expect(desk.refusal({ ...erase, reason: ' ' }, SECRETARIAT)?.code).toBe('act.reasonNeeded');
  desk.take(erase, SECRETARIAT);
  desk.take({ type: 'eraseComment', comment: 'c2' }, COMMENTER);
  expect(desk.state.comments.map(({ erasedWhy }) => erasedWhy)).toEqual([reason, undefined]);
});
