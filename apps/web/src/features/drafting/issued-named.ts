import type { DeliberationState } from '@plenary/consensus';

/** The symbol of the revision that a working text names so among the changes that came into it; of decisions undefined. */
export const issuedNamed = (
  { revisions }: Pick<DeliberationState, 'revisions'>,
  name: string,
): string | undefined => (/^R\d+$/.test(name) ? revisions[Number(name.slice(1))]?.symbol : undefined);
