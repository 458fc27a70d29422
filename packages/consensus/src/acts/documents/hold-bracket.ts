import { bindingMember, idRefusal, limitRefusal, refuse } from '../admission.ts';
import type { AdmitAct } from '../deliberation-answer.ts';
import { entryOf } from '../entry-of.ts';
import { ACT_LIMITS } from '../limits.ts';
import { wordsAudience } from '../visibility.ts';
import { openDocumentOf } from './document-access.ts';

/**
 * DOC-6: a delegation holds a bracket of a working text, or supports those who do, and says what it asks for; its latest
 * word holds. The bracket itself stands in the live text by its id.
 */
export const holdBracket: AdmitAct<'holdBracket'> = (state, act, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const found = openDocumentOf(state, act.document, actor);
  if ('refused' in found) return found.refused;
  const { document } = found;
  if (document.kind !== 'workingText') return refuse('document.noBrackets', { document: document.id });
  const refused = idRefusal(act.bracket);
  if (refused !== undefined) return refused;
  const { member } = binding;
  const brackets = entryOf(state.brackets, document.id) ?? {};
  const held = entryOf(entryOf(brackets, act.bracket) ?? {}, member);
  if (held?.stand === act.stand && held.action === act.action) return { admitted: true, events: [] };
  if (
    entryOf(brackets, act.bracket) === undefined &&
    Object.keys(brackets).length >= ACT_LIMITS.HELD_BRACKETS_MAX
  )
    return limitRefusal('HELD_BRACKETS_MAX');
  const { stand, action } = act;
  return {
    admitted: true,
    events: [
      {
        type: 'bracketHeld',
        payload: {
          document: document.id,
          bracket: act.bracket,
          member,
          stand,
          ...(action === undefined ? {} : { action }),
        },
        audience: wordsAudience(document),
      },
    ],
  };
};

/** DOC-6: a delegation no longer stands behind a bracket. */
export const releaseBracket: AdmitAct<'releaseBracket'> = (state, act, { actor, body }) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const found = openDocumentOf(state, act.document, actor);
  if ('refused' in found) return found.refused;
  const { document } = found;
  const { member } = binding;
  const holders = entryOf(entryOf(state.brackets, document.id) ?? {}, act.bracket) ?? {};
  if (entryOf(holders, member) === undefined)
    return refuse('bracket.notHeld', { bracket: act.bracket, member });
  return {
    admitted: true,
    events: [
      {
        type: 'bracketReleased',
        payload: { document: document.id, bracket: act.bracket, member },
        audience: wordsAudience(document),
      },
    ],
  };
};
