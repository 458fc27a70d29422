import type { ActorKind } from '../vocabulary.ts';
import type {
  AmendmentId,
  Instant,
  LocalisedText,
  MemberId,
  Paragraph,
  ParagraphId,
  TextHash,
} from '../names-of-things.ts';
import type {
  AskedProof,
  CommentKind,
  CommentNaming,
  ConsultationAudience,
  DispositionKind,
  HidingGround,
} from './vocabulary.ts';

/** Number of a comment in its consultation: `c1`, `c2` … in the order of filing. */
export type CommentId = string;

/** What a comment is about, in the words that were put out. Offsets count UTF-16 units, the end is not included. */
export type CommentSubject =
  | { readonly on: 'text' }
  | { readonly on: 'paragraph'; readonly paragraph: ParagraphId; readonly textHash: TextHash }
  | {
      readonly on: 'span';
      readonly paragraph: ParagraphId;
      readonly textHash: TextHash;
      readonly from: number;
      readonly to: number;
    }
  | { readonly on: 'amendment'; readonly amendment: AmendmentId; readonly textHash: TextHash };

/**
 * What a person says. It never enters the record: the record holds a salted commitment to it, so that it can be proven
 * while it is kept and erased without a trace of what it was.
 */
export interface CommentWords {
  readonly text: string;
  /** The paragraph as it should read. */
  readonly proposal?: string;
  /** Name or pseudonym. */
  readonly author?: string;
  readonly onBehalfOf?: string;
}

/** What is kept beside the record: what everybody sees and, of a confidential comment, what the secretariat alone sees. */
export interface SaidInComment {
  readonly published: CommentWords;
  readonly sealed?: CommentWords;
}

/** What the service makes of the words before the rules see the act. */
export interface CommittedWords {
  /** Commitment to what is published. */
  readonly words: string;
  /** Commitment to what is sealed. */
  readonly sealed?: string;
  /** Characters of the comment itself. */
  readonly characters: number;
  /** Whether it proposes other words. */
  readonly proposes: boolean;
}

/** What the secretariat makes of a comment, and why. */
export interface Disposition {
  readonly disposition: DispositionKind;
  readonly reason: string;
  /** The comment that says the same. */
  readonly duplicateOf?: CommentId;
  /** Where the text changed for it. */
  readonly paragraph?: ParagraphId;
  readonly amendment?: AmendmentId;
}

/** A comment as the record knows it. */
export interface ConsultationComment {
  readonly id: CommentId;
  readonly at: Instant;
  /** Filed after the closing. */
  readonly late: boolean;
  readonly about: CommentSubject;
  readonly kind: CommentKind;
  readonly lang: string;
  /** Number of the question that it answers, from 1. */
  readonly question?: number;
  readonly naming: CommentNaming;
  /** Which side the author is on; `member` only where it is filed under the name. */
  readonly by: { readonly kind: ActorKind; readonly member?: MemberId };
  readonly words: string;
  readonly sealed?: string;
  readonly characters: number;
  readonly proposes: boolean;
  /** It came by a form without script, from somebody who is not signed in and has shown no work. */
  readonly unproven?: true;
  readonly theme?: string;
  readonly disposition?: Disposition & { readonly at: Instant };
  /** Those who support it, in the order in which they did: members, or opaque ids that are new for every comment. */
  readonly supporters: readonly string[];
  readonly replies: readonly { readonly by: ActorKind; readonly words: string; readonly at: Instant }[];
  /** Delegations that made it their own, with the amendment that they made of it. */
  readonly madeOwn: readonly {
    readonly member: MemberId;
    readonly amendment: AmendmentId;
    readonly at: Instant;
  }[];
  readonly hidden?: { readonly ground: HidingGround; readonly reason: string; readonly at: Instant };
  /** The author asked the chair to look again; open until the chair decides. */
  readonly appeal?: { readonly at: Instant; readonly open: boolean };
  /** When the chair decided whether it is shown: from then on nobody else hides it. */
  readonly ruledAt?: Instant;
  readonly erasedAt?: Instant;
  /** Why the secretariat erased them; absent where the author did. */
  readonly erasedWhy?: string;
}

/** How a consultation is announced. */
export interface ConsultationPlan {
  readonly id: string;
  readonly deliberation: string;
  readonly title: LocalisedText;
  readonly opensAt: Instant;
  /** Comments filed after this instant are late. */
  readonly closesAt: Instant;
  readonly audience: ConsultationAudience;
  /** Languages in which comments are taken, BCP 47. */
  readonly languages: readonly string[];
  readonly questions: readonly LocalisedText[];
  /** What is asked and why, where the secretariat says more than a title. */
  readonly description?: LocalisedText;
  /** Least characters of a comment. */
  readonly charactersMin: number;
  /** Asked of whoever is not signed in; where nothing is said they choose between work and mail. */
  readonly proof?: AskedProof;
}

/** The text that was put out. */
export interface ConsultedText {
  readonly symbol: string;
  readonly lang: string;
  readonly hash: TextHash;
  readonly paragraphs: readonly Paragraph[];
}

/** A consultation on one text: a window in which comments are filed, and what became of each. */
export interface ConsultationState extends ConsultationPlan {
  readonly announcedAt: Instant;
  readonly text: ConsultedText;
  /** `c1` first. */
  readonly comments: readonly ConsultationComment[];
  readonly extensions: readonly { readonly at: Instant; readonly until: Instant; readonly reason: string }[];
  readonly processedAt?: Instant;
}

type Filed = Pick<ConsultationComment, 'about' | 'kind' | 'lang' | 'question' | 'naming' | 'unproven'>;

export type ConsultationAct =
  | ({ readonly type: 'announceConsultation'; readonly textHash: TextHash } & ConsultationPlan)
  | { readonly type: 'extendConsultation'; readonly until: Instant; readonly reason: string }
  | ({ readonly type: 'fileComment' } & Filed)
  | { readonly type: 'supportComment'; readonly comment: CommentId }
  | { readonly type: 'replyToComment'; readonly comment: CommentId; readonly words: string }
  | {
      readonly type: 'groupComments';
      readonly comments: readonly CommentId[];
      /** `null` takes them out of their theme. */
      readonly theme: string | null;
    }
  | ({ readonly type: 'disposeComments'; readonly comments: readonly CommentId[] } & Disposition)
  | {
      readonly type: 'makeCommentOwn';
      readonly comment: CommentId;
      readonly amendment: AmendmentId;
    }
  | {
      readonly type: 'moderateComment';
      readonly comment: CommentId;
      /** Why it is not shown; `null` shows it again. */
      readonly ground: HidingGround | null;
      readonly reason: string;
      /** The chair decides, and nobody else after it. The service says so of every act of the chair; older records do not. */
      readonly final?: true;
    }
  | { readonly type: 'appealComment'; readonly comment: CommentId }
  | {
      readonly type: 'eraseComment';
      readonly comment: CommentId;
      /** Why the secretariat erases what somebody else wrote; names nobody. */
      readonly reason?: string;
    }
  | { readonly type: 'completeConsultation' };

export type ConsultationEvent =
  | {
      readonly type: 'consultationAnnounced';
      readonly payload: ConsultationPlan & { readonly text: ConsultedText };
    }
  | {
      readonly type: 'consultationExtended';
      readonly payload: { readonly until: Instant; readonly reason: string };
    }
  | {
      readonly type: 'commentFiled';
      readonly payload: Filed & CommittedWords & { readonly comment: CommentId; readonly late: boolean };
    }
  | {
      readonly type: 'commentSupported';
      readonly payload: { readonly comment: CommentId; readonly by: string };
    }
  | {
      readonly type: 'commentAnswered';
      readonly payload: { readonly comment: CommentId; readonly words: string };
    }
  | {
      readonly type: 'commentsGrouped';
      readonly payload: { readonly comments: readonly CommentId[]; readonly theme: string | null };
    }
  | {
      readonly type: 'commentsDisposed';
      readonly payload: Disposition & { readonly comments: readonly CommentId[] };
    }
  | {
      readonly type: 'commentMadeOwn';
      readonly payload: {
        readonly comment: CommentId;
        readonly member: MemberId;
        readonly amendment: AmendmentId;
      };
    }
  | {
      readonly type: 'commentModerated';
      readonly payload: {
        readonly comment: CommentId;
        readonly ground: HidingGround | null;
        readonly reason: string;
        readonly final?: true;
      };
    }
  | { readonly type: 'commentAppealed'; readonly payload: { readonly comment: CommentId } }
  | {
      readonly type: 'commentErased';
      readonly payload: { readonly comment: CommentId; readonly reason?: string };
    }
  | {
      readonly type: 'consultationProcessed';
      readonly payload: { readonly comments: number };
    };
