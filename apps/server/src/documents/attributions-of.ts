import type { BodyState, DeliberationState, DocumentId } from '@plenary/consensus';
import type { Attributions } from '@plenary/drafting';

/** Who holds and who supports the brackets of a document, with the names of the delegations in a language. */
export const attributionsOf = (
  { brackets }: Pick<DeliberationState, 'brackets'>,
  { members }: Pick<BodyState, 'members'>,
  document: DocumentId,
  lang: string,
): Attributions => {
  const named = (member: string): string =>
    members[member]?.names[lang] ?? members[member]?.names.en ?? member;
  const byBracket = Object.hasOwn(brackets, document) ? brackets[document] : undefined;
  return new Map(
    Object.entries(byBracket ?? {}).map(([bracket, holdings]) => {
      const holders = Object.entries(holdings).toSorted(([, a], [, b]) => (a.at < b.at ? -1 : 1));
      const action = holders.find(([, holding]) => holding.action !== undefined)?.[1].action;
      const standing = (stand: 'hold' | 'support'): readonly string[] =>
        holders.flatMap(([member, holding]) => (holding.stand === stand ? [named(member)] : []));
      return [
        bracket,
        {
          by: standing('hold'),
          supportedBy: standing('support'),
          ...(action === undefined ? {} : { action }),
        },
      ];
    }),
  );
};
