import * as Y from 'yjs';
import { ID, parseKey } from '../model/draft-document.ts';
import type { Hand } from '../model/edits.ts';
import type { Draft } from '../model/reader.ts';
import type { Recorder } from '../model/recorder.ts';
import { isMoment } from '../model/restores.ts';
import { replaceText, type WantedParagraph } from './replace-text.ts';

/**
 * Makes a paragraph read as it did when a row of the log was the last, and says so beside the words. A suggestion says
 * nothing of the kind: until it is accepted nothing is restored. Called inside `record`; an undo takes both back.
 */
export const restoreParagraph = (
  draft: Draft,
  recorder: Recorder,
  hand: Hand,
  wanted: WantedParagraph,
  moment: number,
): void => {
  replaceText(draft, recorder, hand, wanted);
  // A paragraph whose text is gone comes back as a new one, of which no moment knows.
  const isKept = draft.paragraph(wanted.id) !== undefined || recorder.shared.texts.has(wanted.id);
  if (hand.mode === 'edit' && isKept) recorder.set('restores', `${wanted.id}/${recorder.newId()}`, moment);
};

/** A paragraph that an update says it restored, and the row of the log whose words it has again. */
export interface SaidRestore {
  readonly paragraph: string;
  readonly moment: number;
}

/**
 * What an admitted update says it restored. Each restore has a register of its own, which an undo empties: an update
 * that only changes what such a register holds says nothing. Whether the words read so is for who knows the log.
 */
export const restoresIn = (update: Uint8Array): readonly SaidRestore[] =>
  Y.decodeUpdate(update).structs.flatMap((struct) => {
    if (!(struct instanceof Y.Item) || String(struct.parent) !== 'restores') return [];
    const key = parseKey(struct.parentSub ?? '');
    const moment: unknown = struct.content.getContent()[0];
    return key !== undefined && ID.test(key.owner) && isMoment(moment)
      ? [{ paragraph: key.owner, moment }]
      : [];
  });
