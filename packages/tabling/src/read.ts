import {
  amendmentNumber,
  pendingAmendments,
  type AmendmentChange,
  type DeliberationState,
  type HandedIn,
  type ReadAmendment,
  type Refusal,
  type TextAnswer,
} from '@plenary/consensus';
import { amendmentHash, areTwins, type AmendmentRefusal } from '@plenary/text';
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
  const { amendment } = draft;
  const standing = new Set(state.revision?.paragraphs.map(({ pid }) => pid));
  const touched = changes.flatMap((change) =>
    'insert' in change || !standing.has(change.paragraph) ? [] : change.paragraph,
  );
  // Whatever each was written on, the same operations do the same.
  const twin = pendingAmendments(state)
    .filter((other) => other.amends === amends && amendmentNumber(other.id) !== amendment.number)
    .find((other) => areTwins({ ...engineAmendment(state, other.id), base: amendment.base }, amendment));
  const amended = amends === undefined ? '' : (state.amendments[amends]?.hash ?? '');
  return {
    ok: true,
    value: {
      hash: amendmentHash(JSON.stringify([amended, changes.map(listed)])),
      touches: [...new Set(touched)],
      ...(twin === undefined ? {} : { twin: twin.id }),
    },
  };
};
