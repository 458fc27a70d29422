import { nextRevisionSymbol, type BodyState, type DeliberationState } from '@plenary/consensus';
import { formatSymbol, parseSymbol } from '@plenary/text';

/** The symbol that follows on this one by its own grammar: `/Rev.1`, then `/Rev.2`; empty where it follows none. */
const symbolAfter = (symbol: string): string => {
  const parsed = parseSymbol(symbol);
  if (parsed === undefined) return '';
  const last = parsed.modifiers.at(-1);
  return formatSymbol({
    ...parsed,
    modifiers:
      last?.type === 'Rev'
        ? [...parsed.modifiers.slice(0, -1), { type: 'Rev', n: last.n + 1 }]
        : [...parsed.modifiers, { type: 'Rev', n: 1 }],
  });
};

/**
 * The symbol proposed for the next revision of a text: the one that the body's register gives next, or in a body without
 * a scheme the one that follows on the symbol in force. A proposal that a person may change; empty where none follows.
 */
export const nextRevision = (
  body: Pick<BodyState, 'scheme' | 'register'>,
  { id, revision }: Pick<DeliberationState, 'id'> & { readonly revision?: DeliberationState['revision'] },
): string => {
  const first =
    body.scheme === undefined
      ? undefined
      : Object.entries(body.register).find(
          ([, { deliberation, kind }]) => deliberation === id && kind === 'text',
        )?.[0];
  return first === undefined ? symbolAfter(revision?.symbol ?? '') : nextRevisionSymbol(body, first);
};
