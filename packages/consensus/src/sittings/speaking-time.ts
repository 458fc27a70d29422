import { gini, voiceRatio, type Figure } from '../rules/metrics.ts';
import type { BodyState, MemberId, SittingState, Speech } from '../types.ts';

/** Time spoken by one delegation, in milliseconds of speeches that have ended. */
export interface SpokenTime {
  readonly member: MemberId;
  readonly speeches: number;
  readonly milliseconds: number;
}

/** Time spoken by the delegations of one declared group, for themselves or for a group. */
export interface GroupSpokenTime {
  readonly group: string;
  /** Members of the group among the members of the body. */
  readonly delegations: number;
  readonly speeches: number;
  readonly milliseconds: number;
  /** Share of speaking time over share of delegations (domain 8); null while nobody has spoken. */
  readonly voiceRatio: Figure | null;
}

export interface SpeakingTime {
  readonly milliseconds: number;
  /** Everybody of the body, silent ones too; members by id, then observers by id. */
  readonly delegations: readonly SpokenTime[];
  readonly groups: readonly GroupSpokenTime[];
  /** How unequally members have spoken: 0 all alike, towards 1 one alone. */
  readonly gini: Figure;
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
const total = (spoken: readonly SpokenTime[], of: 'milliseconds' | 'speeches'): number =>
  spoken.reduce((sum, one) => sum + one[of], 0);

/**
 * SIT-26: speaking time by delegation and by declared group over sittings. Shares are of the time of members: what
 * observers said is listed and does not count against anybody.
 */
export const speakingTime = (body: BodyState, sittings: readonly SittingState[]): SpeakingTime => {
  const byMember = new Map<MemberId, { speeches: number; milliseconds: number }>();
  const add = ({ member, clock }: Speech): void => {
    const sum = byMember.get(member) ?? { speeches: 0, milliseconds: 0 };
    byMember.set(member, {
      speeches: sum.speeches + 1,
      milliseconds: sum.milliseconds + clock.usedMilliseconds,
    });
  };
  for (const { spoken } of sittings) for (const speech of spoken) add(speech);
  const timeOf = ({ id }: { readonly id: MemberId }): SpokenTime => ({
    member: id,
    ...(byMember.get(id) ?? { speeches: 0, milliseconds: 0 }),
  });
  const everybody = Object.values(body.members).sort(byId);
  const members = everybody.filter(({ role }) => role === 'member').map(timeOf);
  const observers = everybody.filter(({ role }) => role === 'observer').map(timeOf);
  const whole = total(members, 'milliseconds');
  const groups = Object.values(body.groups)
    .sort(byId)
    .map((group): GroupSpokenTime => {
      const own = members.filter(({ member }) => group.members.includes(member));
      const milliseconds = total(own, 'milliseconds');
      return {
        group: group.id,
        delegations: own.length,
        speeches: total(own, 'speeches'),
        milliseconds,
        voiceRatio: voiceRatio(milliseconds, whole, own.length, members.length),
      };
    });
  return {
    milliseconds: whole,
    delegations: [...members, ...observers],
    groups,
    gini: gini(members.map(({ milliseconds }) => milliseconds)),
  };
};
