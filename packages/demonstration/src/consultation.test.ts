import {
  admitConsultation,
  commentWordsRefusal,
  consultationFigures,
  consultationPhase,
  evolveConsultation,
  type ConsultationState,
} from '@plenary/consensus';
import { addSeconds } from '@plenary/consensus';
import { expect, test } from 'vitest';
import { LETTERS, READING_QUESTION, READING_TITLE, SAID_COMMENTS } from './consultation-words.ts';
import { READING_ID, readingActs } from './consultation.ts';
import { foundedBody, opened } from './meeting.fixture.ts';
import { OBSERVER_SEATS } from './members.ts';

const BEGAN = '2026-03-02T10:00:00.000Z';
const DAY_SECONDS = 86_400;
const body = foundedBody();
const deliberation = opened(body).now();
const { revision } = deliberation;
if (revision === undefined) throw new Error('no text');
const acts = readingActs(BEGAN, revision);

const after = (): ConsultationState => {
  let state: ConsultationState | undefined;
  for (const { at, act, actor: whole, said } of acts) {
    const own = said?.sealed ?? said?.published;
    const isNamed = act.type !== 'fileComment' || act.naming === 'name';
    const actor = isNamed ? whole : { kind: whole.kind };
    const words =
      own === undefined
        ? undefined
        : {
            words: '0'.repeat(64),
            ...(said?.sealed === undefined ? {} : { sealed: '1'.repeat(64) }),
            characters: own.text.length,
            proposes: own.proposal !== undefined,
          };
    if (act.type === 'fileComment' && said !== undefined && state !== undefined)
      expect(
        commentWordsRefusal(state, { about: act.about, naming: act.naming, isMember: true }, said),
      ).toBeUndefined();
    const admission = admitConsultation(state, act, {
      at,
      actor,
      body,
      deliberation,
      ...(words === undefined ? {} : { said: words }),
    });
    if (!admission.admitted) throw new Error(`${act.type}: ${JSON.stringify(admission.refusal)}`);
    for (const fact of admission.events)
      state = evolveConsultation(state, { ...fact, stream: 'consultation:x', version: 1, at, actor });
  }
  if (state === undefined) throw new Error('nothing was announced');
  return state;
};

test('[DMO-16] a consultation on the draft is open, commented by observer seats alone, and answered in part', () => {
  const state = after();
  expect(state.id).toBe(READING_ID);
  expect(consultationPhase(state, addSeconds(BEGAN, DAY_SECONDS))).toBe('open');
  const { comments, answered, byDisposition } = consultationFigures(state);
  expect(comments).toBe(SAID_COMMENTS.length + LETTERS.length);
  expect(answered).toBeGreaterThan(5);
  expect(answered).toBeLessThan(SAID_COMMENTS.length);
  expect(Object.values(byDisposition).filter((count) => count > 0).length).toBeGreaterThan(4);
  const seats = new Set(OBSERVER_SEATS.map(({ id }) => id));
  for (const { seat } of [...SAID_COMMENTS, ...LETTERS]) expect(seats).toContain(seat);
  expect(state.comments.filter(({ replies }) => replies.length > 0).length).toBeGreaterThan(1);
  expect(state.comments.filter(({ sealed }) => sealed !== undefined)).toHaveLength(1);
  expect(new Set(state.comments.map(({ lang }) => lang)).size).toBe(6);
});

test('[DMO-16] it is told in six languages, says that nobody made its comments, and lies in the day before', () => {
  for (const told of [READING_TITLE, READING_QUESTION])
    expect(Object.keys(told).sort()).toEqual(['ar', 'en', 'es', 'fr', 'ru', 'zh']);
  expect(READING_QUESTION['en']).toContain('written for the exercise');
  const times = acts.map(({ at }) => at);
  expect(times.toSorted()).toEqual(times);
  expect(times.every((at) => at > BEGAN && at < addSeconds(BEGAN, DAY_SECONDS))).toBe(true);
  expect(LETTERS.length).toBeGreaterThanOrEqual(10);
});
