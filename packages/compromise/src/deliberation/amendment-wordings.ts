import {
  pendingAmendments,
  standingsOn,
  votingMembers,
  type BodyState,
  type DeliberationState,
  type Paragraph,
  type Stance,
  type TabledAmendment,
} from '@plenary/consensus';
import type { Wording } from './package-question.ts';

/** The new words that an amendment gives this paragraph and nothing else, in the text in force. */
const newWords = (
  { amends, changes, textHash }: TabledAmendment,
  { pid }: Paragraph,
  { revision }: DeliberationState,
): string | undefined => {
  const [change, ...others] = changes;
  if (change === undefined || others.length > 0 || amends !== undefined || textHash !== revision?.hash)
    return undefined;
  return 'new' in change && change.paragraph === pid ? change.new : undefined;
};

/**
 * PDL-10: other words of a paragraph from the amendments on the table that do nothing else. Sponsors support their
 * amendment as long as they do not say otherwise; positions count as they stand.
 */
export const amendmentWordings = (
  body: BodyState,
  deliberation: DeliberationState,
  paragraph: Paragraph,
  hashOf: (words: string) => string,
): readonly Wording[] => {
  const members = votingMembers(body);
  return pendingAmendments(deliberation).flatMap((amendment): readonly Wording[] => {
    const words = newWords(amendment, paragraph, deliberation);
    if (words === undefined) return [];
    const stances = standingsOn(deliberation, amendment.id, members).flatMap(
      ({ stance }, seat): readonly (readonly [string, Stance])[] => {
        const id = members[seat]?.id ?? '';
        if (stance !== 'silent') return [[id, stance]];
        return amendment.sponsors.includes(id) ? [[id, 'support']] : [];
      },
    );
    return [{ words, hash: hashOf(words), adopts: [amendment.id], stances: Object.fromEntries(stances) }];
  });
};
