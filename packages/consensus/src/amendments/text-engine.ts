import type {
  AmendmentWords,
  AmendmentChange,
  AmendmentId,
  DeliberationState,
  Lapse,
  Paragraph,
  ParagraphId,
  Refusal,
  TextChange,
  TextHash,
} from '../types.ts';
import type { OrderedAmendment } from './order-of-voting.ts';

/** An amendment as it is handed in, with permanent ids for the paragraphs that it brings. */
export interface HandedIn {
  readonly id: AmendmentId;
  readonly changes: readonly AmendmentChange[];
  readonly amends?: AmendmentId;
}

/** What a text makes of an amendment that is handed in. */
export interface ReadAmendment {
  /** Hash of what it changes and of what it amends. */
  readonly hash: TextHash;
  /** Paragraphs of the text in force that it changes, moves or takes away, in the order of its changes. */
  readonly touches: readonly ParagraphId[];
  /** A pending amendment that would do the same. */
  readonly twin?: AmendmentId;
}

/** What adopting one pending amendment does. */
export interface AdoptedAmendment {
  /** Of an amendment to the text, with the adopted amendments to it. */
  readonly text?: TextChange;
  /** Of an amendment to another: the hash of that one from now on. */
  readonly amended?: { readonly amendment: AmendmentId; readonly hash: TextHash };
  /** Pending amendments that are not put any more. */
  readonly lapsed: readonly Lapse[];
}

export type TextAnswer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/**
 * What the rules of procedure ask of words. The rules know no tokens: whoever calls them passes an engine in, and two
 * engines that differ in an answer would make two records. Pure: the same state gives the same answer.
 */
export interface TextEngine {
  /** Refused when a change names what is not there, changes nothing, or meets another of the same amendment. */
  readonly read: (state: DeliberationState, handedIn: HandedIn) => TextAnswer<ReadAmendment>;
  /** These pending amendments as the order of voting compares them, with the component in which each is decided. */
  readonly compare: (
    state: DeliberationState,
    amendments: readonly AmendmentId[],
  ) => readonly OrderedAmendment[];
  /** Another pending amendment that would do the same as this one, which is pending too. */
  readonly twin: (state: DeliberationState, amendment: AmendmentId) => AmendmentId | undefined;
  /**
   * The pending amendments that may be decided together with this one, itself among them: all of its component, and perhaps
   * others. What `compare` says of these alone it says of them among all, but for the numbers of components.
   */
  readonly near: (state: DeliberationState, amendment: AmendmentId) => readonly AmendmentId[];
  /** Refused when the amendment no longer stands in the text. */
  readonly adopt: (state: DeliberationState, amendment: AmendmentId) => TextAnswer<AdoptedAmendment>;
  /** Pending amendments that would no longer stand in these words, were they issued as the next revision. */
  readonly lapsing: (state: DeliberationState, paragraphs: readonly Paragraph[]) => readonly Lapse[];
  /** The text without the paragraphs that fell in a division, or in a deletion (`L1` …). */
  readonly without: (
    state: DeliberationState,
    division: string,
    removed: readonly ParagraphId[],
  ) => TextChange;
  /** A pending amendment with these of its changes alone; undefined when they do nothing. */
  readonly narrowed: (
    state: DeliberationState,
    amendment: AmendmentId,
    changes: readonly AmendmentChange[],
  ) => Pick<AmendmentWords, 'changes' | 'hash' | 'touches'> | undefined;
  /** Hash of words that are no paragraph, such as those of a motion. */
  readonly digest: (words: string) => TextHash;
}
