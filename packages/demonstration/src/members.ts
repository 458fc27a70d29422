import type { BodyAct, LocalisedText, StakeholderClass } from '@plenary/consensus';
import states from './states.json' with { type: 'json' };

type NewMember = Extract<BodyAct, { type: 'admitMembers' }>['members'][number];

/** The 193 Member States and the two observer States: names in six languages, codes, flags, population (NOTICE.md). */
export const STATES: readonly NewMember[] = states.map((state) => ({
  id: state.id,
  role: state.role === 'observer' ? 'observer' : 'member',
  class: 'government',
  names: state.names,
  attrs: state.attrs,
}));

const seat = (
  id: string,
  classOf: StakeholderClass,
  constituency: string,
  names: LocalisedText,
): NewMember => ({
  id,
  role: 'observer',
  class: classOf,
  names,
  attrs: { constituency },
});

/** Observer seats by constituency. They name no organization: an exercise speaks for nobody who exists. */
export const OBSERVER_SEATS: readonly NewMember[] = [
  seat('OBS-STANDARDS', 'internationalOrganization', 'standards', {
    en: 'International organizations: standards',
    fr: 'Organisations internationales : normalisation',
    es: 'Organizaciones internacionales: normalización',
    ru: 'Международные организации: стандартизация',
    zh: '国际组织：标准',
    ar: 'المنظمات الدولية: المعايير',
  }),
  seat('OBS-DEVELOPMENT', 'internationalOrganization', 'development', {
    en: 'International organizations: development',
    fr: 'Organisations internationales : développement',
    es: 'Organizaciones internacionales: desarrollo',
    ru: 'Международные организации: развитие',
    zh: '国际组织：发展',
    ar: 'المنظمات الدولية: التنمية',
  }),
  seat('OBS-INDUSTRY', 'company', 'industry', {
    en: 'Companies: large providers',
    fr: 'Entreprises : grands fournisseurs',
    es: 'Empresas: grandes proveedores',
    ru: 'Компании: крупные поставщики',
    zh: '企业：大型供应商',
    ar: 'الشركات: كبار المورّدين',
  }),
  seat('OBS-SMALL-BUSINESS', 'company', 'smallBusiness', {
    en: 'Companies: small and medium enterprises',
    fr: 'Entreprises : petites et moyennes entreprises',
    es: 'Empresas: pequeñas y medianas',
    ru: 'Компании: малые и средние предприятия',
    zh: '企业：中小企业',
    ar: 'الشركات: المؤسسات الصغيرة والمتوسطة',
  }),
  seat('OBS-RESEARCH', 'researchInstitute', 'research', {
    en: 'Research institutes',
    fr: 'Instituts de recherche',
    es: 'Institutos de investigación',
    ru: 'Научно-исследовательские институты',
    zh: '科研机构',
    ar: 'معاهد البحوث',
  }),
  seat('OBS-SAFETY', 'researchInstitute', 'safetyTesting', {
    en: 'Research institutes: testing and safety',
    fr: 'Instituts de recherche : essais et sûreté',
    es: 'Institutos de investigación: ensayos y seguridad',
    ru: 'Научные институты: испытания и безопасность',
    zh: '科研机构：测试与安全',
    ar: 'معاهد البحوث: الاختبار والسلامة',
  }),
  seat('OBS-WOMEN', 'civilOrganization', 'womenAndGender', {
    en: 'Civil organizations: women and gender',
    fr: 'Organisations civiles : femmes et genre',
    es: 'Organizaciones civiles: mujeres y género',
    ru: 'Гражданские организации: женщины и гендер',
    zh: '民间组织：妇女与性别',
    ar: 'المنظمات المدنية: المرأة والنوع الاجتماعي',
  }),
  seat('OBS-YOUTH', 'civilOrganization', 'youth', {
    en: 'Civil organizations: youth',
    fr: 'Organisations civiles : jeunesse',
    es: 'Organizaciones civiles: juventud',
    ru: 'Гражданские организации: молодежь',
    zh: '民间组织：青年',
    ar: 'المنظمات المدنية: الشباب',
  }),
  seat('OBS-INDIGENOUS', 'civilOrganization', 'indigenousPeoples', {
    en: 'Civil organizations: Indigenous Peoples',
    fr: 'Organisations civiles : peuples autochtones',
    es: 'Organizaciones civiles: pueblos indígenas',
    ru: 'Гражданские организации: коренные народы',
    zh: '民间组织：土著人民',
    ar: 'المنظمات المدنية: الشعوب الأصلية',
  }),
  seat('OBS-ENVIRONMENT', 'civilOrganization', 'environment', {
    en: 'Civil organizations: environment',
    fr: 'Organisations civiles : environnement',
    es: 'Organizaciones civiles: medio ambiente',
    ru: 'Гражданские организации: окружающая среда',
    zh: '民间组织：环境',
    ar: 'المنظمات المدنية: البيئة',
  }),
  seat('OBS-LABOUR', 'civilOrganization', 'tradeUnions', {
    en: 'Civil organizations: trade unions',
    fr: 'Organisations civiles : syndicats',
    es: 'Organizaciones civiles: sindicatos',
    ru: 'Гражданские организации: профсоюзы',
    zh: '民间组织：工会',
    ar: 'المنظمات المدنية: نقابات العمال',
  }),
  seat('OBS-DISABILITY', 'civilOrganization', 'personsWithDisabilities', {
    en: 'Civil organizations: persons with disabilities',
    fr: 'Organisations civiles : personnes handicapées',
    es: 'Organizaciones civiles: personas con discapacidad',
    ru: 'Гражданские организации: инвалиды',
    zh: '民间组织：残疾人',
    ar: 'المنظمات المدنية: الأشخاص ذوو الإعاقة',
  }),
  seat('OBS-LOCAL', 'government', 'localGovernment', {
    en: 'Governments: local authorities',
    fr: 'Gouvernements : autorités locales',
    es: 'Gobiernos: autoridades locales',
    ru: 'Правительства: местные органы власти',
    zh: '政府：地方当局',
    ar: 'الحكومات: السلطات المحلية',
  }),
  seat('OBS-CITIZENS', 'individual', 'citizens', {
    en: 'Individuals: citizens’ assembly',
    fr: 'Particuliers : assemblée citoyenne',
    es: 'Particulares: asamblea ciudadana',
    ru: 'Частные лица: собрание граждан',
    zh: '个人：公民大会',
    ar: 'الأفراد: مجلس المواطنين',
  }),
];
