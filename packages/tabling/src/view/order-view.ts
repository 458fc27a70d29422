import {
  amendmentNumber,
  pendingAmendments,
  votingOrder,
  type AmendmentId,
  type DeliberationState,
  type Lapse,
  type OrderRuling,
  type OrderedAmendment,
  type Paragraph,
  type ParagraphId,
  type RankedAmendment,
  type Refusal,
} from '@plenary/consensus';
import { adoption, type Narrowing } from '../adopt.ts';
import { takenBy } from '../taken-by.ts';
import { compare } from '../compare.ts';

/** An amendment in its place in the order of voting, with the figures that its reason compares; in tenths. */
export interface PlacedAmendment extends RankedAmendment {
  readonly distance: number;
  /** Of the amendment that the reason names. */
  readonly otherDistance?: number;
}

/** Amendments that are decided together, in the order in which they are put. */
export interface VotingComponent {
  /** Paragraphs that they touch, in the order of the text; what would come is not there yet. */
  readonly paragraphs: readonly ParagraphId[];
  readonly order: readonly PlacedAmendment[];
  /** The ruling of the chair, where one holds. */
  readonly ruling?: OrderRuling;
}

const rulingOf = (state: DeliberationState, order: readonly RankedAmendment[]): OrderRuling | undefined =>
  order[0]?.why === 'chair'
    ? state.orderRulings.findLast(({ amendments }) => order.every(({ id }) => amendments.includes(id)))
    : undefined;

/** Paragraphs of a revision are never changed: where each stands is told once, for all components of all states. */
const knownPlaces = new WeakMap<readonly Paragraph[], ReadonlyMap<ParagraphId, number>>();
const placesIn = (paragraphs: readonly Paragraph[]): ReadonlyMap<ParagraphId, number> => {
  const known = knownPlaces.get(paragraphs);
  if (known !== undefined) return known;
  const places = new Map(paragraphs.map(({ pid }, at) => [pid, at]));
  knownPlaces.set(paragraphs, places);
  return places;
};

const touchedBy = (state: DeliberationState, order: readonly RankedAmendment[]): readonly ParagraphId[] => {
  const touched = new Set(
    order.flatMap(({ id }) =>
      [id, ...takenBy(state, id)].flatMap((one) =>
        (state.amendments[one]?.changes ?? []).flatMap((change) =>
          'insert' in change ? (change.after ?? []) : change.paragraph,
        ),
      ),
    ),
  );
  const places = placesIn(state.revision?.paragraphs ?? []);
  return [...touched]
    .flatMap((pid) => {
      const at = places.get(pid);
      return at === undefined ? [] : [{ pid, at }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ pid }) => pid);
};

/** TAB-24: the order of voting on everything that is pending, with the reason for each place and the figures behind it. */
export const orderView = (state: DeliberationState): readonly VotingComponent[] => {
  if (state.revision === undefined) return [];
  const compared = compare(
    state,
    pendingAmendments(state).map(({ id }) => id),
  );
  const byId = new Map(compared.map((one): [string, OrderedAmendment] => [one.id, one]));
  // The order asks once more for what was compared just now.
  return votingOrder(state, { compare: () => compared }).map((order): VotingComponent => {
    const ruling = rulingOf(state, order);
    return {
      paragraphs: touchedBy(state, order),
      order: order.map((ranked): PlacedAmendment => {
        const other = ranked.than === undefined ? undefined : byId.get(ranked.than);
        return {
          ...ranked,
          distance: byId.get(ranked.id)?.distance ?? 0,
          ...(other === undefined ? {} : { otherDistance: other.distance }),
        };
      }),
      ...(ruling === undefined ? {} : { ruling }),
    };
  });
};

/**
 * TAB-25: what would not be put any more if this amendment were adopted now, and what would be put with less; or why it
 * cannot be.
 */
export const ifAdopted = (
  state: DeliberationState,
  amendment: AmendmentId,
):
  | { readonly ok: true; readonly lapsed: readonly Lapse[]; readonly narrowed: readonly Narrowing[] }
  | { readonly ok: false; readonly refusal: Refusal } => {
  const answer = adoption(state, amendment);
  if (!answer.ok) return answer;
  const { lapsed, narrowed } = answer.value;
  return { ok: true, lapsed, narrowed };
};

/** A decision or an acceptance that settled amendments, as the record of the voting tells it. */
export interface SettledVote {
  readonly amendment: AmendmentId;
  readonly at: string;
  /** The decision that was taken; absent where its sponsors' text took it in, or it was withdrawn. */
  readonly decision?: string;
  readonly state: 'adopted' | 'rejected' | 'acceptedBySponsors' | 'withdrawn';
  /** What was not put because of it, with the cause. */
  readonly lapsed: readonly Lapse[];
}

/** What lapsed at this instant because of this amendment, or because of what lapsed with it. */
const lapsedWith = (amendment: AmendmentId, atThatInstant: readonly Lapse[]): readonly Lapse[] => {
  const gone = new Set([amendment]);
  const lapsed = new Set<Lapse>();
  for (let size = -1; size !== lapsed.size;) {
    size = lapsed.size;
    for (const lapse of atThatInstant)
      if (!lapsed.has(lapse) && lapse.because.some((cause) => gone.has(cause))) {
        lapsed.add(lapse);
        gone.add(lapse.amendment);
      }
  }
  return [...lapsed].sort((a, b) => amendmentNumber(a.amendment) - amendmentNumber(b.amendment));
};

/** TAB-26: what was settled, vote by vote, oldest first, with what each made lapse and why. */
export const settledVotes = (state: DeliberationState): readonly SettledVote[] => {
  const all = Object.values(state.amendments);
  const lapses = new Map<string, Lapse[]>();
  for (const { id, outcome } of all) {
    if (outcome?.cause === undefined) continue;
    const lapse = { amendment: id, cause: outcome.cause, because: outcome.because ?? [] };
    const list = lapses.get(outcome.at);
    if (list === undefined) lapses.set(outcome.at, [lapse]);
    else list.push(lapse);
  }
  const decided = state.decisions.map(({ id }) => id);
  return all
    .flatMap((amendment): SettledVote | readonly [] => {
      const { id, outcome } = amendment;
      if (outcome === undefined || amendment.state === 'submitted' || amendment.state === 'notPut') return [];
      const { at, decision } = outcome;
      return {
        amendment: id,
        at,
        state: amendment.state,
        lapsed: lapsedWith(id, lapses.get(at) ?? []),
        ...(decision === undefined ? {} : { decision }),
      };
    })
    .sort(
      (a, b) =>
        (a.at < b.at ? -1 : a.at > b.at ? 1 : 0) ||
        decided.indexOf(a.decision ?? '') - decided.indexOf(b.decision ?? '') ||
        amendmentNumber(a.amendment) - amendmentNumber(b.amendment),
    );
};
