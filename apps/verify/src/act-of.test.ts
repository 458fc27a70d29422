import { ACT_TYPES, TEXT_EFFECT_TYPES } from '@plenary/consensus';
import { ACT_SCHEMAS } from '@plenary/protocol';
import { describe, expect, test } from 'vitest';
import { ACT_FORMS, isJson } from './act-forms.ts';
import { actOf } from './act-of.ts';
import { wholeMeeting } from './record.fixture.ts';

const { told } = wholeMeeting();
/** Events that are said in the moment of another act, and are the trace of none of their own. */
const WITH_OTHERS: readonly string[] = [
  'deliberationListed',
  'sittingListed',
  'consultationListed',
  'documentsRegistered',
  ...TEXT_EFFECT_TYPES,
];
/** A sitting that was held was not cancelled. */
const CANCELLED = {
  type: 'sittingCancelled',
  payload: { reason: 'One meeting is enough.' },
  at: '2026-03-02T10:00:00.000Z',
};
const events = [...told.filter(({ type }) => !WITH_OTHERS.includes(type)), CANCELLED];
const acts = events.map(({ type, payload, at }) => actOf(type, payload, at));

/** Fields that an act may do without. */
const OPTIONAL: readonly string[] = Object.entries(ACT_SCHEMAS).flatMap(([type, schema]) => {
  const { properties, required }: { readonly properties: object; readonly required?: readonly string[] } =
    schema;
  return Object.keys(properties)
    .filter((field) => required?.includes(field) !== true)
    .map((field) => `${type}.${field}`);
});

/** Fields for which nothing is an answer. */
const MAY_BE_NULL: readonly string[] = [
  'closeSubmission.until',
  'groupComments.theme',
  'moderateComment.ground',
];

describe('the act behind an event', () => {
  test('[VER-6] every act there is is behind an event of the whole meeting', () => {
    expect([...new Set(acts.map(({ type }) => type))].sort()).toEqual([...ACT_TYPES].sort());
  });

  test('[VER-6] has the fields that the contract of the service gives it, and no others', () => {
    for (const act of acts) {
      const schema: unknown = ACT_SCHEMAS[act.type];
      if (!isJson(schema) || !isJson(schema['properties'])) throw new Error(`${act.type} has no fields`);
      const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
      const optional = Object.keys(schema['properties']).filter((field) => !required.includes(field));
      expect(
        Object.keys(act)
          .filter((field) => !optional.includes(field))
          .sort(),
        act.type,
      ).toEqual(required.toSorted());
    }
  });

  test('[VER-6] has the fields that may be there in an act of the whole meeting', () => {
    const seen = new Set(acts.flatMap((act) => Object.keys(act).map((field) => `${act.type}.${field}`)));
    for (const [type, schema] of Object.entries(ACT_SCHEMAS)) {
      const fields: unknown = schema;
      if (!isJson(fields) || !isJson(fields['properties'])) throw new Error(`${type} has no fields`);
      for (const field of Object.keys(fields['properties'])) expect(seen).toContain(`${type}.${field}`);
    }
  });

  test('[VER-6] has a form from which no field can be missing and to which none can be added', () => {
    for (const { type, ...fields } of acts) {
      expect(ACT_FORMS[type](fields)).toBe(true);
      expect(ACT_FORMS[type]({ ...fields, more: 1 }), type).toBe(false);
      for (const field of Object.keys(fields)) {
        const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== field));
        expect(ACT_FORMS[type](rest), `${type} without ${field}`).toBe(OPTIONAL.includes(`${type}.${field}`));
        for (const wrong of [null, 0.5, [0], { '': '' }].filter(
          (value) => value !== null || !MAY_BE_NULL.includes(`${type}.${field}`),
        ))
          expect(ACT_FORMS[type]({ ...fields, [field]: wrong }), `${type} ${field}`).toBe(false);
      }
    }
  });

  test('[VER-6] is nothing for a form that only looks right', () => {
    const member = { id: 'A', role: 'member', class: 'government', names: { en: 'A' }, attrs: {} };
    const form = (change: object) => ACT_FORMS.admitMembers({ members: [{ ...member, ...change }] });
    expect(form({ attrs: { weight: 1, capital: 'x', seat: true, none: null } })).toBe(true);
    expect(form({ attrs: { weight: 0.5 } })).toBe(false);
    expect(form({ attrs: { 'a b': 1 } })).toBe(false);
    expect(form({ names: { fr: 'A' } })).toBe(false);
    expect(form({ names: { en: '' } })).toBe(false);
    expect(form({ id: 'a b' })).toBe(false);
    expect(form({ class: 'toString' })).toBe(false);
  });
});
