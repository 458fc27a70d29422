import {
  addSeconds,
  type Actor,
  type FloorRules,
  type Instant,
  type MemberId,
  type SittingAct,
} from '@plenary/consensus';
import { DELIBERATION_ID } from './demonstration.ts';
import { GROUPS } from './groups.ts';
import { STATES } from './members.ts';
import { seededDraws } from './random.ts';

/** An act on the floor, so many seconds after the sitting was planned. */
export interface FloorAct {
  readonly after: number;
  readonly act: SittingAct;
  readonly actor: Pick<Actor, 'kind' | 'member'>;
}

/** The sitting that was held, and the one that is planned. */
export const HELD_SITTING = 'first-reading';
export const PLANNED_SITTING = 'second-reading';

/** GA rules 67 and 72, decision 34/401. */
const RULES: FloorRules = {
  openingShare: '1/3',
  decidingShare: '1/2',
  groupsFirst: true,
  speechSeconds: 180,
  groupSeconds: 300,
  observerSeconds: 120,
  motionSeconds: 120,
  replySeconds: [600, 300],
  voteSeconds: 30,
};
const SESSION = {
  en: 'First session',
  fr: 'Première session',
  es: 'Primer período de sesiones',
  ru: 'Первая сессия',
  zh: '第一届会议',
  ar: 'الدورة الأولى',
};
const AGENDA: Extract<SittingAct, { type: 'planSitting' }>['agenda'] = [
  {
    id: '1',
    title: {
      en: 'Adoption of the agenda',
      fr: 'Adoption de l’ordre du jour',
      es: 'Aprobación del orden del día',
      ru: 'Утверждение повестки дня',
      zh: '通过议程',
      ar: 'إقرار جدول الأعمال',
    },
  },
  {
    id: '2',
    title: {
      en: 'Consideration of the draft declaration',
      fr: 'Examen du projet de déclaration',
      es: 'Examen del proyecto de declaración',
      ru: 'Рассмотрение проекта декларации',
      zh: '审议宣言草案',
      ar: 'النظر في مشروع الإعلان',
    },
    deliberation: DELIBERATION_ID,
  },
];
const CHAIR = { kind: 'chair' } as const;
const SECRETARIAT = { kind: 'secretariat' } as const;
const of = (member: MemberId) => ({ kind: 'delegate', member }) as const;

const DRAW_SEED = 1_207;
const PRESENT = 151;
const SPEAKERS = 11;
const VOTERS = 40;
const SPEAKING_GROUPS = ['g77', 'aosis', 'eu'];
const OBSERVERS = ['OBS-YOUTH', 'OBS-LABOUR'];

const shuffled = <T>(all: readonly T[], draw: () => number): readonly T[] =>
  all
    .map((one) => ({ one, key: draw() }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);

/**
 * The sitting that was held: who was there, who spoke, for how long and on what paragraph is drawn by chance, like every
 * position of the exercise. It is planned at `from` and adjourned about an hour and a half later.
 */
export const heldSitting = (from: Instant): readonly FloorAct[] => {
  const draw = seededDraws(DRAW_SEED);
  const members = STATES.filter(({ role }) => role === 'member').map(({ id }) => id);
  const chairs = GROUPS.filter(({ id }) => SPEAKING_GROUPS.includes(id)).flatMap(({ id, chair }) =>
    chair === undefined ? [] : [{ group: id, member: chair }],
  );
  const others = shuffled(
    members.filter((id) => chairs.every(({ member }) => member !== id)),
    draw,
  );
  const present = [...chairs.map(({ member }) => member), ...others].slice(0, PRESENT);
  const speakers = others.slice(0, SPEAKERS);
  const [pointed = '', replying = '', moving = ''] = others.slice(SPEAKERS);
  const acts: FloorAct[] = [];
  let now = 0;
  const add = (actor: FloorAct['actor'], act: SittingAct, seconds = 5): void => {
    acts.push({ after: now, act, actor });
    now += seconds;
  };
  add(
    SECRETARIAT,
    {
      type: 'planSitting',
      id: HELD_SITTING,
      session: SESSION,
      meeting: 1,
      title: {
        en: 'First reading of the draft declaration',
        fr: 'Première lecture du projet de déclaration',
        es: 'Primera lectura del proyecto de declaración',
        ru: 'Первое чтение проекта декларации',
        zh: '宣言草案一读',
        ar: 'القراءة الأولى لمشروع الإعلان',
      },
      opensAt: addSeconds(from, 600),
      rules: RULES,
      agenda: AGENDA,
    },
    540,
  );
  add(SECRETARIAT, { type: 'registerPresence', members: [...present, ...OBSERVERS], present: true }, 60);
  add(CHAIR, { type: 'openSitting' }, 120);
  add(CHAIR, { type: 'takeUp', item: '1' }, 60);
  add(CHAIR, { type: 'takeUp', item: '2', paragraph: 'p3' }, 30);
  const queue = [
    ...chairs.map(({ member, group }) => ({ member, group })),
    ...speakers.map((member) => ({ member })),
    ...OBSERVERS.map((member) => ({ member })),
  ];
  for (const { member, ...rest } of queue)
    add(SECRETARIAT, { type: 'askForFloor', member, kind: 'speech', ...rest }, 2);
  add(CHAIR, { type: 'setSpeakersList', open: false });
  for (const [place] of queue.entries()) {
    if (place > 0 && place % 4 === 0)
      add(CHAIR, { type: 'takeUp', item: '2', paragraph: `p${3 + place}` }, 20);
    const request = `q${place + 1}`;
    add(CHAIR, { type: 'giveFloor', request }, 60 + Math.floor(draw() * 130));
    if (place === 5) {
      add(of(pointed), { type: 'raisePointOfOrder', text: 'The time for statements.' }, 20);
      add(
        CHAIR,
        {
          type: 'rulePoint',
          point: 'o1',
          upheld: true,
          words: 'The speaker is asked to conclude.',
        },
        15,
      );
    }
    add(CHAIR, { type: 'endSpeech', request }, 10);
  }
  add(of(replying), { type: 'askForFloor', member: replying, kind: 'reply' });
  const reply = `q${queue.length + 1}`;
  add(CHAIR, { type: 'giveFloor', request: reply }, 95);
  add(CHAIR, { type: 'endSpeech', request: reply });
  add(of(moving), { type: 'moveMotion', kind: 'adjournMeeting', reason: '' }, 20);
  add(CHAIR, { type: 'putMotion', motion: 'm1' }, 4);
  for (const voter of present.slice(0, VOTERS))
    add(of(voter), { type: 'castVote', vote: 'v1', choice: draw() < 0.8 ? 'for' : 'abstain' }, 1);
  add(CHAIR, { type: 'closeVote', vote: 'v1' });
  return acts;
};

/** The sitting that is planned: its agenda, and delegations that have inscribed themselves. */
export const plannedSitting = (opensAt: Instant): readonly FloorAct[] => {
  const draw = seededDraws(DRAW_SEED + 1);
  const members = STATES.filter(({ role }) => role === 'member').map(({ id }) => id);
  return [
    {
      after: 0,
      actor: SECRETARIAT,
      act: {
        type: 'planSitting',
        id: PLANNED_SITTING,
        session: SESSION,
        meeting: 2,
        title: {
          en: 'Second reading of the draft declaration',
          fr: 'Deuxième lecture du projet de déclaration',
          es: 'Segunda lectura del proyecto de declaración',
          ru: 'Второе чтение проекта декларации',
          zh: '宣言草案二读',
          ar: 'القراءة الثانية لمشروع الإعلان',
        },
        opensAt,
        rules: RULES,
        agenda: AGENDA,
      },
    },
    ...shuffled(members, draw)
      .slice(0, 4)
      .map((member): FloorAct => ({
        after: 0,
        actor: of(member),
        act: { type: 'askForFloor', member, kind: 'speech' },
      })),
  ];
};
