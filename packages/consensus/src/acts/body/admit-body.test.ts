import { expect, test } from 'vitest';
import type { Admission, BodyAct, DecisionRule, Group } from '../../types.ts';
import { ACT_LIMITS } from '../limits.ts';
import {
  CHAIR,
  CONSENSUS,
  head,
  meeting,
  memberNamed,
  OPERATOR,
  SECRETARIAT,
  START,
} from '../meeting.fixture.ts';
import { admitBody, BODY_ACT_TYPES } from './admit-body.ts';
import { listDeliberation } from './list-deliberation.ts';

const codeOf = (admission: Admission): string => (admission.admitted ? 'admitted' : admission.refusal.code);
const refusalOf = (admission: Admission) => (admission.admitted ? undefined : admission.refusal);

const FOUNDING: Extract<BodyAct, { type: 'foundBody' }> = {
  type: 'foundBody',
  id: 'y',
  names: { en: 'Y' },
  exercise: false,
  rules: [CONSENSUS],
  defaultRule: 'consensus',
};
const found = (change: Partial<typeof FOUNDING>, actor = SECRETARIAT) =>
  admitBody(undefined, { ...FOUNDING, ...change }, { at: START, actor });

const BY_POPULATION: DecisionRule = {
  id: 'by-population',
  method: 'ballot',
  pass: { set: 'for', of: 'voting', weight: 'population', op: '>', value: '2/3' },
};
const propose = (rule: DecisionRule, objectionSeconds = 60): BodyAct => ({
  type: 'proposeRule',
  rule,
  objectionSeconds,
});

test('[ACT-9] a body is founded once with its rules', () => {
  expect(codeOf(found({}))).toBe('admitted');
  expect(codeOf(found({}, OPERATOR))).toBe('admitted');
  expect(meeting().body).toMatchObject({
    id: 'x',
    exercise: true,
    foundedAt: START,
    defaultRule: 'consensus',
  });
  expect(refusalOf(meeting().tryBody(FOUNDING, SECRETARIAT))).toEqual({
    code: 'body.founded',
    facts: { body: 'x' },
  });
});

test('[ACT-9] a founding with a rule twice, an unreadable one or an unknown default is refused', () => {
  expect(refusalOf(found({ rules: [CONSENSUS, CONSENSUS] }))?.facts).toEqual({ rules: ['consensus'] });
  expect(refusalOf(found({ defaultRule: 'other' }))).toEqual({
    code: 'rule.unknown',
    facts: { rule: 'other' },
  });
  const broken: DecisionRule = { ...CONSENSUS, pass: { set: 'for', op: '>', value: 'half' } };
  expect(codeOf(found({ rules: [broken] }))).toBe('rule.notARational');
  const many = Array.from({ length: ACT_LIMITS.RULES_MAX + 1 }, (_, at) => ({ ...CONSENSUS, id: `r${at}` }));
  expect(refusalOf(found({ rules: many }))?.facts).toEqual({ limit: 'RULES_MAX', max: ACT_LIMITS.RULES_MAX });
});

test('[ACT-9] nothing is done in a body that was not founded', () => {
  const act: BodyAct = { type: 'admitMembers', members: [memberNamed('AAA', 1)] };
  expect(codeOf(admitBody(undefined, act, { at: START, actor: SECRETARIAT }))).toBe('body.notFounded');
});

test('[ACT-8] ids that are no ids are refused wherever one is given', () => {
  expect(refusalOf(found({ id: '__proto__' }))).toEqual({ code: 'id.malformed', facts: { id: '__proto__' } });
  expect(codeOf(found({ rules: [{ ...CONSENSUS, id: '' }] }))).toBe('id.malformed');
  const room = meeting();
  const admit = (id: string) =>
    room.tryBody({ type: 'admitMembers', members: [memberNamed(id, 1)] }, SECRETARIAT);
  for (const id of ['__proto__', 'A B', 'x'.repeat(65), '.a']) expect(codeOf(admit(id))).toBe('id.malformed');
  expect(codeOf(admit('constructor'))).toBe('admitted');
  expect(codeOf(listDeliberation(room.body, '../x'))).toBe('id.malformed');
});

test('[ACT-8] names that every object has are not found among rules, groups and members', () => {
  const room = meeting();
  const open = (rule: string) =>
    room.refusal({ type: 'proposeAdoption', rule, objectionSeconds: 1 }, CHAIR)?.code;
  for (const name of ['constructor', 'toString', '__proto__']) {
    expect(open(name)).toBe('rule.unknown');
    expect(codeOf(room.tryBody({ type: 'adoptRule', rule: name }, CHAIR))).toBe('rule.notProposed');
    expect(room.refusal({ type: 'withdrawPosition', item: name }, head('AAA'))?.code).toBe('position.none');
    expect(room.refusal({ type: 'withdrawPosition', item: 'text' }, head(name))?.code).toBe(
      'actor.notMember',
    );
    expect(room.refusal({ type: 'alignWithStatement', statement: name }, head('AAA'))?.code).toBe(
      'statement.unknown',
    );
  }
});

test('[ACT-8] a member with a name that every object has holds only what it said', () => {
  const room = meeting();
  room.takeBody({ type: 'admitMembers', members: [memberNamed('constructor', 1)] }, SECRETARIAT);
  const withdraw = { type: 'withdrawPosition', item: 'p3' } as const;
  room.say('AAA', 'p3', 'accept');
  expect(room.refusal(withdraw, head('constructor'))?.code).toBe('position.none');
  room.say('constructor', 'p3', 'support');
  room.take(withdraw, head('constructor'));
  expect(Object.keys(room.state.positions['p3'] ?? {})).toEqual(['AAA']);
});

test('[ACT-10] the secretariat admits members and observers, each id once', () => {
  const room = meeting();
  const admit = (...ids: string[]) =>
    room.tryBody({ type: 'admitMembers', members: ids.map((id) => memberNamed(id, 1)) }, SECRETARIAT);
  expect(codeOf(admit('EEE', 'FFF'))).toBe('admitted');
  expect(room.body.members['EEE']).toMatchObject({ admittedAt: START });
  expect(refusalOf(admit('GGG', 'AAA', 'GGG'))).toEqual({
    code: 'member.taken',
    facts: { members: ['AAA', 'GGG'] },
  });
  expect(room.body.members['GGG']).toBeUndefined();
  expect(codeOf(admit())).toBe('member.none');
  expect(codeOf(admit(...Array.from({ length: ACT_LIMITS.MEMBERS_MAX }, (_, at) => `M${at}`)))).toBe(
    'act.limit',
  );
});

test('[ACT-10] a member that could not be weighed under a rule in force or proposed is not admitted', () => {
  const room = meeting();
  const admit = (population: string) =>
    room.tryBody(
      { type: 'admitMembers', members: [memberNamed('EEE', 1, { attrs: { population } })] },
      SECRETARIAT,
    );
  expect(refusalOf(admit('many'))).toEqual({
    code: 'rule.notAWeight',
    facts: { path: 'members.EEE.attrs.population' },
  });
  expect(codeOf(admit('-1'))).toBe('rule.notAWeight');
  const fresh = meeting({ rules: [CONSENSUS] });
  fresh.takeBody(propose(BY_POPULATION), CHAIR);
  expect(
    codeOf(
      fresh.tryBody(
        { type: 'admitMembers', members: [memberNamed('EEE', 1, { attrs: { population: 'many' } })] },
        SECRETARIAT,
      ),
    ),
  ).toBe('rule.notAWeight');
});

test('[ACT-11] a group lists admitted members, each once, its chair among them, with date and source', () => {
  const room = meeting();
  const group: Group = {
    id: 'new',
    kind: 'negotiating',
    names: { en: 'New' },
    members: ['AAA', 'CCC'],
    chair: 'CCC',
    asOf: '2026-02-28',
    source: 'Letter',
  };
  const declare = (change: Partial<Group>) =>
    refusalOf(room.tryBody({ type: 'declareGroup', group: { ...group, ...change } }, SECRETARIAT));
  expect(declare({ members: ['AAA', 'ZZZ'] })).toEqual({
    code: 'member.unknown',
    facts: { members: ['ZZZ'] },
  });
  expect(declare({ members: ['CCC', 'OBS'] })).toEqual({
    code: 'group.observers',
    facts: { group: 'new', members: ['OBS'] },
  });
  expect(declare({ members: ['CCC', 'CCC'] })?.code).toBe('group.duplicate');
  expect(declare({ chair: 'BBB' })?.code).toBe('group.chairOutside');
  expect(declare({ asOf: '2026-02-30' })?.code).toBe('group.noDate');
  expect(declare({ asOf: '' })?.code).toBe('group.noDate');
  expect(declare({ source: ' ' })?.code).toBe('group.noSource');
  expect(declare({})).toBeUndefined();
  expect(declare({ members: ['CCC'] })).toBeUndefined();
  expect(room.body.groups['new']?.members).toEqual(['CCC']);
});

test('[ACT-11] a body has at most so many groups', () => {
  const group = (at: number): Group => ({
    id: `g${at}`,
    kind: 'regional',
    names: { en: 'G' },
    members: [],
    asOf: '2026-01-01',
    source: 'List',
  });
  const room = meeting({ groups: Array.from({ length: ACT_LIMITS.GROUPS_MAX }, (_, at) => group(at)) });
  expect(codeOf(room.tryBody({ type: 'declareGroup', group: group(1_000) }, SECRETARIAT))).toBe('act.limit');
  expect(codeOf(room.tryBody({ type: 'declareGroup', group: group(1) }, SECRETARIAT))).toBe('admitted');
});

test('[ACT-12] a new rule is announced with a time for objections', () => {
  const room = meeting({ rules: [CONSENSUS] });
  room.takeBody(propose(BY_POPULATION), SECRETARIAT);
  expect(room.body.ruleProposals['by-population']).toMatchObject({
    proposedAt: START,
    objectionsUntil: '2026-03-02T10:01:00.000Z',
  });
  expect(room.body.rules['by-population']).toBeUndefined();
  for (const rule of [BY_POPULATION, CONSENSUS])
    expect(codeOf(room.tryBody(propose(rule), CHAIR))).toBe('rule.duplicate');
});

test('[ACT-6] a time for objections is a whole number of seconds from one second to thirty days', () => {
  const room = meeting({ rules: [CONSENSUS] });
  for (const seconds of [0, -1, 1.5, Number.NaN, ACT_LIMITS.OBJECTION_SECONDS_MAX + 1])
    expect(refusalOf(room.tryBody(propose(BY_POPULATION, seconds), CHAIR))).toEqual({
      code: 'act.limit',
      facts: { limit: 'OBJECTION_SECONDS_MAX', max: 2_592_000 },
    });
  expect(codeOf(room.tryBody(propose(BY_POPULATION, ACT_LIMITS.OBJECTION_SECONDS_MAX), CHAIR))).toBe(
    'admitted',
  );
});

test('[ACT-13] a rule that reads what no member has, or weighs by what is no weight, is not proposed', () => {
  const room = meeting({
    rules: [CONSENSUS],
    members: [memberNamed('AAA', 1, { attrs: { population: 3, flag: 'white' } })],
    groups: [],
  });
  const weighing = (weight: string): DecisionRule => ({ ...BY_POPULATION, weight, pass: CONSENSUS.pass });
  const by = (attr: string): DecisionRule => ({ ...CONSENSUS, id: 'by', eligible: { attr, eq: true } });
  expect(refusalOf(room.tryBody(propose(by('tonnage')), CHAIR))).toEqual({
    code: 'rule.unknownAttribute',
    facts: { attributes: ['tonnage'] },
  });
  expect(codeOf(room.tryBody(propose(weighing('flag')), CHAIR))).toBe('rule.notAWeight');
  expect(codeOf(room.tryBody(propose(weighing('population')), CHAIR))).toBe('admitted');
  expect(codeOf(room.tryBody(propose(by('class')), CHAIR))).toBe('admitted');
});

test('[ACT-13] a founding rule that reads what no member has is not applied', () => {
  const room = meeting({ rules: [CONSENSUS, { ...BY_POPULATION, id: 'by-tonnage', weight: 'tonnage' }] });
  expect(
    room.refusal({ type: 'proposeAdoption', rule: 'by-tonnage', objectionSeconds: 1 }, CHAIR)?.code,
  ).toBe('rule.unknownAttribute');
});

test('[ACT-14] a member objects to a rule, with a reason, until the announced instant inclusive', () => {
  const room = meeting({ rules: [CONSENSUS] });
  const objection = (reason = 'One State, one vote.'): BodyAct => ({
    type: 'objectToRule',
    rule: 'by-population',
    reason,
  });
  expect(codeOf(room.tryBody(objection(), head('BBB')))).toBe('rule.notProposed');
  room.takeBody(propose(BY_POPULATION), CHAIR);
  expect(codeOf(room.tryBody(objection(' '), head('BBB')))).toBe('act.reasonNeeded');
  room.wait(60);
  expect(codeOf(room.tryBody(objection(), head('BBB')))).toBe('admitted');
  expect(codeOf(room.tryBody(objection(), head('BBB')))).toBe('objection.standing');
  room.wait(0.001);
  expect(refusalOf(room.tryBody(objection(), head('CCC')))).toEqual({
    code: 'deadline.passed',
    facts: { deadline: '2026-03-02T10:01:00.000Z', at: '2026-03-02T10:01:00.001Z' },
  });
});

test('[ACT-15] a rule comes into force when its time passed without objection', () => {
  const room = meeting({ rules: [CONSENSUS] });
  room.takeBody(propose(BY_POPULATION), CHAIR);
  const adopt: BodyAct = { type: 'adoptRule', rule: 'by-population' };
  room.wait(60);
  expect(codeOf(room.tryBody(adopt, CHAIR))).toBe('adoption.early');
  const ballot = { type: 'proposeAdoption', rule: 'by-population', objectionSeconds: 1 } as const;
  expect(room.refusal(ballot, CHAIR)?.code).toBe('rule.unknown');
  room.wait(0.001);
  room.takeBody(adopt, SECRETARIAT);
  expect(room.body.ruleProposals).toEqual({});
  expect(room.refusal(ballot, CHAIR)).toBeUndefined();
});

test('[ACT-15] one objection keeps a rule from coming into force', () => {
  const room = meeting({ rules: [CONSENSUS] });
  room.takeBody(propose(BY_POPULATION), CHAIR);
  room.takeBody({ type: 'objectToRule', rule: 'by-population', reason: 'No weights.' }, head('DDD'));
  room.wait(61);
  expect(refusalOf(room.tryBody({ type: 'adoptRule', rule: 'by-population' }, CHAIR))).toEqual({
    code: 'adoption.notPassed',
    facts: { outcome: 'not_adopted', objectors: ['DDD'] },
  });
});

test('[ACT-16] a proposed rule is dropped on objection or before its time, never after it without objection', () => {
  const reject: BodyAct = { type: 'rejectRule', rule: 'by-population' };
  const objected = meeting({ rules: [CONSENSUS] });
  objected.takeBody(propose(BY_POPULATION), CHAIR);
  objected.takeBody({ type: 'objectToRule', rule: 'by-population', reason: 'No weights.' }, head('DDD'));
  objected.wait(61);
  objected.takeBody(reject, CHAIR);
  expect(objected.bodyEvents.at(-1)?.payload).toEqual({ rule: 'by-population', objectors: ['DDD'] });
  objected.takeBody(propose(BY_POPULATION), CHAIR);
  objected.takeBody(reject, CHAIR);
  objected.takeBody(propose(BY_POPULATION), CHAIR);
  objected.wait(61);
  expect(codeOf(objected.tryBody(reject, CHAIR))).toBe('rejection.passed');
});

test('[ACT-5] members do not conduct the affairs of the body', () => {
  const room = meeting();
  const acts: Readonly<Record<string, BodyAct>> = {
    admitMembers: { type: 'admitMembers', members: [] },
    declareGroup: { type: 'declareGroup', group: Object.values(room.body.groups)[0] as Group },
    proposeRule: propose(BY_POPULATION),
    adoptRule: { type: 'adoptRule', rule: 'r' },
    rejectRule: { type: 'rejectRule', rule: 'r' },
  };
  for (const type of BODY_ACT_TYPES) {
    const act = acts[type];
    if (act === undefined) continue;
    expect(refusalOf(room.tryBody(act, head('AAA')))).toEqual({
      code: 'actor.notConducting',
      facts: { kind: 'delegate' },
    });
  }
  expect(codeOf(found({}, CHAIR))).toBe('actor.notConducting');
});

test('[ACT-17] a deliberation is listed once by its body', () => {
  const room = meeting();
  expect(room.body.deliberations).toEqual(['x']);
  expect(codeOf(listDeliberation(room.body, 'x'))).toBe('deliberation.exists');
});
