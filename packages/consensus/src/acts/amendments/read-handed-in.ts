import type { ReadAmendment, TextEngine } from '../../amendments/text-engine.ts';
import type {
  AmendmentChange,
  AmendmentId,
  AmendmentWords,
  DeliberationState,
  Instant,
  ParagraphId,
  TabledAmendment,
  WrittenAmendmentChange,
} from '../../types.ts';
import { limitRefusal, reasonRefusal, refuse, type Refused } from '../admission.ts';
import { entryOf } from '../entry-of.ts';
import { ACT_LIMITS } from '../limits.ts';
import { isAmended } from './amendment-records.ts';
import { unfitCharacter } from './fit-words.ts';

/** AMP-1: whether amendments are still submitted at this instant; to the announced one inclusive. */
export const submissionRefusal = (
  { submissionUntil }: DeliberationState,
  at: Instant,
): Refused | undefined =>
  submissionUntil !== undefined && at > submissionUntil
    ? refuse('deadline.passed', { deadline: submissionUntil, at })
    : undefined;

/** A pending amendment by its id, or the refusal: there is none, or something became of it. */
export const pendingAmendment = (
  state: DeliberationState,
  id: AmendmentId,
): { readonly amendment: TabledAmendment } | { readonly refused: Refused } => {
  const amendment = entryOf(state.amendments, id);
  if (amendment === undefined) return { refused: refuse('amendment.unknown', { amendment: id }) };
  return amendment.state === 'submitted'
    ? { amendment }
    : { refused: refuse('amendment.closed', { amendment: id, state: amendment.state }) };
};

/** Hash of the words that an amendment is written on: of the text in force, or of the amendment that it amends. */
const expectedHash = (state: DeliberationState, amends: TabledAmendment | undefined): string =>
  amends?.hash ?? state.revision?.hash ?? '';

/** AMP-2: every change with a permanent id for what it brings; names that nobody gave are left for the engine to refuse. */
const named = (
  changes: readonly WrittenAmendmentChange[],
  paragraphsNamed: number,
): readonly AmendmentChange[] => {
  const ids = new Map<string, ParagraphId>();
  let given = paragraphsNamed;
  const idOf = (place: string | null): ParagraphId | null =>
    place === null ? null : (ids.get(place) ?? place);
  return changes.map((change): AmendmentChange => {
    if ('insert' in change) {
      const { after, kind, level, insert, name } = change;
      given += 1;
      const pid = `p${given}`;
      const made = { after: idOf(after), kind, level, insert, pid };
      if (name !== undefined) ids.set(name, pid);
      return made;
    }
    return 'moveAfter' in change
      ? { paragraph: change.paragraph, moveAfter: idOf(change.moveAfter) }
      : change;
  });
};

const changesRefusal = (changes: readonly WrittenAmendmentChange[]): Refused | undefined => {
  if (changes.length === 0) return refuse('amendment.empty');
  if (changes.length > ACT_LIMITS.AMENDMENT_CHANGES_MAX) return limitRefusal('AMENDMENT_CHANGES_MAX');
  const max = ACT_LIMITS.PARAGRAPH_CHARACTERS_MAX;
  const words = changes.map((change) =>
    'insert' in change ? change.insert : 'new' in change ? change.new : undefined,
  );
  const tooLong = words.findIndex((text) => text !== undefined && text.length > max);
  if (tooLong >= 0) return refuse('text.paragraphTooLong', { paragraph: tooLong + 1, max });
  const empty = words.findIndex((text) => text !== undefined && text.trim() === '');
  if (empty >= 0) return refuse('text.paragraphEmpty', { paragraph: empty + 1 });
  for (const [at, text = ''] of words.entries()) {
    const character = unfitCharacter(text);
    // AMP-15: words read as they are stored, for everyone.
    if (character !== undefined) return refuse('text.unfitCharacter', { paragraph: at + 1, character });
  }
  return undefined;
};

/** AMP-3: a paragraph agreed ad referendum is amended only when it is reopened. */
export const agreedRefusal = (
  state: DeliberationState,
  { touches }: Pick<ReadAmendment, 'touches'>,
): Refused | undefined => {
  const agreed = touches.find((pid) => entryOf(state.marks, pid)?.status === 'agreedAdRef');
  return agreed === undefined ? undefined : refuse('paragraph.agreed', { pid: agreed });
};

/** What somebody hands in as the words of an amendment. */
export interface HandedInWords {
  readonly changes: readonly WrittenAmendmentChange[];
  readonly reason: string;
  readonly textHash: string;
}

/** The words of an amendment as the record keeps them, or why they are not taken. */
export const readWords = (
  state: DeliberationState,
  texts: TextEngine,
  { changes: written, reason, textHash }: HandedInWords,
  { id, amends }: { readonly id: AmendmentId; readonly amends?: TabledAmendment },
): { readonly words: AmendmentWords } | { readonly refused: Refused } => {
  if (state.revision === undefined) return { refused: refuse('text.none') };
  const wrong = changesRefusal(written) ?? (reason === '' ? undefined : reasonRefusal(reason));
  if (wrong !== undefined) return { refused: wrong };
  // AMP-6: words of others went into it already: they were put, and no more are written on what it was.
  if (amends !== undefined && isAmended(state, amends.id))
    return { refused: refuse('amendment.amended', { amendment: amends.id }) };
  const expected = expectedHash(state, amends);
  // AMP-4: whoever writes on words that are no longer there is told so, and nothing is lost by it.
  if (textHash !== expected) return { refused: refuse('amendment.staleText', { expected }) };
  const changes = named(written, state.paragraphsNamed);
  const read = texts.read(state, { id, changes, ...(amends === undefined ? {} : { amends: amends.id }) });
  if (!read.ok) return { refused: { admitted: false, refusal: read.refusal } };
  const { hash, touches, twin } = read.value;
  if (twin !== undefined) return { refused: refuse('amendment.twin', { amendment: twin }) };
  const agreed = agreedRefusal(state, read.value);
  if (agreed !== undefined) return { refused: agreed };
  return { words: { changes, hash, touches, base: state.textSteps.length, textHash, reason } };
};

/** How many permanent ids these changes gave. */
export const idsGiven = (changes: readonly AmendmentChange[]): number =>
  changes.filter((change) => 'pid' in change).length;
