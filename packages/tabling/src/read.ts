import {
  amendmentNumber,
  pendingAmendments,
  type AmendmentChange,
  type AmendmentId,
  type AmendmentWords,
  type DeliberationState,
  type HandedIn,
  type ReadAmendment,
  type Refusal,
  type TextAnswer,
  type TextHash,
} from '@plenary/consensus';
import { amendmentHash, areTwins, type Amendment, type AmendmentRefusal } from '@plenary/text';
import { drafted, engineAmendment } from './engine-texts.ts';

/** A change as a list: what is hashed has one form. */
const listed = (change: AmendmentChange): readonly unknown[] => {
  if ('insert' in change) {
    const { after, kind, level, insert } = change;
    return ['insert', after, kind, level, insert.normalize('NFC')];
  }
  if ('new' in change) return ['new', change.paragraph, change.new.normalize('NFC')];
  return 'delete' in change ? ['delete', change.paragraph] : ['move', change.paragraph, change.moveAfter];
};

const refusalOf = ({ code, facts }: AmendmentRefusal, change: number): Refusal => {
  switch (code) {
    case 'amendment.changesNothing':
    case 'amendment.noWords':
    case 'amendment.movesNowhere':
      return { code: 'amendment.changesNothing', facts: { change } };
    case 'amendment.unknownParagraph':
    case 'amendment.paragraphTaken':
      return { code: 'amendment.unknownParagraph', facts: { change, paragraph: String(facts['paragraph']) } };
    case 'amendment.overlapsItself':
      return { code, facts: { paragraph: String(facts['paragraph']) } };
    case 'amendment.tooLarge':
      return { code, facts: { limit: Number(facts['limit']) } };
    default:
      throw new Error(`words that are handed in are not refused with ${code}`);
  }
};

const touchedBy = (
  { revision }: DeliberationState,
  changes: readonly AmendmentChange[],
): ReadAmendment['touches'] => {
  const standing = new Set(revision?.paragraphs.map(({ pid }) => pid));
  const touched = changes.flatMap((change) =>
    'insert' in change || !standing.has(change.paragraph) ? [] : change.paragraph,
  );
  return [...new Set(touched)];
};

const hashOf = (
  { amendments }: DeliberationState,
  changes: readonly AmendmentChange[],
  amends: AmendmentId | undefined,
): TextHash => {
  const amended = amends === undefined ? '' : (amendments[amends]?.hash ?? '');
  return amendmentHash(JSON.stringify([amended, changes.map(listed)]));
};

/** TAB-10: an amendment with these of its changes alone, on the words on which it was written. */
export const narrowed = (
  state: DeliberationState,
  id: AmendmentId,
  changes: readonly AmendmentChange[],
): Pick<AmendmentWords, 'changes' | 'hash' | 'touches'> | undefined => {
  const amendment = state.amendments[id];
  if (amendment === undefined) throw new Error(`amendment ${id} was not submitted`);
  if (changes.length === 0 || !drafted(state, { ...amendment, changes }).ok) return undefined;
  return {
    changes,
    hash: hashOf(state, changes, amendment.amends),
    touches: touchedBy(state, changes),
  };
};

/** A pending amendment that does the same as these operations: whatever each was written on, the same operations do the same. */
const sameAs = (
  state: DeliberationState,
  amendment: Amendment,
  amends: AmendmentId | undefined,
): AmendmentId | undefined =>
  pendingAmendments(state)
    .filter((other) => other.amends === amends && amendmentNumber(other.id) !== amendment.number)
    .find((other) => areTwins({ ...engineAmendment(state, other.id), base: amendment.base }, amendment))?.id;

/** TAB-3: another pending amendment that does the same as this one. */
export const twin = (state: DeliberationState, id: AmendmentId): AmendmentId | undefined =>
  sameAs(state, engineAmendment(state, id), state.amendments[id]?.amends);

/** TAB-2, TAB-3: what the text makes of words that are handed in. */
export const read = (
  state: DeliberationState,
  { id, changes, amends }: HandedIn,
): TextAnswer<ReadAmendment> => {
  const base = state.textSteps.length;
  const words = {
    id,
    changes,
    base,
    sponsors: [],
    needs: [],
    excludes: [],
    ...(amends === undefined ? {} : { amends }),
  };
  const draft = drafted(state, words);
  if (!draft.ok) return { ok: false, refusal: refusalOf(draft.refusal, (draft.change ?? 0) + 1) };
  const same = sameAs(state, draft.amendment, amends);
  return {
    ok: true,
    value: {
      hash: hashOf(state, changes, amends),
      touches: touchedBy(state, changes),
      ...(same === undefined ? {} : { twin: same }),
    },
  };
};
