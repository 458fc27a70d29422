import type { ActorKind } from '../vocabulary.ts';
import type { NoticeCode, NoticeKind } from './vocabulary.ts';

/** Somebody who can be told: an account and the side it is on. */
export interface Person {
  readonly account: string;
  readonly kind: ActorKind;
  readonly member?: string;
}

/** What somebody is told. People read it in their language, so it holds a code and facts and never a sentence. */
export interface Notice {
  /** The same for the same thing told to the same person, so that twice is once. */
  readonly key: string;
  readonly kind: NoticeKind;
  readonly code: NoticeCode;
  readonly deliberation: string;
  readonly facts: Readonly<Record<string, string | number>>;
  /** Path of the page where something can be done about it. */
  readonly path: string;
  readonly at: string;
}

export interface AddressedNotice {
  readonly account: string;
  readonly notice: Notice;
}
