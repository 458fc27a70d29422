import type { AmendmentId } from '@plenary/consensus';
import type { PackageItem, PackageProblem, PackageStance } from '../problem/package-problem.ts';
import { possibleItems, type AmendmentBonds } from './amendment-links.ts';
import { stanceOnLeavingOut } from './leaving-out.ts';
import { alternative, itemOf, notTakenId, outId, partId, takenId, type Choice } from './paragraph-items.ts';
import type { WholeAmendment } from './whole-amendments.ts';

/** PDL-43: an amendment that is an item of its own, not taken unless it is chosen. */
export const takingOf = ({ id }: WholeAmendment): PackageItem => ({
  id,
  base: notTakenId(id),
  alternatives: [alternative(notTakenId(id)), alternative(takenId(id), { adopts: [id] })],
});

/** PDL-43: nobody is asked where they stand on not taking an amendment: it follows as from words that are left out. */
export const stancesOnTaking = ({ id, stances }: WholeAmendment): readonly PackageStance[] =>
  Object.entries(stances).flatMap(([member, stance]) => [
    { member, alternative: takenId(id), stance },
    { member, alternative: notTakenId(id), stance: stanceOnLeavingOut(stance) },
  ]);

/** PDL-43: an amendment is taken in everything that it does or in nothing, and not where what it needs to stand goes. */
export const linksOfWhole = (
  { id, parts, isItem, keeps }: WholeAmendment,
  choices: readonly Choice[],
): Pick<PackageProblem, 'conflicts' | 'needs'> => {
  const bound = [...(isItem ? [takenId(id)] : []), ...parts.map(({ paragraph }) => partId(paragraph, id))];
  return {
    needs:
      bound.length < 2
        ? []
        : bound.map((one, at) => ({ alternative: one, needs: bound[(at + 1) % bound.length] ?? one })),
    conflicts: !isItem
      ? []
      : choices.flatMap(({ paragraph: { pid }, mayGo }) =>
          mayGo && keeps.has(pid) ? [[takenId(id), outId(pid)] as const] : [],
        ),
  };
};

/** What may be settled, by the names that conditions give it. */
export const subjectsOf = (
  choices: readonly Choice[],
  whole: readonly WholeAmendment[],
): { readonly adopted: ReadonlySet<AmendmentId>; readonly subjects: ReadonlySet<string> } => {
  const adopted = new Set([
    ...choices.flatMap(({ wordings, leaving }) => [
      ...wordings.flatMap(({ adopts }) => adopts),
      ...(leaving?.adopts ?? []),
    ]),
    ...whole.map(({ id }) => id),
  ]);
  const brought = whole.flatMap(({ brings }) => [...brings.keys()]);
  return {
    adopted,
    subjects: new Set([...choices.map(({ paragraph }) => paragraph.pid), ...adopted, ...brought]),
  };
};

/** The parts that whole amendments have in the paragraphs to be settled. */
export const withParts = (choices: readonly Choice[], whole: readonly WholeAmendment[]): readonly Choice[] =>
  choices.map((choice) => ({
    ...choice,
    parts: whole.flatMap(({ id, stances, parts }) =>
      parts.flatMap(({ paragraph, ...words }) =>
        paragraph === choice.paragraph.pid ? [{ id, stances, ...words }] : [],
      ),
    ),
  }));

/**
 * PDL-42, PDL-43: the items as far as what they adopt could be adopted. An amendment of which a part cannot be is taken
 * nowhere, and what needs it neither.
 */
export const standingItems = (
  choices: readonly Choice[],
  whole: readonly WholeAmendment[],
  bonds: AmendmentBonds,
): { readonly items: readonly PackageItem[]; readonly whole: readonly WholeAmendment[] } => {
  const items = possibleItems(
    [...withParts(choices, whole).map(itemOf), ...whole.filter(({ isItem }) => isItem).map(takingOf)],
    bonds,
  );
  const left = new Set(items.flatMap(({ alternatives }) => alternatives.map(({ id }) => id)));
  const standing = whole.filter(
    ({ id, parts, isItem }) =>
      (!isItem || left.has(takenId(id))) && parts.every(({ paragraph }) => left.has(partId(paragraph, id))),
  );
  return standing.length === whole.length ? { items, whole } : standingItems(choices, standing, bonds);
};
