import {
  conditionSubjects,
  holdsPositions,
  type AmendmentId,
  type DeliberationState,
  type ItemId,
  type MemberId,
  type PackageOutcome,
  type PackageTaking,
  type Paragraph,
  type ParagraphId,
  type Stance,
  type Standing,
  type TextHash,
} from '@plenary/consensus';
import type {
  Alternative,
  AlternativeId,
  PackageItem,
  PackageProblem,
  PackageStance,
} from '../problem/package-problem.ts';
import type { AmendmentBonds } from './amendment-links.ts';
import { conditionIn, type Ways } from './condition-in.ts';
import { stanceOnLeavingOut } from './leaving-out.ts';
import type { WholeAmendment } from './whole-amendments.ts';
import type { Leaving, Wording } from './wording.ts';

/** What choosing an alternative does to the text. */
export interface AlternativeMeaning {
  /** The paragraph, an amendment that is taken or not, or `text` for positions on the text as a whole. */
  readonly item: ItemId;
  readonly outcome: PackageOutcome | PackageTaking;
  /** Of a paragraph that stays: its words, as they would be. */
  readonly words?: string;
  readonly hash?: TextHash;
}

/** What a paragraph could become, asked of whoever knows words. */
export interface ParagraphWords {
  readonly wordingsOf: (paragraph: Paragraph) => readonly Wording[];
  /** The amendment that takes a paragraph away; asked of those under which nothing stands. */
  readonly leavingOf?: (paragraph: Paragraph) => Leaving | undefined;
}

/**
 * PDL-1: what is agreed or adopted is settled; titles, headings and notes hold no positions. What is deferred is what a
 * package is looked for.
 */
const isOpen = ({ marks }: DeliberationState, paragraph: Paragraph): boolean => {
  const status = Object.hasOwn(marks, paragraph.pid) ? marks[paragraph.pid]?.status : 'open';
  return holdsPositions(paragraph) && (status === 'open' || status === 'deferred');
};

/** PDL-1: the paragraphs that may be settled: all that are open, or those of these that are. */
export const openInScope = (
  deliberation: DeliberationState,
  scope: 'all' | readonly ParagraphId[],
): readonly Paragraph[] =>
  (deliberation.revision?.paragraphs ?? []).filter(
    (paragraph) => isOpen(deliberation, paragraph) && (scope === 'all' || scope.includes(paragraph.pid)),
  );

/** Paragraphs under a paragraph, by degree. */
const beneath = (paragraphs: readonly Paragraph[], at: number): readonly Paragraph[] => {
  const level = paragraphs[at]?.level ?? 0;
  const after = paragraphs.slice(at + 1);
  const end = after.findIndex((other) => other.level <= level);
  return end === -1 ? after : after.slice(0, end);
};

export const keptId = (item: ItemId): AlternativeId => `${item}:kept`;
export const outId = (item: ItemId): AlternativeId => `${item}:out`;
const wordingId = (item: ItemId, at: number): AlternativeId => `${item}:w${at + 1}`;
export const partId = (item: ItemId, amendment: AmendmentId): AlternativeId => `${item}:${amendment}`;
export const takenId = (amendment: AmendmentId): AlternativeId => `${amendment}:taken`;
export const notTakenId = (amendment: AmendmentId): AlternativeId => `${amendment}:not`;

export const alternative = (id: AlternativeId, does: Partial<Alternative> = {}): Alternative => ({
  id,
  adopts: [],
  changes: [],
  deletes: [],
  ...does,
});

/** One paragraph that may be settled, with the words it could have and whether it may go. */
export interface Choice {
  readonly paragraph: Paragraph;
  readonly wordings: readonly Wording[];
  readonly mayGo: boolean;
  readonly leaving?: Leaving | undefined;
  /** As amendments would have it that are taken as a whole. */
  readonly parts: readonly Part[];
}

type Part = Pick<WholeAmendment, 'id' | 'stances'> & Omit<WholeAmendment['parts'][number], 'paragraph'>;

/** PDL-2, PDL-43: kept as it is, then its other words in their order, then as whole amendments have it, then left out. */
export const itemOf = ({ paragraph: { pid }, wordings, mayGo, leaving, parts }: Choice): PackageItem => ({
  id: pid,
  base: keptId(pid),
  alternatives: [
    alternative(keptId(pid)),
    ...wordings.map(({ adopts }, at) => alternative(wordingId(pid, at), { adopts, changes: [pid] })),
    ...parts.map(({ id, words }) =>
      alternative(partId(pid, id), {
        adopts: [id],
        ...(words === undefined ? { deletes: [pid] } : { changes: [pid] }),
      }),
    ),
    ...(mayGo ? [alternative(outId(pid), { adopts: leaving?.adopts ?? [], deletes: [pid] })] : []),
  ],
});

export const meaningsOf = ({
  paragraph: { pid, text, hash },
  wordings,
  mayGo,
  parts,
}: Choice): readonly (readonly [AlternativeId, AlternativeMeaning])[] => [
  [keptId(pid), { item: pid, outcome: 'kept', words: text, hash }],
  ...wordings.map(
    (wording, at) =>
      [
        wordingId(pid, at),
        { item: pid, outcome: 'reworded', words: wording.words, hash: wording.hash },
      ] as const,
  ),
  ...parts.map(({ id, words, hash: partHash }): readonly [AlternativeId, AlternativeMeaning] => [
    partId(pid, id),
    words === undefined || partHash === undefined
      ? { item: pid, outcome: 'leftOut' }
      : { item: pid, outcome: 'reworded', words, hash: partHash },
  ]),
  ...(mayGo ? [[outId(pid), { item: pid, outcome: 'leftOut' }] as const] : []),
];

/** What a member said, whether in its own name or through a group: the stance, its condition, its fallback. */
export const saidIn = (standing: Standing) =>
  standing.source === 'own'
    ? standing.position
    : standing.source === 'group'
      ? standing.statement
      : undefined;

export type Said = NonNullable<ReturnType<typeof saidIn>>;

/** Whether anything that may be settled is named in the condition of what was said. */
export const hangsOn = (said: Said | undefined, chosen: ReadonlySet<string>): boolean =>
  said?.conditional !== undefined &&
  conditionSubjects(said.conditional.condition).some((id) => chosen.has(id));

export const stanceFrom = (
  member: MemberId,
  id: AlternativeId,
  stance: Stance,
  conditional: Said['conditional'],
  ways: Ways,
): PackageStance =>
  conditional === undefined || conditional.fallback === stance
    ? { member, alternative: id, stance }
    : {
        member,
        alternative: id,
        stance,
        conditional: {
          condition: conditionIn(conditional.condition, ways),
          fallback: conditional.fallback,
        },
      };

/** PDL-4: the stance on the words as they stand, and what follows from it for leaving them out. */
export const stancesOn = (
  { paragraph: { pid }, wordings, mayGo, leaving, parts }: Choice,
  members: readonly { readonly id: MemberId }[],
  said: readonly (Said | undefined)[],
  ways: Ways,
): readonly PackageStance[] =>
  members.flatMap(({ id }, seat): readonly PackageStance[] => {
    const own = said[seat];
    const onWordings = wordings.flatMap((wording, at): readonly PackageStance[] => {
      const stance = Object.hasOwn(wording.stances, id) ? wording.stances[id] : undefined;
      return stance === undefined ? [] : [{ member: id, alternative: wordingId(pid, at), stance }];
    });
    const onParts = parts.flatMap(({ id: amendment, stances }): readonly PackageStance[] => {
      const stance = Object.hasOwn(stances, id) ? stances[id] : undefined;
      return stance === undefined ? [] : [{ member: id, alternative: partId(pid, amendment), stance }];
    });
    // PDL-12: what was said on the amendment that takes it away goes before what follows from the words.
    const onGoing =
      leaving !== undefined && Object.hasOwn(leaving.stances, id) ? leaving.stances[id] : undefined;
    const going: readonly PackageStance[] =
      !mayGo || onGoing === undefined ? [] : [{ member: id, alternative: outId(pid), stance: onGoing }];
    if (own === undefined) return [...onWordings, ...onParts, ...going];
    const { stance, conditional } = own;
    const without = conditional && {
      condition: conditional.condition,
      fallback: stanceOnLeavingOut(conditional.fallback),
    };
    return [
      stanceFrom(id, keptId(pid), stance, conditional, ways),
      ...onWordings,
      ...onParts,
      ...going,
      ...(mayGo && going.length === 0
        ? [stanceFrom(id, outId(pid), stanceOnLeavingOut(stance), without, ways)]
        : []),
    ];
  });

/** Paragraphs in scope that are open, with their alternatives. */
export const choicesIn = (
  deliberation: DeliberationState,
  { wordingsOf, leavingOf }: ParagraphWords,
  paragraphs: readonly Paragraph[],
  inScope: ReadonlySet<ParagraphId> | undefined,
  { neededBy }: AmendmentBonds,
): readonly Choice[] => {
  const mayChange = (paragraph: Paragraph): boolean =>
    isOpen(deliberation, paragraph) && (inScope === undefined || inScope.has(paragraph.pid));
  return paragraphs.flatMap((paragraph, at): readonly Choice[] => {
    if (!mayChange(paragraph)) return [];
    const wordings = wordingsOf(paragraph).filter(({ hash }) => hash !== paragraph.hash);
    // PDL-3: a paragraph takes with it what stands under it, so that all of that must be there to be settled.
    const under = beneath(paragraphs, at);
    const going = under.length === 0 ? leavingOf?.(paragraph) : undefined;
    // It may go for other reasons than that amendment: one that needs others is weighed as a whole.
    const leaving = going?.adopts.every((id) => neededBy(id).length === 0) === true ? going : undefined;
    return [{ paragraph, wordings, mayGo: under.every(mayChange), leaving, parts: [] }];
  });
};

/** PDL-3: where a paragraph is left out, so is everything under it. */
export const conflictsIn = (
  paragraphs: readonly Paragraph[],
  choices: readonly Choice[],
): PackageProblem['conflicts'] => {
  const byId = new Map(choices.map((choice) => [choice.paragraph.pid, choice]));
  return paragraphs.flatMap(({ pid }, at) =>
    byId.get(pid)?.mayGo === true
      ? beneath(paragraphs, at).flatMap((under) => {
          const choice = byId.get(under.pid);
          return choice === undefined
            ? []
            : itemOf(choice)
                .alternatives.filter(({ id }) => id !== outId(under.pid))
                .map(({ id }) => [outId(pid), id] as const);
        })
      : [],
  );
};

/** Paragraphs that stay as they are and join where a position on them hangs on what may be settled (PDL-5). */
export const joiningIn = (
  paragraphs: readonly Paragraph[],
  saidOn: (item: ItemId) => readonly (Said | undefined)[],
  choices: ReadonlyMap<ParagraphId, Choice>,
  subjects: ReadonlySet<string>,
): readonly Choice[] =>
  paragraphs.filter(holdsPositions).flatMap((paragraph): readonly Choice[] => {
    const choice = choices.get(paragraph.pid);
    if (choice !== undefined) return [choice];
    return saidOn(paragraph.pid).some((each) => hangsOn(each, subjects))
      ? [{ paragraph, wordings: [], mayGo: false, parts: [] }]
      : [];
  });

/** How many alternatives a choice has by itself. */
export const widthOf = ({ wordings, mayGo }: Choice): number => 1 + wordings.length + (mayGo ? 1 : 0);
