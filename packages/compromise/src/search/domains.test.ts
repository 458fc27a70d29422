import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allClausesHold, modelBuilder, type ChoiceModel } from '../model/choice-model.ts';
import { dominatedOptions } from './dominated.ts';
import { openDomains } from './domains.ts';

/** A model of a few choices with clauses over any of their options. */
const drawnModel: fc.Arbitrary<ChoiceModel> = fc
  .array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 })
  .chain((sizes) => {
    const options = sizes.reduce((sum, size) => sum + size, 0);
    const literal = fc
      .tuple(fc.nat({ max: options - 1 }), fc.boolean())
      .map(([option, isNot]) => (isNot ? ~option : option));
    return fc.record({
      costs: fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), {
        minLength: options,
        maxLength: options,
      }),
      clauses: fc.array(fc.array(literal, { maxLength: 4 }), { maxLength: 6 }),
      sizes: fc.constant(sizes),
    });
  })
  .map(({ costs, clauses, sizes }) => {
    const builder = modelBuilder(1, 4);
    let option = 0;
    for (const size of sizes)
      builder.addChoice(
        Array.from({ length: size }, () => {
          const [group = 0, total = 0] = costs[option] ?? [];
          option += 1;
          return [
            [0, group],
            [1, total],
          ] as const;
        }),
      );
    for (const clause of clauses) builder.addClause(clause);
    return builder.build(sizes.length);
  });

/** Every way of taking one open option of each choice. */
const everyTaking = (
  { choices, starts }: ChoiceModel,
  isOpen: (option: number) => boolean,
): readonly number[][] => {
  let all: readonly number[][] = [[]];
  for (let choice = 0; choice < choices; choice += 1) {
    const own: number[] = [];
    for (let option = starts[choice] ?? 0; option < (starts[choice + 1] ?? 0); option += 1)
      if (isOpen(option)) own.push(option);
    all = all.flatMap((before) => own.map((option) => [...before, option]));
  }
  return all;
};

test('[PKG-17] what clauses force closes no option of any taking that holds them', () => {
  fc.assert(
    fc.property(drawnModel, fc.array(fc.nat(), { maxLength: 3 }), (model, closing) => {
      const domains = openDomains(model);
      const closed = closing.map((each) => each % model.options);
      const possible = everyTaking(model, (option) => !closed.includes(option)).filter((taken) =>
        allClausesHold(model, taken),
      );
      const isLeft = closed.every((option) => domains.remove(option)) && domains.propagate();
      if (!isLeft) {
        expect(possible).toEqual([]);
        return;
      }
      for (const taken of possible) for (const option of taken) expect(domains.open[option]).toBe(1);
      for (let choice = 0; choice < model.choices; choice += 1) {
        let open = 0;
        for (let option = model.starts[choice] ?? 0; option < (model.starts[choice + 1] ?? 0); option += 1)
          open += domains.open[option] ?? 0;
        expect(domains.count[choice]).toBe(open);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('[PKG-17] where every choice is settled, drawing what is forced tells whether the clauses hold', () => {
  fc.assert(
    fc.property(drawnModel, fc.infiniteStream(fc.nat()), (model, picks) => {
      const domains = openDomains(model);
      const taken = Array.from({ length: model.choices }, (_, choice) => {
        const [from, to] = [model.starts[choice] ?? 0, model.starts[choice + 1] ?? 0];
        return from + (Number(picks.next().value) % (to - from));
      });
      const isLeft = taken.every((option) => domains.take(option)) && domains.propagate();
      expect(isLeft).toBe(allClausesHold(model, taken));
    }),
    { numRuns: 1_000 },
  );
});

test('[PKG-17] what is undone leaves no trace', () => {
  fc.assert(
    fc.property(drawnModel, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (model, takes) => {
      const domains = openDomains(model);
      fc.pre(domains.propagate());
      const [open, count, mark] = [domains.open.slice(), domains.count.slice(), domains.mark()];
      for (const each of takes) if (!domains.take(each % model.options) || !domains.propagate()) break;
      domains.undo(mark);
      expect([domains.open, domains.count, domains.mark()]).toEqual([open, count, mark]);
      // Nothing is left waiting either.
      expect(domains.propagate()).toBe(true);
      expect(domains.open).toEqual(open);
    }),
    { numRuns: 1_000 },
  );
});

test('[PKG-17] for every taking with a dominated option there is one without that is better and costs no row more', () => {
  fc.assert(
    fc.property(drawnModel, (model) => {
      const dominated = new Set(dominatedOptions(model, new Uint8Array(model.options).fill(1)));
      const holding = everyTaking(model, () => true).filter((taken) => allClausesHold(model, taken));
      const sum = (taken: readonly number[], row: number): number =>
        taken.reduce((all, option) => all + (model.costs[option * model.rows + row] ?? 0), 0);
      for (const taken of holding) {
        if (!taken.some((option) => dominated.has(option))) continue;
        expect(
          holding.some(
            (other) =>
              !other.some((option) => dominated.has(option)) &&
              sum(other, 0) <= sum(taken, 0) &&
              sum(other, 1) < sum(taken, 1),
          ),
        ).toBe(true);
      }
    }),
    { numRuns: 1_000 },
  );
});
