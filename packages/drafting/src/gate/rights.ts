/** What a person may do in one document, as the policy says; it is read anew for every batch. */
export interface DraftRights {
  /** `edit`: change the text; `suggest`: propose only; `read`: nothing. */
  readonly role: 'edit' | 'suggest' | 'read';
  /** The delegation, or office, in whose name the person suggests. */
  readonly delegation: string;
  readonly person: string;
  /** Paragraphs closed to everyone: agreed, or adopted. */
  readonly closed: ReadonlySet<string>;
  /** Paragraphs a suggest-only person may edit, because the drafting group opened them. */
  readonly opened: ReadonlySet<string>;
  /** It is the service itself, which alone says which decisions are in the text. */
  readonly isService?: true;
}
