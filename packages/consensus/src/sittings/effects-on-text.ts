import { admitPublic, refuse, type Refused } from '../acts/admission.ts';
import { openDecision } from '../acts/decision-ballots.ts';
import { isOfEdition } from '../acts/edition.ts';
import { entryOf } from '../acts/entry-of.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import { isBarredIn, isDebateClosedIn, isReconsiderable, isTakenUpAnew } from '../acts/text-bar.ts';
import type {
  Admission,
  BarOutcome,
  DeliberationState,
  Motion,
  MotionId,
  MotionKind,
  OfEdition,
  OfMotion,
  SittingAct,
  SittingState,
  TextEffect,
} from '../types.ts';
import { procedureRule } from './quorum.ts';

/** Motions that, once they are carried, do something to the text of their item. */
const ON_TEXT: readonly MotionKind[] = ['adjournDebate', 'noCompetence', 'reconsider'];

const deliberationOf = (sitting: SittingState, item: string | undefined): string | undefined =>
  sitting.agenda.find(({ id }) => id === item)?.deliberation;

const motionNamed = (sitting: SittingState, act: SittingAct): Motion | undefined => {
  if (act.type === 'closeVote') {
    const on = sitting.votes.find(({ id }) => id === act.vote)?.on;
    return on !== undefined && 'motion' in on
      ? sitting.motions.find(({ id }) => id === on.motion)
      : undefined;
  }
  const isOnMotion = act.type === 'askObjections' || act.type === 'putMotion' || act.type === 'carryMotion';
  return isOnMotion ? sitting.motions.find(({ id }) => id === act.motion) : undefined;
};

/** The deliberation whose text is asked when this act is admitted; undefined for acts that ask none. */
export const textConcerned = (sitting: SittingState, act: SittingAct): string | undefined => {
  switch (act.type) {
    case 'takeUp':
      return deliberationOf(sitting, act.item);
    case 'moveMotion':
    case 'askForFloor':
      return deliberationOf(sitting, sitting.inHand?.item);
    default:
      return deliberationOf(sitting, motionNamed(sitting, act)?.item);
  }
};

/** SIT-41: a vote that has begun on a text is not interrupted (GA rule 88). */
export const votingRefusal = (
  state: DeliberationState | undefined,
  kind: MotionKind,
): Refused | undefined => {
  if (state === undefined || !ON_TEXT.includes(kind)) return undefined;
  const decision = openDecision(state);
  return decision?.ballot === undefined ? undefined : refuse('motion.votingBegun', { decision: decision.id });
};

/** SIT-40, SIT-42, SIT-43: whether a motion on a text has an object. */
export const textMotionRefusal = (
  state: DeliberationState,
  kind: MotionKind,
  item: string,
): Refused | undefined => {
  if (kind === 'reconsider')
    return isReconsiderable(state) || state.debateClosed !== undefined
      ? votingRefusal(state, kind)
      : refuse('motion.nothingToReconsider', { item });
  if (kind !== 'adjournDebate' && kind !== 'noCompetence') return undefined;
  if (state.phase === 'adopted' || state.bar !== undefined) return refuse('motion.textDecided', { item });
  if (kind === 'noCompetence' && state.competence !== undefined)
    return refuse('text.competenceFirst', { sitting: state.competence.sitting });
  return votingRefusal(state, kind);
};

/** The decision that ends with a bar, or the one that is entered for it. */
const barredDecision = (
  state: DeliberationState,
  sitting: SittingState,
  motion: Motion,
): Pick<Extract<TextEffect, { readonly type: 'textBarred' }>['payload'], 'decision' | 'taken'> => {
  const open = openDecision(state);
  if (open !== undefined) return { decision: open.id };
  if (state.revision === undefined || state.decisions.length >= ACT_LIMITS.DECISIONS_MAX) return {};
  const result = sitting.votes.find(({ id }) => id === motion.vote)?.result;
  return {
    decision: `d${state.decisions.length + 1}`,
    taken: {
      rule: procedureRule(sitting.rules),
      textHash: state.revision.hash,
      ...(result === undefined ? {} : { result }),
    },
  };
};

/** ACT-80: what a motion did is judged by the edition of its sitting, which its text does not know otherwise. */
const editionOf = ({ edition = 1 }: SittingState): OfEdition => (edition < 4 ? {} : { edition });

const barred = (
  state: DeliberationState,
  sitting: SittingState,
  motion: Motion,
  outcome: BarOutcome,
): Admission<TextEffect> => {
  if (state.phase === 'adopted' || state.bar !== undefined) return admitPublic();
  return (
    votingRefusal(state, motion.kind) ??
    admitPublic({
      type: 'textBarred',
      payload: {
        sitting: sitting.id,
        motion: motion.id,
        outcome,
        session: sitting.session,
        ...editionOf(sitting),
        ...barredDecision(state, sitting, motion),
      },
    })
  );
};

const competence = (
  state: DeliberationState,
  sitting: SittingState,
  motion: Motion,
): Admission<TextEffect> => {
  const named = { sitting: sitting.id, motion: motion.id };
  const isAsked = state.competence?.sitting === sitting.id && state.competence.motion === motion.id;
  switch (motion.fate) {
    case 'pending':
      return state.competence === undefined
        ? admitPublic({ type: 'competenceQuestioned', payload: { ...named, ...editionOf(sitting) } })
        : admitPublic();
    case 'carried':
      return barred(state, sitting, motion, 'notPut');
    case 'lost':
    case 'withdrawn':
    case 'lapsed':
      return isAsked ? admitPublic({ type: 'competenceSettled', payload: named }) : admitPublic();
  }
};

/** SIT-85: a debate that is closed on a text is closed in the later meetings of the session as well. */
const debateClosing = (
  state: DeliberationState,
  sitting: SittingState,
  named: OfMotion,
): Admission<TextEffect> =>
  !isOfEdition(sitting, 4) || isDebateClosedIn(state, sitting.session)
    ? admitPublic()
    : admitPublic({ type: 'debateClosed', payload: { ...named, session: sitting.session } });

/** SIT-43, SIT-86: what was decided is considered again, and a debate that was closed is open again. */
const reconsidering = (state: DeliberationState, named: OfMotion): readonly TextEffect[] => [
  ...(isReconsiderable(state) ? [{ type: 'textReconsidered', payload: named } as const] : []),
  ...(state.debateClosed === undefined ? [] : [{ type: 'debateReopened', payload: named } as const]),
];

/**
 * SIT-40, SIT-42, SIT-43, SIT-85: what a motion does to the text of its item as it has just been moved or settled; nothing where the
 * text is beyond it.
 * @param sitting the sitting after the act
 */
export const motionEffect = (
  state: DeliberationState,
  sitting: SittingState,
  id: MotionId,
): Admission<TextEffect> => {
  const motion = sitting.motions.find((one) => one.id === id);
  if (motion === undefined || deliberationOf(sitting, motion.item) !== state.id) return admitPublic();
  if (motion.kind === 'noCompetence') return competence(state, sitting, motion);
  if (motion.fate !== 'carried') return admitPublic();
  if (motion.kind === 'adjournDebate') return barred(state, sitting, motion, 'noAction');
  const named = { sitting: sitting.id, motion: id };
  if (motion.kind === 'closeDebate') return debateClosing(state, sitting, named);
  if (motion.kind !== 'reconsider') return admitPublic();
  const reopened = reconsidering(state, named);
  if (reopened.length === 0) return admitPublic();
  return votingRefusal(state, motion.kind) ?? admitPublic(...reopened);
};

/**
 * SIT-40, SIT-146: a text that is taken up in another session than before: what was barred or rejected in that one may be
 * put again.
 */
export const takenUpEffect = (state: DeliberationState, sitting: SittingState): Admission<TextEffect> => {
  if (deliberationOf(sitting, sitting.inHand?.item) !== state.id) return admitPublic();
  const payload = { sitting: sitting.id, session: sitting.session };
  const isLifted = state.bar !== undefined && !isBarredIn(state.bar, sitting);
  return admitPublic<TextEffect>(
    ...(isTakenUpAnew(state, sitting) ? [{ type: 'takenUpInSession' as const, payload }] : []),
    ...(isLifted ? [{ type: 'barLifted' as const, payload }] : []),
  );
};

/** A deliberation whose text an act of the sitting has touched: by a motion, or by taking it up. */
export interface TextTouched {
  readonly deliberation: string;
  readonly motion?: MotionId;
}

/** The texts that an act has touched, in the order in which motions were moved, and the one that it took up. */
export const textsTouched = (
  before: SittingState | undefined,
  after: SittingState,
): readonly TextTouched[] => {
  const fates = Object.fromEntries((before?.motions ?? []).map(({ id, fate }) => [id, fate]));
  const settled = after.motions.flatMap(({ id, item, fate }): readonly TextTouched[] => {
    const deliberation = deliberationOf(after, item);
    return deliberation === undefined || entryOf(fates, id) === fate ? [] : [{ deliberation, motion: id }];
  });
  const taken = deliberationOf(after, after.inHand?.item);
  return taken === undefined || before?.inHand === after.inHand
    ? settled
    : [...settled, { deliberation: taken }];
};
