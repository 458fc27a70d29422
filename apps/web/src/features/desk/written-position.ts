import type { ItemId, Stance } from '@plenary/consensus';
import { store, stored } from '../../lib/stored.ts';
import type { ConditionDraft } from './condition-draft.ts';

/** A position that is being written and is not stated yet. */
export interface WrittenPosition {
  readonly stance: Stance;
  readonly reason: string;
  readonly condition?: ConditionDraft;
}

/** Whose it is and what it is about. */
export interface WrittenPlace {
  readonly account: string;
  readonly stream: string;
  readonly item: ItemId;
}

/** By stream and item. */
type Written = Readonly<Record<string, WrittenPosition>>;

const nameOf = (account: string): string => `plenary.positions.${account}`;
const keyOf = ({ stream, item }: Omit<WrittenPlace, 'account'>): string => `${stream} ${item}`;

const writtenBy = (account: string): Written => {
  try {
    return JSON.parse(stored('localStorage', nameOf(account)) ?? '{}') as Written; // written by `keepWritten`
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
};

/** DEV-165: what this account was writing on an item when its page went, whyever it went; undefined where nothing. */
export const writtenPosition = (place: WrittenPlace): WrittenPosition | undefined =>
  writtenBy(place.account)[keyOf(place)];

/** Items of a stream on which this account was writing. */
export const itemsWritten = (account: string, stream: string): readonly ItemId[] =>
  Object.keys(writtenBy(account))
    .filter((key) => key.startsWith(`${stream} `))
    .map((key) => key.slice(stream.length + 1));

/** Keeps what is being written, or forgets it where nothing is any more. */
export const keepWritten = (place: WrittenPlace, position: WrittenPosition | undefined): void => {
  const before = writtenBy(place.account);
  const key = keyOf(place);
  if (position === undefined && before[key] === undefined) return;
  const { [key]: _replaced, ...others } = before;
  const now = position === undefined ? others : { ...others, [key]: position };
  store('localStorage', nameOf(place.account), Object.keys(now).length === 0 ? null : JSON.stringify(now));
};
