import { textHash } from '../text-hash.ts';
import type { Choice, CompiledParagraph } from './compile.ts';
import type { Conflict } from './conflicts.ts';
import type { Amendment } from './model.ts';
import type { AmendmentNumber } from './token-id.ts';

/** How a component was decided, told without the numbers of its amendments, so that it is known again under others. */
export interface ComponentResolution {
  /** Hash of what there was to decide. */
  readonly key: string;
  /** What each adopted amendment proposed. */
  readonly adopted: readonly string[];
}

/** All pending amendments with what was made of them. */
export interface PendingAmendments {
  readonly amendments: readonly Amendment[];
  readonly compiled: readonly CompiledParagraph[];
  readonly conflicts: readonly Conflict[];
}

/** What is to be decided together, with what each amendment in it proposes. */
interface Component {
  readonly key: string;
  readonly proposals: ReadonlyMap<AmendmentNumber, string>;
}

const choicesOf = (compiled: readonly CompiledParagraph[]): readonly Choice[] =>
  compiled.flatMap(({ segments }) =>
    segments.flatMap((segment) => (segment.type === 'choice' ? [segment] : [])),
  );

const componentOf = (
  numbers: readonly AmendmentNumber[],
  { amendments, compiled, conflicts }: PendingAmendments,
): Component => {
  const own = new Set(numbers);
  const choices = choicesOf(compiled).filter((choice) => choice.amendments.some((number) => own.has(number)));
  const proposals = new Map(
    amendments.flatMap(({ number, operations }): readonly [AmendmentNumber, string][] => {
      if (!own.has(number)) return [];
      const words = choices.flatMap(({ alternatives }) =>
        alternatives.flatMap(({ of, text }) => (of.includes(number) ? [text] : [])),
      );
      // Paragraphs that come, go or move are no alternatives of words: what is done to which is said beside them.
      const whole = operations.flatMap((operation) =>
        operation.type === 'text'
          ? []
          : operation.type === 'insertParagraph'
            ? [`${operation.type} ${operation.after} ${operation.ins.join('')}`]
            : operation.type === 'moveParagraph'
              ? [`${operation.type} ${operation.paragraph} ${operation.after}`]
              : [`${operation.type} ${operation.paragraph}`],
      );
      return [[number, JSON.stringify([...words, ...whole].sort())]];
    }),
  );
  const kinds = conflicts.flatMap(({ a, b, kind }) => (own.has(a) && own.has(b) ? [kind] : [])).sort();
  const texts = choices.map(({ alternatives }) => alternatives.map(({ text }) => text).sort());
  return { key: textHash(JSON.stringify([texts, [...proposals.values()].sort(), kinds])), proposals };
};

/** How a component was decided, to be kept by whoever records it. */
export const resolutionOf = (
  numbers: readonly AmendmentNumber[],
  adopted: readonly AmendmentNumber[],
  pending: PendingAmendments,
): ComponentResolution => {
  const { key, proposals } = componentOf(numbers, pending);
  return { key, adopted: adopted.flatMap((number) => proposals.get(number) ?? []).sort() };
};

/**
 * AMD-16: what was decided when just this was to be decided before: the amendments of the component that would have to be
 * adopted for the same result. It is proposed to the chair, never applied. Undefined for what was never decided.
 */
export const proposedResolution = (
  numbers: readonly AmendmentNumber[],
  decided: readonly ComponentResolution[],
  pending: PendingAmendments,
): readonly AmendmentNumber[] | undefined => {
  const { key, proposals } = componentOf(numbers, pending);
  const before = decided.findLast((resolution) => resolution.key === key);
  if (before === undefined) return undefined;
  return numbers.filter((number) => before.adopted.includes(proposals.get(number) ?? ''));
};
