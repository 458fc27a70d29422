import type {
  AttributeChange,
  BodyState,
  ChangedAttributes,
  Instant,
  Member,
  MemberId,
} from '../../types.ts';
import { entryOf } from '../entry-of.ts';

const changed = (member: Member, { attrs }: ChangedAttributes, from: Instant): Member => ({
  ...member,
  formerly: [...(member.formerly ?? []), { until: from, attrs: member.attrs }],
  attrs: Object.fromEntries(
    Object.entries({ ...member.attrs, ...attrs }).filter(([, value]) => value !== null),
  ),
});

/** Members as changes that are in force leave them. */
const withChanges = (
  members: BodyState['members'],
  changes: readonly AttributeChange[],
): BodyState['members'] => {
  const after: Record<MemberId, Member> = { ...members };
  for (const { from, members: given } of changes)
    for (const change of given) {
      const member = entryOf(after, change.id);
      if (member !== undefined) after[change.id] = changed(member, change, from);
    }
  return after;
};

/**
 * BOD-50: the body as it is at an instant: with the attributes in force then. The very same value where nothing comes into
 * force until then.
 */
export const bodyAt = (body: BodyState, at: Instant): BodyState => {
  const { attributeChanges = [], ...rest } = body;
  const due = attributeChanges.filter(({ from }) => from <= at);
  if (due.length === 0) return body;
  const ahead = attributeChanges.filter(({ from }) => from > at);
  return {
    ...rest,
    members: withChanges(body.members, due),
    ...(ahead.length === 0 ? {} : { attributeChanges: ahead }),
  };
};

/** BOD-50, BOD-145: a member with the attributes that were in force at an instant that has passed. */
export const memberAt = (member: Member, at: Instant): Member => {
  const { attrs } = member.formerly?.find(({ until }) => at < until) ?? member;
  return { ...member, attrs };
};

/** The body at an instant and at every later one at which attributes change, oldest first. */
export const bodiesFrom = (body: BodyState, at: Instant): readonly BodyState[] => [
  bodyAt(body, at),
  ...(body.attributeChanges ?? []).filter(({ from }) => from > at).map(({ from }) => bodyAt(body, from)),
];

/** Changes with one more, the nearest first; of one instant in the order of the record. */
export const withChange = (
  changes: readonly AttributeChange[],
  change: AttributeChange,
): readonly AttributeChange[] => {
  const at = changes.findIndex(({ from }) => from > change.from);
  return at < 0 ? [...changes, change] : [...changes.slice(0, at), change, ...changes.slice(at)];
};
