import type { Group, LocalisedText, MemberId } from '@plenary/consensus';
import { STATES } from './members.ts';
import { seededDraws } from './random.ts';

const ids = (text: string): readonly MemberId[] => text.trim().split(/\s+/);

const AFRICA =
  ids(`AGO BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DJI DZA EGY ERI ETH GAB GHA GIN GMB GNB GNQ KEN LBR LBY LSO
  MAR MDG MLI MOZ MRT MUS MWI NAM NER NGA RWA SDN SEN SLE SOM SSD STP SWZ SYC TCD TGO TUN TZA UGA ZAF ZMB ZWE`);
const ASIA_PACIFIC =
  ids(`AFG ARE BGD BHR BRN BTN CHN CYP FJI FSM IDN IND IRN IRQ JOR JPN KAZ KGZ KHM KIR KOR KWT LAO LBN LKA
  MDV MHL MMR MNG MYS NPL NRU OMN PAK PHL PLW PNG PRK QAT SAU SGP SLB SYR THA TJK TKM TLS TON TUV UZB VNM VUT WSM YEM`);
const EASTERN_EUROPE = ids(
  'ALB ARM AZE BGR BIH BLR CZE EST GEO HRV HUN LTU LVA MDA MKD MNE POL ROU RUS SRB SVK SVN UKR',
);
const LATIN_AMERICA =
  ids(`ARG ATG BHS BLZ BOL BRA BRB CHL COL CRI CUB DMA DOM ECU GRD GTM GUY HND HTI JAM KNA LCA MEX NIC PAN
  PER PRY SLV SUR TTO URY VCT VEN`);
const WESTERN_EUROPE =
  ids(`AND AUS AUT BEL CAN CHE DEU DNK ESP FIN FRA GBR GRC IRL ISL ISR ITA LIE LUX MCO MLT NLD NOR NZL PRT
  SMR SWE TUR USA`);
const EUROPEAN_UNION =
  ids(`AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK
  SVN SWE`);
const ALLIANCE_OF_ISLANDS =
  ids(`ATG BHS BLZ BRB COM CPV CUB DMA DOM FJI FSM GNB GRD GUY HTI JAM KIR KNA LCA MDV MHL MUS NRU PLW
  PNG SGP SLB STP SUR SYC TLS TON TTO TUV VCT VUT WSM`);
const OUTSIDE_77_IN_ASIA = ids('CYP JPN KAZ KGZ KOR PLW TUV UZB');
const SEVENTY_SEVEN = [
  ...AFRICA,
  ...ASIA_PACIFIC.filter((id) => !OUTSIDE_77_IN_ASIA.includes(id)),
  ...LATIN_AMERICA.filter((id) => id !== 'MEX'),
  'BIH',
].sort();

const flagged = (flag: 'ldc' | 'lldc' | 'sids'): readonly MemberId[] =>
  STATES.filter((state) => state.role === 'member' && state.attrs[flag] === true).map((state) => state.id);

const REGIONAL_SOURCE = 'United Nations, list of regional groups of Member States';
const FLAG_SOURCE = 'United Nations Statistics Division, M49 standard';

const group = (
  id: string,
  kind: Group['kind'],
  members: readonly MemberId[],
  source: string,
  names: LocalisedText,
  asOf = '2024-01-01',
): Group => ({ id, kind, names, members, asOf, source });

const WITHOUT_CHAIR: readonly Group[] = [
  group('african', 'regional', AFRICA, REGIONAL_SOURCE, {
    en: 'African States',
    fr: 'États d’Afrique',
    es: 'Estados de África',
    ru: 'Государства Африки',
    zh: '非洲国家',
    ar: 'الدول الأفريقية',
  }),
  group('asia-pacific', 'regional', ASIA_PACIFIC, REGIONAL_SOURCE, {
    en: 'Asia-Pacific States',
    fr: 'États d’Asie et du Pacifique',
    es: 'Estados de Asia y el Pacífico',
    ru: 'Государства Азии и Тихого океана',
    zh: '亚太国家',
    ar: 'دول آسيا والمحيط الهادئ',
  }),
  group('eastern-european', 'regional', EASTERN_EUROPE, REGIONAL_SOURCE, {
    en: 'Eastern European States',
    fr: 'États d’Europe orientale',
    es: 'Estados de Europa Oriental',
    ru: 'Государства Восточной Европы',
    zh: '东欧国家',
    ar: 'دول أوروبا الشرقية',
  }),
  group('grulac', 'regional', LATIN_AMERICA, REGIONAL_SOURCE, {
    en: 'Latin American and Caribbean States',
    fr: 'États d’Amérique latine et des Caraïbes',
    es: 'Estados de América Latina y el Caribe',
    ru: 'Государства Латинской Америки и Карибского бассейна',
    zh: '拉丁美洲和加勒比国家',
    ar: 'دول أمريكا اللاتينية ومنطقة البحر الكاريبي',
  }),
  group(
    'weog',
    'regional',
    WESTERN_EUROPE,
    `${REGIONAL_SOURCE}; the United States attends as observer and counts with the group in elections`,
    {
      en: 'Western European and other States',
      fr: 'États d’Europe occidentale et autres États',
      es: 'Estados de Europa Occidental y otros Estados',
      ru: 'Западноевропейские и другие государства',
      zh: '西欧和其他国家',
      ar: 'دول أوروبا الغربية ودول أخرى',
    },
  ),
  group(
    'g77',
    'negotiating',
    SEVENTY_SEVEN,
    'Group of 77, list of its 134 members with China; the State of Palestine, an observer here, is left out',
    {
      en: 'Group of 77 and China',
      fr: 'Groupe des 77 et Chine',
      es: 'Grupo de los 77 y China',
      ru: 'Группа 77 и Китай',
      zh: '77国集团和中国',
      ar: 'مجموعة الـ 77 والصين',
    },
    '2023-01-01',
  ),
  group('eu', 'negotiating', EUROPEAN_UNION, 'European Union, list of Member States', {
    en: 'European Union',
    fr: 'Union européenne',
    es: 'Unión Europea',
    ru: 'Европейский союз',
    zh: '欧洲联盟',
    ar: 'الاتحاد الأوروبي',
  }),
  group(
    'aosis',
    'negotiating',
    ALLIANCE_OF_ISLANDS,
    'Alliance of Small Island States, list of its 39 members; Cook Islands and Niue, no Members of the United Nations, are left out',
    {
      en: 'Alliance of Small Island States',
      fr: 'Alliance des petits États insulaires',
      es: 'Alianza de los Pequeños Estados Insulares',
      ru: 'Альянс малых островных государств',
      zh: '小岛屿国家联盟',
      ar: 'تحالف الدول الجزرية الصغيرة',
    },
  ),
  group('ldc', 'negotiating', flagged('ldc'), FLAG_SOURCE, {
    en: 'Least developed countries',
    fr: 'Pays les moins avancés',
    es: 'Países menos adelantados',
    ru: 'Наименее развитые страны',
    zh: '最不发达国家',
    ar: 'أقل البلدان نموا',
  }),
  group('lldc', 'negotiating', flagged('lldc'), FLAG_SOURCE, {
    en: 'Landlocked developing countries',
    fr: 'Pays en développement sans littoral',
    es: 'Países en desarrollo sin litoral',
    ru: 'Развивающиеся страны, не имеющие выхода к морю',
    zh: '内陆发展中国家',
    ar: 'البلدان النامية غير الساحلية',
  }),
  group('sids', 'negotiating', flagged('sids'), FLAG_SOURCE, {
    en: 'Small island developing States',
    fr: 'Petits États insulaires en développement',
    es: 'Pequeños Estados insulares en desarrollo',
    ru: 'Малые островные развивающиеся государства',
    zh: '小岛屿发展中国家',
    ar: 'الدول الجزرية الصغيرة النامية',
  }),
];

const CHAIR_SEED = 77;

/** Regional and negotiating groups. Who speaks for a negotiating group in the exercise is drawn by chance. */
export const GROUPS: readonly Group[] = (() => {
  const draw = seededDraws(CHAIR_SEED);
  return WITHOUT_CHAIR.map((entry) => {
    if (entry.kind === 'regional') return entry;
    const chair = entry.members[Math.floor(draw() * entry.members.length)];
    return chair === undefined ? entry : { ...entry, chair };
  });
})();
