import { replaceText } from '../history/replace-text.ts';
import { NO_EDITS, type Hand } from '../model/edits.ts';
import { writeEdits } from '../model/write-edits.ts';
import { paragraphText } from '../model/paragraph-text.ts';
import type { Draft } from '../model/reader.ts';
import type { Recorder } from '../model/recorder.ts';
import type { AmendmentChange } from './amendment.ts';

/** A change that could not be made, since the paragraph it speaks of is not in this text. */
export type UnmadeChange = AmendmentChange;

export interface ApplyOptions {
  /** The draft as it is before the next change; read anew for each. */
  readonly read: () => Draft;
  readonly recorder: Recorder;
  readonly hand: Hand;
  /** The id that a paragraph of the text the changes were made in has here; by default its own. */
  readonly idHere?: (paragraph: string) => string;
}

/**
 * Makes the changes of an amendment in another copy of the text, one after the other. New paragraphs receive new ids;
 * what stands after one of them is put after the one made last. Gives the changes that could not be made. Called inside
 * `record`.
 */
export const applyChanges = (
  changes: readonly AmendmentChange[],
  { read, recorder, hand, idHere = (paragraph) => paragraph }: ApplyOptions,
): readonly UnmadeChange[] => {
  const unmade: UnmadeChange[] = [];
  let made: string | undefined;
  for (const change of changes) {
    const draft = read();
    const place = (after: string | null): string | undefined => {
      if (after === null) return undefined;
      return draft.paragraph(idHere(after)) === undefined ? made : idHere(after);
    };
    if ('insert' in change) {
      const { kind, level, insert } = change;
      const id = recorder.newId();
      writeEdits(draft, recorder, hand, {
        ...NO_EDITS,
        created: [
          {
            id,
            kind,
            level,
            after: place(change.after),
            content: insert === '' ? [] : [{ chars: insert, emphasis: [] }],
          },
        ],
      });
      made = id;
      continue;
    }
    const paragraph = draft.paragraph(idHere(change.paragraph));
    if (paragraph === undefined) {
      unmade.push(change);
      continue;
    }
    const { id, kind, level } = paragraph;
    if ('new' in change) replaceText(draft, recorder, hand, { id, kind, level, text: change.new });
    else if ('delete' in change) writeEdits(draft, recorder, hand, { ...NO_EDITS, gone: [id] });
    else if ('moveAfter' in change)
      writeEdits(draft, recorder, hand, {
        ...NO_EDITS,
        moved: [{ paragraph: id, after: place(change.moveAfter) }],
      });
    else
      replaceText(draft, recorder, hand, {
        id,
        kind: change.kind,
        level: change.level,
        text: paragraphText(paragraph),
      });
  }
  return unmade;
};
