import type { AmendmentId, BodyState, DeliberationState, KeptPackage, PackageChoice } from '../../types.ts';
import { conductRefusal, limitRefusal, refuse, type Refused } from '../admission.ts';
import { pendingAmendment } from '../amendments/read-handed-in.ts';
import type { AdmitAct } from '../deliberation-answer.ts';
import { entryOf } from '../entry-of.ts';
import { holdsPositions, paragraphOf, WHOLE_TEXT } from '../items.ts';
import { ACT_LIMITS } from '../limits.ts';
import { statusOf } from '../parked-paragraphs.ts';

/** PKP-2: one outcome for a paragraph that says something, chosen for the words it has, with words where it has others. */
const choiceRefusal = (state: DeliberationState, choice: PackageChoice): Refused | undefined => {
  const { paragraph: pid, outcome, words } = choice;
  const paragraph = paragraphOf(state, pid);
  if (paragraph === undefined || !holdsPositions(paragraph)) return refuse('paragraph.unknown', { pid });
  if (choice.textHash !== paragraph.hash)
    return refuse('position.staleText', { item: pid, expected: paragraph.hash });
  if (outcome !== 'kept' && !['open', 'deferred'].includes(statusOf(state, pid)))
    return refuse('paragraph.agreed', { pid });
  if ((outcome === 'reworded') !== (words !== undefined) || words?.trim() === '')
    return refuse('keptPackage.words', { pid });
  return words !== undefined && words.length > ACT_LIMITS.PARAGRAPH_CHARACTERS_MAX
    ? limitRefusal('PARAGRAPH_CHARACTERS_MAX')
    : undefined;
};

/** PKP-36: each amendment that it would adopt is on the table, and is named once. */
const amendmentsRefusal = (
  state: DeliberationState,
  amendments: readonly AmendmentId[],
): Refused | undefined => {
  if (amendments.length > ACT_LIMITS.PACKAGE_CHOICES_MAX) return limitRefusal('PACKAGE_CHOICES_MAX');
  const twice = amendments.find((id, at) => amendments.indexOf(id) !== at);
  if (twice !== undefined) return refuse('amendment.namedTwice', { amendment: twice });
  for (const id of amendments) {
    const found = pendingAmendment(state, id);
    if ('refused' in found) return found.refused;
  }
  return undefined;
};

const choicesRefusal = (
  state: DeliberationState,
  choices: readonly PackageChoice[],
  amendments: readonly AmendmentId[],
): Refused | undefined => {
  if (choices.length > ACT_LIMITS.PACKAGE_CHOICES_MAX) return limitRefusal('PACKAGE_CHOICES_MAX');
  const seen = new Set<string>();
  for (const choice of choices) {
    if (seen.has(choice.paragraph)) return refuse('keptPackage.twice', { pid: choice.paragraph });
    seen.add(choice.paragraph);
    const refused = choiceRefusal(state, choice);
    if (refused !== undefined) return refused;
  }
  // A package that leaves everything as it is proposes nothing.
  return amendments.length === 0 && choices.every(({ outcome }) => outcome === 'kept')
    ? refuse('keptPackage.nothing')
    : amendmentsRefusal(state, amendments);
};

const frameRefusal = (
  state: DeliberationState,
  { title, note, rule, textHash }: Pick<KeptPackage, 'title' | 'note' | 'rule' | 'textHash'>,
  body: BodyState,
): Refused | undefined => {
  if (state.revision === undefined) return refuse('text.none');
  if (textHash !== state.revision.hash)
    return refuse('position.staleText', { item: WHOLE_TEXT, expected: state.revision.hash });
  if (entryOf(body.rules, rule) === undefined) return refuse('rule.unknown', { rule });
  if (title.trim() === '') return refuse('keptPackage.untitled');
  if (title.length > ACT_LIMITS.PACKAGE_TITLE_CHARACTERS_MAX)
    return limitRefusal('PACKAGE_TITLE_CHARACTERS_MAX');
  if ((note ?? '').length > ACT_LIMITS.REASON_CHARACTERS_MAX) return limitRefusal('REASON_CHARACTERS_MAX');
  return Object.keys(state.packages).length >= ACT_LIMITS.PACKAGES_MAX
    ? limitRefusal('PACKAGES_MAX')
    : undefined;
};

/** PKP-1: whoever conducts keeps a package, with a note; nobody else sees it until it is shared. It decides nothing. */
export const keepPackage: AdmitAct<'keepPackage'> = (state, act, { actor, body }) => {
  const { title, note, rule, textHash, choices, amendments = [] } = act;
  const refused =
    conductRefusal(actor, 'chair', 'facilitator', 'secretariat') ??
    frameRefusal(state, act, body) ??
    choicesRefusal(state, choices, amendments);
  if (refused !== undefined) return refused;
  const id = `k${Object.keys(state.packages).length + 1}`;
  return {
    admitted: true,
    events: [
      {
        type: 'packageKept',
        payload: {
          id,
          title,
          note,
          rule,
          textHash,
          choices,
          ...(amendments.length === 0 ? {} : { amendments }),
        },
        audience: 'chair',
      },
    ],
  };
};
