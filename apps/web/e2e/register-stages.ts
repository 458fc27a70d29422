import { HERE } from './acts.ts';
import type { Known } from './amendment-acts.ts';

/** Where nobody takes amendments in: with sponsors it would be theirs to do. */
const SPONSORED = 'review-committee';
const SPONSORED_STREAM = `deliberation:${SPONSORED}`;
const SPONSORED_TEXT = `/deliberations/${SPONSORED}`;
const DOCUMENT = '/documents/PLN/CONF.1/L.1';
/** Words of about the length of a paragraph; which of them stand where says nothing. */
const ARABIC = [
  'إذ تسلّم بأن نظم الذكاء الاصطناعي تؤثر في حياة الناس في جميع البلدان،',
  'تدعو الدول إلى أن تعلن، بلغة يفهمها الناس، متى يُتخذ قرار بشأنهم بواسطة نظام من هذه النظم؛',
  'تطلب إلى الأمين العام أن يقدم تقريرا سنويا عما أُحرز من تقدم؛',
] as const;

/** The words of a document in another language, sponsors of a text, and pages that stand outside every deliberation. */
export const REGISTER_STAGES = [
  {
    stream: 'body:main',
    acts: [
      {
        as: 'secretariat' as const,
        act: ({ revision }: Known) => ({
          type: 'fileTranslation',
          symbol: 'PLN/CONF.1/L.1',
          lang: 'ar',
          official: false,
          paragraphs: revision.paragraphs.map(({ label }, at) => ({
            label,
            words: ARABIC[at % ARABIC.length] ?? '',
          })),
        }),
      },
    ],
    scenes: [
      { name: 'document-translated', as: 'secretariat' as const, path: DOCUMENT },
      { name: 'document-elsewhere', as: 'reader' as const, path: `${DOCUMENT}?in=ar` },
      { name: 'privacy', as: 'reader' as const, path: '/privacy' },
      {
        name: 'take-part',
        as: 'reader' as const,
        path: `/take-part?link=a-link-of-nobody&back=${HERE}/consultations/first-reading`,
      },
    ],
  },
  {
    stream: SPONSORED_STREAM,
    acts: [
      {
        as: 'secretariat' as const,
        act: { type: 'nameSponsors', main: ['FRA', 'KEN'], coSponsors: ['BRA', 'CHN', 'FJI', 'IND'] },
      },
    ],
    scenes: [
      { name: 'text-sponsors', as: 'reader' as const, path: SPONSORED_TEXT },
      { name: 'desk-sponsors', as: 'delegate' as const, path: `${SPONSORED_TEXT}/desk` },
    ],
  },
  {
    stream: SPONSORED_STREAM,
    acts: [{ as: 'delegate' as const, act: { type: 'withdrawText', reason: 'More time is needed.' } }],
    scenes: [
      { name: 'text-withdrawn', as: 'reader' as const, path: SPONSORED_TEXT },
      { name: 'desk-withdrawn', as: 'delegate' as const, path: `${SPONSORED_TEXT}/desk` },
    ],
  },
  {
    stream: SPONSORED_STREAM,
    acts: [{ as: 'delegate' as const, act: { type: 'reintroduceText' } }],
    scenes: [],
  },
];
