import {
  canonicalCondition,
  formatCondition,
  namedItems,
  readCondition,
  type AmendmentFate,
  type Condition,
  type Conditional,
  type DeliberationState,
  type ParagraphFate,
  type Refusal,
  type Stance,
} from '@plenary/consensus';

/** The text as it is issued now. */
type Issued = Pick<DeliberationState, 'revision'>;

/** One line of the editor: what must become of a paragraph or of an amendment. */
export type Term =
  | { readonly paragraph: string; readonly is: ParagraphFate }
  | { readonly amendment: string; readonly is: AmendmentFate };

/** The line on an item that was chosen: first with the fate that is asked most. */
export const termOn = (item: string): Term =>
  item.startsWith('A') ? { amendment: item, is: 'adopted' } : { paragraph: item, is: 'kept' };

/** The item that a line is about. */
export const itemOfTerm = (term: Term): string => ('amendment' in term ? term.amendment : term.paragraph);

/** What is being written: lines that must all hold, or the plain form, and the stance without it. */
export type ConditionDraft =
  | { readonly in: 'lines'; readonly terms: readonly Term[]; readonly fallback: Stance }
  | { readonly in: 'words'; readonly words: string; readonly fallback: Stance };

/** Without its condition a favourable position becomes an objection, an unfavourable one acceptance. */
/** What is meant where a condition is not fulfilled, unless something else is said: never the stance on the condition. */
export const otherwiseOf = (stance: Stance): Stance =>
  stance === 'support' || stance === 'accept' || stance === 'abstain' ? 'object' : 'accept';

export const draftFor = (stance: Stance, item: string): ConditionDraft => ({
  in: 'lines',
  terms: [termOn(item)],
  fallback: otherwiseOf(stance),
});

/** Terms that lines can show: paragraphs and amendments that must all have their fate. */
const termsOf = (condition: Condition): readonly Term[] | undefined => {
  const parts = 'all' in condition ? condition.all : [condition];
  const terms = parts.flatMap((part): readonly Term[] => {
    if ('paragraph' in part) return [{ paragraph: part.paragraph, is: part.is }];
    return 'amendment' in part ? [part] : [];
  });
  return terms.length === parts.length ? terms : undefined;
};

/** A condition to be edited: as lines where they can show it, else in words, so that none is lost by being opened. */
export const draftOf = ({ condition, fallback }: Conditional, state: Issued): ConditionDraft => {
  const terms = termsOf(condition);
  return terms === undefined
    ? { in: 'words', words: formatCondition(condition, namedItems(state)), fallback }
    : { in: 'lines', terms, fallback };
};

type Stated =
  { readonly ok: true; readonly condition: Condition } | { readonly ok: false; readonly refusal: Refusal };

const conditionOf = (draft: ConditionDraft, state: Issued): Stated => {
  if (draft.in === 'words') {
    const read = readCondition(draft.words, namedItems(state));
    return read.ok ? { ok: true, condition: read.value } : read;
  }
  const tests: Condition[] = [];
  for (const term of draft.terms) {
    if ('amendment' in term) {
      tests.push(term);
      continue;
    }
    const { paragraph, is } = term;
    const textHash = state.revision?.paragraphs.find(({ pid }) => pid === paragraph)?.hash;
    if (textHash === undefined)
      return { ok: false, refusal: { code: 'condition.unknownParagraph', facts: { paragraph } } };
    tests.push({ paragraph, is, textHash });
  }
  return { ok: true, condition: canonicalCondition({ all: tests }) };
};

/** The condition as it is stated, on the words of each paragraph as they stand; refused where it cannot be read. */
export const conditionalOf = (
  draft: ConditionDraft,
  state: Issued,
):
  | { readonly ok: true; readonly conditional: Conditional }
  | { readonly ok: false; readonly refusal: Refusal } => {
  const stated = conditionOf(draft, state);
  return stated.ok
    ? { ok: true, conditional: { condition: stated.condition, fallback: draft.fallback } }
    : stated;
};

/** The same condition in words, or in lines where they can show it; undefined where it cannot be read or shown so. */
export const turned = (draft: ConditionDraft, state: Issued): ConditionDraft | undefined => {
  const stated = conditionOf(draft, state);
  if (!stated.ok) return undefined;
  const { fallback } = draft;
  if (draft.in === 'lines')
    return { in: 'words', words: formatCondition(stated.condition, namedItems(state)), fallback };
  const terms = termsOf(stated.condition);
  return terms === undefined ? undefined : { in: 'lines', terms, fallback };
};
