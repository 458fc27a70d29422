import type { DecisionRule, RuleTest } from '../types.ts';

const MAJORITY_PRESENT: RuleTest = { set: 'present', of: 'eligible', op: '>', value: '1/2' };
const NO_OBJECTION: RuleTest = { set: 'object', op: '==', value: '0' };
const ONLY_MEMBERS = { attr: 'role', ne: 'observer' } as const;

/**
 * Rules in use, as data (domain 4.2). A body adopts the ones it wants; figures are those of the sources named in
 * `basis`. The platform adds to every ballot rule that a consensus attempt comes first.
 */
export const CATALOGUE: readonly DecisionRule[] = [
  {
    id: 'consensus',
    names: {
      en: 'Consensus',
      fr: 'Consensus',
      es: 'Consenso',
      ru: 'Консенсус',
      zh: '协商一致',
      ar: 'توافق الآراء',
    },
    basis: 'UNCLOS art. 161(8)(e); OSCE Rules of Procedure 2006',
    method: 'consensus',
    eligible: ONLY_MEMBERS,
    pass: NO_OBJECTION,
  },
  {
    id: 'consensus-minus-one',
    names: {
      en: 'Consensus minus one',
      fr: 'Consensus moins un',
      es: 'Consenso menos uno',
      ru: 'Консенсус минус один',
      zh: '减一协商一致',
      ar: 'توافق الآراء ناقص واحد',
    },
    basis: 'CSCE Prague Document 1992, para. 16',
    method: 'consensus',
    eligible: { not: { attr: 'concerned', eq: true } },
    pass: NO_OBJECTION,
  },
  {
    id: 'unanimity',
    names: {
      en: 'Unanimity',
      fr: 'Unanimité',
      es: 'Unanimidad',
      ru: 'Единогласие',
      zh: '一致同意',
      ar: 'الإجماع',
    },
    basis: 'every eligible member affirmatively in favour',
    method: 'ballot',
    eligible: ONLY_MEMBERS,
    requires: ['consensusExhausted'],
    pass: { set: 'for', of: 'eligible', op: '==', value: '1' },
  },
  {
    id: 'silence-72h',
    names: {
      en: 'Silence procedure, 72 hours',
      fr: 'Procédure d’approbation tacite, 72 heures',
      es: 'Procedimiento de acuerdo tácito, 72 horas',
      ru: 'Процедура отсутствия возражений, 72 часа',
      zh: '默许程序，72小时',
      ar: 'إجراء الموافقة الصامتة، 72 ساعة',
    },
    basis: 'GA decision 74/544; OSCE Rules of Procedure, annex 1(A)',
    method: 'silence',
    eligible: ONLY_MEMBERS,
    period: { hours: 72, minHours: 72, extendable: true },
    pass: NO_OBJECTION,
  },
  {
    id: 'ga-simple',
    names: {
      en: 'Majority of members present and voting',
      fr: 'Majorité des membres présents et votants',
      es: 'Mayoría de los miembros presentes y votantes',
      ru: 'Большинство присутствующих и участвующих в голосовании членов',
      zh: '出席并参加表决的成员过半数',
      ar: 'أغلبية الأعضاء الحاضرين المصوتين',
    },
    basis: 'GA rules 67, 85, 86',
    method: 'ballot',
    eligible: ONLY_MEMBERS,
    requires: ['consensusExhausted'],
    quorum: MAJORITY_PRESENT,
    pass: { set: 'for', of: 'voting', op: '>', value: '1/2' },
  },
  {
    id: 'ga-two-thirds',
    names: {
      en: 'Two thirds of members present and voting',
      fr: 'Deux tiers des membres présents et votants',
      es: 'Dos tercios de los miembros presentes y votantes',
      ru: 'Две трети присутствующих и участвующих в голосовании членов',
      zh: '出席并参加表决的成员三分之二多数',
      ar: 'ثلثا الأعضاء الحاضرين المصوتين',
    },
    basis: 'UN Charter art. 18(2); GA rules 67, 83, 84, 86',
    method: 'ballot',
    eligible: ONLY_MEMBERS,
    requires: ['consensusExhausted'],
    quorum: MAJORITY_PRESENT,
    pass: { set: 'for', of: 'voting', op: '>=', value: '2/3' },
  },
  {
    id: 'membership-majority',
    names: {
      en: 'Majority of all members',
      fr: 'Majorité de tous les membres',
      es: 'Mayoría de todos los miembros',
      ru: 'Большинство всех членов',
      zh: '全体成员过半数',
      ar: 'أغلبية جميع الأعضاء',
    },
    basis: 'e.g. GA resolution 60/251',
    method: 'ballot',
    eligible: ONLY_MEMBERS,
    requires: ['consensusExhausted'],
    pass: { set: 'for', of: 'eligible', op: '>', value: '1/2' },
  },
  {
    id: 'double-majority',
    names: {
      en: 'Double majority: 55% of members and 65% of population',
      fr: 'Double majorité : 55 % des membres et 65 % de la population',
      es: 'Doble mayoría: 55 % de los miembros y 65 % de la población',
      ru: 'Двойное большинство: 55 % членов и 65 % населения',
      zh: '双重多数：55%的成员和65%的人口',
      ar: 'الأغلبية المزدوجة: 55 في المائة من الأعضاء و65 في المائة من السكان',
    },
    basis: 'after TEU art. 16(4)',
    method: 'ballot',
    eligible: ONLY_MEMBERS,
    requires: ['consensusExhausted'],
    pass: {
      all: [
        { set: 'for', of: 'eligible', op: '>=', value: '55/100' },
        { set: 'for', of: 'eligible', weight: 'population', op: '>=', value: '65/100' },
      ],
    },
  },
];

/** A rule of the catalogue by its id. */
export const catalogueRule = (id: string): DecisionRule | undefined =>
  CATALOGUE.find((rule) => rule.id === id);
