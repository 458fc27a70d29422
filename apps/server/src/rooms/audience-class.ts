import { maySee, type Onlooker, type Recorded } from '@plenary/consensus';
import { onlooker, type Viewer } from '../viewer.ts';

/**
 * What distinguishes what viewers may see: all viewers of one class see the same of every event, so that a batch is
 * encoded once for a class and not once for a viewer.
 */
export type AudienceClass = 'public' | 'observers' | 'conduct' | 'members' | `own:${string}`;

export const audienceClassOf = (viewer: Viewer): AudienceClass => {
  const { kind, member } = onlooker(viewer);
  if (kind === 'chair' || kind === 'facilitator' || kind === 'secretariat') return 'conduct';
  if (kind === 'observer') return 'observers';
  if (kind !== 'delegate') return 'public';
  return member === undefined ? 'members' : `own:${member}`;
};

/** Somebody of this class. */
export const eyesOf = (audience: AudienceClass): Onlooker => {
  if (audience === 'public') return { kind: 'public' };
  if (audience === 'observers') return { kind: 'observer' };
  if (audience === 'conduct') return { kind: 'secretariat' };
  if (audience === 'members') return { kind: 'delegate' };
  return { kind: 'delegate', member: audience.slice('own:'.length) };
};

/** Classes that see the same of these events, together. */
export const sameSight = <Class extends AudienceClass>(
  classes: Iterable<Class>,
  events: readonly Recorded[],
): readonly (readonly Class[])[] => {
  const restricted = events.filter(({ audience }) => audience !== 'public');
  const grouped = new Map<string, Class[]>();
  for (const audience of classes) {
    const eyes = eyesOf(audience);
    const sight = restricted.map((event) => (maySee(eyes, event.audience) ? '1' : '0')).join('');
    const group = grouped.get(sight);
    if (group === undefined) grouped.set(sight, [audience]);
    else group.push(audience);
  }
  return [...grouped.values()];
};
