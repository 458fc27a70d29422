import {
  conditionSubjects,
  currentHash,
  holdsPositions,
  paragraphOf,
  standingsOn,
  votingAttributes,
  votingMembers,
  WHOLE_TEXT,
  type AmendmentId,
  type BodyState,
  type DecisionRule,
  type DeliberationState,
  type ItemId,
  type MemberId,
  type PackageOutcome,
  type Paragraph,
  type ParagraphId,
  type Stance,
  type Standing,
  type TextHash,
} from '@plenary/consensus';
import { DISSATISFACTION } from '../problem/dissatisfaction.ts';
import { PACKAGE_LIMITS } from '../problem/package-limits.ts';
import type {
  Alternative,
  AlternativeId,
  PackageGroup,
  PackageItem,
  PackageProblem,
  PackageStance,
} from '../problem/package-problem.ts';
import { conditionIn, type Ways } from './condition-in.ts';
import { stanceOnLeavingOut } from './leaving-out.ts';

/**
 * Other words that a paragraph could have: brackets of the text give some, amendments on the table others, with what they
 * adopt and where delegations stand on them.
 */
export interface Wording {
  readonly words: string;
  readonly hash: TextHash;
  readonly adopts: readonly AmendmentId[];
  /** Stances on these very words; whoever has none has not spoken on them. */
  readonly stances: Readonly<Record<MemberId, Stance>>;
}

/** What leaving a paragraph out adopts, and where delegations stand on that. */
export type Leaving = Pick<Wording, 'adopts' | 'stances'>;

/** Which paragraphs may be settled: all that are open, or those of these that are. */
export type PackageScope = 'all' | readonly ParagraphId[];

/** What choosing an alternative does to the text. */
export interface AlternativeMeaning {
  /** The paragraph, or `text` for positions on the text as a whole. */
  readonly item: ItemId;
  readonly outcome: PackageOutcome;
  /** Of a paragraph that stays: its words, as they would be. */
  readonly words?: string;
  readonly hash?: TextHash;
}

/** A deliberation as a problem of packages, with what its alternatives mean. */
export interface PackageQuestion {
  readonly problem: PackageProblem;
  readonly meanings: ReadonlyMap<AlternativeId, AlternativeMeaning>;
  /** Paragraphs between whose alternatives is chosen. */
  readonly paragraphs: readonly ParagraphId[];
}

export type QuestionRefusal =
  | { readonly code: 'finder.noText' | 'finder.nothingOpen'; readonly facts: Readonly<Record<string, never>> }
  | { readonly code: 'finder.unknownParagraph'; readonly facts: { readonly paragraph: ParagraphId } }
  | { readonly code: 'finder.tooMuch'; readonly facts: { readonly limit: string; readonly max: number } };

export type QuestionAnswer =
  | { readonly ok: true; readonly question: PackageQuestion }
  | { readonly ok: false; readonly refusal: QuestionRefusal };

export interface QuestionParts {
  readonly body: BodyState;
  readonly deliberation: DeliberationState;
  readonly scope: PackageScope;
  /** The rule under which the package would be decided. */
  readonly rule: DecisionRule;
  readonly wordingsOf: (paragraph: Paragraph) => readonly Wording[];
  /** The amendment that takes a paragraph away; asked of those under which nothing stands. */
  readonly leavingOf?: (paragraph: Paragraph) => Leaving | undefined;
}

const refused = (refusal: QuestionRefusal): QuestionAnswer => ({ ok: false, refusal });

/** PDL-1: what is agreed or adopted is settled; titles, headings and notes hold no positions. */
const isOpen = ({ marks }: DeliberationState, paragraph: Paragraph): boolean =>
  holdsPositions(paragraph) &&
  (!Object.hasOwn(marks, paragraph.pid) || marks[paragraph.pid]?.status === 'open');

/** Paragraphs under a paragraph, by degree. */
const beneath = (paragraphs: readonly Paragraph[], at: number): readonly Paragraph[] => {
  const level = paragraphs[at]?.level ?? 0;
  const after = paragraphs.slice(at + 1);
  const end = after.findIndex((other) => other.level <= level);
  return end === -1 ? after : after.slice(0, end);
};

const keptId = (item: ItemId): AlternativeId => `${item}:kept`;
const outId = (item: ItemId): AlternativeId => `${item}:out`;
const wordingId = (item: ItemId, at: number): AlternativeId => `${item}:w${at + 1}`;

const alternative = (id: AlternativeId, does: Partial<Alternative> = {}): Alternative => ({
  id,
  adopts: [],
  changes: [],
  deletes: [],
  ...does,
});

/** One paragraph that may be settled, with the words it could have and whether it may go. */
interface Choice {
  readonly paragraph: Paragraph;
  readonly wordings: readonly Wording[];
  readonly mayGo: boolean;
  readonly leaving?: Leaving | undefined;
}

/** PDL-2: kept as it is, then its other words in their order, then left out. */
const itemOf = ({ paragraph: { pid }, wordings, mayGo, leaving }: Choice): PackageItem => ({
  id: pid,
  base: keptId(pid),
  alternatives: [
    alternative(keptId(pid)),
    ...wordings.map(({ adopts }, at) => alternative(wordingId(pid, at), { adopts, changes: [pid] })),
    ...(mayGo ? [alternative(outId(pid), { adopts: leaving?.adopts ?? [], deletes: [pid] })] : []),
  ],
});

const meaningsOf = ({
  paragraph: { pid, text, hash },
  wordings,
  mayGo,
}: Choice): readonly (readonly [AlternativeId, AlternativeMeaning])[] => [
  [keptId(pid), { item: pid, outcome: 'kept', words: text, hash }],
  ...wordings.map(
    (wording, at) =>
      [
        wordingId(pid, at),
        { item: pid, outcome: 'reworded', words: wording.words, hash: wording.hash },
      ] as const,
  ),
  ...(mayGo ? [[outId(pid), { item: pid, outcome: 'leftOut' }] as const] : []),
];

/** What a member said, whether in its own name or through a group: the stance, its condition, its fallback. */
const saidIn = (standing: Standing) =>
  standing.source === 'own'
    ? standing.position
    : standing.source === 'group'
      ? standing.statement
      : undefined;

type Said = NonNullable<ReturnType<typeof saidIn>>;

/** Whether anything that may be settled is named in the condition of what was said. */
const hangsOn = (said: Said | undefined, chosen: ReadonlySet<string>): boolean =>
  said?.conditional !== undefined &&
  conditionSubjects(said.conditional.condition).some((id) => chosen.has(id));

const stanceFrom = (
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
const stancesOn = (
  { paragraph: { pid }, wordings, mayGo, leaving }: Choice,
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
    // PDL-12: what was said on the amendment that takes it away goes before what follows from the words.
    const onGoing =
      leaving !== undefined && Object.hasOwn(leaving.stances, id) ? leaving.stances[id] : undefined;
    const going: readonly PackageStance[] =
      !mayGo || onGoing === undefined ? [] : [{ member: id, alternative: outId(pid), stance: onGoing }];
    if (own === undefined) return [...onWordings, ...going];
    const { stance, conditional } = own;
    const without = conditional && {
      condition: conditional.condition,
      fallback: stanceOnLeavingOut(conditional.fallback),
    };
    return [
      stanceFrom(id, keptId(pid), stance, conditional, ways),
      ...onWordings,
      ...going,
      ...(mayGo && going.length === 0
        ? [stanceFrom(id, outId(pid), stanceOnLeavingOut(stance), without, ways)]
        : []),
    ];
  });

/** PDL-7: regional groups first, then the others, each by id; those without a member who votes are none. */
const groupsOf = (body: BodyState, members: ReadonlySet<MemberId>): readonly PackageGroup[] =>
  Object.values(body.groups)
    .sort((a, b) => {
      if (a.kind !== b.kind) return a.kind === 'regional' ? -1 : 1;
      return a.id < b.id ? -1 : 1;
    })
    .map((group) => ({ id: group.id, members: group.members.filter((id) => members.has(id)) }))
    .filter((group) => group.members.length > 0)
    .slice(0, PACKAGE_LIMITS.GROUPS_MAX);

const overLimit = ({ items, members, stances }: PackageProblem): QuestionRefusal | undefined => {
  const counted: readonly (readonly [keyof typeof PACKAGE_LIMITS, number])[] = [
    ['ITEMS_MAX', items.length],
    ['ALTERNATIVES_MAX', items.reduce((sum, { alternatives }) => sum + alternatives.length, 0)],
    ['ALTERNATIVES_PER_ITEM_MAX', Math.max(...items.map(({ alternatives }) => alternatives.length))],
    ['MEMBERS_MAX', members.length],
    ['CONDITIONS_MAX', stances.filter(({ conditional }) => conditional !== undefined).length],
  ];
  const passed = counted.find(([limit, count]) => count > PACKAGE_LIMITS[limit]);
  return passed && { code: 'finder.tooMuch', facts: { limit: passed[0], max: PACKAGE_LIMITS[passed[0]] } };
};

/** Paragraphs in scope that are open, with their alternatives. */
const choicesIn = (
  { deliberation, wordingsOf, leavingOf }: QuestionParts,
  paragraphs: readonly Paragraph[],
  inScope: ReadonlySet<ParagraphId> | undefined,
): readonly Choice[] => {
  const mayChange = (paragraph: Paragraph): boolean =>
    isOpen(deliberation, paragraph) && (inScope === undefined || inScope.has(paragraph.pid));
  return paragraphs.flatMap((paragraph, at): readonly Choice[] => {
    if (!mayChange(paragraph)) return [];
    const wordings = wordingsOf(paragraph).filter(({ hash }) => hash !== paragraph.hash);
    // PDL-3: a paragraph takes with it what stands under it, so that all of that must be there to be settled.
    const under = beneath(paragraphs, at);
    const leaving = under.length === 0 ? leavingOf?.(paragraph) : undefined;
    return [{ paragraph, wordings, mayGo: under.every(mayChange), leaving }];
  });
};

/** PDL-3: where a paragraph is left out, so is everything under it. */
const conflictsIn = (
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

/**
 * The problem of packages that a deliberation poses as it stands: for each open paragraph in scope its alternatives, and
 * where the delegations stand on them by what they put on record. Soundings are no part of it.
 */
export const packageQuestion = (parts: QuestionParts): QuestionAnswer => {
  const { body, deliberation, scope, rule } = parts;
  const paragraphs = deliberation.revision?.paragraphs ?? [];
  if (paragraphs.length === 0) return refused({ code: 'finder.noText', facts: {} });
  if (scope !== 'all') {
    const unknown = scope.find((pid) => paragraphOf(deliberation, pid) === undefined);
    if (unknown !== undefined)
      return refused({ code: 'finder.unknownParagraph', facts: { paragraph: unknown } });
  }
  const choices = choicesIn(parts, paragraphs, scope === 'all' ? undefined : new Set(scope));
  if (choices.length === 0) return refused({ code: 'finder.nothingOpen', facts: {} });

  const members = votingMembers(body);
  const chosen = new Set(choices.map(({ paragraph }) => paragraph.pid));
  const ways: Ways = {
    paragraphNow: (pid) => paragraphOf(deliberation, pid)?.hash,
    alternativesOf: new Map(
      choices.map((choice) => [
        choice.paragraph.pid,
        meaningsOf(choice).map(([id, { hash }]) => ({ id, hash })),
      ]),
    ),
    adopted: new Set(
      choices.flatMap(({ wordings, leaving }) => [
        ...wordings.flatMap(({ adopts }) => adopts),
        ...(leaving?.adopts ?? []),
      ]),
    ),
  };
  const saidOn = (item: ItemId) => standingsOn(deliberation, item, members).map(saidIn);
  const byChoice = new Map(choices.map((choice) => [choice.paragraph.pid, choice]));

  const items: PackageItem[] = [];
  const meanings = new Map<AlternativeId, AlternativeMeaning>();
  const stances: PackageStance[] = [];
  for (const paragraph of paragraphs.filter(holdsPositions)) {
    const said = saidOn(paragraph.pid);
    const choice = byChoice.get(paragraph.pid);
    // PDL-5: what stays as it is joins where a position on it hangs on what is settled.
    if (choice === undefined && !said.some((each) => hangsOn(each, chosen))) continue;
    const joining = choice ?? { paragraph, wordings: [], mayGo: false };
    items.push(itemOf(joining));
    for (const [id, meaning] of meaningsOf(joining)) meanings.set(id, meaning);
    stances.push(...stancesOn(joining, members, said, ways));
  }
  const onText = saidOn(WHOLE_TEXT);
  if (onText.some((said) => hangsOn(said, chosen))) {
    items.push({ id: WHOLE_TEXT, base: keptId(WHOLE_TEXT), alternatives: [alternative(keptId(WHOLE_TEXT))] });
    const hash = currentHash(deliberation, WHOLE_TEXT);
    meanings.set(keptId(WHOLE_TEXT), {
      item: WHOLE_TEXT,
      outcome: 'kept',
      ...(hash === undefined ? {} : { hash }),
    });
    // PDL-5: a position on the text as it stands says nothing of a text that is settled otherwise, unless it says so.
    for (const [seat, said] of onText.entries()) {
      const member = members[seat];
      if (said === undefined || member === undefined || !hangsOn(said, chosen)) continue;
      stances.push(stanceFrom(member.id, keptId(WHOLE_TEXT), said.stance, said.conditional, ways));
    }
  }
  const problem: PackageProblem = {
    items,
    // PDL-7: one State, one voice; a rule reads the weights that it was adopted with from the attributes.
    members: members.map((member) => ({ id: member.id, weight: 1, attrs: votingAttributes(member) })),
    groups: groupsOf(body, new Set(members.map(({ id }) => id))),
    stances,
    conflicts: conflictsIn(paragraphs, choices),
    needs: [],
    settled: {},
    dissatisfaction: DISSATISFACTION,
    rule,
  };
  const tooMuch = overLimit(problem);
  if (tooMuch !== undefined) return refused(tooMuch);
  return { ok: true, question: { problem, meanings, paragraphs: [...chosen] } };
};

/** The alternative of a paragraph that gives it this outcome and these words; undefined where it has none now. */
export const alternativeFor = (
  { meanings }: PackageQuestion,
  wanted: { readonly paragraph: ParagraphId; readonly outcome: PackageOutcome; readonly words?: string },
): AlternativeId | undefined => {
  for (const [id, { item, outcome, words }] of meanings)
    if (
      item === wanted.paragraph &&
      outcome === wanted.outcome &&
      (outcome !== 'reworded' || words === wanted.words)
    )
      return id;
  return undefined;
};
