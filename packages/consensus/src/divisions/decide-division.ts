import { admitPublic } from '../acts/admission.ts';
import { fallingWith } from '../acts/amendments/amendment-records.ts';
import { entryOf } from '../acts/entry-of.ts';
import { WHOLE_TEXT } from '../acts/items.ts';
import type { Judgement } from '../acts/judge-decision.ts';
import { isLastWord } from '../acts/last-word.ts';
import type { TextEngine } from '../amendments/text-engine.ts';
import type {
  Admission,
  BodyState,
  Decision,
  DeliberationEvent,
  DeliberationState,
  DividedWords,
} from '../types.ts';
import type { PartOutcome } from '../vocabulary.ts';
import { dividedVote } from './divide.ts';
import { divisionParts, remainingChanges, type divisionOf } from './division-of.ts';
import type { DividedPart, Division } from './types.ts';

type Named = NonNullable<ReturnType<typeof divisionOf>>;

/** What a decision is taken in. */
export interface Deciding {
  readonly state: DeliberationState;
  readonly decision: Decision;
  readonly judgement: Judgement;
  readonly texts: TextEngine;
}

const carried = (
  { state, decision, judgement, texts }: Deciding,
  division: Division,
): Admission<DeliberationEvent> =>
  admitPublic({
    type: 'divisionCarried',
    payload: {
      decision: decision.id,
      division: division.id,
      parts: divisionParts(state, division).map((part) => ({
        ...part,
        hash: texts.digest(JSON.stringify([division.hash, part.id, part.units])),
      })),
      ...judgement,
    },
  });

/** DIV-8: what the votes on all parts make of the item; what remains of an amendment and does nothing falls as a whole. */
const wordsAfter = (
  { state, texts }: Deciding,
  { id, item }: Division,
  parts: readonly DividedPart[],
): DividedWords => {
  const votes = Object.fromEntries(
    parts.flatMap((part): (readonly [string, PartOutcome])[] =>
      part.outcome === undefined ? [] : [[part.id, part.outcome]],
    ),
  );
  const { whole, removed, remaining } = dividedVote(parts, votes);
  if (whole === 'put' && removed.length === 0) return { whole };
  if (whole === 'put' && item === WHOLE_TEXT) return { whole, text: texts.without(state, id, removed) };
  const amendment = entryOf(state.amendments, item);
  if (whole === 'pending' || amendment === undefined) return { whole };
  const units = parts.filter((part) => remaining.includes(part.id)).flatMap((part) => part.units);
  const words =
    whole === 'rejected' ? undefined : texts.narrowed(state, item, remainingChanges(amendment, units));
  return words === undefined ? { whole: 'rejected', lapsed: fallingWith(state, [item]) } : { whole, words };
};

const partDecided = (
  deciding: Deciding,
  { division, part }: { readonly division: Division; readonly part: DividedPart },
  outcome: PartOutcome,
  note?: string,
): Admission<DeliberationEvent> => {
  const parts = (division.parts ?? []).map((one) => (one.id === part.id ? { ...one, outcome } : one));
  return admitPublic({
    type: 'partDecided',
    payload: {
      decision: deciding.decision.id,
      division: division.id,
      part: part.id,
      outcome,
      ...wordsAfter(deciding, division, parts),
      ...deciding.judgement,
      ...(note === undefined ? {} : { note }),
    },
  });
};

/** DIV-6, DIV-7: the gavel on a motion for division, or on a part. */
export const adoptDivided = (deciding: Deciding, { division, part }: Named): Admission<DeliberationEvent> =>
  part === undefined ? carried(deciding, division) : partDecided(deciding, { division, part }, 'adopted');

/** DIV-7: what the rule does not adopt of a division. */
export const rejectDivided = (
  deciding: Deciding,
  { division, part }: Named,
  { note, body }: { readonly note: string; readonly body: BodyState },
): Admission<DeliberationEvent> => {
  const { decision, judgement } = deciding;
  if (!isLastWord(decision, body))
    return admitPublic({
      type: 'adoptionRejected',
      payload: { decision: decision.id, ...judgement, note },
    });
  return part === undefined
    ? admitPublic({
        type: 'divisionLost',
        payload: { decision: decision.id, division: division.id, ...judgement, note },
      })
    : partDecided(deciding, { division, part }, 'rejected', note);
};
