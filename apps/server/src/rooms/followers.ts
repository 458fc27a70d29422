import type { AudienceClass } from './audience-class.ts';

/** How many follow each stream, by class of what they may see. */
export const followers = () => {
  const counts = new Map<string, Map<AudienceClass, number>>();
  return {
    add: (stream: string, audience: AudienceClass): void => {
      const classes = counts.get(stream) ?? new Map<AudienceClass, number>();
      counts.set(stream, classes);
      classes.set(audience, (classes.get(audience) ?? 0) + 1);
    },
    remove: (stream: string, audience: AudienceClass): void => {
      const classes = counts.get(stream);
      const left = (classes?.get(audience) ?? 0) - 1;
      if (classes === undefined) return;
      if (left > 0) classes.set(audience, left);
      else classes.delete(audience);
      if (classes.size === 0) counts.delete(stream);
    },
    classesOf: (stream: string): readonly AudienceClass[] => [...(counts.get(stream)?.keys() ?? [])],
    has: (stream: string): boolean => counts.has(stream),
  };
};
export type Followers = ReturnType<typeof followers>;
