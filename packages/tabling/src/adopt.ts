import {
  amendmentNumber,
  fallingWith,
  pendingAmendments,
  type AdoptedAmendment,
  type AmendmentId,
  type DeliberationState,
  type Lapse,
  type Paragraph,
  type Refusal,
  type TabledAmendment,
  type TextAnswer,
} from '@plenary/consensus';
import {
  ADOPTABLE,
  adoptAmendments,
  amendmentHash,
  applyAmendments,
  conflictsBetween,
  consequencesOfAdoption,
  standingIn,
  type AmendableText,
  type Amendment,
  type AmendmentRefusal,
} from '@plenary/text';
import { textChange } from './amended-text.ts';
import { engineAmendment, reissued, textInForce } from './engine-texts.ts';
import { near } from './near.ts';
import { takenBy } from './taken-by.ts';

const idOf = (number: number): AmendmentId => `A${number}`;

/** An amendment to another, as one to the text that the other leaves behind: what it amends is there already. */
export const onItsOwn = (amendment: Amendment): Amendment => {
  const { parent: _, ...own } = amendment;
  return own;
};

/** What lapses at once, then what needs or amends it, in the order of submission. */
const withFalling = (state: DeliberationState, lapsed: readonly Lapse[]): readonly Lapse[] =>
  [
    ...lapsed,
    ...fallingWith(
      state,
      lapsed.map(({ amendment }) => amendment),
    ),
  ].sort((a, b) => amendmentNumber(a.amendment) - amendmentNumber(b.amendment));

/** A pending amendment of which an adoption leaves a part, or beside which it leaves other words. */
export interface Narrowing {
  readonly amendment: AmendmentId;
  readonly because: readonly AmendmentId[];
}

/** What an adoption does to pending amendments: those that are not put any more, and those that are put with less. */
interface Effects {
  readonly lapsed: readonly Lapse[];
  readonly narrowed: readonly Narrowing[];
}

/** What becomes of pending amendments once these are adopted in this text. */
const effectsOf = (
  state: DeliberationState,
  text: AmendableText,
  adopted: readonly Amendment[],
  pending: readonly Amendment[],
  conflicts = conflictsBetween(text, [...adopted, ...pending]),
): Effects => {
  const consequences = consequencesOfAdoption(text, adopted, pending, conflicts);
  const lapsed = withFalling(
    state,
    consequences.flatMap(({ amendment, fate, because }): Lapse | readonly [] =>
      fate === 'open' || fate === 'narrowed'
        ? []
        : { amendment: idOf(amendment), cause: fate, because: because.map(idOf) },
    ),
  );
  const gone = new Set(lapsed.map(({ amendment }) => amendment));
  const narrowed = consequences.flatMap(({ amendment, fate, because }): Narrowing | readonly [] =>
    fate === 'narrowed' && !gone.has(idOf(amendment))
      ? { amendment: idOf(amendment), because: because.map(idOf) }
      : [],
  );
  return { lapsed, narrowed };
};

/** What an adoption does, with what it leaves of others: the record needs none of the latter, for it follows from the text. */
type Adoption = AdoptedAmendment & Effects;

const refusalOf = ({ code, facts }: AmendmentRefusal, amendment: AmendmentId): Refusal => {
  switch (code) {
    case 'amendment.needs':
      return { code, facts: { amendment, needed: idOf(Number(facts['needed'])) } };
    case 'amendment.overtaken':
      return { code: 'amendment.notStanding', facts: { amendment, standing: String(facts['standing']) } };
    default:
      throw new Error(`${amendment}, which is pending, cannot be adopted: ${code}`);
  }
};

const adoptSub = (
  state: DeliberationState,
  sub: TabledAmendment,
  root: AmendmentId,
): TextAnswer<Adoption> => {
  const parent = state.amendments[root];
  if (parent === undefined) throw new Error(`${sub.id} amends ${root}, which was not submitted`);
  const text = applyAmendments(
    textInForce(state),
    [root, ...takenBy(state, root)].map((id) => engineAmendment(state, id)),
  );
  const own = onItsOwn(engineAmendment(state, sub.id));
  const standing = standingIn(text)(own);
  if (!ADOPTABLE.includes(standing))
    return { ok: false, refusal: { code: 'amendment.notStanding', facts: { amendment: sub.id, standing } } };
  const siblings = pendingAmendments(state)
    .filter(({ amends, id }) => amends === root && id !== sub.id)
    .map(({ id }) => onItsOwn(engineAmendment(state, id)));
  return {
    ok: true,
    value: {
      amended: { amendment: root, hash: amendmentHash(JSON.stringify([parent.hash, sub.hash])) },
      ...effectsOf(state, text, [own], siblings),
    },
  };
};

/** TAB-4, TAB-25: what adopting a pending amendment does, with what it leaves of others; or why it cannot be adopted. */
export const adoption = (state: DeliberationState, id: AmendmentId): TextAnswer<Adoption> => {
  const amendment = state.amendments[id];
  if (amendment === undefined) throw new Error(`amendment ${id} was not submitted`);
  if (amendment.amends !== undefined) return adoptSub(state, amendment, amendment.amends);
  const text = textInForce(state);
  const taken = [id, ...takenBy(state, id)];
  const adopted = taken.map((one) => engineAmendment(state, one));
  const result = adoptAmendments(text, adopted);
  if (!result.ok) return { ok: false, refusal: refusalOf(result.refusal, id) };
  const own = new Set(taken);
  const pending = pendingAmendments(state)
    .filter((other) => !own.has(other.id))
    .map((other) => engineAmendment(state, other.id));
  // TAB-9: only what may be decided together with it can meet it hard.
  const meeting = new Set([...taken, ...near(state, id)]);
  const conflicts = conflictsBetween(text, [
    ...adopted,
    ...pending.filter(({ number }) => meeting.has(idOf(number))),
  ]);
  return {
    ok: true,
    value: {
      text: textChange(state, result.value),
      ...effectsOf(state, text, adopted, pending, conflicts),
    },
  };
};

/**
 * TAB-4: adopting an amendment to another changes that one, adopting one to the text changes the text, with the amendments
 * to it that were adopted before. What can no longer be put lapses with its cause.
 */
export const adopt = (state: DeliberationState, id: AmendmentId): TextAnswer<AdoptedAmendment> => {
  const answer = adoption(state, id);
  if (!answer.ok) return answer;
  const { narrowed: _, ...value } = answer.value;
  return { ok: true, value };
};

/** TAB-7: pending amendments that a revision, issued as these words, leaves nothing to hang on, or nothing to do. */
export const lapsing = (state: DeliberationState, paragraphs: readonly Paragraph[]): readonly Lapse[] => {
  const pending = pendingAmendments(state);
  if (pending.length === 0) return [];
  const text = reissued(textInForce(state), state.revisions.length, paragraphs);
  const onText = standingIn(text);
  const standing = ({ id, amends }: TabledAmendment) => {
    const amendment = engineAmendment(state, id);
    if (amends === undefined) return onText(amendment);
    return standingIn(applyAmendments(text, [engineAmendment(state, amends)]))(onItsOwn(amendment));
  };
  return withFalling(
    state,
    pending.flatMap((amendment): Lapse | readonly [] => {
      const stands = standing(amendment);
      if (stands !== 'orphaned' && stands !== 'overtaken') return [];
      return { amendment: amendment.id, cause: stands === 'orphaned' ? 'orphaned' : 'absorbed', because: [] };
    }),
  );
};
