import type { DecisionRule, RuleTest } from '../types.ts';

const MAJORITY_PRESENT: RuleTest = { set: 'present', of: 'eligible', op: '>', value: '1/2' };
const NO_OBJECTION: RuleTest = { set: 'object', op: '==', value: '0' };
const ONLY_MEMBERS = { attr: 'role', ne: 'observer' } as const;
const AFTER_CONSENSUS = {
  method: 'ballot',
  eligible: ONLY_MEMBERS,
  requires: ['consensusExhausted'],
} as const;
const FIFTY_FIVE_OF_MEMBERS: RuleTest = { set: 'for', of: 'eligible', op: '>=', value: '55/100' };
const SIXTY_FIVE_OF_POPULATION: RuleTest = {
  set: 'for',
  of: 'eligible',
  weight: 'population',
  op: '>=',
  value: '65/100',
};

/**
 * Rules in use, as data (domain 4.2). A body adopts the ones it wants; figures are those of the sources named in
 * `basis`. The platform adds to them that observers do not decide and that a consensus attempt comes before every
 * ballot on a text; nothing else differs from the source.
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
    ...AFTER_CONSENSUS,
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
    ...AFTER_CONSENSUS,
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
    ...AFTER_CONSENSUS,
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
    ...AFTER_CONSENSUS,
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
    ...AFTER_CONSENSUS,
    pass: { all: [FIFTY_FIVE_OF_MEMBERS, SIXTY_FIVE_OF_POPULATION] },
  },
  {
    id: 'unanimity-abstention-tolerant',
    names: {
      en: 'Unanimity that abstention does not prevent',
      fr: 'Unanimité que l’abstention n’empêche pas',
      es: 'Unanimidad que la abstención no impide',
      ru: 'Единогласие, которому не препятствуют воздержавшиеся',
      zh: '弃权不妨碍的一致同意',
      ar: 'الإجماع الذي لا يحول دونه الامتناع عن التصويت',
    },
    basis: 'TFEU art. 238(4)',
    ...AFTER_CONSENSUS,
    quorum: MAJORITY_PRESENT,
    pass: {
      all: [
        { set: 'against', op: '==', value: '0' },
        { set: 'for', op: '>=', value: '1' },
      ],
    },
  },
  {
    // Opening a debate decides on no text, so no consensus attempt comes before it.
    id: 'ga-open-debate',
    names: {
      en: 'Quorum to open the debate: one third of the members',
      fr: 'Quorum pour ouvrir le débat : un tiers des membres',
      es: 'Quórum para abrir el debate: un tercio de los miembros',
      ru: 'Кворум для открытия прений: одна треть членов',
      zh: '开始辩论的法定人数：成员的三分之一',
      ar: 'النصاب القانوني لافتتاح المناقشة: ثلث الأعضاء',
    },
    basis: 'GA rule 67 (plenary): one third to open',
    method: 'ballot',
    eligible: ONLY_MEMBERS,
    pass: { set: 'present', of: 'eligible', op: '>=', value: '1/3' },
  },
  {
    id: 'unsc-substantive',
    names: {
      en: 'Security Council, substantive matters',
      fr: 'Conseil de sécurité, questions de fond',
      es: 'Consejo de Seguridad, cuestiones de fondo',
      ru: 'Совет Безопасности, вопросы существа',
      zh: '安全理事会，实质事项',
      ar: 'مجلس الأمن، المسائل الموضوعية',
    },
    basis: 'UN Charter art. 27(3)',
    ...AFTER_CONSENSUS,
    blocks: [{ position: 'against', where: { attr: 'permanent', eq: true }, min: 1 }],
    pass: { set: 'for', op: '>=', value: '9' },
  },
  {
    id: 'unsc-procedural',
    names: {
      en: 'Security Council, procedural matters',
      fr: 'Conseil de sécurité, questions de procédure',
      es: 'Consejo de Seguridad, cuestiones de procedimiento',
      ru: 'Совет Безопасности, вопросы процедуры',
      zh: '安全理事会，程序事项',
      ar: 'مجلس الأمن، المسائل الإجرائية',
    },
    basis: 'UN Charter art. 27(2)',
    ...AFTER_CONSENSUS,
    pass: { set: 'for', op: '>=', value: '9' },
  },
  {
    id: 'eu-qmv',
    names: {
      en: 'Qualified majority of the Council of the European Union',
      fr: 'Majorité qualifiée du Conseil de l’Union européenne',
      es: 'Mayoría cualificada del Consejo de la Unión Europea',
      ru: 'Квалифицированное большинство в Совете Европейского союза',
      zh: '欧洲联盟理事会特定多数',
      ar: 'الأغلبية المؤهلة في مجلس الاتحاد الأوروبي',
    },
    basis: 'TEU art. 16(4)',
    ...AFTER_CONSENSUS,
    pass: {
      any: [
        { all: [FIFTY_FIVE_OF_MEMBERS, SIXTY_FIVE_OF_POPULATION] },
        { all: [FIFTY_FIVE_OF_MEMBERS, { set: 'notFor', op: '<', value: '4' }] },
      ],
    },
  },
  {
    id: 'eu-qmv-reinforced',
    names: {
      en: 'Reinforced qualified majority of the Council of the European Union',
      fr: 'Majorité qualifiée renforcée du Conseil de l’Union européenne',
      es: 'Mayoría cualificada reforzada del Consejo de la Unión Europea',
      ru: 'Усиленное квалифицированное большинство в Совете Европейского союза',
      zh: '欧洲联盟理事会加强特定多数',
      ar: 'الأغلبية المؤهلة المعززة في مجلس الاتحاد الأوروبي',
    },
    basis: 'TFEU art. 238(2)',
    ...AFTER_CONSENSUS,
    pass: {
      all: [{ set: 'for', of: 'eligible', op: '>=', value: '72/100' }, SIXTY_FIVE_OF_POPULATION],
    },
  },
  {
    id: 'gef-double',
    names: {
      en: 'Double majority of participants and contributions: 60% each',
      fr: 'Double majorité des participants et des contributions : 60 % chacune',
      es: 'Doble mayoría de participantes y de contribuciones: 60 % cada una',
      ru: 'Двойное большинство участников и взносов: по 60 %',
      zh: '参加方和捐款的双重多数：各60%',
      ar: 'الأغلبية المزدوجة للمشاركين والمساهمات: 60 في المائة لكل منهما',
    },
    basis: 'GEF Instrument para. 25(c)',
    ...AFTER_CONSENSUS,
    pass: {
      all: [
        { set: 'for', of: 'eligible', op: '>=', value: '60/100' },
        { set: 'for', of: 'eligible', weight: 'contribution', op: '>=', value: '60/100' },
      ],
    },
  },
  {
    id: 'paris-eif',
    names: {
      en: 'Entry into force: 55 Parties with 55% of emissions',
      fr: 'Entrée en vigueur : 55 Parties représentant 55 % des émissions',
      es: 'Entrada en vigor: 55 Partes con el 55 % de las emisiones',
      ru: 'Вступление в силу: 55 Сторон, на которые приходится 55 % выбросов',
      zh: '生效：55个缔约方，占排放量的55%',
      ar: 'بدء النفاذ: 55 طرفا تمثل 55 في المائة من الانبعاثات',
    },
    basis: 'Paris Agreement art. 21(1)',
    method: 'accession',
    eligible: ONLY_MEMBERS,
    pass: {
      all: [
        { set: 'for', op: '>=', value: '55' },
        { set: 'for', of: 'eligible', weight: 'emissions', op: '>=', value: '55/100' },
      ],
    },
  },
  {
    id: 'solas-tacit',
    names: {
      en: 'Tacit acceptance unless more than one third of the Parties or half of the tonnage object',
      fr: 'Acceptation tacite, sauf objection de plus d’un tiers des Parties ou de la moitié du tonnage',
      es: 'Aceptación tácita, salvo objeción de más de un tercio de las Partes o de la mitad del tonelaje',
      ru: 'Молчаливое принятие, если не возражают более одной трети Сторон или половина тоннажа',
      zh: '默示接受，除非超过三分之一的缔约方或占吨位一半者反对',
      ar: 'القبول الضمني ما لم يعترض أكثر من ثلث الأطراف أو نصف الحمولة',
    },
    basis: 'SOLAS 1974 art. VIII(b)(vi)(2)',
    method: 'tacit',
    eligible: ONLY_MEMBERS,
    pass: {
      not: {
        any: [
          { set: 'object', of: 'eligible', op: '>', value: '1/3' },
          { set: 'object', of: 'eligible', weight: 'tonnage', op: '>=', value: '1/2' },
        ],
      },
    },
  },
  {
    id: 'marpol-tacit',
    names: {
      en: 'Tacit acceptance unless one third of the Parties or half of the tonnage object',
      fr: 'Acceptation tacite, sauf objection d’un tiers des Parties ou de la moitié du tonnage',
      es: 'Aceptación tácita, salvo objeción de un tercio de las Partes o de la mitad del tonelaje',
      ru: 'Молчаливое принятие, если не возражают одна треть Сторон или половина тоннажа',
      zh: '默示接受，除非三分之一的缔约方或占吨位一半者反对',
      ar: 'القبول الضمني ما لم يعترض ثلث الأطراف أو نصف الحمولة',
    },
    basis: 'MARPOL 1973 art. 16(2)(f)(iii)',
    method: 'tacit',
    eligible: ONLY_MEMBERS,
    pass: {
      not: {
        any: [
          { set: 'object', of: 'eligible', op: '>=', value: '1/3' },
          { set: 'object', of: 'eligible', weight: 'tonnage', op: '>=', value: '1/2' },
        ],
      },
    },
  },
  {
    id: 'iso-dis',
    names: {
      en: 'Draft International Standard',
      fr: 'Projet de Norme internationale',
      es: 'Proyecto de Norma Internacional',
      ru: 'Проект международного стандарта',
      zh: '国际标准草案',
      ar: 'مشروع معيار دولي',
    },
    basis: 'ISO/IEC Directives Part 1, cl. 2.6.3',
    ...AFTER_CONSENSUS,
    discard: [{ position: 'against', where: { attr: 'reasoned', eq: false } }],
    pass: {
      all: [
        { set: 'for', of: 'voting', where: { attr: 'status', eq: 'P' }, op: '>=', value: '2/3' },
        { set: 'against', of: 'voting', op: '<=', value: '1/4' },
      ],
    },
  },
  {
    id: 'imf-85',
    names: {
      en: '85% of the total voting power',
      fr: '85 % du total des voix attribuées',
      es: '85 % del total de los votos',
      ru: '85 % от общего числа голосов',
      zh: '总投票权的85%',
      ar: '85 في المائة من مجموع القوة التصويتية',
    },
    basis: 'IMF Articles of Agreement (85% of total voting power)',
    ...AFTER_CONSENSUS,
    pass: { set: 'for', of: 'eligible', weight: 'votes', op: '>=', value: '85/100' },
  },
  {
    id: 'codex-majority',
    names: {
      en: 'Majority of the votes cast',
      fr: 'Majorité des suffrages exprimés',
      es: 'Mayoría de los votos emitidos',
      ru: 'Большинство поданных голосов',
      zh: '所投票数的过半数',
      ar: 'أغلبية الأصوات المدلى بها',
    },
    basis: 'Codex Rules of Procedure (majority of votes cast)',
    ...AFTER_CONSENSUS,
    pass: { set: 'for', of: 'voting', op: '>', value: '1/2' },
  },
  {
    id: 'ilo-convention',
    names: {
      en: 'International labour Convention',
      fr: 'Convention internationale du travail',
      es: 'Convenio internacional del trabajo',
      ru: 'Международная конвенция о труде',
      zh: '国际劳工公约',
      ar: 'اتفاقية عمل دولية',
    },
    basis: 'ILO Constitution arts. 17(3), 19(2); quorum figure of the sitting',
    ...AFTER_CONSENSUS,
    quorum: { set: 'voting', op: '>=', value: '297' },
    pass: { set: 'for', of: 'voting', op: '>=', value: '2/3' },
  },
  {
    id: 'ietf-rough-consensus',
    names: {
      en: 'Rough consensus, called by the chair',
      fr: 'Consensus approximatif, constaté par la présidence',
      es: 'Consenso aproximado, declarado por la presidencia',
      ru: 'Приблизительный консенсус, констатируемый председателем',
      zh: '大致共识，由主席认定',
      ar: 'توافق تقريبي في الآراء يعلنه الرئيس',
    },
    basis: 'RFC 2418 s3.3; RFC 7282',
    method: 'consensus',
    eligible: ONLY_MEMBERS,
    requires: ['chairCall'],
    discard: [{ position: 'object', where: { attr: 'addressed', eq: true } }],
    pass: NO_OBJECTION,
  },
  {
    id: 'w3c-consensus',
    names: {
      en: 'Consensus with a minimum of active support',
      fr: 'Consensus avec un minimum de soutien actif',
      es: 'Consenso con un mínimo de apoyo activo',
      ru: 'Консенсус при минимуме активной поддержки',
      zh: '有最低限度积极支持的协商一致',
      ar: 'توافق الآراء مع حد أدنى من التأييد الفعلي',
    },
    basis: 'W3C Process s5.2.1, minimum active support set to 1/5 by charter',
    method: 'consensus',
    eligible: ONLY_MEMBERS,
    pass: { all: [NO_OBJECTION, { set: 'for', of: 'eligible', op: '>=', value: '1/5' }] },
  },
  {
    id: 'consent',
    names: {
      en: 'Consent: no reasoned objection',
      fr: 'Consentement : aucune objection motivée',
      es: 'Consentimiento: ninguna objeción motivada',
      ru: 'Согласие: нет мотивированных возражений',
      zh: '认可：无附理由的反对',
      ar: 'القبول: لا اعتراض معلل',
    },
    basis: 'sociocracy: no reasoned (paramount) objection',
    method: 'consensus',
    eligible: ONLY_MEMBERS,
    discard: [{ position: 'object', where: { attr: 'reasoned', eq: false } }],
    pass: NO_OBJECTION,
  },
  {
    id: 'loomio-75-no-block',
    names: {
      en: 'Three quarters of those responding, and no block',
      fr: 'Trois quarts des réponses, sans blocage',
      es: 'Tres cuartos de quienes responden, sin bloqueo',
      ru: 'Три четверти ответивших при отсутствии блокирования',
      zh: '答复者的四分之三，且无人阻止',
      ar: 'ثلاثة أرباع المجيبين ودون أي منع',
    },
    basis: 'Loomio-style agree/abstain/disagree/block; 75% set by convener',
    ...AFTER_CONSENSUS,
    pass: { all: [NO_OBJECTION, { set: 'for', of: 'responding', op: '>=', value: '3/4' }] },
  },
  {
    id: 'global-fund',
    names: {
      en: 'Two thirds of those present in each group',
      fr: 'Deux tiers des présents dans chaque groupe',
      es: 'Dos tercios de los presentes en cada grupo',
      ru: 'Две трети присутствующих в каждой группе',
      zh: '每一组出席者的三分之二',
      ar: 'ثلثا الحاضرين في كل مجموعة',
    },
    basis: 'Global Fund Bylaws art. 7.6',
    ...AFTER_CONSENSUS,
    pass: { each: 'group', test: { set: 'for', of: 'present', op: '>=', value: '2/3' } },
  },
  {
    id: 'fsc-motion',
    names: {
      en: 'Three chambers, North and South with equal voice',
      fr: 'Trois chambres, Nord et Sud à voix égales',
      es: 'Tres cámaras, Norte y Sur con igual voz',
      ru: 'Три палаты, Север и Юг с равным голосом',
      zh: '三个分会，北方与南方发言权相等',
      ar: 'ثلاث غرف، للشمال والجنوب صوت متساو',
    },
    basis: 'FSC Statutes; GA 2017 voting page',
    ...AFTER_CONSENSUS,
    weight: { normalise: [{ by: 'chamber' }, { by: 'hemisphere' }] },
    quorum: { each: 'chamber', test: { set: 'present', of: 'eligible', op: '>', value: '1/2' } },
    pass: {
      all: [
        { each: 'chamber', test: { set: 'for', of: 'voting', op: '>', value: '1/2' } },
        { set: 'for', of: 'voting', op: '>=', value: '2/3' },
      ],
    },
  },
];

/** A rule of the catalogue by its id. */
export const catalogueRule = (id: string): DecisionRule | undefined =>
  CATALOGUE.find((rule) => rule.id === id);
