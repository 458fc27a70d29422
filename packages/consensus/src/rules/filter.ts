import type { Ballot, Filter } from '../types.ts';

/** Ballot fields that a filter may name beside the member's attributes. */
export const BALLOT_FIELDS = ['id', 'position', 'present', 'reasoned', 'addressed'] as const;

/** `present` defaults to having a position. */
export const isPresent = (ballot: Ballot): boolean => ballot.present ?? ballot.position !== 'none';

const fieldOf = (ballot: Ballot, attr: string): unknown => {
  switch (attr) {
    case 'id':
      return ballot.id;
    case 'position':
      return ballot.position;
    case 'present':
      return isPresent(ballot);
    case 'reasoned':
      return ballot.reasoned ?? ballot.attrs['reasoned'] ?? null;
    case 'addressed':
      return ballot.addressed ?? ballot.attrs['addressed'] ?? null;
    default:
      return Object.hasOwn(ballot.attrs, attr) ? (ballot.attrs[attr] ?? null) : null;
  }
};

/** Whether a ballot is among those the filter names (domain 4.1). */
export const matches = (filter: Filter, ballot: Ballot): boolean => {
  if ('and' in filter) return filter.and.every((part) => matches(part, ballot));
  if ('or' in filter) return filter.or.some((part) => matches(part, ballot));
  if ('not' in filter) return !matches(filter.not, ballot);
  const value = fieldOf(ballot, filter.attr);
  // DEC-7: what is missing equals nothing, so `ne` is true of it.
  if ('eq' in filter) return value !== null && value === filter.eq;
  if ('ne' in filter) return value === null || value !== filter.ne;
  return value !== null && filter.in.includes(value);
};

/** Value by which `each` and `normalise` split: null when the member lacks the attribute. */
export const groupValue = (ballot: Ballot, attr: string): string | null => {
  const value = fieldOf(ballot, attr);
  return value === null || value === undefined ? null : String(value);
};
