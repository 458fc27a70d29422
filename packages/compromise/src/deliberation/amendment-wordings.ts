import {
  pendingAmendments,
  standingsOn,
  votingMembers,
  type AmendmentId,
  type BodyState,
  type DeliberationState,
  type MemberId,
  type Paragraph,
  type Stance,
  type TabledAmendment,
} from '@plenary/consensus';
import { DISSATISFACTION } from '../problem/dissatisfaction.ts';
import { PACKAGE_LIMITS } from '../problem/package-limits.ts';
import type { Leaving, Wording } from './wording.ts';

/** What amendments make of a paragraph is asked of whoever knows words. */
export interface WordsOfAmendments {
  readonly hashOf: (words: string) => string;
  /** Words of the paragraph with these adopted together; undefined where they cannot be, or where it goes. */
  readonly wordsWith: (amendments: readonly AmendmentId[]) => string | undefined;
}

/** Whether an amendment gives this paragraph new words and does nothing else. */
export const rewords = ({ changes }: TabledAmendment, { pid }: Paragraph): boolean =>
  changes.length > 0 && changes.every((change) => 'new' in change && change.paragraph === pid);

export type Stances = Readonly<Record<MemberId, Stance>>;

/** Sponsors support their amendment as long as they do not say otherwise; positions count as they stand. */
export const stancesOnAmendment = (
  body: BodyState,
  deliberation: DeliberationState,
  { id, sponsors }: TabledAmendment,
): Stances => {
  const members = votingMembers(body);
  return Object.fromEntries(
    standingsOn(deliberation, id, members).flatMap(
      ({ stance }, seat): readonly (readonly [MemberId, Stance])[] => {
        const member = members[seat]?.id ?? '';
        if (stance !== 'silent') return [[member, stance]];
        return sponsors.includes(member) ? [[member, 'support']] : [];
      },
    ),
  );
};

const isAgainst = (stance: Stance): boolean => stance === 'oppose' || stance === 'object';

/**
 * PDL-11: where a member stands on amendments taken together: where it is least satisfied of what it said on them. Whoever
 * said nothing on one of them has said nothing, unless it is against another.
 */
export const stanceOnAll = (said: readonly (Stance | undefined)[]): Stance | undefined => {
  const spoken = said.filter((stance) => stance !== undefined);
  const least = spoken.reduce<Stance | undefined>(
    (worst, stance) =>
      worst === undefined || DISSATISFACTION[stance] > DISSATISFACTION[worst] ? stance : worst,
    undefined,
  );
  return spoken.length === said.length || (least !== undefined && isAgainst(least)) ? least : undefined;
};

const together = (parts: readonly Stances[]): Stances => {
  const members = [...new Set(parts.flatMap((part) => Object.keys(part)))];
  return Object.fromEntries(
    members.flatMap((member): readonly (readonly [MemberId, Stance])[] => {
      const stance = stanceOnAll(
        parts.map((part) => (Object.hasOwn(part, member) ? part[member] : undefined)),
      );
      return stance === undefined ? [] : [[member, stance]];
    }),
  );
};

/** Where many are on the table, fewer are taken together: each by itself comes first. */
const roomFor = (single: number): number =>
  Math.max(0, Math.min(PACKAGE_LIMITS.TOGETHER_MAX, PACKAGE_LIMITS.ALTERNATIVES_PER_ITEM_MAX / 2 - single));

/** PDL-11: each by itself, each with an amendment to it, two at a time, and all that fit one after another. */
const setsOf = (
  deliberation: DeliberationState,
  paragraph: Paragraph,
  fit: (set: readonly TabledAmendment[]) => boolean,
): readonly (readonly TabledAmendment[])[] => {
  const pending = pendingAmendments(deliberation).filter((amendment) => rewords(amendment, paragraph));
  const roots = pending.filter(({ amends }) => amends === undefined);
  const amended = roots.flatMap((root) =>
    pending.filter(({ amends }) => amends === root.id).map((sub) => [root, sub]),
  );
  const pairs = roots.flatMap((first, at) => roots.slice(at + 1).map((second) => [first, second]));
  const all = roots
    .slice(0, PACKAGE_LIMITS.TOGETHER_MAX)
    .reduce<readonly TabledAmendment[]>((set, next) => (fit([...set, next]) ? [...set, next] : set), []);
  return [
    ...roots.map((root) => [root]),
    ...[...amended, ...(all.length > 2 ? [all] : []), ...pairs].slice(0, roomFor(roots.length)),
  ];
};

/**
 * PDL-10, PDL-11: other words of a paragraph from the amendments on the table that do nothing else, by themselves and
 * together where they can be adopted together, with the words that result.
 */
export const amendmentWordings = (
  body: BodyState,
  deliberation: DeliberationState,
  paragraph: Paragraph,
  { hashOf, wordsWith }: WordsOfAmendments,
): readonly Wording[] => {
  const wordsOf = (set: readonly TabledAmendment[]) => wordsWith(set.map(({ id }) => id));
  const known = new Set<string>();
  return setsOf(deliberation, paragraph, (set) => wordsOf(set) !== undefined).flatMap(
    (set): readonly Wording[] => {
      const words = wordsOf(set);
      if (words === undefined || known.has(words)) return [];
      known.add(words);
      return [
        {
          words,
          hash: hashOf(words),
          adopts: set.map(({ id }) => id),
          stances: together(set.map((amendment) => stancesOnAmendment(body, deliberation, amendment))),
        },
      ];
    },
  );
};

/** PDL-12: the amendment on the table that takes this paragraph away and does nothing else, with where delegations stand. */
export const amendmentLeaving = (
  body: BodyState,
  deliberation: DeliberationState,
  { pid }: Paragraph,
): Leaving | undefined => {
  const found = pendingAmendments(deliberation).find(
    ({ amends, changes }) =>
      amends === undefined &&
      changes.length === 1 &&
      changes.every((change) => 'delete' in change && change.paragraph === pid),
  );
  return found && { adopts: [found.id], stances: stancesOnAmendment(body, deliberation, found) };
};
