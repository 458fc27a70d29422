import { isTaken } from '../acts/amendments/amendment-records.ts';
import { entryOf } from '../acts/entry-of.ts';
import { paragraphOf } from '../acts/items.ts';
import type { AmendmentId, Condition, DeliberationState, ParagraphId, TextHash } from '../types.ts';
import type { ConditionStatus } from '../vocabulary.ts';
import { conditionSubjects } from './condition-subjects.ts';

/** What has become of an amendment; `pending` also for one that nobody has filed yet. */
export type AmendmentOutcome = 'pending' | 'adopted' | 'rejected';

/** A paragraph now: its words, or that it is gone; and whether that is for good. */
export interface ParagraphNow {
  /** Undefined when the paragraph is not in the text. */
  readonly textHash: TextHash | undefined;
  readonly final: boolean;
}

/** How things stand with what conditions are about. */
export interface ConditionFacts {
  readonly paragraph: (pid: ParagraphId) => ParagraphNow;
  readonly amendment: (id: AmendmentId) => { readonly outcome: AmendmentOutcome; readonly final: boolean };
}

const outcomeIn =
  ({ amendments }: DeliberationState) =>
  (id: AmendmentId): AmendmentOutcome => {
    const amendment = entryOf(amendments, id);
    if (amendment === undefined || amendment.state === 'submitted') return 'pending';
    return isTaken(amendment) ? 'adopted' : 'rejected';
  };

/**
 * The facts of a deliberation. Ids are never reused, so that what is not in the text has gone for good; what is in it
 * can still change until the text is adopted.
 */
export const conditionFacts = (
  state: DeliberationState,
  amendmentOutcome: (id: AmendmentId) => AmendmentOutcome = outcomeIn(state),
): ConditionFacts => {
  const isAdopted = state.phase === 'adopted';
  return {
    paragraph: (pid) => {
      const textHash = paragraphOf(state, pid)?.hash;
      return { textHash, final: isAdopted || textHash === undefined };
    },
    amendment: (id) => {
      const outcome = amendmentOutcome(id);
      return { outcome, final: isAdopted || outcome !== 'pending' };
    },
  };
};

/** What a subject can be, for a test of it: gone, with these words, with other words than the test names; an outcome. */
type Fate = { readonly textHash: TextHash | undefined | 'other' } | { readonly outcome: AmendmentOutcome };

const holdsIn = (condition: Condition, fateOf: (subject: string) => Fate | undefined): boolean => {
  if ('all' in condition) return condition.all.every((part) => holdsIn(part, fateOf));
  if ('any' in condition) return condition.any.some((part) => holdsIn(part, fateOf));
  if ('not' in condition) return !holdsIn(condition.not, fateOf);
  if ('amendment' in condition) {
    const fate = fateOf(condition.amendment);
    return fate !== undefined && 'outcome' in fate && fate.outcome === condition.is;
  }
  const fate = fateOf(condition.paragraph);
  if (fate === undefined || !('textHash' in fate)) return false;
  switch (condition.is) {
    case 'kept':
      return fate.textHash !== undefined;
    case 'deleted':
      return fate.textHash === undefined;
    case 'changed':
      return fate.textHash !== undefined && fate.textHash !== condition.textHash;
  }
};

const isParagraph = (subject: string): boolean => subject.startsWith('p');

const fateNow = (subject: string, facts: ConditionFacts): Fate =>
  isParagraph(subject)
    ? { textHash: facts.paragraph(subject).textHash }
    : { outcome: facts.amendment(subject).outcome };

/** What can still become of a subject; of one that is settled, what it is. */
const fatesOf = (subject: string, facts: ConditionFacts, hashes: readonly TextHash[]): readonly Fate[] => {
  if (isParagraph(subject)) {
    if (facts.paragraph(subject).final) return [fateNow(subject, facts)];
    // A paragraph can keep or take back the words that a test names, take others, or go.
    return [
      ...hashes.map((textHash) => ({ textHash })),
      { textHash: 'other' as const },
      { textHash: undefined },
    ];
  }
  if (facts.amendment(subject).final) return [fateNow(subject, facts)];
  return [{ outcome: 'adopted' }, { outcome: 'rejected' }];
};

const hashesOf = (condition: Condition, subject: string): readonly TextHash[] => {
  if ('all' in condition) return [...new Set(condition.all.flatMap((part) => hashesOf(part, subject)))];
  if ('any' in condition) return [...new Set(condition.any.flatMap((part) => hashesOf(part, subject)))];
  if ('not' in condition) return hashesOf(condition.not, subject);
  return 'paragraph' in condition && condition.paragraph === subject ? [condition.textHash] : [];
};

/**
 * Where a condition is. Every fate that its few subjects can still have is tried, so that one which contradicts itself
 * is broken at once, and one which holds either way is met.
 */
export const conditionStatus = (condition: Condition, facts: ConditionFacts): ConditionStatus => {
  const subjects = conditionSubjects(condition);
  const choices = subjects.map((subject) => fatesOf(subject, facts, hashesOf(condition, subject)));
  let [sometimes, always] = [false, true];
  const fates = new Map<string, Fate>();
  const visit = (at: number): void => {
    const subject = subjects[at];
    if (subject === undefined) {
      const holds = holdsIn(condition, (named) => fates.get(named));
      sometimes ||= holds;
      always &&= holds;
      return;
    }
    for (const fate of choices[at] ?? []) {
      if (sometimes && !always) return;
      fates.set(subject, fate);
      visit(at + 1);
    }
  };
  visit(0);
  if (!sometimes) return 'broken';
  if (always) return 'met';
  return holdsIn(condition, (subject) => fateNow(subject, facts)) ? 'holds' : 'waits';
};

/** Whether the stance counts, and not its fallback. */
export const isHolding = (status: ConditionStatus): boolean => status === 'met' || status === 'holds';
