import { parseInstant } from '../rules/instant.ts';
import type { AmendmentId, DeliberationState, Instant, ParagraphId } from '../types.ts';
import { entryOf } from '../acts/entry-of.ts';
import type { ConsultationComment, ConsultationState } from './types.ts';
import { DISPOSITIONS, type DispositionKind } from './vocabulary.ts';

/** How a consultation was answered; the same for everybody. */
export interface ConsultationFigures {
  readonly comments: number;
  readonly late: number;
  /** Comments with a disposition. */
  readonly answered: number;
  /** Seconds from filing to the first answer that stands, of the answered ones: the lower median; absent while there are none. */
  readonly medianSeconds?: number;
  /** Comments that delegations made their own. */
  readonly madeOwn: number;
  /** Comments of people who are not signed in and have shown no work. */
  readonly unproven: number;
  /** Comments whose words are not shown. */
  readonly hidden: number;
  /** Comments whose authors asked the chair to look again, and those of them that wait. */
  readonly appeals: { readonly all: number; readonly open: number };
  readonly byDisposition: Readonly<Record<DispositionKind, number>>;
}

const secondsBetween = (from: Instant, to: Instant): number => {
  const [start, end] = [parseInstant(from), parseInstant(to)];
  if (start === undefined || end === undefined) throw new RangeError(`not instants in UTC: ${from}, ${to}`);
  return Math.floor((end - start) / 1_000);
};

/** CSL-17: the share that is answered, and the median time that the standing answers took. */
export const consultationFigures = ({
  comments,
}: Pick<ConsultationState, 'comments'>): ConsultationFigures => {
  const counts = new Map<DispositionKind, number>();
  const times: number[] = [];
  for (const { at, disposition } of comments) {
    if (disposition === undefined) continue;
    counts.set(disposition.disposition, (counts.get(disposition.disposition) ?? 0) + 1);
    times.push(secondsBetween(at, disposition.at));
  }
  const medianSeconds = times.sort((a, b) => a - b)[Math.floor((times.length - 1) / 2)];
  const countOf = (kind: DispositionKind): number => counts.get(kind) ?? 0;
  const [accepted, acceptedInPrinciple, partlyAccepted, noted, notAccepted, outOfScope, duplicate] =
    DISPOSITIONS.map(countOf);
  return {
    comments: comments.length,
    late: comments.filter(({ late }) => late).length,
    answered: times.length,
    ...(medianSeconds === undefined ? {} : { medianSeconds }),
    madeOwn: comments.filter(({ madeOwn }) => madeOwn.length > 0).length,
    unproven: comments.filter(({ unproven }) => unproven === true).length,
    hidden: comments.filter(({ hidden }) => hidden !== undefined).length,
    appeals: {
      all: comments.filter(({ appeal }) => appeal !== undefined).length,
      open: comments.filter(({ appeal }) => appeal?.open === true).length,
    },
    byDisposition: {
      accepted: accepted ?? 0,
      acceptedInPrinciple: acceptedInPrinciple ?? 0,
      partlyAccepted: partlyAccepted ?? 0,
      noted: noted ?? 0,
      notAccepted: notAccepted ?? 0,
      outOfScope: outOfScope ?? 0,
      duplicate: duplicate ?? 0,
    },
  };
};

/** Where words of a paragraph came from: a comment, the amendment that a delegation made of it, and what became of that. */
export interface ParagraphOrigin {
  readonly paragraph: ParagraphId;
  readonly comment: ConsultationComment['id'];
  readonly member: string;
  readonly amendment: string;
  /** Whether the amendment is in the text. */
  readonly adopted: boolean;
}

/** Whether the words of an amendment are in the text: those of one that amends another are when the other's are. */
const isInText = (amendments: DeliberationState['amendments'], id: AmendmentId): boolean => {
  const { state, amends } = entryOf(amendments, id) ?? {};
  const isTakenIn = state === 'adopted' || state === 'acceptedBySponsors';
  return isTakenIn && (amends === undefined || isInText(amendments, amends));
};

/** CSL-20: comments that delegations made their own, by the paragraphs that their amendments touch. */
export const paragraphOrigins = (
  { comments }: Pick<ConsultationState, 'comments'>,
  deliberation: DeliberationState,
): readonly ParagraphOrigin[] =>
  comments.flatMap(({ id, madeOwn }) =>
    madeOwn.flatMap(({ member, amendment }) => {
      const tabled = entryOf(deliberation.amendments, amendment);
      if (tabled === undefined) return [];
      const brought = tabled.changes.flatMap((change) => ('insert' in change ? [change.pid] : []));
      return [...tabled.touches, ...brought].map((paragraph) => ({
        paragraph,
        comment: id,
        member,
        amendment,
        adopted: isInText(deliberation.amendments, amendment),
      }));
    }),
  );
