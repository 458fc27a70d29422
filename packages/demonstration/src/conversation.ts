import { addSeconds, type ConversationFrame, type DocumentLanguage, type Instant } from '@plenary/consensus';
import { seededDraws } from './random.ts';

/** The conversation of the exercise opens so long after the exercise began, and closes so long after that. */
const OPENS_AFTER_SECONDS = 3_600;
const OPEN_SECONDS = 60 * 86_400;
/** Votes are spread over so many seconds, all of them before the exercise was seeded. */
const VOTED_SECONDS = 22 * 3_600;
const PARTICIPANTS = 150;

const GROUPS = ['civil', 'business', 'science'] as const;
type Group = (typeof GROUPS)[number];

/** What people are asked, and under which rules. */
export const conversationFrame = (began: Instant): ConversationFrame => ({
  title: {
    en: 'What is tested before a system is used (exercise)',
    fr: 'L’essai des systèmes avant leur usage (exercice)',
    es: 'La prueba de los sistemas antes de su uso (ejercicio)',
    ru: 'Испытание систем до их применения (учебное)',
    zh: '系统投入使用前的检测（模拟）',
    ar: 'اختبار النظم قبل استعمالها (تمرين)',
  },
  question: {
    en: 'What should be tested before a system is used, and who should see the results? The votes that stand here were drawn by lot for the exercise: nobody cast them.',
    fr: 'Que faut-il éprouver avant l’usage d’un système, et qui doit voir les résultats ? Les votes qui figurent ici ont été tirés au sort pour l’exercice : personne ne les a émis.',
    es: '¿Qué debe probarse antes de usar un sistema y quién debe ver los resultados? Los votos que constan aquí se sortearon para el ejercicio: nadie los emitió.',
    ru: 'Что следует испытывать до применения системы и кто должен видеть результаты? Стоящие здесь голоса получены жребием для учения: их никто не подавал.',
    zh: '系统投入使用前应检测什么，谁应看到结果？此处的投票是为模拟而抽签生成的，并非有人所投。',
    ar: 'ما الذي ينبغي اختباره قبل استعمال نظام، ومن ينبغي أن يرى النتائج؟ الأصوات الواردة هنا وُضعت بالقرعة لأغراض التمرين ولم يُدلِ بها أحد.',
  },
  languages: ['en', 'fr', 'es', 'ru', 'zh', 'ar'],
  audience: 'public',
  moderation: 'before',
  policy: {
    en: 'One idea in each statement. No personal data, no advertising. Whoever is refused is told why and may ask the chair.',
    fr: 'Une idée par énoncé. Ni données personnelles ni publicité. Qui est refusé en apprend la raison et peut s’adresser à la présidence.',
    es: 'Una idea en cada enunciado. Sin datos personales ni publicidad. A quien se rechaza se le dice por qué y puede acudir a la presidencia.',
    ru: 'Одна мысль в каждом утверждении. Без личных данных и рекламы. Отклонённому называют причину, и он может обратиться к председателю.',
    zh: '每条意见只说一个想法。不得含个人数据或广告。被拒者会获知理由，并可请主席复核。',
    ar: 'فكرة واحدة في كل عبارة. لا بيانات شخصية ولا إعلانات. من تُرفض عبارته يُبلَّغ بالسبب وله أن يطلب نظر الرئيس.',
  },
  groups: [
    {
      id: 'civil',
      names: {
        en: 'Civil society',
        fr: 'Société civile',
        es: 'Sociedad civil',
        ru: 'Гражданское общество',
        zh: '民间社会',
        ar: 'المجتمع المدني',
      },
    },
    {
      id: 'business',
      names: {
        en: 'Business',
        fr: 'Entreprises',
        es: 'Empresas',
        ru: 'Предприятия',
        zh: '企业',
        ar: 'قطاع الأعمال',
      },
    },
    {
      id: 'science',
      names: {
        en: 'Science',
        fr: 'Recherche',
        es: 'Ciencia',
        ru: 'Наука',
        zh: '科学界',
        ar: 'الأوساط العلمية',
      },
    },
  ],
  opensAt: addSeconds(began, OPENS_AFTER_SECONDS),
  closesAt: addSeconds(began, OPENS_AFTER_SECONDS + OPEN_SECONDS),
});

/** Statements with how each group leans in the draw, from −1, against, to 1, in favour. Nobody said them. */
const STATEMENTS: readonly (readonly [
  words: string,
  lang: DocumentLanguage,
  civil: number,
  business: number,
  science: number,
])[] = [
  ['Every system is tested by somebody who did not build it.', 'en', 0.9, 0.6, 0.9],
  ['Results of tests are published in full.', 'en', 0.9, -0.7, 0.8],
  ['Whoever finds a fault may say so without fear.', 'en', 1, 0.8, 1],
  ['Testing goes on after a system is in use.', 'en', 0.8, 0.7, 0.9],
  ['A standard of industry is enough; no public body is needed.', 'en', -0.9, 0.8, -0.5],
  ['Small companies are tested less often.', 'en', -0.6, 0.7, -0.3],
  ['Les essais sont payés par ceux qui vendent le système.', 'fr', 0.8, -0.6, 0.4],
  ['Les personnes concernées sont entendues avant l’essai, et non après.', 'fr', 0.9, 0.3, 0.5],
  ['Las pruebas se hacen primero en las lenguas de quienes usarán el sistema.', 'es', 0.9, 0.5, 0.6],
  ['Un sistema que decide sobre prestaciones públicas explica cada decisión.', 'es', 0.9, 0.4, 0.7],
  ['Результаты испытаний одной страны признаются в других.', 'ru', 0.2, 0.9, 0.4],
  ['Испытание доверяют только государственным лабораториям.', 'ru', 0.3, -0.9, -0.6],
  ['未经检测的系统不得用于公共服务。', 'zh', 0.9, -0.2, 0.7],
  ['发展中国家可以使用共享的检测设施。', 'zh', 0.9, 0.7, 0.9],
  ['يجب أن تُجرى الاختبارات باللغات التي سيُستعمل بها النظام.', 'ar', 0.8, 0.4, 0.7],
  ['تُحفظ نتائج الاختبارات سرية ما دام النظام قيد التطوير.', 'ar', -0.8, 0.8, 0.1],
];

/** A participant of the exercise: nobody, under a name that says so. */
interface DrawnParticipant {
  readonly pseudonym: string;
  readonly group: Group;
  readonly votes: readonly {
    readonly statement: number;
    readonly value: -1 | 0 | 1;
    readonly at: Instant;
  }[];
}

/** What stands in the conversation of the exercise: statements of the secretariat, and votes drawn by lot. */
export interface DrawnConversation {
  readonly statements: readonly {
    readonly words: string;
    readonly lang: DocumentLanguage;
    readonly at: Instant;
  }[];
  readonly participants: readonly DrawnParticipant[];
}

const PASS_SHARE = 0.12;
const SEEN_SHARE = 0.8;

/** The same draw on every machine. */
export const drawnConversation = (opensAt: Instant, seed: number): DrawnConversation => {
  const draw = seededDraws(seed);
  const leanings = STATEMENTS.map(([, , ...leaning]) => leaning);
  const valueOf = (leaning: number): -1 | 0 | 1 => {
    if (draw() < PASS_SHARE) return 0;
    return draw() * 2 - 1 < leaning ? 1 : -1;
  };
  return {
    statements: STATEMENTS.map(([words, lang]) => ({ words, lang, at: opensAt })),
    participants: Array.from({ length: PARTICIPANTS }, (_, person) => {
      const camp = person % GROUPS.length;
      const began = Math.floor((person / PARTICIPANTS) * VOTED_SECONDS);
      return {
        pseudonym: `exercise-${person + 1}`,
        group: GROUPS[camp] ?? 'civil',
        votes: leanings.flatMap((leaning, place) =>
          draw() < SEEN_SHARE
            ? [
                {
                  statement: place + 1,
                  value: valueOf(leaning[camp] ?? 0),
                  at: addSeconds(opensAt, began + (place + 1) * 6),
                },
              ]
            : [],
        ),
      };
    }),
  };
};
