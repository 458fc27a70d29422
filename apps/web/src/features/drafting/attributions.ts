import type { BracketHolding } from '@plenary/consensus';
import type { Attributions } from '@plenary/drafting';

/** Who stands behind which bracket on record, as the printed text names them. */
export const attributionsOf = (
  held: Readonly<Record<string, Readonly<Record<string, BracketHolding>>>> | undefined,
  nameOf: (delegation: string) => string,
): Attributions =>
  new Map(
    Object.entries(held ?? {}).map(([bracket, by]) => {
      const standing = (stand: BracketHolding['stand']): readonly string[] =>
        Object.entries(by).flatMap(([member, holding]) => (holding.stand === stand ? [nameOf(member)] : []));
      const [first] = Object.values(by).flatMap(({ action }) => action ?? []);
      return [
        bracket,
        {
          by: standing('hold'),
          supportedBy: standing('support'),
          ...(first === undefined ? {} : { action: first }),
        },
      ];
    }),
  );
