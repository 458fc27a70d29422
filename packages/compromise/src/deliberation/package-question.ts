import {
  amendmentNumber,
  currentHash,
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
  type ParagraphId,
} from '@plenary/consensus';
import { DISSATISFACTION } from '../problem/dissatisfaction.ts';
import { PACKAGE_LIMITS } from '../problem/package-limits.ts';
import type {
  AlternativeId,
  PackageGroup,
  PackageItem,
  PackageProblem,
  PackageStance,
} from '../problem/package-problem.ts';
import { amendmentLinks, bondsIn } from './amendment-links.ts';
import type { Ways } from './condition-in.ts';
import {
  alternative,
  choicesIn,
  conflictsIn,
  hangsOn,
  itemOf,
  joiningIn,
  keptId,
  meaningsOf,
  notTakenId,
  saidIn,
  stanceFrom,
  stancesOn,
  takenId,
  widthOf,
  type AlternativeMeaning,
  type Choice,
  type ParagraphWords,
  type Said,
} from './paragraph-items.ts';
import {
  linksOfWhole,
  standingItems,
  stancesOnTaking,
  subjectsOf,
  takingOf,
  withParts,
} from './taking-items.ts';
import { wholeAmendments, type TabledWords, type UnweighedAmendment } from './whole-amendments.ts';

/** Which paragraphs may be settled: all that are open, or those of these that are. */
export type PackageScope = 'all' | readonly ParagraphId[];

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

export interface QuestionParts extends ParagraphWords {
  readonly body: BodyState;
  readonly deliberation: DeliberationState;
  readonly scope: PackageScope;
  /** The rule under which the package would be decided. */
  readonly rule: DecisionRule;
  /** What amendments make of the text and of one another; without it only what they say they need is known of them. */
  readonly tabled?: TabledWords;
  /** Pending amendments that are about the scope whatever they touch: those that a kept package names. */
  readonly naming?: readonly AmendmentId[];
}

const refused = (refusal: QuestionRefusal): QuestionAnswer => ({ ok: false, refusal });

type Way = Ways['alternativesOf'] extends ReadonlyMap<infer K, infer V> ? readonly [K, V] : never;

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

/**
 * PDL-50: the refusal of paragraphs with so many other words, each with those it has as one alternative more. It is told from
 * the words alone, so that whoever works them out one paragraph after the other can stop, and nothing is built.
 */
export const wordingsRefusal = (wordings: readonly number[]): QuestionRefusal | undefined => {
  const tooMuch = (
    limit: 'ITEMS_MAX' | 'ALTERNATIVES_MAX' | 'ALTERNATIVES_PER_ITEM_MAX',
  ): QuestionRefusal => ({
    code: 'finder.tooMuch',
    facts: { limit, max: PACKAGE_LIMITS[limit] },
  });
  if (wordings.length > PACKAGE_LIMITS.ITEMS_MAX) return tooMuch('ITEMS_MAX');
  const alternatives = wordings.reduce((sum, count) => sum + 1 + count, 0);
  if (alternatives > PACKAGE_LIMITS.ALTERNATIVES_MAX) return tooMuch('ALTERNATIVES_MAX');
  return wordings.some((count) => 1 + count > PACKAGE_LIMITS.ALTERNATIVES_PER_ITEM_MAX)
    ? tooMuch('ALTERNATIVES_PER_ITEM_MAX')
    : undefined;
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
  const settled = choicesIn(
    deliberation,
    parts,
    paragraphs,
    scope === 'all' ? undefined : new Set(scope),
    bonds,
  );
  if (settled.length === 0) return refused({ code: 'finder.nothingOpen', facts: {} });
  const tooWide = wordingsRefusal(settled.map(({ wordings }) => wordings.length));
  if (tooWide !== undefined) return refused(tooWide);

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
