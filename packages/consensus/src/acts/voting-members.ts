import type { AttributeValue, BodyState, Member } from '../types.ts';

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/** Members (not observers) in the order of their ids. */
export const votingMembers = (body: BodyState): readonly Member[] =>
  Object.values(body.members)
    .filter(({ role }) => role === 'member')
    .sort(byId);

/** Attributes a rule may read: the declared ones, the role, the class. The last two cannot be declared otherwise. */
export const votingAttributes = (
  member: Pick<Member, 'attrs' | 'role' | 'class'>,
): Readonly<Record<string, AttributeValue>> => ({
  ...member.attrs,
  role: member.role,
  class: member.class,
});
