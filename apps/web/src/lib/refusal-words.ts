import type { Refusal } from '@plenary/consensus';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { showInstantExactly } from '../ui/instant.ts';
import { localised } from '../ui/localised.ts';
import { bodyQuery, deliberationQuery } from './live.ts';
import { listed } from './lists.ts';
import { paragraphLabel } from './paragraph-label.ts';

type Fact = Refusal['facts'][string];

/** Words of closed lists: where the word of a fact stands in the messages. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  act: ['acts:name'],
  type: ['acts:name'],
  phase: ['vocabulary:phase'],
  stance: ['vocabulary:stance'],
  kind: ['vocabulary:actor'],
  role: ['vocabulary:role', 'vocabulary:actor'],
  method: ['vocabulary:method'],
  outcome: ['vocabulary:ruleOutcome'],
  decided: ['vocabulary:outcome'],
  flags: ['vocabulary:flag'],
  expected: ['vocabulary:expected'],
  state: ['vocabulary:amendmentState', 'vocabulary:sittingPhase'],
  standing: ['vocabulary:standing'],
  fate: ['vocabulary:divisionFate'],
};
const INSTANTS: readonly string[] = ['until', 'deadline', 'at', 'opensAt', 'closesAt'];
const MEMBERS: readonly string[] = ['member', 'members', 'objectors', 'chair'];
const ITEMS: readonly string[] = ['item', 'pid', 'paragraph'];

/**
 * The facts of a refusal in the reader's words: acts, phases and stances by their names, members, groups, rules and
 * paragraphs by the names they have here, instants in the reader's time. What has no words stays as it came.
 */
export const useRefusalWords = (refusal: Refusal | undefined): Readonly<Record<string, string | number>> => {
  const { t, i18n } = useTranslation(['errors', 'acts', 'vocabulary', 'text']);
  const client = useQueryClient();
  const { id } = useParams({ strict: false });
  const lang = i18n.language;
  const body = client.getQueryData(bodyQuery.queryKey)?.state;
  const state = id === undefined ? undefined : client.getQueryData(deliberationQuery(id).queryKey)?.state;

  const word = (name: string, value: string): string => {
    for (const list of LISTS[name] ?? []) {
      const key = `${list}.${value}`;
      if (i18n.exists(key)) return t(key, { defaultValue: value });
    }
    if (INSTANTS.includes(name) && !Number.isNaN(Date.parse(value))) return showInstantExactly(value, lang);
    if (MEMBERS.includes(name)) return localised(body?.members[value]?.names ?? { en: value }, lang);
    if (name === 'group') return localised(body?.groups[value]?.names ?? { en: value }, lang);
    if (name === 'rule') return localised(body?.rules[value]?.names ?? { en: value }, lang);
    if (ITEMS.includes(name))
      return value === 'text'
        ? t('text:whole')
        : state === undefined
          ? value
          : (paragraphLabel(state, value) ?? value);
    return value;
  };
  const shown = (name: string, value: Fact): string | number => {
    switch (typeof value) {
      case 'object':
        return value.length === 0
          ? '—'
          : listed(
              lang,
              value.map((one) => word(name, one)),
            );
      case 'string':
        return word(name, value);
      case 'boolean':
        return t(`vocabulary:truth.${value ? 'yes' : 'no'}`);
      default:
        return value;
    }
  };
  return Object.fromEntries(
    Object.entries(refusal?.facts ?? {}).map(([name, value]) => [name, shown(name, value)]),
  );
};
