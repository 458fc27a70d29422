import { pendingAmendments, type AmendmentId, type DeliberationState } from '@plenary/consensus';
import {
  compileText,
  conflictsBetween,
  renderChoice,
  type Alternative,
  type Amendment,
  type Choice,
  type CompiledParagraph,
  type Conflict,
  type ConflictKind,
  type Segment,
} from '@plenary/text';
import { takenBy } from '../taken-by.ts';
import { engineAmendment, textInForce } from '../engine-texts.ts';

/** Amendments to pending ones that were adopted already: by the number of what they amend, their own numbers. */
type Taken = ReadonlyMap<number, readonly number[]>;

interface Pending {
  readonly amendments: readonly Amendment[];
  readonly taken: Taken;
}

const ascending = (numbers: Iterable<number>): readonly number[] =>
  [...new Set(numbers)].sort((a, b) => a - b);

const pendingOf = (state: DeliberationState, ids: readonly AmendmentId[]): Pending => {
  const own = ids.map((id) => engineAmendment(state, id));
  const present = new Set(own.map(({ number }) => number));
  const taken = new Map<number, readonly number[]>();
  const with_: Amendment[] = [];
  for (const { number } of own) {
    const subs = takenBy(state, `A${number}`).map((id) => engineAmendment(state, id));
    if (subs.length === 0) continue;
    taken.set(
      number,
      subs.map((sub) => sub.number),
    );
    with_.push(...subs.filter((sub) => !present.has(sub.number)));
  }
  return { amendments: [...own, ...with_].sort((a, b) => a.number - b.number), taken };
};

/** What an amendment proposes, as it stands now: with everything that was adopted to it. */
const settledChoice = (choice: Choice, taken: Taken): Choice => {
  if (!choice.amendments.some((number) => taken.has(number))) return choice;
  const [base, ...proposed] = choice.alternatives;
  const settled: Alternative[] = base === undefined ? [] : [base];
  for (const alternative of proposed) {
    const amendments = alternative.amendments.map((set) =>
      ascending([...set, ...set.flatMap((number) => taken.get(number) ?? [])]),
    );
    const text = renderChoice(choice, new Set(amendments[0]));
    const same = settled.findIndex((other, at) => at > 0 && other.text === text);
    const other = settled[same];
    if (other === undefined) settled.push({ ...alternative, text, amendments });
    else
      settled[same] = {
        text,
        by: [...new Set([...other.by, ...alternative.by])],
        of: ascending([...other.of, ...alternative.of]),
        amendments: other.amendments,
      };
  }
  return { ...choice, alternatives: settled };
};

const settledSegment = (segment: Segment, taken: Taken): Segment =>
  segment.type === 'fixed' ? segment : settledChoice(segment, taken);

/**
 * TAB-21: the text in force with everything that these pending amendments propose, as brackets that name their sponsors.
 * What was adopted to an amendment is part of what it proposes.
 */
export const compiledText = (
  state: DeliberationState,
  shown: readonly AmendmentId[],
): readonly CompiledParagraph[] => {
  const { amendments, taken } = pendingOf(state, shown);
  return compileText(textInForce(state), amendments).map((paragraph) => ({
    ...paragraph,
    segments: paragraph.segments.map((segment) => settledSegment(segment, taken)),
  }));
};

/** Another pending amendment that an amendment meets. Hard: both cannot be adopted. */
export interface Collision {
  readonly other: AmendmentId;
  readonly kind: ConflictKind;
  readonly hard: boolean;
}

/** In whose name each amendment meets others: what was adopted to a pending one meets them in the name of that one. */
const inNameOf = ({ taken }: Pending): ReadonlyMap<number, number> =>
  new Map([...taken].flatMap(([root, subs]) => subs.map((sub): [number, number] => [sub, root])));

/**
 * TAB-22: which pending amendments meet, and how, seen from each of them: hard collisions first, then in the order of
 * submission. One that meets nothing is absent.
 */
export const collisions = (state: DeliberationState): ReadonlyMap<AmendmentId, readonly Collision[]> => {
  if (state.revision === undefined) return new Map();
  const pending = pendingOf(
    state,
    pendingAmendments(state).map(({ id }) => id),
  );
  const roots = inNameOf(pending);
  const found = new Map<number, Map<number, Conflict>>();
  const meet = (one: number, other: number, conflict: Conflict): void => {
    const met = found.get(one) ?? new Map<number, Conflict>();
    const before = met.get(other);
    if (before === undefined || (conflict.hard && !before.hard)) met.set(other, conflict);
    found.set(one, met);
  };
  for (const conflict of conflictsBetween(textInForce(state), pending.amendments)) {
    const [a, b] = [roots.get(conflict.a) ?? conflict.a, roots.get(conflict.b) ?? conflict.b];
    if (a === b) continue;
    meet(a, b, conflict);
    meet(b, a, conflict);
  }
  return new Map(
    [...found].map(([number, met]) => [
      `A${number}`,
      [...met]
        .sort(([a, one], [b, other]) => Number(other.hard) - Number(one.hard) || a - b)
        .map(([other, { kind, hard }]): Collision => ({ other: `A${other}`, kind, hard })),
    ]),
  );
};
