import { AMENDMENT_FATES, PARAGRAPH_FATES } from '@plenary/consensus';
import { PACKAGE_LIMITS } from './package-limits.ts';
import type { PackageCondition } from './package-problem.ts';
import { knownAt, objectAt, oneOfAt, Unreadable } from './reading.ts';

const CHOSEN = ['chosen', 'left'] as const;
const PARAGRAPH = /^p[1-9][0-9]{0,6}$/;

/** What conditions may name. */
export interface Subjects {
  readonly alternatives: { readonly has: (id: string) => boolean };
  /** Amendments that an alternative adopts, and those that are settled. */
  readonly amendments: { readonly has: (id: string) => boolean };
}

interface Walk extends Subjects {
  terms: number;
}

const parts = (value: unknown, path: string, walk: Walk): readonly PackageCondition[] => {
  if (!Array.isArray(value)) throw new Unreadable('package.expected', path, 'list');
  if (value.length === 0) throw new Unreadable('package.empty', path, 'entry');
  return value.map((part: unknown, at) => conditionAt(part, `${path}[${at}]`, walk));
};

const conditionAt = (value: unknown, path: string, walk: Walk): PackageCondition => {
  walk.terms += 1;
  if (walk.terms > PACKAGE_LIMITS.CONDITION_TERMS_MAX)
    throw new Unreadable('package.limit', path, 'fewer', {
      limit: 'CONDITION_TERMS_MAX',
      max: PACKAGE_LIMITS.CONDITION_TERMS_MAX,
    });
  const json = objectAt(value, path);
  if ('all' in json) return { all: parts(objectAt(json, path, ['all'])['all'], `${path}.all`, walk) };
  if ('any' in json) return { any: parts(objectAt(json, path, ['any'])['any'], `${path}.any`, walk) };
  if ('not' in json) return { not: conditionAt(objectAt(json, path, ['not'])['not'], `${path}.not`, walk) };
  if ('alternative' in json) {
    objectAt(json, path, ['alternative', 'is']);
    return {
      alternative: knownAt(walk.alternatives, json['alternative'], `${path}.alternative`, 'alternative'),
      is: oneOfAt(CHOSEN, json['is'], `${path}.is`, 'chosenOrLeft'),
    };
  }
  if ('amendment' in json) {
    objectAt(json, path, ['amendment', 'is']);
    return {
      amendment: knownAt(walk.amendments, json['amendment'], `${path}.amendment`, 'amendmentOfThePackage'),
      is: oneOfAt(AMENDMENT_FATES, json['is'], `${path}.is`, 'fate'),
    };
  }
  if (!('paragraph' in json)) throw new Unreadable('package.expected', path, 'condition');
  // The hash that a stated condition carries is not read: a problem holds only positions on the words as they are.
  objectAt(json, path, ['paragraph', 'is', 'textHash']);
  const { paragraph } = json;
  if (typeof paragraph !== 'string' || !PARAGRAPH.test(paragraph))
    throw new Unreadable('package.expected', `${path}.paragraph`, 'paragraph');
  return { paragraph, is: oneOfAt(PARAGRAPH_FATES, json['is'], `${path}.is`, 'fate') };
};

/**
 * Reads a condition of a package, in the language of consensus with tests of alternatives beside those of amendments
 * and paragraphs.
 * @throws Unreadable with the place
 */
export const packageConditionAt = (value: unknown, path: string, subjects: Subjects): PackageCondition =>
  conditionAt(value, path, { ...subjects, terms: 0 });
