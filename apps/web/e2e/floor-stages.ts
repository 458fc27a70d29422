const ID = 'in-session';
const HERE = `/sittings/${ID}`;
const PRESENT =
  `AGO ARG AUS AUT BDI BEL BEN BFA BGD BGR BOL BRA BRB BTN BWA CAN CHE CHL CHN CIV CMR COL CPV CRI CUB CYP CZE DEU DJI
  DNK DOM DZA ECU EGY ESP EST ETH FIN FJI FRA GAB GBR GHA GMB GRC GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA
  JAM JOR JPN KAZ KEN KGZ KHM KIR KOR KWT LAO LBN LBR LBY LCA LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT
  MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NZL`
    .trim()
    .split(/\s+/);
const asks = (member: string, group?: string) => ({
  as: 'secretariat' as const,
  act: { type: 'askForFloor', member, kind: 'speech', ...(group === undefined ? {} : { group }) },
});

const PLAN = {
  type: 'planSitting',
  id: ID,
  session: { en: 'First session', ar: 'الدورة الأولى' },
  meeting: 3,
  title: { en: 'Second reading, continued', ar: 'القراءة الثانية، تابع' },
  opensAt: '2026-12-01T09:00:00.000Z',
  rules: {
    openingShare: '1/3',
    decidingShare: '1/2',
    groupsFirst: true,
    speechSeconds: 180,
    groupSeconds: 300,
    observerSeconds: 120,
    motionSeconds: 60,
    replySeconds: [600, 300],
    voteSeconds: 30,
  },
  agenda: [
    {
      id: '1',
      title: { en: 'Adoption of the agenda', ar: 'إقرار جدول الأعمال' },
    },
    {
      id: '2',
      title: { en: 'Consideration of the draft declaration', ar: 'النظر في مشروع الإعلان' },
      deliberation: 'ai-governance',
    },
  ],
};

/** A sitting in session: somebody speaks, a point of order interrupts, motions wait. */
export const FLOOR_STAGES = [
  {
    stream: `sitting:${ID}`,
    acts: [
      { as: 'secretariat', act: PLAN },
      { as: 'secretariat', act: { type: 'registerPresence', members: PRESENT, present: true } },
      { as: 'chair', act: { type: 'openSitting' } },
      { as: 'chair', act: { type: 'takeUp', item: '2', paragraph: 'p9' } },
      asks('IND'),
      asks('BRA', 'g77'),
      asks('KEN'),
      asks('DEU'),
      asks('FJI'),
      { as: 'chair', act: { type: 'giveFloor', request: 'q2' } },
    ],
    scenes: [
      { name: 'floor-chair', as: 'chair', path: HERE },
      { name: 'floor-delegate', as: 'delegate', path: HERE },
      { name: 'floor-reader', as: 'reader', path: HERE },
      { name: 'projector', as: 'reader', path: `${HERE}/projector` },
      { name: 'follow-chair', as: 'reader', path: '/deliberations/ai-governance' },
    ],
  },
  {
    stream: `sitting:${ID}`,
    acts: [
      { as: 'delegate', act: { type: 'moveMotion', kind: 'closeDebate', reason: 'All has been said.' } },
      { as: 'delegate', act: { type: 'moveMotion', kind: 'adjournMeeting', reason: '' } },
      { as: 'chair', act: { type: 'endSpeech', request: 'q2' } },
      { as: 'chair', act: { type: 'askObjections', motion: 'm2' } },
    ],
    scenes: [
      { name: 'floor-question-chair', as: 'chair', path: HERE },
      { name: 'floor-question-delegate', as: 'delegate', path: HERE },
    ],
  },
  {
    stream: `sitting:${ID}`,
    acts: [
      { as: 'delegate', act: { type: 'objectToMotion', motion: 'm2' } },
      {
        as: 'delegate',
        act: { type: 'raisePointOfOrder', text: 'The speaker is not on the paragraph in hand.' },
      },
    ],
    scenes: [
      { name: 'floor-point-chair', as: 'chair', path: HERE },
      { name: 'floor-point-delegate', as: 'delegate', path: HERE },
      { name: 'projector-point', as: 'reader', path: `${HERE}/projector` },
    ],
  },
  {
    stream: `sitting:${ID}`,
    acts: [
      {
        as: 'chair',
        act: { type: 'rulePoint', point: 'o1', upheld: false, words: 'The speaker is in order.' },
      },
      { as: 'delegate', act: { type: 'appealRuling', point: 'o1' } },
    ],
    scenes: [
      { name: 'floor-vote-delegate', as: 'delegate', path: HERE },
      { name: 'floor-vote-chair', as: 'chair', path: HERE },
    ],
  },
] as const;
