import {
  PACKAGE_OUTCOMES,
  PACKAGE_TAKINGS,
  RULE_OUTCOMES,
  SHOWN_STANCES,
  type Refusal,
} from '@plenary/consensus';
import { Type, type Static, type TProperties, type TSchema } from 'typebox';
import { SEARCH_OBJECTIVES } from '../from-client/searches.ts';
import { oneOf as named } from '../from-client/values.ts';

const answer = <P extends TProperties>(properties: P, description: string) =>
  Type.Object(properties, { description });
const list = <T extends TSchema>(entry: T) => Type.Immutable(Type.Array(entry));
/** One of these words, typed as what it is. */
const oneOf = <const T extends readonly string[]>(words: readonly [...T]) =>
  Type.Unsafe<T[number]>(named(words));
const orNull = <T extends TSchema>(entry: T) => Type.Union([entry, Type.Null()]);
const Whole = Type.Integer();
const Item = Type.String({
  description: 'Paragraph, amendment taken as a whole or not, or `text` for positions on the text as a whole',
});
const Member = Type.String();

/** Where a package comes from: found best, second best, of least total, the text as it is, or kept by somebody. */
export const SHEET_KINDS = [
  'best',
  'nextBest',
  'leastTotal',
  'asItStands',
  'fewestRedLines',
  'mostAccepting',
  'kept',
] as const;

const Outcome = {
  outcome: oneOf([...PACKAGE_OUTCOMES, ...PACKAGE_TAKINGS]),
  words: Type.Optional(Type.String()),
};
/** Why a pending amendment is in no alternative: what each means, packages/compromise/RULES.md (PDL-44). */
const UNWEIGHED_REASONS = ['scope', 'limit', 'words'] as const;
const OfItem = Type.Object({ item: Item, members: list(Member) });

/** Everything about one package, counted from what is public: figures of groups in ten-thousandths. */
export const PackageSheet = answer(
  {
    kind: oneOf(SHEET_KINDS),
    /** No better one of its kind exists. */
    proven: Type.Boolean(),
    choices: list(
      Type.Object({ item: Item, ...Outcome, departure: Type.Boolean(), adopts: list(Type.String()) }),
    ),
    groups: list(Type.Object({ group: Type.String(), figure: orNull(Whole) })),
    worst: Whole,
    worstGroups: list(Type.String()),
    total: Whole,
    departures: Whole,
    accepting: Type.Object({ count: Whole, of: Whole }),
    refusing: list(Member),
    outcome: oneOf(RULE_OUTCOMES),
    holds: Type.Boolean(),
    leastSatisfied: list(
      Type.Object({
        member: Member,
        accepting: Type.Boolean(),
        dissatisfaction: Whole,
        items: list(Type.Object({ item: Item, ...Outcome, stance: oneOf(SHOWN_STANCES), cost: Whole })),
      }),
    ),
    redLines: list(Type.Object({ item: Item, member: Member, conditional: Type.Boolean() })),
    conditions: list(Type.Object({ item: Item, member: Member, met: Type.Boolean() })),
    /** Who has not said where they stand on what would change. */
    unheard: list(OfItem),
  },
  'A package with its figures, whom it leaves aside, and what it asks of whom',
);
export type PackageSheet = Readonly<Static<typeof PackageSheet>>;

const Stage = Type.Object({
  name: Type.String(),
  value: orNull(Type.Number()),
  bound: orNull(Type.Number()),
  proven: Type.Boolean(),
});

/** How far a search is; `waiting` while others are at work. */
export const SearchProgress = answer(
  { phase: Type.String(), stages: list(Stage), nodes: Whole, timeMs: Type.Number() },
  'How far a search is',
);
export type SearchProgress = Readonly<Static<typeof SearchProgress>>;

/** What a search came to. */
export const PackageSearchAnswer = answer(
  {
    /** Version of the deliberation from which was counted. */
    version: Whole,
    textHash: Type.String(),
    rule: Type.String(),
    objective: oneOf(SEARCH_OBJECTIVES),
    status: oneOf(['found', 'infeasible', 'unknown']),
    proven: Type.Boolean(),
    stopped: orNull(oneOf(['time', 'cancelled'])),
    method: oneOf(['tree', 'milp', 'localSearch']),
    value: orNull(Type.Number()),
    bound: orNull(Type.Number()),
    gap: orNull(Type.Number()),
    nodes: Whole,
    timeMs: Type.Number(),
    size: Type.Object({ paragraphs: Whole, alternatives: Whole, members: Whole, conditions: Whole }),
    /** The best first, then those it is compared with. */
    sheets: list(PackageSheet),
    /** Of each item its second alternative in the best package: whether it would still hold, and what changes. */
    seconds: list(
      Type.Object({
        item: Item,
        ...Outcome,
        holds: Type.Boolean(),
        change: Type.Object({ worst: Whole, total: Whole }),
      }),
    ),
    /** Pending amendments about the scope that were not weighed. */
    unweighed: list(Type.Object({ amendment: Type.String(), because: oneOf(UNWEIGHED_REASONS) })),
    /** Of items with more than two alternatives, taken alone: how members rank them, the first few. It advises. */
    advice: list(
      Type.Object({
        item: Item,
        /** The first beats each other one. */
        beatsAll: Type.Boolean(),
        ranking: list(Type.Object({ ...Outcome, objections: Whole, chosen: Type.Boolean() })),
        /** How many come after those. */
        further: Whole,
      }),
    ),
    infeasibility: orNull(
      Type.Object({
        because: oneOf(['constraints', 'redLines', 'rule']),
        lines: list(Type.Object({ item: Item, member: Member, conditional: Type.Boolean() })),
      }),
    ),
  },
  'The best package, what it is compared with, and what is proven',
);
export type PackageSearchAnswer = Readonly<Static<typeof PackageSearchAnswer>>;

/** One line of the answer to a search, JSON each: progress, then in the last one the answer, or why there is none. */
export type SearchLine =
  | { readonly progress: SearchProgress }
  | { readonly answer: PackageSearchAnswer }
  | { readonly error: Refusal };

/** `GET /api/deliberations/:id/packages/:package`: a kept package counted anew from what is on record now. */
export const PackageSheetAnswer = answer(
  { version: Type.Integer({ minimum: 0 }), sheet: PackageSheet },
  'A kept package, counted from the positions of now',
);
export type PackageSheetAnswer = Readonly<Static<typeof PackageSheetAnswer>>;
