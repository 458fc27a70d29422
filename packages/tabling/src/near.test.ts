import {
  admitDeliberation,
  firstToBePut,
  pendingAmendments,
  votingOrder,
  type AmendmentId,
  type DeliberationState,
  type OrderedAmendment,
  type TextEngine,
  type WrittenAmendmentChange,
} from '@plenary/consensus';
import { conflictsBetween } from '@plenary/text';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engineAmendment, textInForce } from './engine-texts.ts';
import { orderView, TEXTS } from './index.ts';
import { negotiation } from './view/negotiation.fixture.ts';

const MEMBERS = ['AAA', 'BBB', 'CCC', 'DDD'] as const;
const WORDS = ['States', 'shall', 'should', 'report', 'not', '24', 'yearly', 'risks'];

const nat = fc.nat({ max: 60 });
const plan = fc.record({
  what: fc.nat({ max: 9 }),
  member: nat,
  paragraph: nat,
  at: nat,
  word: nat,
  other: nat,
  third: nat,
});
type Plan = typeof plan extends fc.Arbitrary<infer P> ? P : never;

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];
const idsPending = (state: DeliberationState): readonly AmendmentId[] =>
  pendingAmendments(state).map(({ id }) => id);

/** One change of one paragraph, of the many that there are. */
const changeOf = (state: DeliberationState, { what, paragraph, at, word }: Plan): WrittenAmendmentChange => {
  const paragraphs = state.revision?.paragraphs.slice(1) ?? [];
  const { pid = 'p2', text = '' } = pick(paragraphs, paragraph) ?? {};
  if (what === 1) return { paragraph: pid, delete: true };
  if (what === 2) return { paragraph: pid, moveAfter: pick(paragraphs, at)?.pid ?? null };
  if (what === 3)
    return { after: pid, kind: 'operative', level: 0, insert: `Decides ${pick(WORDS, word)} ${at};` };
  const words = text.split(' ');
  words.splice(at % words.length, 1 + (word % 2), pick(WORDS, word) ?? '');
  return { paragraph: pid, new: words.join(' ') };
};

/** A negotiation in which things are submitted, amended, taken in and adopted; what is refused is passed over. */
const negotiated = (
  plans: readonly Plan[],
  watch: (state: DeliberationState) => void = () => undefined,
): DeliberationState => {
  const room = negotiation([
    'A text',
    'States shall report each year on what they did to lower the risks;',
    'States should not wait for others before they report;',
    'A panel of 24 experts shall look at the reports.',
  ]);
  for (const each of plans) {
    const state = room.now();
    watch(state);
    const member = pick(MEMBERS, each.member) ?? 'AAA';
    const [one, other] = [pick(idsPending(state), each.other), pick(idsPending(state), each.third)];
    const actor = { kind: 'delegate', member, mayBind: true } as const;
    if (each.what >= 8 && one !== undefined) {
      const proposed = {
        type: 'proposeAdoption',
        rule: 'consensus',
        objectionSeconds: 1,
        item: one,
      } as const;
      if (each.what === 8) room.attempt({ type: 'acceptAmendment', amendment: one }, actor);
      else if (room.attempt(proposed, room.chair) === undefined) room.attempt({ type: 'adopt' }, room.chair);
      if (room.now().phase !== 'open') room.take({ type: 'withdrawProposal', note: 'Not now.' }, room.chair);
      continue;
    }
    const isSub = each.what === 4 && one !== undefined;
    room.attempt(
      {
        type: 'submitAmendment',
        changes: [changeOf(state, each)],
        reason: '',
        textHash: (isSub ? state.amendments[one]?.hash : state.revision?.hash) ?? '',
        needs: each.what === 5 && one !== undefined ? [one] : [],
        excludes: each.what === 6 && other !== undefined ? [other] : [],
        ...(isSub ? { amends: one } : {}),
      },
      actor,
    );
  }
  return room.now();
};

const withoutPlace = (amendment: OrderedAmendment) => {
  const { component: _, ...rest } = amendment;
  return rest;
};

test('[TAB-9] [ORD-8] what is near is compared, put and adopted as among everything that is pending', () => {
  fc.assert(
    fc.property(fc.array(plan, { minLength: 3, maxLength: 24 }), (plans) => {
      const state = negotiated(plans);
      const ids = idsPending(state);
      const whole = TEXTS.compare(state, ids);
      const orders = votingOrder(state, TEXTS);
      const conflicts = conflictsBetween(
        textInForce(state),
        ids.map((id) => engineAmendment(state, id)),
      );
      for (const id of ids) {
        const near = TEXTS.near(state, id);
        const component = whole.find((each) => each.id === id)?.component;
        const together = whole.filter((each) => each.component === component);
        const alone = TEXTS.compare(state, near);
        const own = alone.find((each) => each.id === id)?.component;
        expect(alone.filter((each) => each.component === own).map(withoutPlace)).toEqual(
          together.map(withoutPlace),
        );
        expect(firstToBePut(state, TEXTS, id)).toBe(
          orders.find((order) => order.some((each) => each.id === id))?.[0]?.id,
        );
        for (const { a, b, hard } of conflicts)
          if (hard && [`A${a}`, `A${b}`].includes(id))
            expect(near).toEqual(expect.arrayContaining([`A${a}`, `A${b}`]));
        // A copy shares nothing with what was worked out before.
        expect(TEXTS.adopt(structuredClone(state), id)).toEqual(TEXTS.adopt(state, id));
      }
    }),
    { numRuns: 25 },
  );
});

test('[TAB-105] the order that is kept from act to act is the one that a copy gives, which was asked for nothing before', () => {
  fc.assert(
    fc.property(fc.array(plan, { minLength: 3, maxLength: 24 }), (plans) => {
      negotiated(plans, (state) => expect(orderView(state)).toEqual(orderView(structuredClone(state))));
    }),
    { numRuns: 40 },
  );
});

test('[ORD-46] a ruling on the order is admitted or refused as if everything that is pending were compared', () => {
  const everything: TextEngine = { ...TEXTS, near: idsPending };
  fc.assert(
    fc.property(
      fc.array(plan, { minLength: 3, maxLength: 20 }),
      fc.array(nat, { maxLength: 6 }),
      (plans, drawn) => {
        const state = negotiated(plans);
        const together = votingOrder(state, TEXTS).map((order) => order.map(({ id }) => id));
        const rulings = [
          ...together.map((ids) => ids.toReversed()),
          together.flat().toReversed(),
          drawn.map((at) => `A${1 + (at % 20)}`),
        ].filter((ids) => ids.length > 0);
        for (const amendments of rulings) {
          const rule = (texts: TextEngine) =>
            admitDeliberation(
              state,
              { type: 'ruleOrder', amendments, reason: 'As agreed.' },
              {
                at: '2026-03-03T10:00:00.000Z',
                actor: { kind: 'chair' },
                body: negotiation(['A', 'B']).body,
                texts,
              },
            );
          expect(rule(TEXTS)).toEqual(rule(everything));
        }
      },
    ),
    { numRuns: 15 },
  );
});
