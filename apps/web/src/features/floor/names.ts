import type { AgendaItem, BodyState, FloorRequest, SittingState } from '@plenary/consensus';
import { localised } from '../../ui/localised.ts';

export const memberName = (body: BodyState, member: string, lang: string): string =>
  localised(body.members[member]?.names ?? { en: member }, lang);

export const groupName = (body: BodyState, group: string, lang: string): string =>
  localised(body.groups[group]?.names ?? { en: group }, lang);

/** The item of the agenda that is in hand. */
export const itemInHand = (state: SittingState): AgendaItem | undefined =>
  state.agenda.find(({ id }) => id === state.inHand?.item);

/** Number of an item as it is printed: `3.a` stands for 3 (a). */
export const itemNumber = ({ id }: AgendaItem): string => {
  const [number = '', letter] = id.split('.');
  return letter === undefined ? number : `${number} (${letter})`;
};

/** Whoever speaks, with the group where it speaks for one. */
export const speakerName = (
  body: BodyState,
  { member, group }: Pick<FloorRequest, 'member' | 'group'>,
  lang: string,
): string =>
  group === undefined
    ? memberName(body, member, lang)
    : `${memberName(body, member, lang)} · ${groupName(body, group, lang)}`;
