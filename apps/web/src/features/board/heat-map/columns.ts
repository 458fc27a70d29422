import type { BodyState, Group } from '@plenary/consensus';
import { localised } from '../../../ui/localised.ts';

/** A delegation as a column; `group` is the name it stands under. */
export interface Column {
  readonly member: string;
  readonly name: string;
  readonly group: string;
}

/** How delegations stand side by side: by groups of a kind, by name, or those of one group. */
export type Grouping = 'regional' | 'negotiating' | 'name' | { readonly group: Group };

/** The delegations of a map in the order of the reader's language; one in two groups of a kind stands in both. */
export const columnsOf = (body: BodyState, grouping: Grouping, lang: string): readonly Column[] => {
  const order = new Intl.Collator(lang);
  const named = (ids: readonly string[], group: string): readonly Column[] =>
    ids
      .filter((id) => body.members[id]?.role === 'member')
      .map((id) => ({ member: id, name: localised(body.members[id]?.names ?? { en: id }, lang), group }))
      .sort((a, b) => order.compare(a.name, b.name));
  if (typeof grouping === 'object')
    return named(grouping.group.members, localised(grouping.group.names, lang));
  const all = Object.keys(body.members);
  if (grouping === 'name') return named(all, '');
  const grouped = Object.values(body.groups)
    .filter(({ kind }) => kind === grouping)
    .flatMap(({ members, names }) => named(members, localised(names, lang)));
  const seen = new Set(grouped.map(({ member }) => member));
  return [
    ...grouped,
    ...named(
      all.filter((id) => !seen.has(id)),
      '',
    ),
  ];
};
