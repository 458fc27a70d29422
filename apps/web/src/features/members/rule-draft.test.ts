import { catalogueRule, replayBody, type BodyState, type Recorded, type BodyEvent } from '@plenary/consensus';
import { expect, test } from 'vitest';
import { readRuleDraft } from './rule-draft.ts';

const AT = '2026-03-02T10:00:00.000Z';
const member = (id: string, attrs: Readonly<Record<string, string>>) => ({
  id,
  names: { en: id },
  role: 'member' as const,
  class: 'government' as const,
  attrs,
});
const bodyWith = (attrs: Readonly<Record<string, string>>): BodyState => {
  const consensus = catalogueRule('consensus');
  if (consensus === undefined) throw new Error('no rule');
  const facts: readonly BodyEvent[] = [
    {
      type: 'bodyFounded',
      payload: { id: 'b', names: { en: 'B' }, exercise: false, rules: [consensus], defaultRule: 'consensus' },
    },
    { type: 'membersAdmitted', payload: { members: [member('AAA', attrs), member('BBB', attrs)] } },
  ];
  const body = replayBody(
    facts.map((fact, place): Recorded<BodyEvent> => ({
      ...fact,
      stream: 'body:b',
      version: place + 1,
      at: AT,
      actor: { kind: 'secretariat' },
      audience: 'public',
    })),
  );
  if (body === undefined) throw new Error('no body');
  return body;
};
const typed = (id: string): string => JSON.stringify(catalogueRule(id));

test('[ACT-12] a rule is tried on the members before it is proposed, and is refused as the service would refuse it', () => {
  const body = bodyWith({});
  expect(readRuleDraft('', body)).toEqual({ ok: false, problem: 'notJson' });
  expect(readRuleDraft('{"id":', body)).toEqual({ ok: false, problem: 'notJson' });
  expect(readRuleDraft('{"id":"x"}', body)).toMatchObject({ problem: 'refused' });
  expect(readRuleDraft(typed('consensus'), body)).toMatchObject({ refusal: { code: 'rule.duplicate' } });
  expect(readRuleDraft(typed('unanimity'), body)).toMatchObject({ ok: true, rule: { id: 'unanimity' } });
});

test('[ACT-13] a rule that weighs by what no member has is refused while it is typed', () => {
  expect(readRuleDraft(typed('eu-qmv'), bodyWith({}))).toMatchObject({ ok: false, problem: 'refused' });
  expect(readRuleDraft(typed('eu-qmv'), bodyWith({ population: '5' }))).toMatchObject({ ok: true });
});
