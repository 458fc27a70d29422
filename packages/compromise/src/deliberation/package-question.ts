import {
  amendmentNumber,
  conditionSubjects,
  currentHash,
  holdsPositions,
  paragraphOf,
  pendingAmendments,
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
  type PackageTaking,
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
import { amendmentLinks, bondsIn, possibleItems, type AmendmentBonds } from './amendment-links.ts';
import { conditionIn, type Ways } from './condition-in.ts';
import { stanceOnLeavingOut } from './leaving-out.ts';
import type { Leaving, Wording } from './wording.ts';
import {
  wholeAmendments,
  type TabledWords,
  type UnweighedAmendment,
  type WholeAmendment,
} from './whole-amendments.ts';

/** Which paragraphs may be settled: all that are open, or those of these that are. */
export type PackageScope = 'all' | readonly ParagraphId[];

/** What choosing an alternative does to the text. */
export interface AlternativeMeaning {
  /** The paragraph, an amendment that is taken or not, or `text` for positions on the text as a whole. */
  readonly item: ItemId;
  readonly outcome: PackageOutcome | PackageTaking;
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
  /** Pending amendments about the scope that no alternative adopts. */
  readonly unweighed: readonly UnweighedAmendment[];
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
  /** What amendments make of the text and of one another; without it only what they say they need is known of them. */
  readonly tabled?: TabledWords;
  /** Pending amendments that are about the scope whatever they touch: those that a kept package names. */
  readonly naming?: readonly AmendmentId[];
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
const partId = (item: ItemId, amendment: AmendmentId): AlternativeId => `${item}:${amendment}`;
const takenId = (amendment: AmendmentId): AlternativeId => `${amendment}:taken`;
const notTakenId = (amendment: AmendmentId): AlternativeId => `${amendment}:not`;

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
  /** As amendments would have it that are taken as a whole. */
  readonly parts: readonly Part[];
}

type Way = Ways['alternativesOf'] extends ReadonlyMap<infer K, infer V> ? readonly [K, V] : never;
type Part = Pick<WholeAmendment, 'id' | 'stances'> & Omit<WholeAmendment['parts'][number], 'paragraph'>;

/** PDL-2, PDL-43: kept as it is, then its other words in their order, then as whole amendments have it, then left out. */
const itemOf = ({ paragraph: { pid }, wordings, mayGo, leaving, parts }: Choice): PackageItem => ({
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

const meaningsOf = ({
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

/** PDL-43: an amendment that is an item of its own, not taken unless it is chosen. */
const takingOf = ({ id }: WholeAmendment): PackageItem => ({
  id,
  base: notTakenId(id),
  alternatives: [alternative(notTakenId(id)), alternative(takenId(id), { adopts: [id] })],
});

/** PDL-43: nobody is asked where they stand on not taking an amendment: it follows as from words that are left out. */
const stancesOnTaking = ({ id, stances }: WholeAmendment): readonly PackageStance[] =>
  Object.entries(stances).flatMap(([member, stance]) => [
    { member, alternative: takenId(id), stance },
    { member, alternative: notTakenId(id), stance: stanceOnLeavingOut(stance) },
  ]);

/** PDL-43: an amendment is taken in everything that it does or in nothing, and not where what it needs to stand goes. */
const linksOfWhole = (
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

const overLimit = ({
  items,
  members,
  stances,
  conflicts,
  needs,
}: PackageProblem): QuestionRefusal | undefined => {
  const counted: readonly (readonly [keyof typeof PACKAGE_LIMITS, number])[] = [
    ['ITEMS_MAX', items.length],
    ['ALTERNATIVES_MAX', items.reduce((sum, { alternatives }) => sum + alternatives.length, 0)],
    ['ALTERNATIVES_PER_ITEM_MAX', Math.max(...items.map(({ alternatives }) => alternatives.length))],
    ['MEMBERS_MAX', members.length],
    ['CONFLICTS_MAX', conflicts.length],
    ['NEEDS_MAX', needs.length],
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

/** Paragraphs that stay as they are and join where a position on them hangs on what may be settled (PDL-5). */
const joiningIn = (
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

/** What may be settled, by the names that conditions give it. */
const subjectsOf = (
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
const withParts = (choices: readonly Choice[], whole: readonly WholeAmendment[]): readonly Choice[] =>
  choices.map((choice) => ({
    ...choice,
    parts: whole.flatMap(({ id, stances, parts }) =>
      parts.flatMap(({ paragraph, ...words }) =>
        paragraph === choice.paragraph.pid ? [{ id, stances, ...words }] : [],
      ),
    ),
  }));

/** How many alternatives a choice has by itself. */
const widthOf = ({ wordings, mayGo }: Choice): number => 1 + wordings.length + (mayGo ? 1 : 0);

/**
 * PDL-42, PDL-43: the items as far as what they adopt could be adopted. An amendment of which a part cannot be is taken
 * nowhere, and what needs it neither.
 */
const standingItems = (
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

/**
 * The problem of packages that a deliberation poses as it stands: for each open paragraph in scope its alternatives, each
 * amendment that does more than reword one, and where the delegations stand on them by what they put on record. Soundings
 * are no part of it.
 */
export const packageQuestion = (parts: QuestionParts): QuestionAnswer => {
  const { body, deliberation, scope, rule, tabled } = parts;
  const paragraphs = deliberation.revision?.paragraphs ?? [];
  if (paragraphs.length === 0) return refused({ code: 'finder.noText', facts: {} });
  if (scope !== 'all') {
    const unknown = scope.find((pid) => paragraphOf(deliberation, pid) === undefined);
    if (unknown !== undefined)
      return refused({ code: 'finder.unknownParagraph', facts: { paragraph: unknown } });
  }
  const bonds = bondsIn(deliberation, (id) => tabled?.apartFrom(id) ?? []);
  const settled = choicesIn(parts, paragraphs, scope === 'all' ? undefined : new Set(scope), bonds);
  if (settled.length === 0) return refused({ code: 'finder.nothingOpen', facts: {} });

  const members = votingMembers(body);
  const known = new Map<ItemId, readonly (Said | undefined)[]>();
  const saidOn = (item: ItemId): readonly (Said | undefined)[] => {
    const said = known.get(item) ?? standingsOn(deliberation, item, members).map(saidIn);
    known.set(item, said);
    return said;
  };
  const byParagraph = (choices: readonly Choice[]) =>
    new Map(choices.map((choice) => [choice.paragraph.pid, choice]));
  const before = subjectsOf(settled, []);
  // Whatever is found, no more than this can be named by conditions.
  const nameable = new Set([
    ...before.subjects,
    ...pendingAmendments(deliberation).flatMap(({ id, changes }) => [
      id,
      ...changes.flatMap((change) => ('insert' in change ? [change.pid] : [])),
    ]),
  ]);
  const found =
    tabled === undefined
      ? { whole: [], unweighed: [] }
      : wholeAmendments({
          body,
          deliberation,
          words: tabled,
          isAll: scope === 'all',
          named: new Set(parts.naming),
          settled: new Map(settled.map((choice) => [choice.paragraph.pid, widthOf(choice)])),
          covered: before.adopted,
          room: {
            // Paragraphs that join as they stand, and the whole text, are items as well.
            items:
              PACKAGE_LIMITS.ITEMS_MAX -
              1 -
              joiningIn(paragraphs, saidOn, byParagraph(settled), nameable).length,
            alternatives:
              PACKAGE_LIMITS.ALTERNATIVES_MAX -
              paragraphs.length -
              settled.reduce((sum, choice) => sum + widthOf(choice), 0),
          },
        });
  const standing = standingItems(settled, found.whole, bonds);
  const choices = withParts(settled, standing.whole);
  const { adopted, subjects } = subjectsOf(choices, standing.whole);
  const possible = new Map(standing.items.map((item) => [item.id, item]));
  const left = new Set(standing.items.flatMap(({ alternatives }) => alternatives.map(({ id }) => id)));
  const isPossible = (id: AlternativeId): boolean => left.has(id);
  const ways: Ways = {
    paragraphNow: (pid) => paragraphOf(deliberation, pid)?.hash,
    alternativesOf: new Map([
      ...choices.map((choice): Way => [
        choice.paragraph.pid,
        meaningsOf(choice).flatMap(([id, { hash }]) => (isPossible(id) ? [{ id, hash }] : [])),
      ]),
      ...standing.whole.flatMap(({ id, brings }) =>
        [...brings].map(([pid, hash]): Way => [pid, [{ id: notTakenId(id) }, { id: takenId(id), hash }]]),
      ),
    ]),
    adopted: new Set(
      standing.items.flatMap(({ alternatives }) => alternatives.flatMap(({ adopts }) => adopts)),
    ),
  };

  const items: PackageItem[] = [];
  const meanings = new Map<AlternativeId, AlternativeMeaning>();
  const stances: PackageStance[] = [];
  // PDL-5: what stays as it is joins where a position on it hangs on what is settled.
  for (const joining of joiningIn(paragraphs, saidOn, byParagraph(choices), subjects)) {
    const { pid } = joining.paragraph;
    const item = possible.get(pid) ?? itemOf(joining);
    items.push(item);
    const own = new Set(item.alternatives.map(({ id }) => id));
    for (const [id, meaning] of meaningsOf(joining)) if (own.has(id)) meanings.set(id, meaning);
    const said = stancesOn(joining, members, saidOn(pid), ways);
    stances.push(...said.filter((stance) => own.has(stance.alternative)));
  }
  for (const whole of standing.whole.filter(({ isItem }) => isItem)) {
    items.push(takingOf(whole));
    meanings.set(notTakenId(whole.id), { item: whole.id, outcome: 'notTaken' });
    meanings.set(takenId(whole.id), { item: whole.id, outcome: 'taken' });
    stances.push(...stancesOnTaking(whole));
  }
  const onText = saidOn(WHOLE_TEXT);
  if (onText.some((said) => hangsOn(said, subjects))) {
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
      if (said === undefined || member === undefined || !hangsOn(said, subjects)) continue;
      stances.push(stanceFrom(member.id, keptId(WHOLE_TEXT), said.stance, said.conditional, ways));
    }
  }
  const linked = amendmentLinks(items, bonds);
  const wholeLinks = standing.whole.map((whole) => linksOfWhole(whole, choices));
  const under = conflictsIn(paragraphs, choices).filter(
    ([one, other]) => isPossible(one) && isPossible(other),
  );
  const problem: PackageProblem = {
    items,
    // PDL-7: one State, one voice; a rule reads the weights that it was adopted with from the attributes.
    members: members.map((member) => ({ id: member.id, weight: 1, attrs: votingAttributes(member) })),
    groups: groupsOf(body, new Set(members.map(({ id }) => id))),
    stances,
    conflicts: [...under, ...linked.conflicts, ...wholeLinks.flatMap(({ conflicts }) => conflicts)],
    needs: [...linked.needs, ...wholeLinks.flatMap(({ needs }) => needs)],
    settled: {},
    dissatisfaction: DISSATISFACTION,
    rule,
  };
  const tooMuch = overLimit(problem);
  if (tooMuch !== undefined) return refused(tooMuch);
  return {
    ok: true,
    question: {
      problem,
      meanings,
      paragraphs: choices.map(({ paragraph }) => paragraph.pid),
      unweighed: [
        ...found.unweighed,
        ...[...new Set([...adopted, ...found.whole.map(({ id }) => id)])].flatMap((amendment) =>
          ways.adopted.has(amendment) ? [] : [{ amendment, because: 'words' as const }],
        ),
      ].toSorted((a, b) => amendmentNumber(a.amendment) - amendmentNumber(b.amendment)),
    },
  };
};

/** What choosing an alternative adopts. */
export const adoptsOf = ({ problem }: PackageQuestion, id: AlternativeId): readonly AmendmentId[] =>
  problem.items.flatMap(({ alternatives }) => alternatives.find((one) => one.id === id)?.adopts ?? []);

/**
 * The alternative of a paragraph that gives it this outcome and these words; undefined where it has none now. Of several
 * the one that adopts most of what the package adopts, and nothing else.
 */
export const alternativeFor = (
  question: PackageQuestion,
  wanted: {
    readonly paragraph: ParagraphId;
    readonly outcome: PackageOutcome;
    readonly words?: string;
    readonly amendments?: readonly AmendmentId[];
  },
): AlternativeId | undefined => {
  const { amendments } = wanted;
  const found = [...question.meanings].flatMap(([id, { item, outcome, words }]) =>
    item === wanted.paragraph &&
    outcome === wanted.outcome &&
    (outcome !== 'reworded' || words === wanted.words)
      ? [{ id, adopts: adoptsOf(question, id) }]
      : [],
  );
  if (amendments === undefined) return found[0]?.id;
  const fitting = found
    .filter(({ adopts }) => adopts.every((id) => amendments.includes(id)))
    .toSorted((a, b) => b.adopts.length - a.adopts.length);
  return (fitting[0] ?? found[0])?.id;
};
