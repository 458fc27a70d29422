import fc from 'fast-check';
import { amendableText, placeOf, plainText, standingParagraphs } from './amendable-text.ts';
import { overlapsItself } from './conflicts.ts';
import { wordOperations } from './derive-operations.ts';
import { TEXT_START, type AmendableText, type Amendment, type Operation } from './model.ts';

const WORDS = ['States', 'shall', 'report', 'should', 'not', '24', 'risks', ',', '并', 'évaluer'];

const sentence = fc
  .array(fc.constantFrom(...WORDS), { minLength: 0, maxLength: 9 })
  .map((words) => words.join(' '));

/** A small text with the paragraphs p1, p2 … */
export const drawnText: fc.Arbitrary<AmendableText> = fc
  .array(sentence, { minLength: 1, maxLength: 4 })
  .map((sentences) =>
    amendableText(
      'en',
      sentences.map((text, at) => ({ id: `p${at + 1}`, kind: 'operative', level: 0, text })),
    ),
  );

/** What a drawn amendment does, by numbers that are taken modulo what the text has. */
interface Plan {
  readonly edits: readonly {
    readonly paragraph: number;
    readonly at: number;
    readonly remove: number;
    readonly insert: string;
  }[];
  readonly structure: readonly {
    readonly what: number;
    readonly paragraph: number;
    readonly after: number;
    readonly text: string;
  }[];
}

const nat = fc.nat({ max: 50 });
export const drawnPlan: fc.Arbitrary<Plan> = fc.record({
  edits: fc.array(fc.record({ paragraph: nat, at: nat, remove: fc.nat({ max: 3 }), insert: sentence }), {
    minLength: 0,
    maxLength: 2,
  }),
  structure: fc.array(fc.record({ what: nat, paragraph: nat, after: nat, text: sentence }), {
    minLength: 0,
    maxLength: 1,
  }),
});

/** The amendment of a plan against a text; undefined where it would change nothing or overlap itself. */
export const amendmentOf = (text: AmendableText, plan: Plan, number: number): Amendment | undefined => {
  const standing = standingParagraphs(text);
  const pick = (at: number) => standing[at % Math.max(1, standing.length)];
  const edited = new Map<string, string>();
  for (const { paragraph, at, remove, insert } of plan.edits) {
    const one = pick(paragraph);
    if (one === undefined) continue;
    const words = (edited.get(one.id) ?? plainText(one)).split(' ');
    words.splice(at % (words.length + 1), remove, ...(insert === '' ? [] : [insert]));
    edited.set(one.id, words.join(' '));
  }
  const operations: Operation[] = [...edited].flatMap(([id, words]) => wordOperations(text, id, words) ?? []);
  for (const { what, paragraph, after, text: words } of plan.structure) {
    const one = pick(paragraph);
    const place = after % 5 === 0 ? TEXT_START : (placeOf(text, pick(after)?.id ?? '') ?? TEXT_START);
    if (what % 3 === 0 && one !== undefined) operations.push({ type: 'deleteParagraph', paragraph: one.id });
    else if (what % 3 === 1 && one !== undefined && place !== placeOf(text, one.id))
      operations.push({ type: 'moveParagraph', paragraph: one.id, after: place });
    else
      operations.push({
        type: 'insertParagraph',
        paragraph: `n${number}`,
        after: place,
        kind: 'operative',
        level: 0,
        ins: words === '' ? [] : words.split(/(?= )/),
      });
  }
  const amendment = { number, base: text.revision, by: [`S${number}`], operations };
  return operations.length === 0 || overlapsItself(text, amendment) !== undefined ? undefined : amendment;
};

/** A text with up to `most` amendments against it, numbered from 1. */
export const drawnRoom = (
  most: number,
): fc.Arbitrary<{ readonly text: AmendableText; readonly amendments: readonly Amendment[] }> =>
  fc.tuple(drawnText, fc.array(drawnPlan, { minLength: 1, maxLength: most })).map(([text, plans]) => ({
    text,
    amendments: plans.flatMap((plan, at) => amendmentOf(text, plan, at + 1) ?? []),
  }));

/** Amendments taken in turn as long as none conflicts hard with one already taken. */
export const conflictFree = (
  amendments: readonly Amendment[],
  isHard: (a: Amendment, b: Amendment) => boolean,
): readonly Amendment[] => {
  const taken: Amendment[] = [];
  for (const amendment of amendments)
    if (taken.every((other) => !isHard(other, amendment))) taken.push(amendment);
  return taken;
};
