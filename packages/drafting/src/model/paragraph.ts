import type { ParagraphKind } from '@plenary/text';
import type { Run } from './read-text.ts';
import type { Props } from './registers.ts';

/** A run where it stands in a paragraph. */
export interface PlacedRun extends Run {
  /** Open suggestions, shown in this view, whose words these are; the innermost last. */
  readonly insertedBy: readonly string[];
  /** Brackets open here, outermost first. A sign stands just outside of what it encloses. */
  readonly brackets: readonly string[];
  /** 1 for each character and visible sign; 0 for what is cut and for structure. */
  readonly width: number;
  /** The stretch of the text it belongs to: the id of a paragraph, perhaps of one joined to another. */
  readonly segment: string;
}

/** What a suggestion, shown in this view, would do to the paragraph as a whole. */
export interface ProposedChange {
  readonly suggestion: string;
  readonly props: Props;
}

/** A paragraph as the view shows it. */
export interface Paragraph {
  readonly id: string;
  readonly kind: ParagraphKind;
  readonly level: number;
  /** The stretches it consists of, in order: its own and those joined to it. */
  readonly members: readonly string[];
  readonly runs: readonly PlacedRun[];
  /** Sum of the widths of the runs. */
  readonly size: number;
  /** It was taken out, but words were written into it meanwhile: shown again until a person decides. */
  readonly restored: boolean;
  /** The suggestion, shown in this view, that would add it. */
  readonly suggestion?: string;
  readonly proposed: readonly ProposedChange[];
}
