import { admitPublic, conductRefusal, limitRefusal, refuse } from './admission.ts';
import { symbolRefusal } from '../register/register-documents.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { ACT_LIMITS } from './limits.ts';

/** ACT-19: the first revision comes once; its paragraphs receive their permanent ids in order. */
export const importText: AdmitAct<'importText'> = (state, act, { actor, body }) => {
  const refused = conductRefusal(actor, 'secretariat', 'chair');
  if (refused !== undefined) return refused;
  if (state.revision !== undefined) return refuse('text.imported', { symbol: state.revision.symbol });
  if (act.paragraphs.length === 0) return refuse('text.empty');
  if (act.paragraphs.length > ACT_LIMITS.PARAGRAPHS_MAX) return limitRefusal('PARAGRAPHS_MAX');
  const max = ACT_LIMITS.PARAGRAPH_CHARACTERS_MAX;
  const tooLong = act.paragraphs.findIndex(({ text }) => text.length > max);
  if (tooLong >= 0) return refuse('text.paragraphTooLong', { paragraph: tooLong + 1, max });
  const empty = act.paragraphs.findIndex(({ text }) => text.trim() === '');
  if (empty >= 0) return refuse('text.paragraphEmpty', { paragraph: empty + 1 });
  const taken = symbolRefusal(body, act.symbol, {});
  if (taken !== undefined) return taken;
  const paragraphs = act.paragraphs.map(({ kind, level, label, text, hash }, index) => ({
    pid: `p${index + 1}`,
    kind,
    level,
    label,
    text,
    hash,
  }));
  const { symbol, lang, hash } = act;
  return admitPublic({ type: 'textImported', payload: { symbol, lang, paragraphs, hash } });
};
