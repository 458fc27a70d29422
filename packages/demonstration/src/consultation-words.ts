import type { CommentKind, DispositionKind, LocalisedText, MemberId } from '@plenary/consensus';

/** What an observer seat of the exercise says of the text. Nobody said it: it was written for the exercise. */
export interface SaidComment {
  readonly seat: MemberId;
  /** Label of the paragraph; absent for the whole text. */
  readonly label?: string;
  /** Words of the paragraph on which it is said, where it is not said on all of it. */
  readonly on?: string;
  readonly kind: CommentKind;
  readonly lang: 'en' | 'fr' | 'es' | 'ru' | 'zh' | 'ar';
  readonly text: string;
  /** Other words: these instead of those. */
  readonly proposal?: { readonly instead: string; readonly words: string };
  /** What everybody reads of a confidential comment. */
  readonly summary?: string;
  readonly supporters?: readonly MemberId[];
  readonly theme?: string;
  readonly reply?: string;
  readonly disposition?: { readonly disposition: DispositionKind; readonly reason: string };
}

/** Comments in the order in which they are filed. */
export const SAID_COMMENTS: readonly SaidComment[] = [
  {
    seat: 'OBS-RESEARCH',
    label: 'OP7',
    kind: 'technical',
    lang: 'en',
    text: 'Results cannot be repeated from documentation alone. Where the law allows it, the data belong to it.',
    proposal: {
      instead: 'with the documentation that others need',
      words: 'with the documentation and, where the law allows it, the data that others need',
    },
    supporters: ['OBS-STANDARDS', 'OBS-SAFETY', 'OBS-CITIZENS'],
    theme: 'Open knowledge',
    disposition: {
      disposition: 'acceptedInPrinciple',
      reason: 'The words are offered to delegations for the second reading, with a note on personal data.',
    },
  },
  {
    seat: 'OBS-STANDARDS',
    label: 'OP9',
    on: 'minimal, limited, high and unacceptable risk',
    kind: 'editorial',
    lang: 'en',
    text: 'Four levels are named here and defined nowhere. A reader in another language will draw the lines elsewhere.',
    supporters: ['OBS-LOCAL'],
    theme: 'Levels of risk',
    reply: 'Definitions are on the agenda of the second sitting.',
    disposition: {
      disposition: 'partlyAccepted',
      reason: 'A paragraph with definitions is being prepared; the four words stay until it is read.',
    },
  },
  {
    seat: 'OBS-SMALL-BUSINESS',
    label: 'OP10',
    on: 'at regular intervals thereafter',
    kind: 'technical',
    lang: 'es',
    text: 'Un examen a intervalos regulares pesa más sobre quien tiene pocos medios. Pedimos que el intervalo dependa del riesgo y no del calendario.',
    proposal: {
      instead: 'at regular intervals thereafter',
      words: 'thereafter at intervals that depend on its risk',
    },
    supporters: ['OBS-INDUSTRY'],
    theme: 'Levels of risk',
  },
  {
    seat: 'OBS-SAFETY',
    label: 'OP10',
    kind: 'technical',
    lang: 'en',
    text: 'An assessment that is made by the provider finds what the provider looks for. The words in brackets are the heart of the paragraph.',
    proposal: {
      instead: ' [, by a body independent of its provider]',
      words: ', by a body independent of its provider',
    },
    supporters: ['OBS-DISABILITY', 'OBS-LABOUR', 'OBS-RESEARCH', 'OBS-YOUTH'],
    theme: 'Levels of risk',
    reply:
      'Brackets are settled by delegations alone. The comment stands beside them while they are discussed.',
    disposition: {
      disposition: 'noted',
      reason:
        'The brackets are open; the comment was brought to the attention of the delegations that hold them.',
    },
  },
  {
    seat: 'OBS-DISABILITY',
    label: 'OP11 (a)',
    kind: 'technical',
    lang: 'fr',
    text: 'Comprendre suppose aussi une forme accessible : une langue connue, dans un document que l’on ne peut pas lire, n’explique rien.',
    proposal: {
      instead: 'in a language that they understand',
      words: 'in a language and a form that they understand',
    },
    supporters: ['OBS-WOMEN', 'OBS-YOUTH'],
    theme: 'Rights of persons',
    disposition: {
      disposition: 'accepted',
      reason: 'The drafters take the words into the text that is put to the second reading.',
    },
  },
  {
    seat: 'OBS-INDIGENOUS',
    label: 'OP2 (c)',
    kind: 'general',
    lang: 'es',
    text: 'Las lenguas con pocos recursos no se recogen sin el consentimiento de quienes las hablan, ni se devuelven a quienes las vendan.',
    supporters: ['OBS-WOMEN', 'OBS-ENVIRONMENT', 'OBS-CITIZENS'],
    theme: 'Rights of persons',
  },
  {
    seat: 'OBS-DEVELOPMENT',
    label: 'OP20 (a)',
    kind: 'general',
    lang: 'fr',
    text: 'Un accès partagé au calcul ne sert à rien sans réseau ni électricité. L’alinéa gagnerait à nommer les deux.',
    theme: 'Capacity',
    disposition: {
      disposition: 'outOfScope',
      reason: 'Networks and energy are dealt with by other bodies; the summary of the reading says so.',
    },
  },
  {
    seat: 'OBS-LABOUR',
    label: 'OP13',
    kind: 'technical',
    lang: 'ru',
    text: 'В перечне нет занятости. Отбор работников и распределение смен уже сегодня поручают системам, и отказ никому не объясняют.',
    proposal: { instead: 'disability or other status', words: 'disability, employment or other status' },
    theme: 'Rights of persons',
  },
  {
    seat: 'OBS-CITIZENS',
    kind: 'general',
    lang: 'zh',
    text: '全文没有说明普通人从哪里得知自己受到了系统的影响。建议每一条义务都写明由谁告知、何时告知。',
    supporters: ['OBS-YOUTH'],
  },
  {
    seat: 'OBS-LOCAL',
    label: 'OP17',
    kind: 'general',
    lang: 'ar',
    text: 'تُطبَّق السياسات في المدن قبل أن تُبلَّغ بها الدول. نرى أن تُذكر السلطات المحلية بين من يتبادلون أفضل الممارسات.',
    theme: 'Capacity',
    disposition: {
      disposition: 'notAccepted',
      reason:
        'States communicate for their whole territory; local authorities are named in the paragraph on participation.',
    },
  },
  {
    seat: 'OBS-INDUSTRY',
    label: 'OP10',
    kind: 'technical',
    lang: 'en',
    summary: 'What independent tests of one large system cost, year by year.',
    text: 'Figures of costs would stand here and be read by the secretariat alone. In the exercise there are none.',
  },
];

/** Seats that send one letter, each with an opening of its own, on the paragraph about reports. */
export const LETTER_LABEL = 'OP22';
const LETTER = [
  'ask that every report on these measures is published within thirty days of its receipt, in all six official languages,',
  'together with the observations that others have made on it, because a report that is read two years later protects nobody',
  'and because those who live with these systems are the last to learn how they were tested and the first to bear what was missed.',
].join(' ');
const LETTER_OPENINGS: readonly (readonly [MemberId, string])[] = [
  ['OBS-ENVIRONMENT', 'Together with many others we'],
  ['OBS-YOUTH', 'Young people in every region'],
  ['OBS-WOMEN', 'Women who work on this text'],
  ['OBS-LABOUR', 'On behalf of working people we'],
  ['OBS-DISABILITY', 'We, persons with disabilities,'],
  ['OBS-INDIGENOUS', 'As Indigenous Peoples we'],
  ['OBS-CITIZENS', 'After three days of debate we'],
  ['OBS-RESEARCH', 'Those who study these systems'],
  ['OBS-SAFETY', 'Those who test these systems'],
  ['OBS-LOCAL', 'Towns and regions'],
  ['OBS-DEVELOPMENT', 'Those who work in poor countries'],
];
export const LETTERS: readonly SaidComment[] = LETTER_OPENINGS.map(([seat, opening]) => ({
  seat,
  label: LETTER_LABEL,
  kind: 'general',
  lang: 'en',
  text: `${opening} ${LETTER}`,
}));

export const READING_TITLE: LocalisedText = {
  en: 'What stakeholders say of the draft (exercise)',
  fr: 'Ce que les parties prenantes disent du projet (exercice)',
  es: 'Lo que dicen del proyecto las partes interesadas (ejercicio)',
  ru: 'Что говорят о проекте заинтересованные стороны (учебное)',
  zh: '利益攸关方对草案的意见（模拟）',
  ar: 'ما تقوله الجهات المعنية في المشروع (تمرين)',
};
/** Says as well that nobody made the comments that stand there. */
export const READING_QUESTION: LocalisedText = {
  en: 'Which provision matters most to those for whom you speak? The comments that stand here were written for the exercise: no organization made them.',
  fr: 'Quelle disposition importe le plus à ceux pour qui vous parlez ? Les observations qui figurent ici ont été écrites pour l’exercice : aucune organisation ne les a faites.',
  es: '¿Qué disposición importa más a aquellos por quienes usted habla? Los comentarios que constan aquí se escribieron para el ejercicio: ninguna organización los hizo.',
  ru: 'Какое положение важнее всего для тех, от чьего имени вы говорите? Стоящие здесь замечания написаны для учения: их не делала ни одна организация.',
  zh: '对您所代表的人来说，哪一条最重要？此处的意见是为模拟而写，并非任何组织所提。',
  ar: 'أي حكم هو الأهم لمن تتحدثون باسمهم؟ كُتبت التعليقات الواردة هنا لأغراض التمرين ولم تُبدها أي منظمة.',
};
