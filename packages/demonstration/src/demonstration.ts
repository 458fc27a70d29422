import {
  CATALOGUE,
  type BodyAct,
  type DeliberationAct,
  type DecisionRule,
  type LocalisedText,
  type SymbolScheme,
} from '@plenary/consensus';
import { DRAFT_TEXT } from './draft-text.ts';
import { importOf } from './import-of.ts';
import { GROUPS } from './groups.ts';
import { OBSERVER_SEATS, STATES } from './members.ts';

export const DELIBERATION_ID = 'ai-governance';
export const SYMBOL = 'PLN/CONF.1/L.1';

const RULES_ADOPTED = [
  'consensus',
  'silence-72h',
  'ga-simple',
  'ga-two-thirds',
  'membership-majority',
  'double-majority',
];

const ruleById = (id: string): DecisionRule => {
  const rule = CATALOGUE.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`the catalogue has no rule ${id}`);
  return rule;
};

/** How the exercise names its documents; the organ is of its own, so that nothing looks like a document of a real one. */
const SCHEME: SymbolScheme = {
  organ: 'PLN',
  body: 'CONF.1',
  series: { text: 'L', statement: 'INF', report: 'DEC', resolution: 'RES' },
};

/** The body of the exercise: founding with its rules, members, observers, groups, and how documents are named. */
export const foundingActs = (): readonly BodyAct[] => [
  {
    type: 'foundBody',
    id: 'main',
    exercise: true,
    names: {
      en: 'Intergovernmental Conference on the Governance of Artificial Intelligence (exercise)',
      fr: 'Conférence intergouvernementale sur la gouvernance de l’intelligence artificielle (exercice)',
      es: 'Conferencia Intergubernamental sobre la Gobernanza de la Inteligencia Artificial (ejercicio)',
      ru: 'Межправительственная конференция по управлению искусственным интеллектом (учебная)',
      zh: '人工智能治理政府间会议（模拟）',
      ar: 'المؤتمر الحكومي الدولي المعني بحوكمة الذكاء الاصطناعي (تمرين)',
    },
    rules: RULES_ADOPTED.map(ruleById),
    defaultRule: 'consensus',
  },
  { type: 'admitMembers', members: [...STATES, ...OBSERVER_SEATS] },
  ...GROUPS.map((group): BodyAct => ({ type: 'declareGroup', group })),
  { type: 'setSymbolScheme', scheme: SCHEME },
];

/** The deliberation of the exercise and the acts that bring its text in. */
export const demonstrationText = (): {
  readonly title: LocalisedText;
  readonly acts: readonly DeliberationAct[];
} => {
  return {
    title: {
      en: 'Declaration on the governance of artificial intelligence for the benefit of all',
      fr: 'Déclaration sur la gouvernance de l’intelligence artificielle au bénéfice de tous',
      es: 'Declaración sobre la gobernanza de la inteligencia artificial en beneficio de todos',
      ru: 'Декларация об управлении искусственным интеллектом на благо всех',
      zh: '关于造福全人类的人工智能治理宣言',
      ar: 'إعلان بشأن حوكمة الذكاء الاصطناعي لصالح الجميع',
    },
    acts: [importOf(SYMBOL, DRAFT_TEXT)],
  };
};
