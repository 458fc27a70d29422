import { refuse, type Refused } from '../acts/admission.ts';
import { holdsPositions, paragraphOf } from '../acts/items.ts';
import type { Conditional, DeliberationState, ItemId } from '../types.ts';
import type { Stance } from '../vocabulary.ts';
import { conditionFacts, conditionStatus } from './condition-status.ts';
import { conditionTests } from './condition-subjects.ts';
import { parseCondition } from './parse-condition.ts';

/**
 * What is wrong with the condition of a stance: not readable, about a paragraph that is not there or whose words have
 * changed, about the very item, without a difference, or no longer to be met. Amendments are named before they are
 * filed as well.
 */
export const conditionalRefusal = (
  state: DeliberationState,
  {
    item,
    stance,
    conditional,
  }: { readonly item: ItemId; readonly stance: Stance; readonly conditional?: Conditional },
): Refused | undefined => {
  if (conditional === undefined) return undefined;
  const parsed = parseCondition(conditional.condition);
  if (!parsed.ok) return { admitted: false, refusal: parsed.refusal };
  if (conditional.fallback === stance) return refuse('condition.sameStance', { stance });
  for (const test of conditionTests(parsed.condition)) {
    if ('amendment' in test) continue;
    if (test.paragraph === item) return refuse('condition.ownItem', { item });
    const paragraph = paragraphOf(state, test.paragraph);
    if (paragraph === undefined || !holdsPositions(paragraph))
      return refuse('condition.unknownParagraph', { paragraph: test.paragraph });
    if (paragraph.hash !== test.textHash)
      return refuse('condition.staleText', { paragraph: test.paragraph, expected: paragraph.hash });
  }
  return conditionStatus(parsed.condition, conditionFacts(state)) === 'broken'
    ? refuse('condition.broken', { item })
    : undefined;
};
