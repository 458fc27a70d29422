import {
  admitDeliberation,
  evolveDeliberation,
  itemsOf,
  votingMembers,
  type Actor,
  type BodyState,
  type DeliberationAct,
  type DeliberationState,
  type MemberId,
  type Paragraph,
  type WrittenAmendmentChange,
} from '@plenary/consensus';
import { TEXTS } from '@plenary/tabling';
import { importOf } from './import-of.ts';
import { seededDraws } from './random.ts';
import {
  REVIEW_AMENDMENTS,
  REVIEW_ID,
  REVIEW_SYMBOL,
  REVIEW_TEXT,
  REVIEW_TITLE,
  TAKEN_IN,
  WITHDRAWN,
  type SaidAmendment,
  type SaidChange,
} from './review-text.ts';
import { mindsOf, positionsOn } from './simulation.ts';

/** An act and who makes it. */
export interface ConductedAct {
  readonly actor: Actor;
  readonly act: DeliberationAct;
}

const CHAIR: Actor = { kind: 'chair' };
const SECRETARIAT: Actor = { kind: 'secretariat' };
const head = (member: MemberId): Actor => ({ kind: 'delegate', member, mayBind: true });
/** What is drawn does not depend on it. */
const AT = '2026-01-05T09:00:00.000Z';
/** Most delegations have not spoken on a text to which amendments are pending. */
const SILENT_ON_ITEM = 0.62;

const standing = (state: DeliberationState, label: string): Paragraph => {
  const paragraph = state.revision?.paragraphs.find((each) => each.label === label);
  if (paragraph === undefined) throw new Error(`no paragraph ${label}`);
  return paragraph;
};

const written = (state: DeliberationState, change: SaidChange, words: string): WrittenAmendmentChange => {
  if ('insert' in change) {
    const { pid, kind, level } = standing(state, change.after);
    return { after: pid, kind, level, insert: change.insert };
  }
  const { pid } = standing(state, change.label);
  if ('deleted' in change) return { paragraph: pid, delete: true };
  if ('behind' in change) return { paragraph: pid, moveAfter: standing(state, change.behind).pid };
  if (!words.includes(change.instead)) throw new Error(`${change.label} does not say ${change.instead}`);
  return { paragraph: pid, new: words.replace(change.instead, () => change.words) };
};

/** The words that an amendment is written on: of the text, or of the amendment that it amends. */
const wordsBelow = (state: DeliberationState, change: SaidChange, amends: string | undefined): string => {
  if (!('instead' in change)) return '';
  const { pid, text } = standing(state, change.label);
  const parent = amends === undefined ? undefined : state.amendments[amends];
  const amended = parent?.changes.find((each) => 'new' in each && each.paragraph === pid);
  return amended !== undefined && 'new' in amended ? amended.new : text;
};

const submission = (
  state: DeliberationState,
  { changes, reason, amends, needs = [] }: SaidAmendment,
): DeliberationAct => {
  const parent = amends === undefined ? undefined : `A${amends}`;
  return {
    type: 'submitAmendment',
    changes: changes.map((change) => written(state, change, wordsBelow(state, change, parent))),
    reason,
    textHash: (parent === undefined ? state.revision?.hash : state.amendments[parent]?.hash) ?? '',
    needs: needs.map((place) => `A${place}`),
    excludes: [],
    ...(parent === undefined ? {} : { amends: parent }),
  };
};

/** The deliberation on the follow-up, its title and the acts that bring its text in. */
export const reviewText = () => ({
  id: REVIEW_ID,
  title: REVIEW_TITLE,
  acts: [importOf(REVIEW_SYMBOL, REVIEW_TEXT)] as const,
});

/**
 * What happens in the deliberation on the follow-up, from its opening: the text, amendments with sponsors drawn by chance, one
 * taken in by the chair, one withdrawn, orders that the chair ruled, positions on all of them. The same seed gives the same
 * acts; each is admitted by the rules in this order.
 */
export const reviewActs = (body: BodyState, seed: number): readonly ConductedAct[] => {
  const draw = seededDraws(seed);
  const minds = mindsOf(body, draw);
  const voters = votingMembers(body)
    .map(({ id }) => id)
    .sort();
  const acts: ConductedAct[] = [];
  let state: DeliberationState | undefined;
  const now = (): DeliberationState => {
    if (state === undefined) throw new Error('the deliberation was not opened');
    return state;
  };
  const conduct = (actor: Actor, act: DeliberationAct): void => {
    const admission = admitDeliberation(state, act, { at: AT, actor, body, texts: TEXTS });
    if (!admission.admitted) throw new Error(`${act.type}: ${JSON.stringify(admission.refusal)}`);
    for (const event of admission.events)
      state = evolveDeliberation(state, { ...event, at: AT, actor, stream: 'deliberation', version: 1 });
    acts.push({ actor, act });
  };
  const { id, title, acts: texts } = reviewText();
  conduct(SECRETARIAT, { type: 'openDeliberation', id, title });
  for (const act of texts) conduct(SECRETARIAT, act);
  for (const [place, said] of REVIEW_AMENDMENTS.entries()) {
    const sponsors = new Set<MemberId>();
    while (sponsors.size < said.sponsors) {
      const drawn = voters[Math.floor(draw() * voters.length)];
      if (drawn !== undefined) sponsors.add(drawn);
    }
    const [main, ...others] = sponsors;
    if (main === undefined) throw new Error(`amendment ${place + 1} has no sponsor`);
    conduct(head(main), submission(now(), said));
    for (const member of others)
      conduct(head(member), { type: 'coSponsorAmendment', amendment: `A${place + 1}` });
  }
  const withdrawing = now().amendments[`A${WITHDRAWN}`]?.sponsors[0];
  if (withdrawing !== undefined)
    conduct(head(withdrawing), { type: 'withdrawAmendment', amendment: `A${WITHDRAWN}` });
  conduct(CHAIR, {
    type: 'ruleOrder',
    amendments: [`A${TAKEN_IN}`, 'A4'],
    reason: 'The sponsors of the text accept the words on languages.',
  });
  conduct(CHAIR, { type: 'acceptAmendment', amendment: `A${TAKEN_IN}` });
  conduct(CHAIR, {
    type: 'ruleOrder',
    amendments: ['A10', 'A9'],
    reason: 'The sponsors of both have agreed on it.',
  });
  const pending = Object.values(now().amendments).filter((each) => each.state === 'submitted');
  for (const item of [...itemsOf(now()), ...pending.map((each) => each.id)])
    for (const { member, act } of positionsOn(now(), item, minds, draw, SILENT_ON_ITEM))
      conduct(head(member), act);
  return acts;
};
